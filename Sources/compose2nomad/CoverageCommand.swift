internal import ArgumentParser
internal import NomadEmitter

/// `compose2nomad coverage`: how each Compose attribute fares.
struct CoverageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Show how each Compose attribute fares in Nomad."
    )

    enum Format: String, WordArgument {
        case markdown, json
    }

    @Option(help: "The form of the table.")
    var format = Format.markdown

    func run() throws {
        let text =
            switch format {
            case .markdown: CoverageDocument.markdown
            case .json: CoverageDocument.json
            }
        try Process.write(Array(text.utf8), to: 1)
    }
}
