/// The grant of a config or a secret to a service.
public struct FileGrant: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// The key of the config or secret.
    public var source: Text
    /// The path in the container, if given.
    public var target: Text?
    /// `uid`: owner uid.
    public var uid: Text?
    /// `gid`: owner gid.
    public var gid: Text?
    /// The mode as the number that the octal text stands for.
    public var mode: Located<Int>?
}

extension FileGrant {
    init?(decoding node: Node) {
        guard let source = node.text("source") else { return nil }
        self.init(
            range: node.range,
            source: source,
            target: node.text("target"),
            uid: node.text("uid"),
            gid: node.text("gid")
        )
        if let text = node.text("mode"), let mode = Int(text.string, radix: 8) {
            self.mode = Located(mode, text: text)
        }
    }
}
