extension Project {
    /// Decodes the canonical tree that loading gives.
    ///
    /// - Parameters:
    ///   - root: the resolved model: every value in its long, canonical form.
    ///   - workingDirectory: the absolute project directory.
    ///   - disabledServices: the names of services that no active profile enables.
    public init(decoding root: Node, workingDirectory: String, disabledServices: [String] = []) {
        self.init(
            name: root.text("name") ?? Text(""),
            workingDirectory: workingDirectory,
            services: root.entries("services").map { Service(decoding: $0) },
            disabledServices: disabledServices.sorted(),
            networks: root.entries("networks").map { NetworkDefinition(decoding: $0) },
            volumes: root.entries("volumes").map { VolumeDefinition(decoding: $0) },
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

extension NetworkDefinition {
    init(decoding entry: Mapping.Entry) {
        let node = entry.value
        self.init(key: entry.key, range: entry.keyRange, name: node.nonEmptyText("name") ?? Text(entry.key))
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
    init(decoding entry: Mapping.Entry) {
        let node = entry.value
        self.init(key: entry.key, range: entry.keyRange, name: node.nonEmptyText("name") ?? Text(entry.key))
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
