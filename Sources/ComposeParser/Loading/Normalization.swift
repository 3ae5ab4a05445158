/// Writes out what a Compose file leaves implicit: the default network, dependencies that follow from other
/// attributes, variables taken from the environment, the names of resources.
///
/// Takes and gives an expanded model with absolute paths.
enum Normalization {
    /// Writes out what is implicit in `root` for the project `name`.
    static func apply(to root: inout Node, name: String, variables: Variables) {
        connectToDefaultNetwork(&root)
        root.editEach(in: "services") { _, service in
            if service["pull_policy"]?.stringValue == "if_not_present" {
                service.edit("pull_policy") { $0.text.string = "missing" }
            }
            service.edit("build") { build in
                guard build.isMapping else { return }
                if build["dockerfile"] ?? build["dockerfile_inline"] == nil {
                    build.set("dockerfile", .synthetic("Dockerfile"))
                }
                build.edit("args") { resolve(&$0, from: variables, keepsUnset: false) }
            }
            service.edit("environment") { resolve(&$0, from: variables, keepsUnset: true) }
            service.edit("volumes") { volumes in
                volumes.editSequence { items in
                    for index in items.indices {
                        items[index].edit("target") { target in
                            guard let path = target.stringValue, !path.isEmpty else { return }
                            let cleaned = PosixPath.clean(path)
                            if cleaned != path { target.text = Text(cleaned, range: target.range) }
                        }
                    }
                }
            }
            addDependencies(to: &service)
        }
        nameResources(&root, project: name)
    }

    /// Gives each `KEY` without value the value of the variable, in a list or a mapping.
    static func resolve(_ node: inout Node, from variables: Variables, keepsUnset: Bool) {
        node.editSequence { items in
            items = items.compactMap { item in
                guard let key = item.stringValue, !key.utf8.contains(UInt8(ascii: "=")) else { return item }
                guard let value = variables[key] else { return keepsUnset ? item : nil }
                let origin = Origin(
                    span: (key.utf8.count + 1)..<(key.utf8.count + 1 + value.utf8.count),
                    variable: key
                )
                return Node(string: Text("\(key)=\(value)", origins: [origin], range: item.range))
            }
        }
        node.editMapping { mapping in
            mapping.entries = mapping.entries.compactMap { entry in
                guard entry.value.isNull else { return entry }
                guard let value = variables[entry.key] else { return keepsUnset ? entry : nil }
                var entry = entry
                let origin = Origin(span: 0..<value.utf8.count, variable: entry.key)
                let range = entry.value.range.isKnown ? entry.value.range : entry.keyRange
                entry.value = Node(string: Text(value, origins: [origin], range: range))
                return entry
            }
        }
    }

    /// Services that name no network are in `default`, which exists only where a service is in it.
    private static func connectToDefaultNetwork(_ root: inout Node) {
        var isUsed = false
        root.editEach(in: "services") { _, service in
            guard service.isMapping, service["provider"] == nil, service["network_mode"] == nil else { return }
            if let networks = service["networks"]?.mapping, !networks.entries.isEmpty {
                if networks.index(of: "default") != nil { isUsed = true }
            } else {
                service.set("networks", .synthetic([("default", .syntheticNull)]))
                isUsed = true
            }
        }
        guard isUsed, root["networks"]?["default"] == nil else { return }
        if root["networks"]?.isMapping != true { root.set("networks", .synthetic([])) }
        root.edit("networks") { $0.set("default", .syntheticNull) }
    }

    /// Links, shared namespaces and `volumes_from` imply a dependency.
    private static func addDependencies(to service: inout Node) {
        var implied: [(name: String, restart: Bool, range: SourceRange)] = []
        for link in service["links"]?.sequence ?? [] {
            guard let text = link.stringValue else { continue }
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            implied.append((parts.count == 2 ? String(parts[0]) : text, true, link.range))
        }
        for key in ["network_mode", "ipc", "pid", "uts", "cgroup"] {
            guard let node = service[key], let shared = node.stringValue?.afterPrefix("service:") else { continue }
            implied.append((shared, true, node.range))
        }
        for source in service["volumes_from"]?.sequence ?? [] {
            guard let text = source.stringValue, !text.hasPrefix("container:") else { continue }
            let name = text.split(separator: ":", omittingEmptySubsequences: false).first ?? ""
            implied.append((String(name), false, source.range))
        }
        guard !implied.isEmpty else { return }
        if service["depends_on"]?.isMapping != true { service.set("depends_on", .synthetic([])) }
        service.edit("depends_on") { dependencies in
            dependencies.editMapping { mapping in
                for dependency in implied where mapping.index(of: dependency.name) == nil {
                    var condition = Node.synthetic([
                        ("condition", .synthetic("service_started")), ("restart", .synthetic(dependency.restart)),
                        ("required", .synthetic(true)),
                    ])
                    condition.range = dependency.range
                    mapping.entries.append(
                        Mapping.Entry(key: dependency.name, keyRange: dependency.range, value: condition)
                    )
                }
            }
        }
    }

    /// A resource without a name has the project's name and its key, an external one its key.
    private static func nameResources(_ root: inout Node, project: String) {
        for section in ["networks", "volumes", "configs", "secrets"] {
            root.editEach(in: section) { key, resource in
                if resource.isNull { resource.content = .mapping(Mapping()) }
                guard resource.isMapping, resource["name"] == nil else { return }
                resource.set("name", .synthetic(isTrue(resource["external"]) ? key : "\(project)_\(key)"))
            }
        }
    }

    private static func isTrue(_ node: Node?) -> Bool {
        guard let node else { return false }
        switch node.content {
        case .bool(let value): return value
        case .mapping: return true
        default: return ["true", "1", "t", "T", "TRUE", "True"].contains(node.text.string)
        }
    }
}

extension String {
    /// What follows `prefix`, `nil` if the string does not start with it.
    func afterPrefix(_ prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
