/// How much a model holds once its services extend one another and their environment files are read: a few kilobytes can
/// stand for gigabytes.
struct ModelSize {
    private var nodes = 0
    private var bytes = 0

    private static let mostNodes = 2_000_000
    private static let mostBytes = 64 << 20

    /// Counts a tree; refuses what is more than any project has.
    ///
    /// - Parameter range: Where it is asked for.
    mutating func add(_ node: Compose.Node, at range: SourceRange) throws(Diagnostic) {
        count(node)
        guard nodes > Self.mostNodes || bytes > Self.mostBytes else { return }
        throw Diagnostic(
            LoadingIssue.limitExceeded,
            .error,
            "the project holds more than \(Self.mostNodes) values or \(Self.mostBytes >> 20) MiB once all is put together",
            at: range,
            hint: "services that extend one another, and environment files, multiply: split the project"
        )
    }

    private mutating func count(_ node: Compose.Node) {
        nodes += 1
        switch node.content {
        case .sequence(let items): for item in items { count(item) }
        case .mapping(let mapping):
            for entry in mapping.entries {
                bytes += entry.key.utf8.count
                count(entry.value)
            }
        default: bytes += node.text.string.utf8.count
        }
    }
}
