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
    /// Tells the findings of a conversion on standard error, and what is to be said of its output.
    func report(_ conversion: Conversion, and note: Diagnostic? = nil) throws {
        let all = conversion.diagnostics.all + [note].compactMap(\.self)
        let shown = all.filter { !quiet || $0.severity == .error }
        let summary = quiet ? nil : conversion.summary
        switch diagnostics {
        case .json:
            if let summary { try Process.write(summary.json + "\n", to: 2) }
            try Process.write(DiagnosticJSON(sources: conversion.sources).encode(shown), to: 2)
        case .text:
            if let summary { try Process.write(summary.text, to: 2) }
            try Process.report(DiagnosticGrouping.grouped(shown), sources: conversion.sources)
            if !quiet, let counts = DiagnosticGrouping.summary(shown) { try Process.write(counts + "\n", to: 2) }
        }
    }
}
