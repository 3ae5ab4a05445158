import Testing

@testable import ComposeParser

@Suite("Diagnostics as one line")
struct DiagnosticTests {
    private static let place = SourceRange(
        file: .none,
        start: Mark(line: 2, column: 3),
        end: Mark(line: 2, column: 9)
    )

    @Test("The description holds as much of the place as is known")
    func places() {
        #expect(
            Diagnostic(LoadingIssue.emptyFile, .error, "nothing", hint: "h").description
                == "error: nothing [empty-file]"
        )
        #expect(
            Diagnostic(LoadingIssue.emptyFile, .note, "nothing", at: Self.place).description
                == "2:3: note: nothing [empty-file]"
        )
    }

    @Test("Text from the input neither breaks the line nor drives the terminal")
    func hostile() {
        #expect(
            "\(Diagnostic(LoadingIssue.emptyFile, .warning, "a\nb\u{1B}[0m"))"
                == "warning: a\\nb\\u001b[0m [empty-file]"
        )
    }

    @Test("Loading tells the file of what it throws and of what it finds")
    func files() {
        func load(_ yaml: String) -> (error: String?, findings: [String]) {
            var sources = SourceTable()
            var diagnostics = Diagnostics()
            do throws(Diagnostic) {
                _ = try ProjectLoader.load(
                    LoadOptions(workingDirectory: "/p"),
                    files: MemoryFiles(["/p/compose.yaml": yaml]),
                    sources: &sources,
                    diagnostics: &diagnostics
                )
                return (nil, diagnostics.all.map(\.description))
            } catch {
                return (error.description, diagnostics.all.map(\.description))
            }
        }
        #expect(
            load("services:\n  a: {imag: x}\n").error
                == "compose.yaml:2:7: error: there is no attribute `imag` in `services.a` [unknown-attribute]"
        )
        #expect(
            load("version: '3'\nservices: {a: {image: x}}\n").findings
                == ["compose.yaml:1:10: note: the attribute version is obsolete and ignored [obsolete-version]"]
        )
    }
}
