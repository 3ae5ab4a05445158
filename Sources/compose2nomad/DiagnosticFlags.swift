import ArgumentParser
import ComposeParser
import NomadEmitter

/// How findings are told.
struct DiagnosticFlags: ParsableArguments {
    /// The forms of diagnostics.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    @Flag(name: .long, help: "Warnings fail, too.")
    var strict = false

    @Option(name: .long, help: "The form of diagnostics: text, or json with one object per line.")
    var diagnostics: Format = .text

    @Flag(name: .shortAndLong, help: "Tell errors only.")
    var quiet = false

    /// Whether the findings mean failure.
    func fails(_ diagnostics: Diagnostics) -> Bool {
        diagnostics.all.contains { $0.severity == .error || strict && $0.severity == .warning }
    }
}

extension DiagnosticFlags {
    /// Tells the findings of a conversion on standard error.
    func report(_ conversion: Conversion) throws {
        let shown = conversion.diagnostics.all.filter { !quiet || $0.severity == .error }
        switch diagnostics {
        case .json:
            try Process.write(DiagnosticJSON(sources: conversion.sources).encode(shown), to: 2)
        case .text:
            try Process.report(DiagnosticGrouping.grouped(shown), sources: conversion.sources)
            if !quiet, let summary = DiagnosticGrouping.summary(shown) { try Process.write(summary + "\n", to: 2) }
        }
    }
}
