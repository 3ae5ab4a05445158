/// Gives values the type and spelling of `docker compose config`, in place, in a tree without short syntaxes.
struct Speller {
    var diagnostics = Diagnostics()
    var path = SchemaPath()

    /// Spells `node` and what it holds. What cannot be read stays as it is and is an error among the diagnostics.
    mutating func spell(_ node: inout Compose.Node, _ shape: Shape) throws(Diagnostic) {
        switch shape.form {
        case .scalar(let scalar): try spellScalar(&node, scalar, shape)
        case .words: try spellWords(&node)
        case .list(let item, _): spellList(&node, item, shape)
        case .object(let fields): try spellObject(&node, fields, shape)
        case .table(let element, _):
            node.editEntries { entry in spell(&entry.value, element, at: .key(entry.key)) }
        case .pairs(let pairs):
            if shape.short == .ssh {
                spellKeys(&node)
            } else {
                try spellPairs(&node, pairs)
            }
        case .hosts: try spellHosts(&node)
        case .any: break
        }
    }

    // MARK: Collections

    private mutating func spellList(_ node: inout Compose.Node, _ item: Shape, _ shape: Shape) {
        if shape.short == .test {
            spellTest(&node)
            return
        }
        node.editItems { index, value in spell(&value, item, at: .index(index)) }
    }

    private mutating func spell(_ node: inout Compose.Node, _ shape: Shape, at step: SchemaPath.Step) {
        path.push(step)
        do throws(Diagnostic) { try spell(&node, shape) } catch { diagnostics.add(error) }
        path.pop()
    }

    private mutating func spellObject(
        _ node: inout Compose.Node,
        _ fields: Shape.Fields,
        _ shape: Shape
    ) throws(Diagnostic) {
        guard case .mapping = node.content else {
            // What stays short in the canonical form: `external: true`, `nproc: 5`.
            if shape.short == .external { try spellScalar(&node, .bool, shape) }
            if shape.short == .ulimit { try spellScalar(&node, .integer(.min ... .max), shape) }
            return
        }
        node.addDefaults(of: fields, by: .spelling)
        node.editEntries { entry in
            guard let position = fields.position(of: entry.key) else { return }
            spell(&entry.value, fields.rows[position].shape, at: .key(entry.key))
        }
    }

    private func spellPairs(_ node: inout Compose.Node, _ pairs: Shape.Pairs) throws(Diagnostic) {
        var entries: [Compose.Mapping.Entry] = []
        switch node.content {
        case .mapping(let mapping): entries = mapping.entries
        case .sequence(let items):
            entries.reserveCapacity(items.count)
            var positions: [String: Int] = [:]
            for item in items {
                let (key, value) = KeyValue.split(item.text)
                if value == nil, pairs.requiresValue {
                    throw path.error(
                        .invalidKeyValue,
                        "`\(item.text.string)` in `\(path.description)` has no value",
                        at: item.range,
                        hint: "write KEY=VALUE"
                    )
                }
                if pairs.missing != .empty, let last = key.string.utf8.last, ASCII.isSpaceOfGo(last) {
                    throw path.error(
                        .invalidKeyValue,
                        "the variable `\(key.string)` in `\(path.description)` ends with a space",
                        at: item.range,
                        hint: "remove the space"
                    )
                }
                let entry = Compose.Mapping.Entry(
                    key: key.string,
                    keyRange: item.range,
                    value: value.map { Compose.Node(string: $0) } ?? Compose.Node(.null, range: item.range)
                )
                if let position = positions[entry.key] {
                    entries[position] = entry
                } else {
                    positions[entry.key] = entries.count
                    entries.append(entry)
                }
            }
        default: return
        }
        for index in entries.indices {
            if entries[index].value.isNull {
                if pairs.missing == .empty {
                    entries[index].value = Compose.Node(string: Compose.Text("", range: entries[index].value.range))
                }
            } else if let text = GoFormat.text(of: entries[index].value) {
                entries[index].value = Compose.Node(string: text)
            }
        }
        if pairs.missing == .dropped { entries.removeAll { $0.value.isNull } }
        node.content = .mapping(Compose.Mapping(entries))
    }

    /// `ssh`: a sorted list of `default` and `id=path`.
    private func spellKeys(_ node: inout Compose.Node) {
        guard let keys = node.mapping?.entries else { return }
        let texts = keys.map { key in
            let path = GoFormat.text(of: key.value)?.string ?? ""
            return Compose.Text(path.isEmpty ? key.key : "\(key.key)=\(path)", range: key.value.range)
        }
        node.content = .sequence(texts.sorted { $0.string < $1.string }.map { Compose.Node(string: $0) })
    }

    /// `extra_hosts`: a sorted list of `HOST=ADDRESS`.
    private func spellHosts(_ node: inout Compose.Node) throws(Diagnostic) {
        var hosts: [Compose.Node] = []
        switch node.content {
        case .mapping(let mapping):
            for entry in mapping.entries {
                let addresses = entry.value.sequence ?? [entry.value]
                for address in addresses { hosts.append(host(Compose.Text(entry.key), address.text)) }
            }
        case .sequence(let items):
            for item in items {
                let separator = item.text.string.utf8.contains(UInt8(ascii: "=")) ? "=" : ":" as Unicode.Scalar
                let parts = item.text.split(at: UInt8(ascii: separator))
                guard parts.count > 1, !parts[0].string.isEmpty else {
                    throw path.error(
                        .invalidHost,
                        "the host `\(item.text.string)` in `\(path.description)` has no name or no address",
                        at: item.range,
                        hint: "write HOST=ADDRESS"
                    )
                }
                let start = parts[0].string.utf8.count + 1
                hosts.append(host(parts[0], item.text.slice(start..<item.text.string.utf8.count)))
            }
        default: return
        }
        node.content = .sequence(hosts.sorted { $0.text.string < $1.text.string })
    }

    private func host(_ name: Compose.Text, _ address: Compose.Text) -> Compose.Node {
        var address = address
        let bytes = address.string.utf8
        if bytes.count > 2, bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") {
            address = address.slice(1..<(bytes.count - 1))
        }
        let moved = address.origins.map { $0.moved(by: name.string.utf8.count + 1) }
        return Compose.Node(
            string: Compose.Text(
                name.string + "=" + address.string,
                origins: name.origins + moved,
                range: address.range
            )
        )
    }

    // MARK: Commands

    private func spellWords(_ node: inout Compose.Node) throws(Diagnostic) {
        guard node.content == .string else { return }
        node = Compose.Node(
            .sequence(try ShellWords.split(node.text).map { Compose.Node(string: $0) }),
            range: node.range
        )
    }

    private func spellTest(_ node: inout Compose.Node) {
        guard node.content == .string else { return }
        let shell = Compose.Node(string: Compose.Text("CMD-SHELL", range: node.range))
        node = Compose.Node(.sequence([shell, node]), range: node.range)
    }
}
