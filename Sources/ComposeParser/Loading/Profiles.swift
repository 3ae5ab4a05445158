/// Which services of a project run, and which resources they need.
///
/// Compose Specification, chapter "Profiles".
enum Profiles {
    /// Splits off the services that no active profile enables; `*` enables all.
    static func disableInactive(in root: inout Compose.Node, active: [String]) -> Compose.Mapping {
        var disabled = Compose.Mapping()
        let active = Set(active)
        root.edit("services") { services in
            services.editMapping { mapping in
                var enabled: [Compose.Mapping.Entry] = []
                for entry in mapping.entries {
                    if isEnabled(entry.value, by: active) {
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

    /// Whether a service has no profile, or one that is active; `*` activates all.
    private static func isEnabled(_ service: Compose.Node, by active: Set<String>) -> Bool {
        let profiles = service.items(of: "profiles")
        return profiles.isEmpty || active.contains("*") || profiles.contains { active.contains($0.text.string) }
    }

    /// Keeps the named services and what they depend on; all if none is named. A named service activates its profiles;
    /// a pattern names those that are active.
    ///
    /// Gives the services that are disabled afterwards.
    static func select(
        _ names: [String],
        in root: inout Compose.Node,
        disabled: Compose.Mapping,
        active: [String]
    ) throws(Diagnostic) -> Compose.Mapping {
        guard !names.isEmpty else { return disabled }
        let enabled = root.entries(of: "services").map(\.key)
        let names = names.flatMap { name in
            let found = enabled.filter { GlobPattern(name).matches($0) }
            return found.isEmpty || enabled.contains(name) ? [name] : found
        }
        var active = Set(active)
        for service in disabled.entries where names.contains(service.key) {
            active.formUnion(service.value.items(of: "profiles").map(\.text.string))
        }
        let all = root.entries(of: "services") + disabled.entries
        let services = Compose.Mapping(all.filter { isEnabled($0.value, by: active) })
        var wanted: Set<String> = []
        var queue: [(name: String, place: SourceRange)] = names.map { ($0, .none) }
        while let (name, place) = queue.popLast() {
            guard !wanted.contains(name) else { continue }
            guard let service = services[name] else {
                throw Diagnostic(
                    ProjectIssue.noSuchService,
                    .error,
                    "there is no service `\(name)`",
                    at: place,
                    hint: place.isKnown
                        ? "enable its profile, or state `required: false`"
                        : Spelling.question(about: name, among: all.map(\.key))
                )
            }
            wanted.insert(name)
            for dependency in service.entries(of: "depends_on")
            where services[dependency.key] != nil || dependency.value["required"]?.content != .bool(false) {
                queue.append((dependency.key, dependency.place))
            }
        }
        var kept = Compose.Mapping(services.entries.filter { wanted.contains($0.key) })
        for index in kept.entries.indices {
            kept.entries[index].value.edit("depends_on") { dependencies in
                dependencies.editMapping { $0.entries.removeAll { !wanted.contains($0.key) } }
            }
        }
        root.edit("services") { $0.content = .mapping(kept) }
        return Compose.Mapping(all.filter { !wanted.contains($0.key) })
    }

    /// Removes the networks, volumes, configs, secrets and models that no service of `root` uses.
    static func removeUnusedResources(from root: inout Compose.Node) {
        var used: [String: Set<String>] = [:]
        for service in root.entries(of: "services").map(\.value) {
            for section in ["networks", "models"] {
                for entry in service.entries(of: section) { used[section, default: []].insert(entry.key) }
            }
            for mount in service.items(of: "volumes") where mount["type"]?.stringValue == "volume" {
                if let source = mount["source"]?.stringValue { used["volumes", default: []].insert(source) }
            }
            let lists: [(String, Compose.Node?)] = [
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
