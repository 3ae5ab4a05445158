extension Compose {
    /// A Compose project after loading: typed, canonical, each value with its place.
    ///
    /// Source: Compose Specification. Everything is sorted by name, so that the order of keys in the files does not show.
    public struct Project: Sendable, Hashable {
        /// The project name, normalised as Compose does.
        public var name: Compose.Text
        /// The project directory, absolute: the base of relative paths.
        public var workingDirectory: String
        /// The active services, by name.
        public var services: [Compose.Service] = []
        /// The names of services that no active profile enables.
        public var disabledServices: [String] = []
        /// Where `services` stands.
        public var servicesRange = SourceRange.none
        /// The networks in use, by key.
        public var networks: [Compose.NetworkDefinition] = []
        /// The volumes in use, by key.
        public var volumes: [Compose.VolumeDefinition] = []
        /// The configs in use, by key.
        public var configs: [Compose.FileDefinition] = []
        /// The secrets in use, by key.
        public var secrets: [Compose.FileDefinition] = []
        /// The models in use, by key.
        public var models: [Compose.ModelDefinition] = []
        /// The `x-…` elements of the top level.
        public var extensions = Compose.Mapping()

        /// Makes a project of a name and a directory and nothing else.
        package init(name: Compose.Text, workingDirectory: String) {
            self.name = name
            self.workingDirectory = workingDirectory
        }

        /// The service called `name`.
        public func service(_ name: String) -> Compose.Service? {
            services.first { $0.name == name }
        }
    }
}

extension Compose.Project {
    /// Decodes the canonical tree that loading gives.
    ///
    /// - Parameters:
    ///   - root: the resolved model: every value in its long, canonical form.
    ///   - workingDirectory: the absolute project directory.
    ///   - disabledServices: the names of services that no active profile enables.
    package init(decoding root: Compose.Node, workingDirectory: String, disabledServices: [String] = []) {
        self.init(name: root.text("name") ?? Compose.Text(""), workingDirectory: workingDirectory)
        services = root.sortedEntries(of: "services").map { Compose.Service(decoding: $0) }
        self.disabledServices = disabledServices.sorted()
        networks = root.sortedEntries(of: "networks").map { Compose.NetworkDefinition(decoding: $0, of: name.string) }
        volumes = root.sortedEntries(of: "volumes").map { Compose.VolumeDefinition(decoding: $0, of: name.string) }
        configs = root.sortedEntries(of: "configs").map { Compose.FileDefinition(decoding: $0) }
        secrets = root.sortedEntries(of: "secrets").map { Compose.FileDefinition(decoding: $0) }
        models = root.sortedEntries(of: "models").map { Compose.ModelDefinition(decoding: $0) }
        extensions = root.extensionEntries
        servicesRange = root["services"]?.range ?? .none
    }
}

extension Compose.Project {
    /// Decodes a project that `ProjectLoader` gives.
    public init(_ resolved: ResolvedProject) {
        self.init(
            decoding: resolved.root,
            workingDirectory: resolved.workingDirectory,
            disabledServices: resolved.disabledServices.entries.map(\.key)
        )
    }
}
