import Testing

@testable import ComposeParser

@Suite("Diagnostics as JSON")
struct DiagnosticJSONTests {
    @Test func allKeysInOrder() {
        var sources = SourceTable()
        let file = sources.add(path: "a/compose.yaml", bytes: [])
        let range = SourceRange(file: file, start: Mark(line: 2, column: 3), end: Mark(line: 2, column: 9))
        let diagnostic = Diagnostic(
            LoadingIssue.duplicateKey,
            .warning,
            "say \"x\"\n\u{1}ü",
            at: range,
            hint: "h",
            service: "web",
            path: "services.web",
            related: [.init("first", at: range), .init("nowhere", at: .none)]
        )
        #expect(
            DiagnosticJSON(sources: sources).encode([diagnostic]) == #"""
                {"id":"duplicate-key","severity":"warning","message":"say \"x\"\n\u0001ü","hint":"h",\#
                "file":"a/compose.yaml","line":2,"column":3,"endLine":2,"endColumn":9,"service":"web",\#
                "path":"services.web","related":[{"message":"first","file":"a/compose.yaml","line":2,"column":3,\#
                "endLine":2,"endColumn":9},{"message":"nowhere"}]}

                """#
        )
    }

    @Test func unknownKeysAreLeftOut() {
        let diagnostic = Diagnostic(LoadingIssue.emptyFile, .error, "m")
        #expect(
            DiagnosticJSON(sources: SourceTable()).encode(diagnostic)
                == #"{"id":"empty-file","severity":"error","message":"m"}"#
        )
    }
}
