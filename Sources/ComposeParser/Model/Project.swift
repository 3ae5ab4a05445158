/// A Compose project after loading: typed, canonical, each value with its place.
///
/// Source: Compose Specification. Everything is sorted by name, so that the order of keys in the files does not show.
public struct Project: Sendable, Hashable {
    /// The project name, normalised as Compose does.
    public var name: Text
    /// The project directory, absolute: the base of relative paths.
    public var workingDirectory: String
    /// The active services, by name.
    public var services: [Service]
    /// The names of services that no active profile enables.
    public var disabledServices: [String]
    /// Where `services` stands.
    public var servicesRange = SourceRange.none
    /// The networks in use, by key.
    public var networks: [NetworkDefinition]
    /// The volumes in use, by key.
    public var volumes: [VolumeDefinition]
    /// The configs in use, by key.
    public var configs: [FileDefinition]
    /// The secrets in use, by key.
    public var secrets: [FileDefinition]
    /// The models in use, by key.
    public var models: [ModelDefinition]
    /// The `x-…` elements of the top level.
    public var extensions: Mapping

    /// Makes a project; library users may build one without any file.
    public init(
        name: Text,
        workingDirectory: String = "/",
        services: [Service] = [],
        disabledServices: [String] = [],
        networks: [NetworkDefinition] = [],
        volumes: [VolumeDefinition] = [],
        configs: [FileDefinition] = [],
        secrets: [FileDefinition] = [],
        models: [ModelDefinition] = [],
        extensions: Mapping = Mapping()
    ) {
        self.name = name
        self.workingDirectory = workingDirectory
        self.services = services
        self.disabledServices = disabledServices
        self.networks = networks
        self.volumes = volumes
        self.configs = configs
        self.secrets = secrets
        self.models = models
        self.extensions = extensions
    }

    /// The service called `name`.
    public func service(_ name: String) -> Service? {
        services.first { $0.name == name }
    }
}

/// A top-level network. Source: Compose Specification, chapter Networks.
public struct NetworkDefinition: Sendable, Hashable {
    /// One address pool.
    public struct Pool: Sendable, Hashable {
        /// The subnet in CIDR form.
        public var subnet: Text?
        /// The range that addresses are taken from.
        public var ipRange: Text?
        /// The gateway.
        public var gateway: Text?
        /// Reserved addresses.
        public var auxAddresses: [Pair] = []
    }

    /// The key in the file.
    public var key: String
    /// Where the key stands.
    public var range: SourceRange
    /// The name on the platform: `<project>_<key>` unless given.
    public var name: Text
    /// The driver, if given.
    public var driver: Text?
    /// The driver's options.
    public var driverOpts: [Pair] = []
    /// Whether it exists outside of the project.
    public var external = false
    /// Whether it has no way out.
    public var isInternal = false
    /// Whether containers get IPv4 addresses, if the file says so.
    public var enableIPv4: Bool?
    /// Whether containers get IPv6 addresses, if the file says so.
    public var enableIPv6: Bool?
    /// Address management: driver and pools.
    public var ipamDriver: Text?
    /// Options of address management.
    public var ipamOptions: [Pair] = []
    /// The address pools.
    public var pools: [Pool] = []
    /// The `x-…` elements.
    public var extensions = Mapping()

    /// Makes a network with a key and a name and nothing else.
    public init(key: String, range: SourceRange = .none, name: Text) {
        self.key = key
        self.range = range
        self.name = name
    }
}

/// A top-level volume. Source: Compose Specification, chapter Volumes.
public struct VolumeDefinition: Sendable, Hashable {
    /// The key in the file.
    public var key: String
    /// Where the key stands.
    public var range: SourceRange
    /// The name on the platform: `<project>_<key>` unless given.
    public var name: Text
    /// Whether the file gives `name`.
    public var isNamed = false
    /// The driver, if given.
    public var driver: Text?
    /// The driver's options.
    public var driverOpts: [Pair] = []
    /// Whether it exists outside of the project.
    public var external = false
    /// Labels.
    public var labels: [Pair] = []
    /// The `x-…` elements.
    public var extensions = Mapping()
}

/// A top-level config or secret. Source: Compose Specification, chapters Configs and Secrets.
public struct FileDefinition: Sendable, Hashable {
    /// Where the content comes from.
    public enum Source: Sendable, Hashable {
        /// A file, as an absolute path.
        case file(Text)
        /// Text in the compose file.
        case content(Text)
        /// The value of an environment variable, by its name.
        case environment(Text)
        /// It exists on the platform.
        case external
        /// An external secret driver.
        case driver(Text)
    }

    /// The key in the file.
    public var key: String
    /// Where the key stands.
    public var range: SourceRange
    /// The name on the platform.
    public var name: Text
    /// Where the content comes from.
    public var source: Source
    /// The `x-…` elements.
    public var extensions = Mapping()
}

/// A top-level model. Source: Compose Specification, chapter Models.
public struct ModelDefinition: Sendable, Hashable {
    /// The key in the file.
    public var key: String
    /// Where the key stands.
    public var range: SourceRange
    /// The OCI reference of the model.
    public var model: Text?
}
