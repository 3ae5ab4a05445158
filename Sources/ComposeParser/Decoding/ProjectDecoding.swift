extension Project {
    /// Decodes the canonical tree that loading gives.
    ///
    /// - Parameters:
    ///   - root: the resolved model: every value in its long, canonical form.
    ///   - workingDirectory: the absolute project directory.
    ///   - disabledServices: the names of services that no active profile enables.
    public init(decoding root: Node, workingDirectory: String, disabledServices: [String] = []) {
        let name = root.text("name") ?? Text("")
        self.init(
            name: name,
            workingDirectory: workingDirectory,
            services: root.entries("services").map { Service(decoding: $0) },
            disabledServices: disabledServices.sorted(),
            networks: root.entries("networks").map { NetworkDefinition(decoding: $0, of: name.string) },
            volumes: root.entries("volumes").map { VolumeDefinition(decoding: $0, of: name.string) },
            configs: root.entries("configs").map { FileDefinition(decoding: $0) },
            secrets: root.entries("secrets").map { FileDefinition(decoding: $0) },
            models: root.entries("models").map {
                ModelDefinition(key: $0.key, range: $0.keyRange, model: $0.value.text("model"))
            },
            extensions: root.extensionEntries
        )
        servicesRange = root["services"]?.range ?? .none
    }
}

/// The name of a resource on the platform. A variable that is not set may leave it empty: then it is the usual one.
private func platformName(of entry: Mapping.Entry, in project: String) -> Text {
    if let name = entry.value.nonEmptyText("name") { return name }
    return Text(entry.value.bool("external")?.value == true ? entry.key : "\(project)_\(entry.key)")
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
        pools = (ipam?.items("config") ?? []).map {
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

extension Node {
    /// The text of a field; `nil` where it is empty, as if it were not there.
    fileprivate func nonEmptyText(_ key: String) -> Text? {
        text(key).flatMap { $0.string.isEmpty ? nil : $0 }
    }
}
