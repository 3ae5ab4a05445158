/// Turns short syntaxes into long ones, in place.
///
/// Each piece of a short text keeps the range of the text and its share of the origins. Values that Compose adds by
/// itself (a port's protocol, `required: true`) have no range, so that later stages can tell them from what the file
/// says.
struct Expander {
    var diagnostics = Diagnostics()
    /// Whether Compose's own values are added.
    var addsDefaults = true
    private var path = SchemaPath()

    init(addsDefaults: Bool = true) {
        self.addsDefaults = addsDefaults
    }

    /// Expands `node` and what it holds.
    mutating func expand(_ node: inout Node, _ shape: Shape) throws(Diagnostic) {
        if let short = shape.short { try expandShort(&node, short) }
        switch shape.form {
        case .object(let fields): try expandObject(&node, fields)
        case .table(let element, _):
            try node.updateEntries { (entries) throws(Diagnostic) in
                for index in entries.indices {
                    path.push(.key(entries[index].key))
                    try expand(&entries[index].value, element)
                    path.pop()
                }
            }
        case .list(let item, _):
            guard item.needsExpansion else { break }
            try node.updateItems { (items) throws(Diagnostic) in
                for index in items.indices {
                    path.push(.index(index))
                    try expand(&items[index], item)
                    path.pop()
                }
            }
        default: break
        }
        try adjust(&node, shape.attribute)
    }

    private mutating func expandObject(_ node: inout Node, _ fields: Shape.Fields) throws(Diagnostic) {
        var external: Int?
        try node.updateEntries { (entries) throws(Diagnostic) in
            for index in entries.indices {
                guard let field = fields.fields[entries[index].key] else { continue }
                guard field.shape.needsExpansion else { continue }
                if field.shape.short == .external {
                    external = index
                    continue
                }
                path.push(.key(entries[index].key))
                try expand(&entries[index].value, field.shape)
                path.pop()
            }
        }
        if let external { try expandExternal(&node, at: external) }
    }

    // MARK: Short syntaxes

    private mutating func expandShort(_ node: inout Node, _ short: Shape.ShortSyntax) throws(Diagnostic) {
        switch (short, node.content) {
        case (.item, .string), (.item, .int), (.item, .float), (.item, .bool):
            node = Node(.sequence([node]), range: node.range)
        case (.names, .sequence(let names)):
            node = .mapping(names.map { ($0.text.string, Node(.null, range: $0.range)) }, range: node.range)
        case (.dependencies, .sequence(let names)):
            let entries = names.map { name in
                (
                    name.text.string,
                    Node.mapping(
                        defaults([("condition", .word("service_started")), ("required", .flag(true))]),
                        range: name.range
                    )
                )
            }
            node = .mapping(entries, range: node.range)
        case (.dependencies, .mapping):
            guard addsDefaults else { break }
            try node.updateEntries { (entries) throws(Diagnostic) in
                for index in entries.indices { entries[index].value.addDefault("required", .flag(true)) }
            }
        case (.build, .string): node = .mapping([("context", node)], range: node.range)
        case (.build, .mapping): if addsDefaults { node.addDefault("context", .word(".")) }
        case (.extends, .string): node = .mapping([("service", node)], range: node.range)
        case (.include, .string):
            node = .mapping([("path", Node(.sequence([node]), range: node.range))], range: node.range)
        case (.gpus, .string):
            node = Node(.sequence([.mapping([("count", node)], range: node.range)]), range: node.range)
        case (.envFile, .string):
            node = .mapping([("path", node)] + defaults([("required", .flag(true))]), range: node.range)
        case (.envFile, .mapping): if addsDefaults { node.addDefault("required", .flag(true)) }
        case (.grant, .string): node = .mapping([("source", node)], range: node.range)
        case (.device, .string): node = try device(node)
        case (.volume, .string): node = try volume(node)
        case (.ports, .sequence(let items)): node.content = .sequence(try ports(items))
        default: break
        }
    }

    private func defaults(_ pieces: [(String, Node)]) -> [(String, Node)] {
        addsDefaults ? pieces : []
    }

    private func device(_ node: Node) throws(Diagnostic) -> Node {
        let device = try DeviceShortSyntax(node.text)
        var pieces = [("source", Node(string: device.source)), ("target", Node(string: device.target))]
        if device.permissions.string != "rwm" || node.text.string.utf8.count(where: { $0 == 0x3A }) == 2 {
            pieces.append(("permissions", Node(string: device.permissions)))
        } else {
            pieces += defaults([("permissions", .word("rwm"))])
        }
        return .mapping(pieces, range: node.range)
    }

    private func volume(_ node: Node) throws(Diagnostic) -> Node {
        let volume = try VolumeShortSyntax(node.text)
        let kind = Text(volume.isBind ? "bind" : "volume", range: node.range)
        var pieces = [("type", Node(string: kind))]
        if let source = volume.source { pieces.append(("source", Node(string: source))) }
        pieces.append(("target", Node(string: volume.target)))
        if let option = volume.readOnly { pieces.append(("read_only", Node(.bool(true), text: option))) }
        var bind: [(String, Node)] = []
        if let option = volume.selinux { bind.append(("selinux", Node(string: option))) }
        if let option = volume.propagation { bind.append(("propagation", Node(string: option))) }
        if volume.isBind { bind += defaults([("create_host_path", .flag(true))]) }
        let hasBind = volume.isBind ? addsDefaults || !bind.isEmpty : !bind.isEmpty
        if hasBind { pieces.append(("bind", .mapping(bind, range: bind.isWritten ? node.range : .none))) }
        if let option = volume.nocopy {
            let options = [("nocopy", Node(.bool(true), text: option))]
            pieces.append(("volume", .mapping(options, range: node.range)))
        } else if !volume.isBind, !volume.isTiny {
            pieces += defaults([("volume", .mapping([], range: .none))])
        }
        return .mapping(pieces, range: node.range)
    }

    private mutating func ports(_ items: [Node]) throws(Diagnostic) -> [Node] {
        var ports: [Node] = []
        ports.reserveCapacity(items.count)
        for (index, item) in items.enumerated() {
            switch item.content {
            case .string, .int:
                guard let text = GoFormat.text(of: item) else { continue }
                for port in try PortShortSyntax.parse(text) { ports.append(self.port(port, of: text)) }
            case .mapping: ports.append(item)
            default:
                path.push(.index(index))
                defer { path.pop() }
                throw path.error(
                    .wrongType,
                    "`\(path.description)` must be a string, an integer or a mapping",
                    at: item.range
                )
            }
        }
        return ports
    }

    private func port(_ port: PortShortSyntax.Port, of text: Text) -> Node {
        var pieces = defaults([("mode", .word("ingress"))])
        if let host = port.hostIP { pieces.append(("host_ip", Node(string: host))) }
        pieces.append(("target", Node(.int(port.target), text: port.targetText)))
        if let published = port.published { pieces.append(("published", Node(string: published))) }
        if text.string.utf8.contains(UInt8(ascii: "/")) {
            pieces.append(("protocol", Node(string: port.transport)))
        } else {
            pieces += defaults([("protocol", .word("tcp"))])
        }
        return .mapping(pieces, range: text.range)
    }

    // MARK: Further adjustments

    /// `external: {name: x}` becomes `name: x` with `external: true`.
    private mutating func expandExternal(_ node: inout Node, at index: Int) throws(Diagnostic) {
        guard case .mapping(var mapping) = node.content else { return }
        let external = mapping.entries[index].value
        guard case .mapping(let inner) = external.content else { return }
        if let name = inner["name"] {
            diagnostics.add(
                path.diagnostic(
                    .externalName,
                    .warning,
                    "`external.name` of `\(path.description)` is deprecated",
                    at: name.range,
                    hint: "Write `name: \(name.text.string)` and `external: true`"
                )
            )
            if let stated = mapping["name"], stated.text.string != name.text.string {
                throw path.error(
                    .conflictingName,
                    "`\(path.description)` has two names, in `name` and in `external.name`",
                    at: name.range
                )
            }
            mapping["name"] = name
        }
        mapping.entries[index].value = Node(.bool(true), text: Text("true", range: external.range))
        node.content = .mapping(mapping)
    }

    private func adjust(_ node: inout Node, _ attribute: Attribute?) throws(Diagnostic) {
        switch attribute {
        case .serviceVolumeTarget where node.content == .string:
            node.text = node.text.replacing(with: ContainerPath.clean(node.text.string))
        case .serviceDns:
            // Compose drops empty addresses: `dns: ${DNS}` without a value.
            try node.updateItems { (items) throws(Diagnostic) in
                items.removeAll { $0.content == .string && $0.text.string.isEmpty }
            }
        default: break
        }
    }
}

extension Shape {
    /// Whether a value of this shape can hold anything for `Expander` to do.
    var needsExpansion: Bool {
        if short != nil || attribute == .serviceVolumeTarget { return true }
        switch form {
        case .object, .table: return true
        case .list(let item, _): return item.needsExpansion
        default: return false
        }
    }
}

extension Node {
    /// A mapping of `pieces`; each key stands where its value stands.
    static func mapping(_ pieces: [(String, Node)], range: SourceRange) -> Node {
        Node(
            .mapping(Mapping(pieces.map { Mapping.Entry(key: $0.0, keyRange: $0.1.range, value: $0.1) })),
            range: range
        )
    }

    /// A string that no file holds.
    static func word(_ string: String) -> Node {
        Node(string: Text(string))
    }

    /// A boolean that no file holds.
    static func flag(_ value: Bool) -> Node {
        Node(.bool(value), text: Text(value ? "true" : "false"))
    }

    /// Sets `key` of a mapping unless it is there.
    mutating func addDefault(_ key: String, _ value: Node) {
        guard case .mapping(var mapping) = content, mapping.index(of: key) == nil else { return }
        content = .null
        mapping.entries.append(Mapping.Entry(key: key, keyRange: .none, value: value))
        content = .mapping(mapping)
    }
}

extension [(String, Node)] {
    /// Whether a file holds one of the pieces.
    fileprivate var isWritten: Bool { contains { $0.1.range.isKnown } }
}
