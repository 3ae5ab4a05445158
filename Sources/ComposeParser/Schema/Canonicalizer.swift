/// Turns what Compose allows in several spellings into one.
///
/// `expand` turns short syntaxes into long ones; it runs after each merge, as in Docker Compose, because the next merge
/// counts on it. `canonicalize` gives, at the end, every value the type and spelling of `docker compose config`. What
/// depends on names, files and the environment (a network's default name, env files, paths) is left to loading. Values
/// that Compose adds by itself have no range.
enum Canonicalizer {
    /// Turns each short syntax in `root` into the long one; scalars keep their spelling.
    ///
    /// Throws `invalid-port` and the like for the first text that cannot be read; `diagnostics` receives all of them.
    static func expand(_ root: consuming Compose.Node, diagnostics: inout Diagnostics) throws(Diagnostic)
        -> Compose.Node
    {
        try expand(root, .project, &diagnostics)
    }

    /// The same for the value of one attribute, for example the value of `services.web.ports` at `.servicePorts`.
    static func expand(
        _ node: Compose.Node,
        at attribute: Attribute,
        diagnostics: inout Diagnostics
    ) throws(Diagnostic) -> Compose.Node {
        guard let shape = Shape.of(attribute) else { return node }
        return try expand(node, shape, &diagnostics)
    }

    /// Gives `root` in the form of `docker compose config`: long syntax, each scalar in its type and spelling.
    ///
    /// Twice is as good as once. Throws `invalid-duration` and the like for the first value that cannot be read;
    /// `diagnostics` receives all of them.
    static func canonicalize(_ root: consuming Compose.Node, diagnostics: inout Diagnostics) throws(Diagnostic)
        -> Compose.Node
    {
        try canonicalize(root, .project, &diagnostics)
    }

    /// The same for the value of one attribute.
    static func canonicalize(
        _ node: Compose.Node,
        at attribute: Attribute,
        diagnostics: inout Diagnostics
    ) throws(Diagnostic) -> Compose.Node {
        guard let shape = Shape.of(attribute) else { return node }
        return try canonicalize(node, shape, &diagnostics)
    }

    private static func expand(
        _ node: consuming Compose.Node,
        _ shape: Shape,
        _ diagnostics: inout Diagnostics
    ) throws(Diagnostic) -> Compose.Node {
        var node = node
        var expander = Expander()
        defer { diagnostics.add(contentsOf: expander.diagnostics) }
        try expander.expand(&node, shape)
        try expander.diagnostics.throwFirstError()
        return node
    }

    private static func canonicalize(
        _ node: consuming Compose.Node,
        _ shape: Shape,
        _ diagnostics: inout Diagnostics
    ) throws(Diagnostic) -> Compose.Node {
        var node = try expand(node, shape, &diagnostics)
        var speller = Speller()
        defer { diagnostics.add(contentsOf: speller.diagnostics) }
        try speller.spell(&node, shape)
        try speller.diagnostics.throwFirstError()
        return node
    }
}

extension Shape {
    /// The shape of an attribute's value.
    static func of(_ attribute: Attribute) -> Shape? { byAttribute[attribute] }

    private static let byAttribute: [Attribute: Shape] = {
        var shapes: [Attribute: Shape] = [:]
        Shape.project.visit { shape in
            if let attribute = shape.attribute { shapes[attribute] = shape }
        }
        return shapes
    }()

    /// Calls `body` with this shape and each one that it is made of.
    func visit(_ body: (Shape) -> Void) {
        body(self)
        switch form {
        case .object(let fields): for row in fields.rows { row.shape.visit(body) }
        case .list(let item, _): item.visit(body)
        case .table(let element, _): element.visit(body)
        case .scalar, .words, .pairs, .hosts, .any: break
        }
    }
}
