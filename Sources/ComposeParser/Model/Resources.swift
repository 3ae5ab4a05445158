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
    package init(key: String, range: SourceRange = .none, name: Text) {
        self.key = key
        self.range = range
        self.name = name
    }
}

extension NetworkDefinition {
    init(decoding entry: Mapping.Entry, of project: String) {
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

extension VolumeDefinition {
    init(decoding entry: Mapping.Entry, of project: String) {
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

extension FileDefinition {
    init(decoding entry: Mapping.Entry) {
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
            name: node.nonEmptyText("name") ?? Text(entry.key),
            source: source,
            extensions: node.extensionEntries
        )
    }
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

extension ModelDefinition {
    init(decoding entry: Mapping.Entry) {
        self.init(key: entry.key, range: entry.keyRange, model: entry.value.text("model"))
    }
}

/// The name of a resource on the platform. A variable that is not set may leave it empty: then it is the usual one.
private func platformName(of entry: Mapping.Entry, in project: String) -> Text {
    if let name = entry.value.nonEmptyText("name") { return name }
    return Text(entry.value.bool("external")?.value == true ? entry.key : "\(project)_\(entry.key)")
}

extension Node {
    /// The text of a field; `nil` where it is empty, as if it were not there.
    fileprivate func nonEmptyText(_ key: String) -> Text? {
        text(key).flatMap { $0.string.isEmpty ? nil : $0 }
    }
}
