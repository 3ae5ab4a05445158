/// Casts strings to the type of their field, as Compose does while it interpolates.
enum TypeCaster {
    /// Gives `root` with the strings at boolean and number fields cast, `"${REPLICAS}"` to the integer 3.
    ///
    /// Quoted literals are cast as well, as Compose does. Origins and ranges stay. Throws `type-cast` for the first
    /// string that cannot be cast; words such as `yes` are cast with a warning.
    static func cast(_ root: Compose.Node, diagnostics: inout Diagnostics) throws(Diagnostic) -> Compose.Node {
        var pass = CastPass(diagnostics: diagnostics)
        defer { diagnostics = pass.diagnostics }
        var root = root
        try pass.cast(&root, .project)
        return root
    }
}

private struct CastPass {
    var diagnostics: Diagnostics
    var path = SchemaPath()

    mutating func cast(_ node: inout Compose.Node, _ shape: Shape) throws(Diagnostic) {
        switch node.content {
        case .string:
            if let cast = shape.cast { try castString(&node, to: cast) }
        case .mapping:
            try castMapping(&node, shape)
        case .sequence:
            try castSequence(&node, shape)
        default: break
        }
    }

    private mutating func castMapping(_ node: inout Compose.Node, _ shape: Shape) throws(Diagnostic) {
        switch shape.form {
        case .object(let fields):
            try node.editEntries { (entry) throws(Diagnostic) in
                guard let position = fields.position(of: entry.key) else { return }
                path.push(.key(entry.key))
                try cast(&entry.value, fields.rows[position].shape)
                path.pop()
            }
        case .table(let element, _):
            try node.editEntries { (entry) throws(Diagnostic) in
                path.push(.key(entry.key))
                try cast(&entry.value, element)
                path.pop()
            }
        default: break
        }
    }

    private mutating func castSequence(_ node: inout Compose.Node, _ shape: Shape) throws(Diagnostic) {
        let element: Shape
        switch shape.form {
        case .list(let item, _): element = item
        // Compose's path patterns do not tell a list from a table: `ulimits: [nproc=1]` is cast, and fails.
        case .table(let item, _) where item.cast != nil: element = item
        default: return
        }
        try node.editItems { (index, item) throws(Diagnostic) in
            path.push(.index(index))
            if element.short == nil || item.content != .string || element.cast != nil { try cast(&item, element) }
            path.pop()
        }
    }

    private mutating func castString(_ node: inout Compose.Node, to cast: Shape.Cast) throws(Diagnostic) {
        let string = node.text.string
        switch cast {
        case .bool:
            guard let value = BoolWord.value(of: string) else { throw failure(node, "a boolean") }
            if BoolWord.isLegacy(string) { diagnostics.add(path.legacyBoolean(node)) }
            node.content = .bool(value)
        case .integer:
            guard let value = GoFormat.integer(string) else { throw failure(node, "an integer") }
            node.content = .int(value)
        case .float:
            guard let value = GoFormat.float(string), value.isFinite else { throw failure(node, "a number") }
            node.content = .float(value)
        }
    }

    private func failure(_ node: Compose.Node, _ type: String) -> Diagnostic {
        let empty = node.text.string.isEmpty
        return path.error(
            .typeCast,
            "`\(path.description)` must be \(type), but is \(empty ? "empty" : "`\(node.text.string)`")",
            at: node.range,
            hint: empty ? "set the variable, or give it a default as in `${VARIABLE:-value}`" : nil
        )
    }
}

extension SchemaPath {
    /// The warning about `yes`, `no`, `on`, `off`.
    func legacyBoolean(_ node: Compose.Node) -> Diagnostic {
        let word = BoolWord.value(of: node.text.string) == true ? "true" : "false"
        return diagnostic(
            .legacyBoolean,
            .warning,
            "`\(node.text.string)` is not a boolean in YAML 1.2",
            at: node.range,
            hint: "write `\(word)`"
        )
    }
}
