import Testing

@testable import ComposeParser

@Suite("Diagnostics as text")
struct DiagnosticRendererTests {
    private func range(_ file: SourceFileID, _ line: UInt32, _ columns: ClosedRange<UInt32>) -> SourceRange {
        SourceRange(
            file: file,
            start: Mark(line: line, column: columns.lowerBound),
            end: Mark(line: line, column: columns.upperBound)
        )
    }

    @Test func showsThePlaceTheLineACaretAndTheHint() {
        var sources = SourceTable()
        let file = sources.add(path: "compose.yaml", bytes: Array("services:\n  web:\n    imag: nginx\n".utf8))
        let diagnostic = Diagnostic(
            LoadingIssue.invalidYAML,
            .error,
            "unknown attribute imag",
            at: range(file, 3, 5...9),
            hint: "did you mean image?",
            related: [.init("the service", at: range(file, 2, 3...6))]
        )
        #expect(
            DiagnosticRenderer(sources: sources).render(diagnostic) == """
                compose.yaml:3:5: error: unknown attribute imag [invalid-yaml]
                 3 |     imag: nginx
                   |     ^~~~
                compose.yaml:2:3: note: the service
                 2 |   web:
                   |   ^~~
                  hint: did you mean image?

                """
        )
    }

    @Test func placeIsLeftOutWhereThereIsNone() {
        let diagnostic = Diagnostic(LoadingIssue.fileNotFound, .error, "no compose file found")
        #expect(
            DiagnosticRenderer(sources: SourceTable()).render(diagnostic)
                == "error: no compose file found [file-not-found]\n"
        )
    }

    /// What the input says cannot look like a diagnostic of its own.
    @Test func staysOnItsLine() {
        let message = "there is no \"a\nerror: b\u{2028}c\""
        let diagnostic = Diagnostic(LoadingIssue.fileNotFound, .note, message, hint: "d\ne")
        #expect(
            DiagnosticRenderer(sources: SourceTable()).render(diagnostic)
                == "note: there is no \"a error: b\u{FFFD}c\" [file-not-found]\n  hint: d e\n"
        )
    }

    @Test func keepsTabsUnderTabsAndReplacesControlCharacters() {
        var sources = SourceTable()
        let file = sources.add(path: "a", bytes: Array("\tx\u{1B}[31m\n".utf8))
        let diagnostic = Diagnostic(LoadingIssue.invalidYAML, .warning, "bad \u{1B}[2J", at: range(file, 1, 2...3))
        #expect(
            DiagnosticRenderer(sources: sources).render(diagnostic)
                == "a:1:2: warning: bad \u{FFFD}[2J [invalid-yaml]\n 1 | \tx\u{FFFD}[31m\n   | \t^\n"
        )
    }

    @Test func placeOutsideTheFileStillPrints() {
        var sources = SourceTable()
        let file = sources.add(path: "a", bytes: Array("x".utf8))
        let text = DiagnosticRenderer(sources: sources).render(
            Diagnostic(LoadingIssue.invalidYAML, .error, "m", at: range(file, 9, 9...9))
        )
        #expect(text == "a:9:9: error: m [invalid-yaml]\n")
    }

    @Test func longLineIsCutAroundTheMarkedPart() {
        var sources = SourceTable()
        let line = String(repeating: "é", count: 300) + "here" + String(repeating: "y", count: 300)
        let file = sources.add(path: "a", bytes: Array("x\n\(line)\n".utf8))
        let text = DiagnosticRenderer(sources: sources).render(
            Diagnostic(LoadingIssue.invalidYAML, .error, "m", at: range(file, 2, 301...305))
        )
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines[1] == " 2 | " + String(repeating: "é", count: 80) + "here" + String(repeating: "y", count: 76))
        #expect(lines[2] == "   | " + String(repeating: " ", count: 80) + "^~~~")
    }
}
