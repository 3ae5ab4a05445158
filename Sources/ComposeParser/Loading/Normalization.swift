/// Writes out what a Compose file leaves implicit: the default network, dependencies that follow from other
/// attributes, variables taken from the environment, the names of resources and what else the table states as default.
///
/// Takes and gives an expanded model with absolute paths.
struct Normalization {
    private let project: String
    private let variables: Variables

    /// Writes out what is implicit in `root` for the project `name`.
    static func apply(to root: inout Compose.Node, name: String, variables: Variables) {
        let pass = Normalization(project: name, variables: variables)
        pass.connectToDefaultNetwork(&root)
        pass.normalize(&root, .project)
    }

    /// Puts the scale of an active service where its replicas stand, as Compose does while it compares the two.
    static func shareScale(in root: inout Compose.Node) {
        root.editEntries(of: "services") { service in
            guard let scale = service.value["scale"], !scale.isNull else { return }
            service.value.edit("deploy") { $0.set("replicas", scale) }
        }
    }

    // MARK: - The table

    private func normalize(_ node: inout Compose.Node, _ shape: Shape, key: String = "") {
        guard shape.concerns.contains(.normalization) else { return }
        if let synonym = shape.synonym { node.replace(synonym) }
        if shape.path == .container { node.cleanPath() }
        switch shape.form {
        case .object(let fields):
            // A resource may be stated with nothing but its key.
            if fields.isNamedResource, node.isNull { node.content = .mapping(Compose.Mapping()) }
            node.editEntries { entry in
                guard let position = fields.position(of: entry.key) else { return }
                normalize(&entry.value, fields.rows[position].shape)
            }
            addDependencies(to: &node, impliedBy: fields)
            node.addDefaults(of: fields, by: .normalization) { resource in
                Self.isTrue(resource["external"]) ? key : "\(project)_\(key)"
            }
        case .table(let element, _): node.editEntries { normalize(&$0.value, element, key: $0.key) }
        case .list(let item, _): node.editItems { normalize(&$1, item) }
        case .pairs(let pairs): pairs.resolve(&node, from: variables)
        case .scalar, .words, .hosts, .any: break
        }
    }

    private static func isTrue(_ node: Compose.Node?) -> Bool {
        guard let node else { return false }
        switch node.content {
        case .bool(let value): return value
        case .mapping: return true
        default: return ["true", "1", "t", "T", "TRUE", "True"].contains(node.text.string)
        }
    }

    // MARK: - Networks

    /// Services that name no network are in `default`, which exists only where a service is in it.
    private func connectToDefaultNetwork(_ root: inout Compose.Node) {
        var isUsed = false
        root.editEntries(of: "services") { entry in
            let service = entry.value
            guard service.isMapping, service["provider"] == nil, service["network_mode"] == nil else { return }
            if let networks = service["networks"]?.mapping, !networks.entries.isEmpty {
                if networks.index(of: "default") != nil { isUsed = true }
            } else {
                entry.value.set("networks", .mapping([("default", .nothing)]))
                isUsed = true
            }
        }
        guard isUsed, root["networks"]?["default"] == nil else { return }
        if root["networks"]?.isMapping != true { root.set("networks", .mapping([])) }
        root.edit("networks") { $0.set("default", .nothing) }
    }

    // MARK: - Dependencies

    /// Links, shared namespaces and `volumes_from` imply a dependency.
    private func addDependencies(to service: inout Compose.Node, impliedBy fields: Shape.Fields) {
        var implied: [ImpliedDependency] = []
        for position in fields.implying {
            let row = fields.rows[position]
            guard let implication = row.implies, let value = service[row.key] else { continue }
            for node in value.sequence ?? [value] {
                if let dependency = ImpliedDependency(implication, node) { implied.append(dependency) }
            }
        }
        guard !implied.isEmpty else { return }
        if service["depends_on"]?.isMapping != true { service.set("depends_on", .mapping([])) }
        service.edit("depends_on") { dependencies in
            dependencies.editMapping { mapping in
                for dependency in implied where mapping.index(of: dependency.service) == nil {
                    // No key of the file names it.
                    let value = Compose.Node.startedDependency(at: dependency.range, restart: dependency.restart)
                    mapping.entries.append(.init(key: dependency.service, keyRange: .none, value: value))
                }
            }
        }
    }

    /// A dependency that an attribute implies.
    private struct ImpliedDependency {
        var service: String
        var restart: Bool
        var range: SourceRange

        init?(_ implication: Shape.Implication, _ node: Compose.Node) {
            guard let text = node.stringValue else { return nil }
            let parts = text.split(at: ":", omittingEmptySubsequences: false)
            range = node.range
            restart = implication != .volumes
            switch implication {
            case .link: service = parts.count == 2 ? String(parts[0]) : text
            case .namespace:
                guard let name = text.afterPrefix("service:") else { return nil }
                service = name
            case .volumes:
                guard !text.hasPrefix("container:") else { return nil }
                service = parts.first.map(String.init) ?? ""
            }
        }
    }
}

extension Shape.Pairs {
    /// Gives each `KEY` without value the value of the variable, in a list or a mapping.
    func resolve(_ node: inout Compose.Node, from variables: Variables) {
        guard self.variables != nil else { return }
        let keepsUnset = missing != .dropped
        node.editSequence { items in
            items = items.compactMap { item in
                guard let key = item.stringValue, !key.utf8.contains(UInt8(ascii: "=")) else { return item }
                guard let value = variables[key] else { return keepsUnset ? item : nil }
                let origin = Compose.Origin(
                    span: (key.utf8.count + 1)..<(key.utf8.count + 1 + value.utf8.count),
                    variable: key
                )
                return Compose.Node(string: Compose.Text("\(key)=\(value)", origins: [origin], range: item.range))
            }
        }
        node.editMapping { mapping in
            mapping.entries = mapping.entries.compactMap { entry in
                guard entry.value.isNull else { return entry }
                guard let value = variables[entry.key] else { return keepsUnset ? entry : nil }
                var entry = entry
                let origin = Compose.Origin(span: 0..<value.utf8.count, variable: entry.key)
                let range = entry.value.range.isKnown ? entry.value.range : entry.keyRange
                entry.value = Compose.Node(string: Compose.Text(value, origins: [origin], range: range))
                return entry
            }
        }
    }
}

extension String {
    /// What follows `prefix`, `nil` if the string does not start with it.
    package func afterPrefix(_ prefix: String) -> String? {
        utf8.starts(with: prefix.utf8) ? String(Substring(utf8.dropFirst(prefix.utf8.count))) : nil
    }
}
