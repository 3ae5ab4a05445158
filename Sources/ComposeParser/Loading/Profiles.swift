/// Which services of a project run, and which resources they need.
///
/// Compose Specification, chapter "Profiles".
enum Profiles {
    /// Splits off the services that no active profile enables; `*` enables all.
    static func disableInactive(in root: inout Node, active: [String]) -> Mapping {
        guard !active.contains("*") else { return Mapping() }
        var disabled = Mapping()
        let active = Set(active)
        root.edit("services") { services in
            services.editMapping { mapping in
                var enabled: [Mapping.Entry] = []
                for entry in mapping.entries {
                    let profiles = entry.value.items(of: "profiles")
                    if profiles.isEmpty || profiles.contains(where: { active.contains($0.text.string) }) {
                        enabled.append(entry)
                    } else {
                        disabled.entries.append(entry)
                    }
                }
                mapping.entries = enabled
            }
        }
        return disabled
    }

    /// Keeps the named services, whatever their profiles, and what they depend on; all if none is named.
    ///
    /// Gives the services that are disabled afterwards.
    static func select(
        _ names: [String],
        in root: inout Node,
        disabled: Mapping
    ) throws(Diagnostic) -> Mapping {
        guard !names.isEmpty else { return disabled }
        let named = Set(names)
        let enabled = (root["services"]?.mapping ?? Mapping()).entries
        let services = Mapping(enabled + disabled.entries.filter { named.contains($0.key) })
        var wanted: Set<String> = []
        var queue = names
        while let name = queue.popLast() {
            guard !wanted.contains(name) else { continue }
            guard let service = services[name] else {
                if !named.contains(name) { continue }
                throw Diagnostic(ProjectIssue.noSuchService, .error, "no such service: \(name)")
            }
            wanted.insert(name)
            queue += service.entries(of: "depends_on").map(\.key)
        }
        var kept = Mapping(services.entries.filter { wanted.contains($0.key) })
        for index in kept.entries.indices {
            kept.entries[index].value.edit("depends_on") { dependencies in
                dependencies.editMapping { $0.entries.removeAll { !wanted.contains($0.key) } }
            }
        }
        root.edit("services") { $0.content = .mapping(kept) }
        return Mapping((enabled + disabled.entries).filter { !wanted.contains($0.key) })
    }

    /// Removes the networks, volumes, configs, secrets and models that no service of `root` uses.
    static func removeUnusedResources(from root: inout Node) {
        var used: [String: Set<String>] = [:]
        for service in root.entries(of: "services").map(\.value) {
            for section in ["networks", "models"] {
                for entry in service.entries(of: section) { used[section, default: []].insert(entry.key) }
            }
            for mount in service.items(of: "volumes") where mount["type"]?.stringValue == "volume" {
                if let source = mount["source"]?.stringValue { used["volumes", default: []].insert(source) }
            }
            let lists: [(String, Node?)] = [
                ("configs", service["configs"]), ("secrets", service["secrets"]),
                ("secrets", service["build"]?["secrets"]),
            ]
            for (section, list) in lists {
                for mount in list?.sequence ?? [] {
                    if let source = mount["source"]?.stringValue { used[section, default: []].insert(source) }
                }
            }
        }
        for section in Shape.sections where section != "services" {
            let names = used[section] ?? []
            root.edit(section) { node in
                node.editMapping { $0.entries.removeAll { !names.contains($0.key) } }
            }
            if let left = root[section], left.mapping?.entries.isEmpty ?? true { root.set(section, nil) }
        }
    }
}
