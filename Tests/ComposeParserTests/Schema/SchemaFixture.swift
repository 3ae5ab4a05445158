@testable import ComposeParser

/// Runs single documents through the passes over the schema.
enum SchemaFixture {
    /// Reads the one document in `yaml`.
    static func node(_ yaml: String) throws(Diagnostic) -> Compose.Node {
        let nodes = try YAMLReader.read(Array(yaml.utf8), file: SourceFileID(index: 0))
        return nodes.first ?? Compose.Node(.null, range: .none)
    }

    /// The errors of the validation of `yaml`, each as `id path`.
    static func violations(_ yaml: String) throws(Diagnostic) -> [Diagnostic] {
        var diagnostics = Diagnostics()
        SchemaValidator.validate(try node(yaml), diagnostics: &diagnostics)
        return diagnostics.all
    }

    /// The output of a document that holds one service `a` with `fields`, or the id of the error.
    static func service(_ fields: String) -> String {
        output("services: {a: {\(fields)}}", below: ["services", "a"])
    }

    /// What the output holds below `path`, as JSON without spaces.
    static func output(_ yaml: String, below path: [String] = []) -> String {
        var diagnostics = Diagnostics()
        do throws(Diagnostic) {
            var root = TypeCaster.cast(try node(yaml), diagnostics: &diagnostics)
            SchemaValidator.validate(root, diagnostics: &diagnostics)
            try diagnostics.throwFirstError()
            root = try Canonicalizer.canonicalize(root, diagnostics: &diagnostics)
            let again = try Canonicalizer.canonicalize(root, diagnostics: &diagnostics)
            guard again == root else { return "not idempotent" }
            var result = OutputOrder.apply(root, format: .json)
            for key in path { result = result[key] ?? Compose.Node(.null, range: .none) }
            return json(result)
        } catch {
            return error.id
        }
    }

    /// A node as JSON, good enough for comparison.
    static func json(_ node: Compose.Node) -> String {
        switch node.content {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .int(let value): "\(value)"
        case .float(let value): GoFormat.json(value)
        case .string, .timestamp: "\"\(node.text.string)\""
        case .sequence(let items): "[" + items.map(json).joined(separator: ",") + "]"
        case .mapping(let mapping):
            "{" + mapping.entries.map { "\"\($0.key)\":" + json($0.value) }.joined(separator: ",") + "}"
        }
    }
}
