import ComposeParser
import Foundation
import NomadEmitter
import TestSupport
import Testing

@testable import compose2nomad

/// Nothing is lost in silence, and the coverage table tells the truth.
@Suite struct AttributeLawTests {
    /// Trials with one case of each fixture, or with all cases if `ATTRIBUTE_LAW` is `all`.
    @Test("No attribute of a fixture is lost in silence", arguments: FixtureCase.all)
    func fixtures(fixture: FixtureCase) throws {
        guard Subprocess.environment("ATTRIBUTE_LAW") == "all" || FixtureCase.firstOfEach.contains(fixture.name) else {
            return
        }
        let (loading, options) = try fixture.choices
        // Some fixtures show that a project does not convert.
        guard let law = AttributeLaw(loading, options) else { return }
        for violation in law.run().violations { Issue.record("\(violation)") }
    }

    /// Each row of the table is about something that a fixture states, so that the goldens and the trials above hold it.
    @Test(.enabled(if: FixtureCase.wanted == nil, "FIXTURE names one fixture"))
    func everyRowIsShown() throws {
        var shown: Set<String> = []
        for fixture in FixtureCase.all {
            let (loading, options) = try fixture.choices
            shown.formUnion(AttributeLaw.shownRows(loading, options))
        }
        // `external: {name: …}` becomes `name` with `external: true` before anything is recorded.
        let rows = Coverage.rows.filter { !$0.isShortForm && !$0.key.hasSuffix(".external.name") }
        for row in rows where !shown.contains(row.key) {
            Issue.record("no fixture shows \(row.key): \(row.fate.word)")
        }
    }

    /// The trials over the projects of the folder that `ATTRIBUTE_CORPUS` names, at most `ATTRIBUTE_LIMIT` each: see
    /// `Scripts/attribute-law`.
    @Test(.enabled(if: Subprocess.environment("ATTRIBUTE_CORPUS") != nil, "set ATTRIBUTE_CORPUS to a folder"))
    func corpus() async throws {
        let root = Subprocess.environment("ATTRIBUTE_CORPUS") ?? ""
        let limit = Subprocess.environment("ATTRIBUTE_LIMIT").flatMap { Int($0) } ?? .max
        let names = try FileManager.default.contentsOfDirectory(atPath: root).sorted()
        var total = AttributeLaw.Report()
        var choices = ConversionOptions()
        choices.network = .dns
        let options = choices
        await withTaskGroup(of: (String, AttributeLaw.Report?).self) { group in
            for name in names {
                group.addTask {
                    let loading = CorpusRun.loadOptions(ofProject: "\(root)/\(name)")
                    return (name, loading.flatMap { AttributeLaw($0, options) }?.run(limit: limit))
                }
            }
            for await (name, report) in group {
                guard let report else { continue }
                total.add(report)
                for violation in report.violations { Issue.record("\(name): \(violation)") }
            }
        }
        let excused = total.excused.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        print(
            "\(total.trials) trials, \(total.refused) of them no longer convert, \(total.violations.count) violations; "
                + "excused: \(excused.joined(separator: ", "))"
        )
    }
}

/// How Docker Compose was run on a project of a corpus.
private struct CorpusRun: Decodable {
    var workdir: String?
    var files: [String]
    var projectName: String?
    var env: [String: String]
    var exitCode: Int

    /// What to load, if Docker Compose accepts the project.
    static func loadOptions(ofProject folder: String) -> LoadOptions? {
        guard let data = FileManager.default.contents(atPath: "\(folder)/run.json"),
            let run = try? JSONDecoder().decode(CorpusRun.self, from: data), run.exitCode == 0
        else { return nil }
        let base = "\(folder)/project"
        func fill(_ text: String) -> String { text.replacingOccurrences(of: "${PROJECT_DIR}", with: base) }
        var loading = LoadOptions(workingDirectory: run.workdir.map { "\(base)/\($0)" } ?? base)
        loading.files = run.files.map(fill)
        loading.projectName = run.projectName
        loading.environment = run.env.mapValues(fill)
        return loading
    }
}
