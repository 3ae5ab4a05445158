import ArgumentParser
import ComposeParser
import NomadEmitter

/// `compose2nomad check`: the findings of a conversion, without its files.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tell what a conversion would lose, approximate or leave to the operator.",
        discussion: "Exit status: 0 clean, 1 with warnings under --strict, 2 with errors."
    )

    @Argument(help: ArgumentHelp("Compose files, as with -f.", valueName: "file"))
    var files: [String] = []

    @OptionGroup(title: "Project") var project: ComposeOptions
    @OptionGroup(title: "Jobs") var flags: ConversionFlags
    @OptionGroup(title: "Diagnostics") var findings: DiagnosticFlags

    func run() throws {
        let conversion = Conversion(of: project.loadOptions(files: files), options: flags.options, images: flags.images)
        try findings.report(conversion)
        if conversion.diagnostics.hasErrors { throw ExitCode(2) }
        if findings.fails(conversion.diagnostics) { throw ExitCode(1) }
    }
}
