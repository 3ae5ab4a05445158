import ComposeParser

@testable import NomadEmitter

// What may go without a trace.
extension AttributeLaw {
    /// Why what stands at a place may go without a trace.
    func excuse(_ place: Place) -> String? {
        switch place.node.content {
        case .null: return "empty"
        case .string where place.node.text.string.isEmpty: return "empty"
        case .sequence(let items):
            if items.isEmpty { return "empty" }
        case .mapping(let mapping):
            if mapping.entries.isEmpty { return "empty" }
            let parts = mapping.entries.map { entry in
                Place(
                    path: "\(place.path).\(entry.key)",
                    steps: place.steps + [.key(entry.key)],
                    node: entry.value
                )
            }
            if parts.allSatisfy({ excuse($0) != nil }) { return "nothing but defaults" }
        default: break
        }
        if let reason = assumed(place) { return reason }
        let blocks = Self.blocks(around: place.path)
        for block in blocks {
            if case .unsupported = row(at: block)?.fate { return "part of what is dropped" }
            if let range = stated[block].map({ base.resolved.presence[$0].range }), base.dropped.contains(range) {
                return "part of what is dropped"
            }
            for part in ["protocol", "type", "source"] {
                if case .unsupported = row(at: "\(block).\(part)")?.fate { return "part of what is dropped" }
            }
            if case .ignored = row(at: block)?.fate { return "ignored" }
        }
        let governing = ([place.path] + blocks).first { stated[$0] != nil }.flatMap { row(at: $0) }
        switch governing?.fate {
        case .unsupported? where governing?.reportedWith != nil: return "part of what is dropped"
        case .ignored?: return "ignored"
        case .loading?: return "loading"
        case .approximated?, .operatorAction?:
            // The diagnostic is about the whole list.
            guard case .index? = place.steps.last, stated[place.path] == nil else { return nil }
            return "part of what is reported as a whole"
        default: return nil
        }
    }
}

// What Compose assumes where nothing is stated.
extension AttributeLaw {
    private static let defaults: [Attribute: Set<String>] = [
        .serviceBuildDockerfile: ["Dockerfile"],
        .serviceDependencyCondition: ["service_started"],
        .serviceDeployMode: ["replicated"],
        .serviceDeployReplicas: ["1"],
        .serviceScale: ["1"],
        .networkIpamDriver: ["default"],
        .serviceGpuCount: ["-1"],
        .serviceGpuDriver: ["nvidia"],
        .serviceHealthcheckInterval: ["30s"],
        .serviceHealthcheckTimeout: ["30s"],
        .serviceHealthcheckRetries: ["3"],
        .serviceInit: ["false"],
        .serviceLoggingDriver: ["json-file"],
        .servicePidsLimit: ["-1"],
        .servicePortMode: ["ingress", "host"],
        .serviceReadOnly: ["false"],
        .serviceReservationsDeviceCount: ["-1"],
        .serviceReservationsDeviceDriver: ["nvidia"],
        .serviceStdinOpen: ["false"],
        .serviceStopGracePeriod: ["10s"],
        .serviceTty: ["false"],
        .serviceVolumeBindCreateHostPath: ["true"],
    ]

    /// Why what stands at a place goes without saying.
    private func assumed(_ place: Place) -> String? {
        let text = place.node.text.string
        if let index = stated[place.path], !text.isEmpty,
            Self.defaults[base.resolved.presence[index].attribute]?.contains(text) == true
        {
            return "default"
        }
        let keys = place.steps.compactMap { step in if case .key(let key) = step { key } else { nil } }
        switch (keys.first, keys.last) {
        case ("name", _): return "the name of the folder, or in .env"
        case (let section?, "name") where Self.sections.contains(section) && keys.count == 3:
            return text == keys[1] || text.hasSuffix("_\(keys[1])") ? "default" : nil
        case (_, "context") where text == base.resolved.workingDirectory: return "default"
        case (_, "target") where keys.dropLast().last == "secrets":
            return text == "/run/secrets/\(sibling("source", place))" ? "default" : nil
        case ("services", "create_host_path") where isSynced(keys[1]): return "a host volume must be there anyway"
        case ("services", let name?) where keys.dropLast().last == "depends_on" && isImplied(name, for: keys[1]):
            return "implied by another attribute"
        case ("services", "links") where isRestated(place): return "implied by another attribute"
        case ("services", "capabilities") where text == "gpu" || place.node.sequence?.map(\.text.string) == ["gpu"]:
            return "default"
        case ("services", "ports") where isTwin(place): return "twin"
        case ("services", "ports") where isExposed(place): return "implied by another attribute"
        default: return nil
        }
    }

    private func sibling(_ key: String, _ place: Place) -> String {
        var node = model
        for step in place.steps.dropLast() {
            switch step {
            case .key(let key): node = node[key] ?? node
            case .index(let index): node = node.sequence?[index] ?? node
            }
        }
        return node[key]?.text.string ?? ""
    }

    /// Whether a folder of the project that `service` mounts becomes a host volume.
    private func isSynced(_ service: String) -> Bool {
        base.findings.keys.contains { $0.id == ConversionIssue.syncedFolder.rawValue && $0.service == service }
    }

    /// Whether `links` or a shared namespace makes `service` depend on `other` anyway.
    private func isImplied(_ other: String, for service: String) -> Bool {
        let node = model["services"]?[service]
        let links = node?["links"]?.sequence ?? []
        return links.contains { $0.text.string.split(separator: ":").first.map(String.init) == other }
            || ["network_mode", "ipc", "pid"].contains { node?[$0]?.text.string == "service:\(other)" }
    }

    /// Whether `depends_on` names what `links` names without another name.
    private func isRestated(_ place: Place) -> Bool {
        guard case .key(let service)? = place.steps.dropFirst().first else { return false }
        let dependencies = model["services"]?[service]?["depends_on"]?.mapping?.entries.map(\.key) ?? []
        return (place.node.sequence ?? [place.node]).allSatisfy { dependencies.contains($0.text.string) }
    }

    /// Whether `expose` names what `ports` publishes under the same numbers: without the port the node's would be the same.
    private func isExposed(_ place: Place) -> Bool {
        guard case .key(let service)? = place.steps.dropFirst().first else { return false }
        let exposed = model["services"]?[service]?["expose"]?.sequence?.map(\.text.string) ?? []
        return (place.node.sequence ?? [place.node]).allSatisfy { port in
            let target = port["target"]?.text.string ?? ""
            return port["published"]?.text.string == target && exposed.contains(target)
        }
    }

    /// Whether another entry publishes the same port with another protocol: Nomad publishes both at once.
    private func isTwin(_ place: Place) -> Bool {
        guard case .index(let index)? = place.steps.last, let target = place.node["target"]?.text.string else {
            return false
        }
        var siblings = model
        for step in place.steps.dropLast() { if case .key(let key) = step { siblings = siblings[key] ?? siblings } }
        return (siblings.sequence ?? []).enumerated().contains {
            $0.offset != index && $0.element["target"]?.text.string == target
                && $0.element["published"]?.text.string == place.node["published"]?.text.string
        }
    }
}
