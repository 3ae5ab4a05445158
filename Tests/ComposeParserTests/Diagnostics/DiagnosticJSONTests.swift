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

@Suite("Grouping of diagnostics")
struct DiagnosticGroupingTests {
    private func warning(_ message: String, _ service: String?, _ severity: Severity = .warning) -> Diagnostic {
        Diagnostic(LoadingIssue.variableNotSet, severity, message, service: service)
    }

    @Test func oneForSeveralServices() {
        let grouped = DiagnosticGrouping.grouped([
            warning("m", "a"), warning("other", "a"), warning("m", "b"), warning("m", "b"), warning("m", "c"),
        ])
        #expect(grouped.map(\.message) == ["m (a, b and c)", "other"])
    }

    @Test func manyNamesAreCounted() {
        let grouped = DiagnosticGrouping.grouped((1...7).map { warning("m", "s\($0)") })
        #expect(grouped.map(\.message) == ["m (s1, s2, s3, s4 and 3 more services)"])
    }

    @Test func errorsAndOtherSeveritiesStayApart() {
        let list = [
            warning("m", "a", .error), warning("m", "b", .error), warning("m", "a", .note), warning("m", "b"),
            warning("m", nil), warning("m", nil),
        ]
        #expect(DiagnosticGrouping.grouped(list) == list)
    }

    @Test func countsByService() {
        #expect(DiagnosticGrouping.summary([]) == nil)
        #expect(DiagnosticGrouping.summary([warning("m", nil)]) == "1 warning")
        #expect(
            DiagnosticGrouping.summary([
                warning("m", "b"), warning("m", "a", .note), warning("n", "b"), warning("m", nil, .note),
            ]) == "2 warnings, 2 notes (b: 2 warnings; a: 1 note; project: 1 note)"
        )
        #expect(
            DiagnosticGrouping.summary((1...10).map { warning("m", "s\($0)") })?
                .hasSuffix("s8: 1 warning; 2 more services: 2 warnings)") == true
        )
    }
}
