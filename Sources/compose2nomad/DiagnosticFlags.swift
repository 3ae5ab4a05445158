import ArgumentParser
import ComposeParser
import NomadEmitter

/// How findings are told.
struct DiagnosticFlags: ParsableArguments {
    /// The forms of findings.
    enum Form: String, WordArgument {
        /// For readers.
        case text
        /// One object a line, all findings.
        case json
        /// Annotations of GitHub Actions.
        case github
        /// One SARIF log, all findings.
        case sarif
    }

    @Flag(name: .long, help: "Warnings fail, too: exit code 2.")
    var strict = false

    @Flag(name: .shortAndLong, help: "Tell every finding with its line, notes too.")
    var verbose = false

    @Flag(name: .shortAndLong, help: "Tell only what decides the exit code.")
    var quiet = false

    @Option(name: .long, help: "Colour the text: auto, always or never.")
    var color: ColorChoice = .auto

    func validate() throws {
        if verbose, quiet { throw ValidationError("--verbose and --quiet exclude each other") }
    }

    /// How much is told.
    var detail: DiagnosticReport.Detail { quiet ? .decisive : verbose ? .all : .causes }

    /// The exit code that findings mean; `nil` where they mean none.
    func exitCode(for diagnostics: [Diagnostic]) -> ExitCode? {
        if diagnostics.contains(where: { $0.severity == .error }) { return .cannotConvert }
        return strict && diagnostics.contains { $0.severity == .warning } ? .findings : nil
    }
}

extension DiagnosticFlags {
    /// Tells the findings of a conversion, the summary first, and what is to be said of its output.
    ///
    /// - Parameters:
    ///   - conversion: the conversion.
    ///   - notes: what is said of the output.
    ///   - needs: whether the summary tells what the cluster must have.
    ///   - form: the form.
    ///   - descriptor: where it is told: standard output (1) or standard error (2).
    func report(
        _ conversion: Conversion,
        and notes: [Diagnostic] = [],
        needs: Bool = true,
        as form: Form,
        to descriptor: Int32
    ) throws {
        let all = conversion.diagnostics.all + notes
        let report = DiagnosticReport(all, detail: detail, strict: strict)
        let summary = quiet ? nil : conversion.summary
        let sources = conversion.sources
        // Programs get each finding: they condense themselves.
        let each = quiet ? report.entries.flatMap { [$0.first] + $0.others } : all
        var text = ""
        switch form {
        case .text:
            let renderer = Process.renderer(sources, color, for: descriptor)
            text += summary?.text(width: renderer.width, withNeeds: needs) ?? ""
            text += renderer.render(report)
            if !quiet, let end = end(of: report, isCheck: descriptor == 1) {
                text += LineFill.filled(end, width: renderer.width) + "\n"
            }
        case .json:
            if let summary { text += summary.json + "\n" }
            text += DiagnosticJSON(sources: sources).encode(each)
        case .github:
            let shown = DiagnosticReport(each.filter { verbose || $0.concern != .note }, detail: .all)
            text += DiagnosticAnnotations(sources: sources).encode(shown.entries.map(\.first))
        case .sarif:
            text += DiagnosticSARIF(sources: sources, facts: IssueCatalog.facts).encode(each)
        }
        try Process.write(rendered: text, to: descriptor)
    }

    /// The last line: how many findings there are, and how to see more of them.
    private func end(of report: DiagnosticReport, isCheck: Bool) -> String? {
        let isClean = report.counts[.error] == nil && report.counts[.warning] == nil
        var line = isClean && isCheck ? "clean: no errors, no warnings" : ""
        if let tally = isClean && isCheck
            ? report.counts[.note].map({ "\($0) note\($0 == 1 ? "" : "s")" }) : report.tally
        {
            line += (line.isEmpty ? "" : "; ") + tally
            if strict, !isClean, report.counts[.error] == nil { line += "; warnings fail under --strict" }
            if report.isShortened { line += " (-v tells each, with what to do; see also compose2nomad explain)" }
        }
        return line.isEmpty ? nil : line
    }
}

extension ExitCode {
    /// The input cannot be converted, or the output cannot be written.
    static let cannotConvert = ExitCode(1)
    /// Warnings under `--strict`, or a difference under `--verify`.
    static let findings = ExitCode(2)
    /// What the exit codes mean, for help texts.
    static let meaning =
        "Exit codes: 0 fine, 1 cannot be converted or written, 2 warnings under --strict or differences under --verify, "
        + "64 wrong usage."
}
