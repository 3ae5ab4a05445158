import ArgumentParser
import ComposeParser
import NomadEmitter

/// `compose2nomad graph [FILE…]`: the converted project as a picture.
struct GraphCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Print a picture: what runs where, who names whom and why, who waits for whom, what is mounted.",
        discussion: "Errors of the conversion go to standard error; compose2nomad check tells everything else."
    )

    /// The forms of the picture.
    enum Format: String, WordArgument {
        case mermaid, dot, svg
    }

    @Argument(help: ArgumentHelp("Compose files, as with -f.", valueName: "file"))
    var files: [String] = []

    @OptionGroup(title: "Project") var project: ComposeOptions
    @OptionGroup(title: "Jobs") var flags: ConversionFlags

    @Option(name: .long, help: "mermaid, dot, or svg, which Graphviz makes.")
    var format = Format.mermaid

    func run() throws {
        let conversion = flags.conversion(of: project, files)
        try Process.report(conversion.diagnostics.all.filter { $0.severity == .error }, sources: conversion.sources)
        guard let graph = conversion.deployment?.graph else { throw ExitCode.cannotConvert }
        let bytes =
            switch format {
            case .mermaid: Array(graph.mermaid.utf8)
            case .dot: Array(graph.dot.utf8)
            case .svg: try Graphviz.svg(Array(graph.dot.utf8))
            }
        try Process.checkSize(bytes.count)
        try Process.write(bytes, to: 1)
    }
}
