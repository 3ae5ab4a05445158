/// Orders a canonical tree as `docker compose config` prints it.
///
/// Objects get the order of Docker Compose's types, all other keys are sorted by byte. What the output always shows is
/// added (`command: null`, `placement: {}`); what it never shows is left out: empty and zero values where Compose leaves
/// them out, attributes that are used up by then (`version`, `include`), and `x-*` below the top of JSON.
package enum OutputOrder {
    /// What the tree is printed as: the two differ in what they leave out.
    package enum Format: Sendable, Hashable {
        /// `--format json`: without `models` and without `x-*` below the top level.
        case json
        /// `--format yaml`.
        case yaml
    }

    /// Gives the canonical `root` in the order and with the entries of the output.
    package static func apply(_ root: Compose.Node, format: Format) -> Compose.Node {
        var root = root
        let pass = OrderingPass(format: format)
        pass.orderObject(&root, Shape.projectFields, isRoot: true)
        if format == .json { root.sortKeys() }
        return root
    }
}

private struct OrderingPass {
    var format: OutputOrder.Format

    func order(_ node: inout Compose.Node, _ shape: Shape) {
        switch shape.form {
        case .object(let fields): orderObject(&node, fields, isLimit: shape.short == .ulimit)
        case .table(let element, _):
            node.editEntries { order(&$0.value, element) }
            node.sortKeys()
            if shape.dropsEmptyItems { node.editMapping { $0.entries.removeAll { $0.value.isEmptyCollection } } }
        case .list(let item, _): node.editItems { order(&$1, item) }
        case .pairs: node.sortKeys()
        case .scalar(.bytes):
            if case .int(let value) = node.content {
                node = Compose.Node(string: node.text.replacing(with: "\(value)"))
            }
        case .any: orderAnything(&node)
        case .scalar, .words, .hosts: break
        }
    }

    func orderObject(_ node: inout Compose.Node, _ fields: Shape.Fields, isRoot: Bool = false, isLimit: Bool = false) {
        guard case .mapping(var mapping) = node.content else {
            // A ulimit of 0 is neither one limit nor two: JSON shows nothing of it, YAML two zeros.
            if case .int(0) = node.content {
                node = .mapping(format == .json ? [] : [("soft", node), ("hard", node)], range: node.range)
            }
            return
        }
        node.content = .null
        var known: [(position: Int, entry: Compose.Mapping.Entry)] = []
        var further: [Compose.Mapping.Entry] = []
        known.reserveCapacity(mapping.entries.count)
        for var entry in mapping.entries {
            guard let position = fields.position(of: entry.key) else {
                if entry.key.utf8.starts(with: "x-".utf8), isRoot || format == .yaml {
                    orderAnything(&entry.value)
                    further.append(entry)
                }
                continue
            }
            let output = fields.rows[position].output
            guard output == .always || (output == .yaml && format == .yaml) else { continue }
            order(&entry.value, fields.rows[position].shape)
            let isZeroLimit = format == .yaml && isLimit && entry.value.content == .int(0)
            if !isZeroLimit,
                fields.rows[position].leavesOut(entry.value) || fields.rows[position].isUnset(entry.value, in: format)
            {
                continue
            }
            if format == .json, let key = fields.rows[position].jsonKey { entry.key = key }
            known.append((position, entry))
        }
        for position in fields.alwaysThere where !known.contains(where: { $0.position == position }) {
            let field = fields.rows[position]
            guard let value = field.absentValue, !field.isUnset(value, in: format) else { continue }
            let key = format == .json ? field.jsonKey ?? field.key : field.key
            known.append((position, Compose.Mapping.Entry(key: key, keyRange: .none, value: value)))
        }
        known.sort { $0.position < $1.position }
        further.sort { $0.key < $1.key }
        mapping.entries = known.map(\.entry) + further
        node.content = .mapping(mapping)
    }

    /// Sorts the keys of a value that Compose does not look into.
    private func orderAnything(_ node: inout Compose.Node) {
        node.editEntries { orderAnything(&$0.value) }
        node.editItems { orderAnything(&$1) }
        node.sortKeys()
    }
}

extension Shape.Field {
    /// What the output shows where the field is absent.
    fileprivate var absentValue: Compose.Node? {
        switch absent {
        case .nothing: nil
        case .null: .nothing
        case .emptyObject: .mapping([])
        case .string(let string): .word(string)
        case .zero: .number(0)
        case .objectWithNull(let key): .mapping([(key, .nothing)])
        }
    }

    /// Whether YAML leaves out a value that JSON always shows: `command: null`, `placement: {}`.
    fileprivate func isUnset(_ value: Compose.Node, in format: OutputOrder.Format) -> Bool {
        guard format == .yaml else { return false }
        switch (absent, value.content) {
        case (.null, .null): return true
        case (.emptyObject, .mapping(let mapping)): return mapping.entries.isEmpty
        case (.objectWithNull(let key), .mapping(let mapping)):
            return mapping.entries.allSatisfy { $0.key == key && $0.value.isNull }
        default: return false
        }
    }

    /// Whether the output leaves out a value of the field: null, empty or zero.
    fileprivate func leavesOut(_ value: Compose.Node) -> Bool {
        if value.isNull { return true }
        if shape.keepsEmpty { return false }
        switch (shape.form, value.content) {
        case (.scalar(.duration), .string): return value.text.string == "0s"
        case (.scalar(.bytes), .string): return value.text.string == "0"
        case (.scalar, .string): return value.text.string.isEmpty
        case (_, .bool(let value)): return !value
        case (_, .int(let value)): return value == 0
        case (_, .float(let value)): return value == 0
        case (.object, .mapping): return false
        default: return value.isEmptyCollection
        }
    }
}
