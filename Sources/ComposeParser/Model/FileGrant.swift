extension Compose {
    /// The grant of a config or a secret to a service.
    public struct FileGrant: Sendable, Hashable {
        /// Where it stands.
        public var range: SourceRange
        /// The key of the config or secret.
        public var source: Compose.Text
        /// The path in the container, if given.
        public var target: Compose.Text?
        /// `uid`: owner uid.
        public var uid: Compose.Text?
        /// `gid`: owner gid.
        public var gid: Compose.Text?
        /// The mode as the number that the octal text stands for.
        public var mode: Compose.Located<Int>?
    }
}

extension Compose.FileGrant {
    init?(decoding node: Compose.Node) {
        guard let source = node.text("source") else { return nil }
        self.init(
            range: node.range,
            source: source,
            target: node.text("target"),
            uid: node.text("uid"),
            gid: node.text("gid")
        )
        if let text = node.text("mode"), let mode = Int(text.string, radix: 8) {
            self.mode = Compose.Located(mode, text: text)
        }
    }
}
