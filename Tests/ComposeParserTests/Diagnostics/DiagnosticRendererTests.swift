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
                == "note: there is no \"a\\nerror: b\\u2028c\" [file-not-found]\n  hint: d\\ne\n"
        )
    }

    @Test func keepsTabsUnderTabsAndShowsControlCharacters() {
        var sources = SourceTable()
        let file = sources.add(path: "a", bytes: Array("\tx\u{1B}[31m\n".utf8))
        let diagnostic = Diagnostic(LoadingIssue.invalidYAML, .warning, "bad \u{1B}[2J", at: range(file, 1, 2...3))
        #expect(
            DiagnosticRenderer(sources: sources).render(diagnostic)
                == "a:1:2: warning: bad \\u001b[2J [invalid-yaml]\n 1 | \tx\\u001b[31m\n   | \t^\n"
        )
    }

    /// The caret stands under what is shown.
    @Test func escapesAreAsWideAsTheyAre() {
        var sources = SourceTable()
        let file = sources.add(path: "a\u{9B}1m", bytes: Array("\u{202E}\u{200B}x: y\n".utf8))
        let diagnostic = Diagnostic(LoadingIssue.invalidYAML, .warning, "m", at: range(file, 1, 3...4))
        #expect(
            DiagnosticRenderer(sources: sources).render(diagnostic)
                == "a\\u009b1m:1:3: warning: m [invalid-yaml]\n 1 | \\u202e\\u200bx: y\n   |             ^\n"
        )
    }

    @Test(arguments: [
        ("a b~\u{E9}\u{4E2D}\u{1F600}\u{300}", "a b~\u{E9}\u{4E2D}\u{1F600}\u{300}"),
        ("\0\t\n\r\u{1B}\u{7F}\u{85}\u{9B}", "\\u0000\\t\\n\\r\\u001b\\u007f\\u0085\\u009b"),
        ("\r\n", "\\r\\n"), ("\u{61C}\u{200B}\u{200D}\u{200F}", "\\u061c\\u200b\\u200d\\u200f"),
        ("\u{2028}\u{2029}\u{202E}\u{2066}\u{2069}", "\\u2028\\u2029\\u202e\\u2066\\u2069"),
        ("\u{AD}\u{FEFF}\u{3164}\u{E0041}", "\\u00ad\\ufeff\\u3164\\udb40\\udc41"),
    ])
    func whatDoesNotShowItselfIsEscaped(text: String, shown: String) {
        #expect(text.visible == shown)
        #expect(JSONText.quoted(text) == "\"\(shown)\"")
        #expect("a\n\tb\(text)".visibleLines.hasPrefix("a\n\tb"))
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
