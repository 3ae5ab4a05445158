import ArgumentParser
import ComposeParser
import NomadEmitter

/// `compose2nomad check`: the findings of a conversion, without its files.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tell what a conversion would lose, approximate or leave to the operator.",
        discussion: ExitCode.meaning
    )

    @Argument(help: ArgumentHelp("Compose files, as with -f.", valueName: "file"))
    var files: [String] = []

    @Option(
        name: [.customLong("format"), .customLong("diagnostics")],
        help: "text, json (an object a line), github (annotations) or sarif (2.1.0)."
    )
    var form: DiagnosticFlags.Form = .text

    @OptionGroup(title: "Project") var project: ComposeOptions
    @OptionGroup(title: "Jobs") var flags: ConversionFlags
    @OptionGroup(title: "Diagnostics") var findings: DiagnosticFlags

    func run() throws {
        let conversion = flags.conversion(of: project, files)
        try findings.report(conversion, as: form, to: 1)
        if let code = findings.exitCode(for: conversion.diagnostics.all) { throw code }
    }
}
