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

    /// Expands `node` and what it holds. What cannot be read stays as it is and is an error among the diagnostics.
    mutating func expand(_ node: inout Compose.Node, _ shape: Shape) throws(Diagnostic) {
        if let short = shape.short { try expandShort(&node, short) }
        switch shape.form {
        case .object(let fields): try expandObject(&node, fields)
        case .table(let element, _):
            node.editEntries { entry in expand(&entry.value, element, at: .key(entry.key)) }
        case .list(let item, _):
            if item.concerns.contains(.expansion) {
                node.editItems { index, value in expand(&value, item, at: .index(index)) }
            }
            if shape.dropsEmptyItems {
                node.editSequence { items in items.removeAll { $0.content == .string && $0.text.string.isEmpty } }
            }
        case .scalar: if shape.path == .container { node.cleanPath() }
        case .words, .pairs, .hosts, .any: break
        }
    }

    private mutating func expand(_ node: inout Compose.Node, _ shape: Shape, at step: SchemaPath.Step) {
        path.push(step)
        do throws(Diagnostic) { try expand(&node, shape) } catch { diagnostics.add(error) }
        path.pop()
    }

    private mutating func expandObject(_ node: inout Compose.Node, _ fields: Shape.Fields) throws(Diagnostic) {
        var external: String?
        node.editEntries { entry in
            guard let position = fields.position(of: entry.key),
                fields.rows[position].concerns.contains(.expansion)
            else { return }
            if fields.rows[position].shape.short == .external {
                external = entry.key
                return
            }
            expand(&entry.value, fields.rows[position].shape, at: .key(entry.key))
        }
        if let external { try expandExternal(&node, external) }
        if addsDefaults { node.addDefaults(of: fields, by: .expansion) }
    }

    // MARK: Short syntaxes

    private mutating func expandShort(_ node: inout Compose.Node, _ short: Shape.ShortSyntax) throws(Diagnostic) {
        if let mapping = short.mapping(of: node, addsDefaults: addsDefaults) {
            node = mapping
            return
        }
        switch (short, node.content) {
        case (.item, .string), (.item, .int), (.item, .float), (.item, .bool):
            node = Compose.Node(.sequence([node]), range: node.range)
        case (.include, .string):
            node = .mapping([("path", Compose.Node(.sequence([node]), range: node.range))], range: node.range)
        case (.gpus, .string):
            // The schema allows this word alone, but it is not asked about a file that is extended.
            node.text.string = "all"
            node = Compose.Node(.sequence([.mapping([("count", node)], range: node.range)]), range: node.range)
        case (.device, .string): node = try device(node)
        case (.volume, .string): node = try volume(node)
        case (.ssh, .sequence(let keys)): node.content = .mapping(try sshKeys(keys))
        case (.ports, .sequence(let items)): node.content = .sequence(try ports(items))
        default: break
        }
    }

    private func defaults(_ pieces: [(String, Compose.Node)]) -> [(String, Compose.Node)] {
        addsDefaults ? pieces : []
    }

    private func device(_ node: Compose.Node) throws(Diagnostic) -> Compose.Node {
        let device = try DeviceShortSyntax(node.text)
        var pieces = [("source", Compose.Node(string: device.source)), ("target", Compose.Node(string: device.target))]
        if device.permissions.string != "rwm" || node.text.string.utf8.count(where: { $0 == 0x3A }) == 2 {
            pieces.append(("permissions", Compose.Node(string: device.permissions)))
        } else {
            pieces += defaults([("permissions", .word("rwm"))])
        }
        return .mapping(pieces, range: node.range)
    }

    private func sshKeys(_ items: [Compose.Node]) throws(Diagnostic) -> Compose.Mapping {
        var keys = UniqueEntries()
        for item in items {
            let (id, keyPath) = KeyValue.split(item.text)
            guard keyPath != nil || id.string == "default" else {
                throw path.error(
                    .invalidSSHKey,
                    "`\(id.string)` in `\(path.description)` has no path",
                    at: item.range,
                    hint: "write `default`, or ID=PATH"
                )
            }
            keys.set(id.string, keyPath.map { Compose.Node(string: $0) } ?? Compose.Node(.null, range: item.range))
        }
        return Compose.Mapping(keys.entries)
    }

    private func volume(_ node: Compose.Node) throws(Diagnostic) -> Compose.Node {
        let volume = try VolumeShortSyntax(node.text)
        let kind = Compose.Text(volume.isBind ? "bind" : "volume", range: node.range)
        var pieces = [("type", Compose.Node(string: kind))]
        if let source = volume.source { pieces.append(("source", Compose.Node(string: source))) }
        pieces.append(("target", Compose.Node(string: volume.target)))
        if let option = volume.readOnly { pieces.append(("read_only", Compose.Node(.bool(true), text: option))) }
        var bind: [(String, Compose.Node)] = []
        if let option = volume.selinux { bind.append(("selinux", Compose.Node(string: option))) }
        if let option = volume.propagation { bind.append(("propagation", Compose.Node(string: option))) }
        if volume.isBind { bind += defaults([("create_host_path", .flag(true))]) }
        let hasBind = volume.isBind ? addsDefaults || !bind.isEmpty : !bind.isEmpty
        if hasBind { pieces.append(("bind", .mapping(bind, range: bind.isWritten ? node.range : .none))) }
        if let option = volume.nocopy {
            let options = [("nocopy", Compose.Node(.bool(true), text: option))]
            pieces.append(("volume", .mapping(options, range: node.range)))
        } else if !volume.isBind, !volume.isTiny {
            pieces += defaults([("volume", .mapping([]))])
        }
        return .mapping(pieces, range: node.range)
    }

    private mutating func ports(_ items: [Compose.Node]) throws(Diagnostic) -> [Compose.Node] {
        var ports: [Compose.Node] = []
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

    private func port(_ port: PortShortSyntax.Port, of text: Compose.Text) -> Compose.Node {
        var pieces: [(String, Compose.Node)] = []
        if let host = port.hostIP { pieces.append(("host_ip", Compose.Node(string: host))) }
        pieces.append(("target", Compose.Node(.int(port.target), text: port.targetText)))
        if let published = port.published { pieces.append(("published", Compose.Node(string: published))) }
        if text.string.utf8.contains(UInt8(ascii: "/")) {
            pieces.append(("protocol", Compose.Node(string: port.transport)))
        } else {
            pieces += defaults([("protocol", .word("tcp"))])
        }
        pieces += defaults([("mode", .word("ingress"))])
        return .mapping(pieces, range: text.range)
    }

    /// `external: {name: x}` becomes `name: x` with `external: true`.
    private mutating func expandExternal(_ node: inout Compose.Node, _ key: String) throws(Diagnostic) {
        guard let external = node[key], case .mapping(let inner) = external.content else { return }
        if let name = inner["name"] {
            diagnostics.add(
                path.diagnostic(
                    .externalName,
                    .warning,
                    "`external.name` of `\(path.description)` is deprecated",
                    at: name.range,
                    hint: "write `name: \(name.text.string)` and `external: true`"
                )
            )
            if let stated = node["name"], stated.text.string != name.text.string {
                throw path.error(
                    .conflictingName,
                    "`\(path.description)` has two names, in `name` and in `external.name`",
                    at: name.range
                )
            }
            node.set("name", name)
        }
        node.set(key, Compose.Node(.bool(true), text: Compose.Text("true", range: external.range)))
    }
}

extension Shape.ShortSyntax {
    /// The mapping that a string or a list of names is short for, `nil` where `node` is no such thing.
    ///
    /// - Parameter addsDefaults: Whether the mapping says what Compose takes where the short form says nothing.
    func mapping(of node: Compose.Node, addsDefaults: Bool = true) -> Compose.Node? {
        switch (self, node.content) {
        case (.build, .string): return .mapping([("context", node)], range: node.range)
        case (.extends, .string): return .mapping([("service", node)], range: node.range)
        case (.envFile, .string): return .mapping([("path", node)], range: node.range)
        case (.grant, .string): return .mapping([("source", node)], range: node.range)
        case (.names, .sequence(let names)):
            return Self.mapping(of: names, range: node.range) { Compose.Node(.null, range: $0.range) }
        case (.dependencies, .sequence(let names)):
            return Self.mapping(of: names, range: node.range) { name in
                addsDefaults ? .startedDependency(at: name.range) : .mapping([], range: name.range)
            }
        default: return nil
        }
    }

    private static func mapping(of names: [Compose.Node], range: SourceRange, _ value: (Compose.Node) -> Compose.Node)
        -> Compose.Node
    {
        var entries = UniqueEntries()
        for name in names { entries.set(name.text.string, value(name)) }
        return Compose.Node(.mapping(Compose.Mapping(entries.entries)), range: range)
    }
}

extension Compose.Node {
    /// What `depends_on: [NAME]` says of a service.
    static func startedDependency(at range: SourceRange, restart: Bool? = nil) -> Compose.Node {
        let restart = restart.map { [("restart", Compose.Node.flag($0))] } ?? []
        return .mapping(
            [("condition", .word("service_started"))] + restart + [("required", .flag(true))],
            range: range
        )
    }

    /// Gives a path in a container its shortest form.
    mutating func cleanPath() {
        if content == .string { text = text.replacing(with: PosixPath.clean(text.string)) }
    }
}

extension [(String, Compose.Node)] {
    /// Whether a file holds one of the pieces.
    fileprivate var isWritten: Bool { contains { $0.1.range.isKnown } }
}
