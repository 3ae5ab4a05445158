import Testing

@testable import ComposeParser

@Suite("Report of diagnostics")
struct DiagnosticReportTests {
    private var sources = SourceTable()
    private let file: SourceFileID

    init() {
        file = sources.add(path: "compose.yaml", bytes: Array("a\nb\nc\n".utf8))
    }

    private func place(_ line: UInt32, _ column: UInt32 = 3) -> SourceRange {
        SourceRange(file: file, start: Mark(line: line, column: column), end: Mark(line: line, column: column + 1))
    }

    private func finding(
        _ message: String,
        _ severity: Severity = .warning,
        _ kind: LoadingIssue = .variableNotSet,
        at line: UInt32? = nil,
        hint: String? = nil,
        service: String? = nil
    ) -> Diagnostic {
        Diagnostic(kind, severity, message, at: line.map { place($0) } ?? .none, hint: hint, service: service)
    }

    private func text(
        _ diagnostics: [Diagnostic],
        _ detail: DiagnosticReport.Detail = .causes,
        strict: Bool = false
    ) -> [String] {
        DiagnosticRenderer(sources: sources).render(DiagnosticReport(diagnostics, detail: detail, strict: strict))
            .split(separator: "\n").map(String.init)
    }

    @Test("What stops comes first, then what changes behaviour, in the order of the file; notes are counted")
    func order() {
        let found = [
            finding("good to know", .note, at: 1), finding("no place"), finding("later", at: 3),
            finding("earlier", at: 2), finding("stops", .error, at: 3),
        ]
        #expect(
            text(found).filter { !$0.hasPrefix(" ") } == [
                "compose.yaml:3:3: error: stops [variable-not-set]",
                "compose.yaml:2:3: warning: earlier [variable-not-set]",
                "compose.yaml:3:3: warning: later [variable-not-set]",
                "warning: no place [variable-not-set]",
            ]
        )
        let report = DiagnosticReport(found)
        #expect(report.tally == "1 error, 3 warnings and 1 note")
        #expect(report.isShortened)
        #expect(DiagnosticReport([]).tally == nil)
    }

    @Test("Only an error shows its line, unless everything is told")
    func lines() {
        #expect(text([finding("m", at: 1)]).count == 1)
        #expect(text([finding("m", .error, at: 1)]).count == 3)
        #expect(text([finding("m", at: 1)], .all).count == 3)
    }

    @Test("What is said alike of several services is one entry")
    func services() {
        let found = [
            finding("m", at: 1, service: "a"), finding("m", at: 2, service: "b"), finding("m", at: 2, service: "b"),
            finding("other", at: 3, service: "a"),
        ]
        #expect(
            text(found) == [
                "compose.yaml:1:3: warning: m (`a` and `b` at 2:3) [variable-not-set]",
                "compose.yaml:3:3: warning: other [variable-not-set]",
            ]
        )
        // Two of the four are one finding at one place.
        #expect(text(found, .all).filter { $0.contains("warning") }.count == 3)
    }

    @Test("An anchor that is used many times is one entry, of errors too")
    func anchors() {
        let used = (1...24).map { finding("`image` of `s\($0)` is odd", at: 2, service: "s\($0)") }
        #expect(
            text(used) == [
                "compose.yaml:2:3: warning: `image` of `s1` is odd (also `s2`, `s3`, `s4`, `s5` and 19 more) "
                    + "[variable-not-set]"
            ]
        )
        let errors = (1...3).map { finding("`s\($0)` is odd", .error, at: 2) } + [finding("`s4` is odd", .error, at: 3)]
        #expect(text(errors).filter { $0.contains("error") }.count == 2)
    }

    @Test("A cause is what remains when the names in backticks are left out, in the hint too")
    func causes() {
        let found = ["A", "B", "C"].map {
            finding("the variable `\($0)` is not set", at: 1, hint: "write `${\($0):-…}`")
        }
        #expect(
            text(found) == [
                "compose.yaml:1:3: warning: the variable `A` is not set (also `B` and `C`) [variable-not-set]",
                "  hint: write `${A:-…}`",
            ]
        )
        #expect(text([finding("a `x`", hint: "h"), finding("a `y`", hint: "other")]).count == 4)
        #expect(
            text([finding("m", at: 1), finding("m", at: 2)]) == [
                "compose.yaml:1:3: warning: m (also at 2:3) [variable-not-set]"
            ]
        )
    }

    @Test("Quiet tells what decides the exit code")
    func quiet() {
        let found = [finding("w"), finding("n", .note), finding("e", .error)]
        #expect(text(found, .decisive) == ["error: e [variable-not-set]"])
        #expect(
            text(found, .decisive, strict: true) == ["error: e [variable-not-set]", "warning: w [variable-not-set]"]
        )
    }

    @Test("Lines are broken at spaces where the width is known")
    func width() {
        var renderer = DiagnosticRenderer(sources: sources)
        renderer.width = 40
        #expect(
            renderer.render(DiagnosticReport([finding("one two three four five six", at: 1, hint: "h")])) == """
                compose.yaml:1:3: warning: one two three
                    four five six [variable-not-set]
                  hint: h

                """
        )
    }
}

@Suite("Diagnostics for other programs")
struct DiagnosticFormTests {
    private func source() -> (SourceTable, SourceRange) {
        var sources = SourceTable()
        let file = sources.add(path: "a b,c:d/compose.yaml", bytes: [])
        return (
            sources, SourceRange(file: file, start: Mark(line: 2, column: 3), end: Mark(line: 2, column: 9))
        )
    }

    @Test("Annotations keep what ends a command, or a property of it, out of texts")
    func annotations() {
        let (sources, range) = source()
        let diagnostic = Diagnostic(
            LoadingIssue.emptyFile,
            .error,
            "50%\n::error::x: y, z",
            at: range,
            hint: "h"
        )
        #expect(
            DiagnosticAnnotations(sources: sources).encode([diagnostic, Diagnostic(LoadingIssue.emptyFile, .note, "m")])
                == """
                ::error file=a b%2Cc%3Ad/compose.yaml,line=2,col=3,endColumn=9,title=empty-file::\
                50%25%0A::error::x: y, z%0Ahint: h
                ::notice title=empty-file::m

                """
        )
    }

    @Test("SARIF names rules once and escapes paths")
    func sarif() {
        let (sources, range) = source()
        let diagnostic = Diagnostic(
            LoadingIssue.emptyFile,
            .warning,
            "m",
            at: range,
            related: [.init("here", at: range)]
        )
        let text = DiagnosticSARIF(sources: sources, facts: ["empty-file": LoadingIssue.emptyFile.facts])
            .encode([diagnostic, diagnostic])
        #expect(text.contains(#""version":"2.1.0""#) && text.contains(#""columnKind":"unicodeCodePoints""#))
        #expect(text.contains(#""uri":"a%20b%2Cc%3Ad/compose.yaml""#))
        #expect(
            text.contains(#""region":{"startLine":2,"startColumn":3,"endLine":2,"endColumn":9}"#)
                && text.contains(#""relatedLocations":[{"id":1,"#)
        )
        #expect(text.components(of: #""shortDescription""#) == 2)
        #expect(DiagnosticSARIF(sources: sources, facts: [:]).encode([]).contains(#""results":[]"#))
    }
}

extension String {
    /// How many parts `separator` makes of it.
    fileprivate func components(of separator: String) -> Int { split(separator: separator).count }
}
