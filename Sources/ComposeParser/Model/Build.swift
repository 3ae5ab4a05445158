extension Compose {
    /// How to build the image. Source: Compose Build Specification.
    public struct Build: Sendable, Hashable {
        /// Where it stands.
        public var range: SourceRange
        /// `context`: build context.
        public var context: Compose.Text?
        /// `dockerfile`: default Dockerfile.
        public var dockerfile: Compose.Text?
        /// `dockerfile_inline`: inline Dockerfile.
        public var dockerfileInline: Compose.Text?
        /// `target`: stage.
        public var target: Compose.Text?
        /// `args`: build args.
        public var args: [Compose.Pair] = []
        /// `tags`: extra tags.
        public var tags: [Compose.Text] = []
        /// `platforms`: target platforms.
        public var platforms: [Compose.Text] = []
        /// The whole element, for the flags of the build command.
        public var node: Compose.Node
    }
}

extension Compose.Build {
    init(decoding node: Compose.Node) {
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
