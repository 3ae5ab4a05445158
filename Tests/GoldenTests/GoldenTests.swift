import Foundation
import NomadEmitter
import TestSupport
import Testing

@testable import compose2nomad

/// The fixtures convert to what is kept beside them. `UPDATE_GOLDEN=1 swift test` writes the goldens anew; read the diff.
@Suite("Goldens")
struct GoldenTests {
    @Test("Several cases of one project are named by what they show")
    func names() {
        for cases in Dictionary(grouping: FixtureCase.all, by: \.project).values where cases.count > 1 {
            #expect(!cases.contains { $0.expected.hasSuffix("/expected") }, "\(cases[0].project)")
        }
    }

    @Test("The conversion gives the golden files", arguments: FixtureCase.all)
    func conversion(of fixture: FixtureCase) throws {
        let result = try fixture.convert()
        var actual = Dictionary(
            uniqueKeysWithValues: result.files.map { ($0.name, String(decoding: $0.contents, as: UTF8.self)) }
        )
        actual["diagnostics.txt"] = result.diagnostics
        let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"
        if isUpdating {
            try FileManager.default.createDirectory(atPath: fixture.expected, withIntermediateDirectories: true)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: fixture.expected).filter { $0 != "args" }
        // Pictures are kept where somebody has put a file for them.
        for (name, picture) in [("graph.mmd", \ProjectGraph.mermaid), ("graph.dot", \.dot)] where names.contains(name) {
            actual[name] = result.deployment?.graph?[keyPath: picture]
        }
        if isUpdating {
            for name in names where actual[name] == nil {
                try FileManager.default.removeItem(atPath: "\(fixture.expected)/\(name)")
            }
            for (name, text) in actual {
                try text.write(toFile: "\(fixture.expected)/\(name)", atomically: true, encoding: .utf8)
            }
            return
        }
        for name in Set(names).union(actual.keys).sorted() {
            let expected = (try? String(contentsOfFile: "\(fixture.expected)/\(name)", encoding: .utf8)) ?? ""
            let difference = LineDiff.text(from: expected, to: actual[name] ?? "")
            #expect(difference.isEmpty, "\(fixture.name)/\(name) differs:\n\(difference)")
        }
    }

    @Test("Every job keeps the schema law and Nomad's rules", arguments: FixtureCase.all)
    func laws(of fixture: FixtureCase) throws {
        let law = try SchemaLaw()
        for job in try fixture.convert().deployment?.jobs ?? [] {
            #expect(law.violations(in: job.body()) == [])
            // What the project asks for itself is in the job all the same.
            let findings = JobspecValidator.findings(in: job).map(\.message).filter {
                !$0.contains("instances takes the static port") && !$0.hasSuffix("isolation is for Windows")
            }
            #expect(findings == [])
            #expect(FormatLaw.violations(in: job.hcl()) == [])
        }
    }

    @Test("The same input gives the same bytes", arguments: FixtureCase.all)
    func determinism(of fixture: FixtureCase) throws {
        let first = try fixture.convert()
        let second = try fixture.convert()
        #expect(first.files.map(\.contents) == second.files.map(\.contents))
        #expect(first.diagnostics == second.diagnostics)
    }
}
