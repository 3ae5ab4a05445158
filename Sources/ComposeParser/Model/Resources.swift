extension Compose {
    /// A top-level network. Source: Compose Specification, chapter Networks.
    public struct NetworkDefinition: Sendable, Hashable {
        /// One address pool.
        public struct Pool: Sendable, Hashable {
            /// The subnet in CIDR form.
            public var subnet: Compose.Text?
            /// The range that addresses are taken from.
            public var ipRange: Compose.Text?
            /// The gateway.
            public var gateway: Compose.Text?
            /// Reserved addresses.
            public var auxAddresses: [Compose.Pair] = []
        }

        /// The key in the file.
        public var key: String
        /// Where the key stands.
        public var range: SourceRange
        /// The name on the platform: `<project>_<key>` unless given.
        public var name: Compose.Text
        /// The driver, if given.
        public var driver: Compose.Text?
        /// The driver's options.
        public var driverOpts: [Compose.Pair] = []
        /// Whether it exists outside of the project.
        public var external = false
        /// Whether it has no way out.
        public var isInternal = false
        /// Whether containers get IPv4 addresses, if the file says so.
        public var enableIPv4: Bool?
        /// Whether containers get IPv6 addresses, if the file says so.
        public var enableIPv6: Bool?
        /// Address management: driver and pools.
        public var ipamDriver: Compose.Text?
        /// Options of address management.
        public var ipamOptions: [Compose.Pair] = []
        /// The address pools.
        public var pools: [Pool] = []
        /// The `x-…` elements.
        public var extensions = Compose.Mapping()

        /// Makes a network with a key and a name and nothing else.
        package init(key: String, range: SourceRange = .none, name: Compose.Text) {
            self.key = key
            self.range = range
            self.name = name
        }
    }
}

extension Compose.NetworkDefinition {
    init(decoding entry: Compose.Mapping.Entry, of project: String) {
        let node = entry.value
        self.init(key: entry.key, range: entry.keyRange, name: platformName(of: entry, in: project))
        driver = node.text("driver")
        driverOpts = node.pairs("driver_opts")
        external = node.bool("external")?.value ?? false
        isInternal = node.bool("internal")?.value ?? false
        enableIPv4 = node.bool("enable_ipv4")?.value
        enableIPv6 = node.bool("enable_ipv6")?.value
        let ipam = node["ipam"]
        ipamDriver = ipam?.text("driver")
        ipamOptions = ipam?.pairs("options") ?? []
        pools = (ipam?.items(of: "config") ?? []).map {
            Pool(
                subnet: $0.text("subnet"),
                ipRange: $0.text("ip_range"),
                gateway: $0.text("gateway"),
                auxAddresses: $0.pairs("aux_addresses")
            )
        }
        extensions = node.extensionEntries
    }
}

extension Compose {
    /// A top-level volume. Source: Compose Specification, chapter Volumes.
    public struct VolumeDefinition: Sendable, Hashable {
        /// The key in the file.
        public var key: String
        /// Where the key stands.
        public var range: SourceRange
        /// The name on the platform: `<project>_<key>` unless given.
        public var name: Compose.Text
        /// Whether the file gives `name`.
        public var isNamed = false
        /// The driver, if given.
        public var driver: Compose.Text?
        /// The driver's options.
        public var driverOpts: [Compose.Pair] = []
        /// Whether it exists outside of the project.
        public var external = false
        /// Labels.
        public var labels: [Compose.Pair] = []
        /// The `x-…` elements.
        public var extensions = Compose.Mapping()
    }
}

extension Compose.VolumeDefinition {
    init(decoding entry: Compose.Mapping.Entry, of project: String) {
        let node = entry.value
        self.init(key: entry.key, range: entry.keyRange, name: platformName(of: entry, in: project))
        isNamed = node.nonEmptyText("name")?.range.isKnown ?? false
        driver = node.text("driver")
        driverOpts = node.pairs("driver_opts")
        external = node.bool("external")?.value ?? false
        labels = node.pairs("labels")
        extensions = node.extensionEntries
    }
}

extension Compose {
    /// A top-level config or secret. Source: Compose Specification, chapters Configs and Secrets.
    public struct FileDefinition: Sendable, Hashable {
        /// Where the content comes from.
        public enum Source: Sendable, Hashable {
            /// A file, as an absolute path.
            case file(Compose.Text)
            /// Text in the compose file.
            case content(Compose.Text)
            /// The value of an environment variable, by its name.
            case environment(Compose.Text)
            /// It exists on the platform.
            case external
            /// An external secret driver.
            case driver(Compose.Text)
        }

        /// The key in the file.
        public var key: String
        /// Where the key stands.
        public var range: SourceRange
        /// The name on the platform.
        public var name: Compose.Text
        /// Where the content comes from.
        public var source: Source
        /// The `x-…` elements.
        public var extensions = Compose.Mapping()
    }
}

extension Compose.FileDefinition {
    init(decoding entry: Compose.Mapping.Entry) {
        let node = entry.value
        let source: Source =
            if node.bool("external")?.value == true {
                .external
            } else if let file = node.text("file") {
                .file(file)
            } else if let content = node.text("content") {
                .content(content)
            } else if let variable = node.text("environment") {
                .environment(variable)
            } else if let driver = node.text("driver") {
                .driver(driver)
            } else {
                .external
            }
        self.init(
            key: entry.key,
            range: entry.keyRange,
            name: node.nonEmptyText("name") ?? Compose.Text(entry.key),
            source: source,
            extensions: node.extensionEntries
        )
    }
}

extension Compose {
    /// A top-level model. Source: Compose Specification, chapter Models.
    public struct ModelDefinition: Sendable, Hashable {
        /// The key in the file.
        public var key: String
        /// Where the key stands.
        public var range: SourceRange
        /// The OCI reference of the model.
        public var model: Compose.Text?
    }
}

extension Compose.ModelDefinition {
    init(decoding entry: Compose.Mapping.Entry) {
        self.init(key: entry.key, range: entry.keyRange, model: entry.value.text("model"))
    }
}

/// The name of a resource on the platform. A variable that is not set may leave it empty: then it is the usual one.
private func platformName(of entry: Compose.Mapping.Entry, in project: String) -> Compose.Text {
    if let name = entry.value.nonEmptyText("name") { return name }
    return Compose.Text(entry.value.bool("external")?.value == true ? entry.key : "\(project)_\(entry.key)")
}

extension Compose.Node {
    /// The text of a field; `nil` where it is empty, as if it were not there.
    fileprivate func nonEmptyText(_ key: String) -> Compose.Text? {
        text(key).flatMap { $0.string.isEmpty ? nil : $0 }
    }
}
