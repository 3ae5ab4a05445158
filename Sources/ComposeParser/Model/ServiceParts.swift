/// One entry of `depends_on`.
public struct Dependency: Sendable, Hashable {
    /// What the dependency must have reached.
    public enum Condition: String, Sendable, Hashable, CaseIterable {
        /// Its container has started.
        case started = "service_started"
        /// Its healthcheck passes.
        case healthy = "service_healthy"
        /// It has ended with exit code 0.
        case completedSuccessfully = "service_completed_successfully"
    }

    /// The name of the service it depends on.
    public var service: String
    /// Where the entry stands.
    public var range: SourceRange
    /// The condition.
    public var condition: Condition
    /// Whether it restarts with the dependency.
    public var restart = false
    /// Whether it cannot do without it.
    public var required = true
    /// Whether Compose adds it for another attribute (links, volumes_from, network_mode …).
    public var isImplicit = false
}

/// A published or exposed port.
public struct PortMapping: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// The name that documents it.
    public var name: Text?
    /// The container port.
    public var target: Located<Int>
    /// The host port or a range of them (`9000-9005`); `nil`: a random one.
    public var published: Text?
    /// The host address that it binds.
    public var hostIP: Text?
    /// `tcp`, `udp` or `sctp`.
    public var transport: Text?
    /// A hint such as `http`.
    public var appProtocol: Text?
    /// `ingress` or `host`.
    public var mode: Text?
}

/// A mount of a service.
public struct VolumeMount: Sendable, Hashable {
    /// What is mounted.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case volume, bind, tmpfs, npipe, cluster, image
    }

    /// Where it stands.
    public var range: SourceRange
    /// What is mounted.
    public var kind: Kind
    /// Volume key, absolute host path or image; `nil` for anonymous volumes and tmpfs.
    public var source: Text?
    /// The path in the container.
    public var target: Text
    /// Whether it is read-only.
    public var readOnly: Located<Bool>?
    /// A hint that Compose ignores as well.
    public var consistency: Text?
    /// `bind.propagation`.
    public var propagation: Text?
    /// `bind.create_host_path`: `nil` when the long form does not say.
    public var createHostPath: Located<Bool>?
    /// `bind.recursive`.
    public var recursive: Text?
    /// `bind.selinux`: `z` or `Z`.
    public var selinux: Text?
    /// `volume.nocopy`.
    public var nocopy: Located<Bool>?
    /// `volume.subpath`.
    public var subpath: Text?
    /// `volume.labels`.
    public var labels: [Pair] = []
    /// `tmpfs.size` in bytes.
    public var tmpfsSize: Located<Int>?
    /// `tmpfs.mode` as the number that the octal text stands for.
    public var tmpfsMode: Located<Int>?
    /// `image.subpath`.
    public var imageSubpath: Text?
}

/// A network that a service joins.
public struct NetworkAttachment: Sendable, Hashable {
    /// The key of the network.
    public var network: String
    /// Where it stands.
    public var range: SourceRange
    /// Further names on that network.
    public var aliases: [Text] = []
    /// `ipv4_address`: static address.
    public var ipv4Address: Text?
    /// `ipv6_address`: static address.
    public var ipv6Address: Text?
    /// `link_local_ips`: link-local addresses.
    public var linkLocalIPs: [Text] = []
    /// `mac_address`: MAC on that network.
    public var macAddress: Text?
    /// `driver_opts`: endpoint options.
    public var driverOpts: [Pair] = []
    /// `interface_name`: interface name in the container.
    public var interfaceName: Text?
    /// `priority`: connect order.
    public var priority: Located<Int>?
    /// `gw_priority`: gateway choice.
    public var gwPriority: Located<Int>?
}

/// A healthcheck.
public struct Healthcheck: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// The test with its first word (`CMD`, `CMD-SHELL`, `NONE`); empty when only figures are given.
    public var test: [Text] = []
    /// Nanoseconds.
    public var interval: Located<Int64>?
    /// Nanoseconds.
    public var timeout: Located<Int64>?
    /// Nanoseconds.
    public var startPeriod: Located<Int64>?
    /// Nanoseconds.
    public var startInterval: Located<Int64>?
    /// `retries`: default 3.
    public var retries: Located<Int>?
    /// `disable`: disable the image HEALTHCHECK (also test: NONE).
    public var disable: Located<Bool>?

    /// Whether it switches the image's own healthcheck off.
    public var isDisabled: Bool { disable?.value == true || test.first?.string == "NONE" }
}

extension Healthcheck {
    /// Makes a healthcheck with a test and no figures.
    public init(range: SourceRange, test: [Text]) {
        self.init(range: range, test: test, interval: nil)
    }
}

/// The grant of a config or a secret to a service.
public struct FileGrant: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// The key of the config or secret.
    public var source: Text
    /// The path in the container, if given.
    public var target: Text?
    /// `uid`: owner uid.
    public var uid: Text?
    /// `gid`: owner gid.
    public var gid: Text?
    /// The mode as the number that the octal text stands for.
    public var mode: Located<Int>?
}

/// Logging of a service.
public struct Logging: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// `driver`: log driver.
    public var driver: Text?
    /// `options`: driver options.
    public var options: [Pair] = []
}

/// A device of the host.
public struct DeviceMapping: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// `source`: host path or CDI name.
    public var source: Text
    /// `target`: container path.
    public var target: Text?
    /// `permissions`: r, w, m.
    public var permissions: Text?
}

/// A request for GPUs and the like.
public struct DeviceRequest: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// `capabilities`: gpu, tpu, driver-specific.
    public var capabilities: [Text] = []
    /// `driver`: device driver.
    public var driver: Text?
    /// `-1` stands for all.
    public var count: Located<Int>?
    /// `device_ids`: explicit devices.
    public var deviceIDs: [Text] = []
    /// `options`: driver options.
    public var options: [Pair] = []
}

/// A resource limit of processes.
public struct Ulimit: Sendable, Hashable {
    /// `name`: project name; default = normalised directory name.
    public var name: String
    /// Where it stands.
    public var range: SourceRange
    /// `soft` as the specification has it.
    public var soft: Located<Int>
    /// `hard` as the specification has it.
    public var hard: Located<Int>
}

/// A lifecycle hook.
public struct Hook: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// `command`: command.
    public var command: [Text] = []
    /// `image` as the specification has it.
    public var image: Text?
    /// `user`: user.
    public var user: Text?
    /// `privileged`: privileged exec.
    public var privileged: Located<Bool>?
    /// `working_dir`: directory.
    public var workingDir: Text?
    /// `environment`: extra variables.
    public var environment: [Pair] = []
    /// `per_replica` as the specification has it.
    public var perReplica: Located<Bool>?
}

/// Windows credentials.
public struct CredentialSpec: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// `file`: file in the daemon CredentialSpecs dir.
    public var file: Text?
    /// `registry`: registry value.
    public var registry: Text?
    /// `config`: Swarm config.
    public var config: Text?
}

/// A service that an external tool provides.
public struct Provider: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// `type`: tool name.
    public var type: Text?
}

/// A model that a service uses.
public struct ModelBinding: Sendable, Hashable {
    /// `model` as the specification has it.
    public var model: String
    /// Where it stands.
    public var range: SourceRange
    /// `endpoint_var`: variable with the URL.
    public var endpointVar: Text?
    /// `model_var`: variable with the model id.
    public var modelVar: Text?
}

/// How to build the image. Source: Compose Build Specification.
public struct Build: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// `context`: build context.
    public var context: Text?
    /// `dockerfile`: default Dockerfile.
    public var dockerfile: Text?
    /// `dockerfile_inline`: inline Dockerfile.
    public var dockerfileInline: Text?
    /// `target`: stage.
    public var target: Text?
    /// `args`: build args.
    public var args: [Pair] = []
    /// `tags`: extra tags.
    public var tags: [Text] = []
    /// `platforms`: target platforms.
    public var platforms: [Text] = []
    /// The whole element, for the flags of the build command.
    public var node: Node
}
