public import HCL
public import OrderedCollections

/// The `config` of a task of the docker driver.
///
/// Nomad reads the whole block twice as templates, so literal text is escaped twice in print.
public struct DockerConfig: Sendable, Hashable {
    /// The image; required but for a sidecar task.
    public var image: Interpolated?
    /// Whether the image is pulled even if the node has it.
    public var forcePull: Bool?
    /// How long the pull may take.
    public var imagePullTimeout: DurationValue?
    /// An archive that holds the image.
    public var load: Interpolated?
    /// The entry point. Setting it drops the command of the image.
    public var entrypoint: [Interpolated]?
    /// The first word of the command; without a space at either end.
    public var command: Interpolated?
    /// The further words of the command.
    public var args: [Interpolated]?
    /// The working directory.
    public var workDir: Interpolated?
    /// The host name; not in a group in bridge mode.
    public var hostname: Interpolated?
    /// The network mode or network of Docker.
    public var networkMode: Interpolated?
    /// The names in a user-defined network.
    public var networkAliases: [Interpolated] = []
    /// The IPv4 address in a user-defined network.
    public var ipv4Address: Interpolated?
    /// The IPv6 address in a user-defined network.
    public var ipv6Address: Interpolated?
    /// Whether the IPv6 address is registered.
    public var advertiseIPv6Address: Bool?
    /// The MAC address.
    public var macAddress: Interpolated?
    /// The ports of the group that are published.
    public var ports: [PortLabel] = []
    /// The name servers; not in a group in bridge mode.
    public var dnsServers: [Interpolated] = []
    /// The search domains.
    public var dnsSearchDomains: [Interpolated] = []
    /// The options of the resolver.
    public var dnsOptions: [Interpolated] = []
    /// Lines of `/etc/hosts`, as `name:address`.
    public var extraHosts: [Interpolated] = []
    /// Binds, as `source:destination[:mode]`; a relative source is in the task directory.
    public var volumes: [Interpolated] = []
    /// The driver of volumes.
    public var volumeDriver: Interpolated?
    /// Whether an init process reaps children.
    public var initProcess: Bool?
    /// Whether standard input stays open.
    public var interactive: Bool?
    /// Whether there is a terminal.
    public var tty: Bool?
    /// Whether all is allowed.
    public var privileged: Bool?
    /// Further capabilities.
    public var capAdd: [Interpolated] = []
    /// Capabilities that are taken away.
    public var capDrop: [Interpolated] = []
    /// Options of security modules.
    public var securityOpt: [Interpolated] = []
    /// Whether the root file system is read-only.
    public var readonlyRootfs: Bool?
    /// Further groups of the user.
    public var groupAdd: [Interpolated] = []
    /// The user namespace.
    public var usernsMode: Interpolated?
    /// The process namespace.
    public var pidMode: Interpolated?
    /// The IPC namespace.
    public var ipcMode: Interpolated?
    /// The UTS namespace.
    public var utsMode: Interpolated?
    /// The cgroup namespace (Nomad 1.10.3).
    public var cgroupns: Interpolated?
    /// The runtime.
    public var runtime: Interpolated?
    /// Whether the processor share is a limit.
    public var cpuHardLimit: Bool?
    /// The period of the limit in microseconds.
    public var cpuCFSPeriod: NumberValue?
    /// The processors; Nomad ignores it.
    public var cpusetCPUs: Interpolated?
    /// The most memory in MB; at least that of the resources.
    public var memoryHardLimit: NumberValue?
    /// The most processes.
    public var pidsLimit: NumberValue?
    /// The size of `/dev/shm` in bytes.
    public var shmSize: NumberValue?
    /// How soon it is killed when memory runs out (Nomad 1.8.1).
    public var oomScoreAdj: NumberValue?
    /// How often a name that is taken is tried again.
    public var containerExistsAttempts: NumberValue?
    /// Whether the pull goes on without credentials.
    public var authSoftFail: Bool?
    /// Labels.
    public var labels: InterpolatedMap = [:]
    /// Kernel parameters.
    public var sysctl: InterpolatedMap = [:]
    /// Limits, as `soft[:hard]` in numbers.
    public var ulimit: InterpolatedMap = [:]
    /// Options of the storage driver.
    public var storageOpt: InterpolatedMap = [:]
    /// The credentials of the registry.
    public var auth: Auth?
    /// The log driver.
    public var logging: Logging?
    /// Whether the health check of the image is off.
    public var healthcheckDisabled: Bool?
    /// Devices of the node.
    public var devices: [Device] = []
    /// Volumes, binds and tmpfs.
    public var mounts: [Mount] = []
    /// Keys that have no property here; they replace and complete the others.
    public var extra: HCL.Body = HCL.Body()
    /// Lines above attributes, by the name of the attribute.
    public var attributeComments: [String: [String]] = [:]
    /// Lines above the block.
    public var comment: [String] = []
}

extension DockerConfig {
    /// Makes the block; what is left out is the driver's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(image: nil)
        change(&self)
    }
}
