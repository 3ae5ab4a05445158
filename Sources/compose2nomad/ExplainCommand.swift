internal import ArgumentParser
internal import NomadEmitter

/// `compose2nomad explain`: what a diagnostic means, or what becomes of an attribute, and what to do.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a diagnostic or what becomes of a Compose attribute.",
        discussion: "Without a word it lists the ids of all diagnostics."
    )

    @Argument(
        help: ArgumentHelp("The id of a diagnostic, or an attribute such as healthcheck.retries.", valueName: "word")
    )
    var word: String?

    func run() throws {
        guard let word else { return try Process.write(Explanation.list, to: 1) }
        guard let explanation = Explanation(of: word) else {
            let nearest = Explanation.nearest(to: word).map { ": did you mean `\($0)`?" } ?? ""
            throw ValidationError("`\(word)` is neither the id of a diagnostic nor an attribute of Compose\(nearest)")
        }
        try Process.write(explanation.text, to: 1)
    }
}
