/// What is known of a kind of diagnostic whatever its message says: what `explain` tells and `Docs/diagnostics.md` holds.
package struct DiagnosticFacts: Sendable, Hashable {
    /// Compose files, or parts of them, that show the cause and the remedy.
    package struct Example: Sendable, Hashable {
        /// What gives the diagnostic.
        package let before: String
        /// What does not.
        package let after: String
    }

    /// One sentence: when the diagnostic appears.
    package let summary: String
    /// What happens then, and why, where the summary does not say it.
    package let meaning: String?
    /// What to do about it.
    package let remedy: String
    /// The cause and the remedy as they stand in a compose file.
    package let example: Example?
    /// Whether somebody has to do something on the nodes or to the output before the jobs work.
    package let asksOperator: Bool

    /// Makes the facts of one kind.
    package init(
        _ summary: String,
        _ meaning: String? = nil,
        remedy: String,
        before: String? = nil,
        after: String? = nil,
        asksOperator: Bool = false
    ) {
        self.summary = summary
        self.meaning = meaning
        self.remedy = remedy
        example = before.flatMap { before in after.map { Example(before: before, after: $0) } }
        self.asksOperator = asksOperator
    }
}
