/// How much YAML is read before it is refused.
///
/// A few hundred bytes of YAML can stand for gigabytes (aliases of aliases), or keep a parser busy for minutes
/// (100,000 open brackets). No real Compose file comes near these figures.
package struct YAMLLimits: Sendable, Hashable {
    /// The size of a file in bytes.
    package var fileBytes: Int
    /// How deep collections nest, aliases expanded.
    package var depth: Int
    /// How many nodes the documents of one file hold, aliases expanded.
    package var nodes: Int
    /// The size in bytes of all scalars of one file, aliases expanded.
    package var textBytes: Int
    /// The size in bytes of one element: a scalar, a comment.
    package var elementBytes: Int

    /// Makes limits; without arguments the documented ones.
    package init(
        fileBytes: Int = 64 << 20,
        depth: Int = 200,
        nodes: Int = 1_000_000,
        textBytes: Int = 64 << 20,
        elementBytes: Int = 4 << 20
    ) {
        self.fileBytes = fileBytes
        self.depth = depth
        self.nodes = nodes
        self.textBytes = textBytes
        self.elementBytes = elementBytes
    }
}
