internal import ComposeParser
internal import OrderedCollections

/// What the nodes must provide for the jobs to run: the content of `client.hcl` and the first steps of `deploy.sh`.
struct ClientRequirements: Sendable {
    /// A host volume of the client configuration.
    struct HostVolume: Sendable, Hashable {
        /// A path of an image that an empty volume starts with, as Docker does it.
        struct Seed: Sendable, Hashable {
            /// The service whose image it is.
            var service: String
            var path: String
        }

        /// A file or folder of the project that the volume holds.
        struct ProjectContent: Sendable, Hashable {
            /// The path as seen from the project directory.
            var source: String
            /// The path on the nodes.
            var destination: String
            /// Whether it is a folder, or will be.
            var isFolder: Bool
            /// Whether services write it: it is copied once, before they start.
            var isState: Bool
            /// The paths in it that services write, though they do not write all of it.
            var except: [String]
        }

        /// Where the content comes from.
        enum Content: Sendable, Hashable {
            /// From the first image that has something at the path of its mount.
            case image([Seed])
            /// From the project.
            case project([ProjectContent])
            /// The path has to exist already and nothing may be created there.
            case existing

            fileprivate mutating func add(_ other: Content) {
                switch (self, other) {
                case (.image(let own), .image(let others)): self = .image(own + others.filter { !own.contains($0) })
                case (.project(let own), .project(let others)):
                    self = .project(own + others.filter { !own.contains($0) })
                default: break
                }
            }
        }

        var name: String
        var path: String
        var content: Content
        /// The services that mount it.
        var services: OrderedSet<String> = []

        /// Whether it exists already.
        var isExisting: Bool { content == .existing }

        /// Whether services keep data in it, which is on one node then.
        var isState: Bool {
            switch content {
            case .image: true
            case .project(let parts): parts.contains(where: \.isState)
            case .existing: false
            }
        }
    }

    /// A volume that the file calls external: it has to be there.
    struct ExternalVolume: Sendable, Hashable {
        enum Kind: String, Sendable, Hashable {
            case host = "host volume", docker = "Docker volume", csi = "CSI volume", dynamic = "dynamic host volume"
        }

        var name: String
        var kind: Kind
    }

    /// A host network that ports are bound to.
    struct HostNetwork: Sendable, Hashable {
        var name: String
        /// `nil` if only the operator knows it.
        var cidr: String?
    }

    /// What templates watch as long as their tasks run.
    enum Watched: String, Sendable, Hashable, Comparable {
        case consul, nomad, vault

        static func < (a: Watched, b: Watched) -> Bool { a.rawValue < b.rawValue }
    }

    private var hostVolumesByName: OrderedDictionary<String, HostVolume> = [:]
    private var createdVolumesByName: OrderedDictionary<String, CreatedVolume> = [:]
    /// Volumes that nothing here makes.
    private(set) var externalVolumes: OrderedSet<ExternalVolume> = []
    private(set) var hostNetworks: OrderedSet<HostNetwork> = []
    private var dockerNetworksByName: OrderedDictionary<String, DockerNetwork> = [:]
    /// Why `volumes { enabled = true }` is needed, one line per mount.
    private(set) var dockerVolumeReasons: OrderedSet<String> = []
    /// Who needs `allow_privileged`.
    private(set) var privilegedServices: OrderedSet<String> = []
    /// Capabilities beyond the default list.
    private(set) var capabilities: Set<String> = []
    /// Runtimes beyond runc and nvidia.
    private(set) var runtimes: Set<String> = []
    /// `allowed_modes`, by kind.
    private(set) var namespaceModes: [String: Set<String>] = [:]
    /// The longest kill timeout in nanoseconds.
    private(set) var killTimeout: Int64 = 0
    /// Paths that are mounted from the node as they are.
    private(set) var hostPaths: Set<String> = []
    /// What templates watch: an outage of it must not end their tasks.
    private(set) var watched: Set<Watched> = []

    var hostVolumes: OrderedDictionary<String, HostVolume>.Values { hostVolumesByName.values }
    /// Volumes that `nomad volume create` makes.
    var createdVolumes: OrderedDictionary<String, CreatedVolume>.Values { createdVolumesByName.values }
    /// Docker networks to create: `--network docker`.
    var dockerNetworks: OrderedDictionary<String, DockerNetwork>.Values { dockerNetworksByName.values }

    mutating func require(_ volume: HostVolume) {
        guard let index = hostVolumesByName.index(forKey: volume.name) else {
            hostVolumesByName[volume.name] = volume
            return
        }
        hostVolumesByName.values[index].content.add(volume.content)
        hostVolumesByName.values[index].services.formUnion(volume.services)
    }

    mutating func require(_ volume: CreatedVolume) {
        guard let index = createdVolumesByName.index(forKey: volume.name) else {
            createdVolumesByName[volume.name] = volume
            return
        }
        createdVolumesByName.values[index].owner = createdVolumes[index].owner ?? volume.owner
        createdVolumesByName.values[index].services.formUnion(volume.services)
    }

    /// Takes back a volume that the file replaces by another one.
    mutating func release(volume name: String) {
        hostVolumesByName[name] = nil
        createdVolumesByName[name] = nil
        externalVolumes.removeAll { $0.name == name }
    }

    mutating func require(_ volume: ExternalVolume) {
        externalVolumes.append(volume)
    }

    mutating func require(_ network: HostNetwork) {
        hostNetworks.append(network)
    }

    mutating func require(_ network: DockerNetwork) {
        if dockerNetworksByName[network.name] == nil { dockerNetworksByName[network.name] = network }
    }

    mutating func requireDockerVolumes(for reason: String) {
        dockerVolumeReasons.append(reason)
    }

    mutating func requireHostPath(_ path: String, for service: String) {
        hostPaths.insert(path)
        requireDockerVolumes(for: "\(service) mounts \(path)")
    }

    mutating func requirePrivileged(for service: String) {
        privilegedServices.append(service)
    }

    mutating func require(capability: String) { capabilities.insert(capability) }

    mutating func require(runtime: String) { runtimes.insert(runtime) }

    mutating func require(mode: String, of kind: String) { namespaceModes[kind, default: []].insert(mode) }

    mutating func require(watchOf store: Watched) { watched.insert(store) }

    mutating func require(killTimeout: Int64) { self.killTimeout = max(self.killTimeout, killTimeout) }

    /// What both need.
    func merging(_ other: ClientRequirements) -> ClientRequirements {
        var all = self
        for volume in other.hostVolumes { all.require(volume) }
        for volume in other.createdVolumes { all.require(volume) }
        for volume in other.externalVolumes { all.require(volume) }
        for network in other.hostNetworks { all.require(network) }
        for network in other.dockerNetworks { all.require(network) }
        for reason in other.dockerVolumeReasons { all.requireDockerVolumes(for: reason) }
        for service in other.privilegedServices { all.requirePrivileged(for: service) }
        all.capabilities.formUnion(other.capabilities)
        all.runtimes.formUnion(other.runtimes)
        all.namespaceModes.merge(other.namespaceModes) { $0.union($1) }
        all.require(killTimeout: other.killTimeout)
        all.hostPaths.formUnion(other.hostPaths)
        all.watched.formUnion(other.watched)
        return all
    }
}
