/// Casts strings to the type of their field, as Compose does while it interpolates.
enum TypeCaster {
    /// Gives `root` with the strings at boolean and number fields cast, `"${REPLICAS}"` to the integer 3.
    ///
    /// Quoted literals are cast as well, as Compose does. Origins and ranges stay. A string that cannot be cast stays,
    /// and is an error among the diagnostics; words such as `yes` are cast with a warning.
    static func cast(_ root: consuming Compose.Node, diagnostics: inout Diagnostics) -> Compose.Node {
        var pass = CastPass(diagnostics: diagnostics)
        defer { diagnostics = pass.diagnostics }
        var root = root
        pass.cast(&root, .project)
        return root
    }
}

private struct CastPass {
    var diagnostics: Diagnostics
    var path = SchemaPath()

    mutating func cast(_ node: inout Compose.Node, _ shape: Shape) {
        switch node.content {
        case .string:
            if let cast = shape.cast { castString(&node, to: cast) }
        case .mapping:
            castMapping(&node, shape)
        case .sequence:
            castSequence(&node, shape)
        default: break
        }
    }

    private mutating func castMapping(_ node: inout Compose.Node, _ shape: Shape) {
        switch shape.form {
        case .object(let fields):
            node.editEntries { entry in
                guard let position = fields.position(of: entry.key) else { return }
                path.push(.key(entry.key))
                cast(&entry.value, fields.rows[position].shape)
                path.pop()
            }
        case .table(let element, _):
            node.editEntries { entry in
                path.push(.key(entry.key))
                cast(&entry.value, element)
                path.pop()
            }
        default: break
        }
    }

    private mutating func castSequence(_ node: inout Compose.Node, _ shape: Shape) {
        let element: Shape
        switch shape.form {
        case .list(let item, _): element = item
        // Compose's path patterns do not tell a list from a table: `ulimits: [nproc=1]` is cast, and fails.
        case .table(let item, _) where item.cast != nil: element = item
        default: return
        }
        node.editItems { index, item in
            path.push(.index(index))
            if element.short == nil || item.content != .string || element.cast != nil { cast(&item, element) }
            path.pop()
        }
    }

    private mutating func castString(_ node: inout Compose.Node, to cast: Shape.Cast) {
        let string = node.text.string
        switch cast {
        case .bool:
            guard let value = BoolWord.value(of: string) else { return fail(node, "a boolean") }
            if BoolWord.isLegacy(string) { diagnostics.add(path.legacyBoolean(node)) }
            node.content = .bool(value)
        case .integer:
            guard let value = GoFormat.integer(string) else { return fail(node, "an integer") }
            node.content = .int(value)
        case .float:
            guard let value = GoFormat.float(string), value.isFinite else { return fail(node, "a number") }
            node.content = .float(value)
        }
    }

    private mutating func fail(_ node: Compose.Node, _ type: String) {
        let empty = node.text.string.isEmpty
        let error = path.error(
            .typeCast,
            "`\(path.description)` must be \(type), but is \(empty ? "empty" : "`\(node.text.string)`")",
            at: node.range,
            hint: empty ? "set the variable, or give it a default as in `${VARIABLE:-value}`" : nil
        )
        diagnostics.add(error)
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
