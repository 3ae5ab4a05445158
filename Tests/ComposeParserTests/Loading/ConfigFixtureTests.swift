import Testing

@testable import ComposeParser

@Suite("Loading, as the real Docker Compose does")
struct ConfigFixtureTests {
    /// Refusals that no line of a file is to blame for.
    private static let withoutPlace: Set = [
        "compose-file-missing", "env-file-missing", "name-invalid", "no-compose-file", "selected-service-missing",
        "empty-file",
    ]

    @Test(arguments: ConfigFixture.all) func answersLikeDockerCompose(_ fixture: ConfigFixture) throws {
        var sources = SourceTable()
        var diagnostics = Diagnostics()
        let expected = try fixture.expected()
        do throws(Diagnostic) {
            let project = try ProjectLoader.load(
                optionsOf(fixture),
                files: filesOf(fixture),
                sources: &sources,
                diagnostics: &diagnostics
            )
            let found = OutputOrder.apply(project.root, format: .json)
            guard let expected else {
                Issue.record("accepted, Docker Compose refuses")
                return
            }
            if let difference = difference(found, expected) { Issue.record("\(difference)") }
        } catch {
            let text = DiagnosticRenderer(sources: sources).render(error)
            if expected != nil { Issue.record("refused: \(text)") }
            if !Self.withoutPlace.contains(fixture.name), !error.range.isKnown {
                Issue.record("the refusal names no place: \(text)")
            }
        }
    }

    private func optionsOf(_ fixture: ConfigFixture) -> LoadOptions {
        (try? fixture.options()) ?? LoadOptions(workingDirectory: "/fixture")
    }

    private func filesOf(_ fixture: ConfigFixture) -> MemoryFiles {
        (try? fixture.files()) ?? MemoryFiles()
    }
}
