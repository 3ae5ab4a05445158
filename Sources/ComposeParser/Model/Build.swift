/// How to build the image. Source: Compose Build Specification.
public struct Build: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// `context`: build context.
    public var context: Text?
    /// `dockerfile`: default Dockerfile.
    public var dockerfile: Text?
    /// `dockerfile_inline`: inline Dockerfile.
    public var dockerfileInline: Text?
    /// `target`: stage.
    public var target: Text?
    /// `args`: build args.
    public var args: [Pair] = []
    /// `tags`: extra tags.
    public var tags: [Text] = []
    /// `platforms`: target platforms.
    public var platforms: [Text] = []
    /// The whole element, for the flags of the build command.
    public var node: Node
}

extension Build {
    init(decoding node: Node) {
        self.init(
            range: node.range,
            context: node.text("context"),
            dockerfile: node.text("dockerfile"),
            dockerfileInline: node.text("dockerfile_inline"),
            target: node.text("target"),
            args: node.pairs("args"),
            tags: node.texts("tags"),
            platforms: node.texts("platforms"),
            node: node
        )
    }
}
