/// Turns what Compose allows in several spellings into one.
public enum Canonicalizer {
    /// Turns each short syntax in `root` into the long one; scalars keep their spelling.
    public static func expand(_ root: Node, diagnostics: inout Diagnostics) throws(Diagnostic) -> Node {
        root
    }

    /// The same for the value of one attribute, for example the value of `services.web.ports` at `.servicePorts`.
    public static func expand(
        _ node: Node,
        at attribute: Attribute,
        diagnostics: inout Diagnostics
    ) throws(Diagnostic) -> Node {
        node
    }

    /// Gives `root` in the form of `docker compose config`: long syntax, each scalar in its type and spelling.
    public static func canonicalize(_ root: Node, diagnostics: inout Diagnostics) throws(Diagnostic) -> Node {
        root
    }

    /// The same for the value of one attribute.
    public static func canonicalize(
        _ node: Node,
        at attribute: Attribute,
        diagnostics: inout Diagnostics
    ) throws(Diagnostic) -> Node {
        node
    }
}
