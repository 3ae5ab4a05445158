/// Checks a merged, interpolated tree against the Compose schema.
public enum SchemaValidator {
    /// Reports each violation in `root` as an error with its place.
    public static func validate(_ root: Node, diagnostics: inout Diagnostics) {
    }
}
