internal import ComposeParser

/// Something that stands between a project and a network strategy.
struct Obstacle: Sendable, Hashable {
    /// What kind it is.
    var issue: ConversionIssue
    /// What is the matter, in a few words: `a and b both serve 8080`.
    var clause: String
    /// What would remove it, in a word or two: `` `expose` ``.
    var remedy: String?
    /// How many nodes would remove it; `nil` if no number of nodes does.
    var nodes: Int?
    /// What is said of it where the strategy is used all the same.
    var finding: Diagnostic

    init(
        _ issue: ConversionIssue,
        _ clause: String,
        remedy: String? = nil,
        nodes: Int? = nil,
        message: String,
        at range: SourceRange,
        hint: String,
        service: String? = nil,
        related: [Diagnostic.Related] = []
    ) {
        self.issue = issue
        self.clause = clause
        self.remedy = remedy
        self.nodes = nodes
        finding = Diagnostic(
            issue,
            .warning,
            message,
            at: range,
            hint: hint,
            service: service,
            related: related
        )
    }

    /// Whether so many nodes remove it.
    func isRemoved(by available: Int?) -> Bool {
        guard let nodes, let available else { return false }
        return nodes <= available
    }

    /// The finding; a note where the nodes are there that it asks for.
    func diagnostic(nodes available: Int?) -> Diagnostic {
        var finding = finding
        if isRemoved(by: available) { finding.severity = .note }
        return finding
    }
}
