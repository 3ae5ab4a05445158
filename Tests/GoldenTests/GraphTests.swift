import Foundation
import TestSupport
import Testing

@testable import NomadEmitter
@testable import compose2nomad

@Suite("Pictures")
struct GraphTests {
    @Test("Every line joins two boxes, and no two lines join the same", arguments: FixtureCase.all)
    func law(of fixture: FixtureCase) throws {
        guard let graph = try fixture.convert().deployment?.graph else { return }
        let groups = graph.jobs.flatMap(\.groups)
        let storage = graph.jobs.flatMap(\.storage) + graph.storage
        let nodes = groups.flatMap(\.tasks) + storage + [graph.outside].compactMap(\.self)
        let ids = nodes.map(\.id) + groups.map(\.id) + graph.jobs.map(\.id)
        #expect(Set(ids).count == ids.count)
        let known = Set(nodes.map(\.id))
        #expect(graph.edges.allSatisfy { known.contains($0.from) && known.contains($0.to) && $0.from != $0.to })
        #expect(Set(graph.edges.map { [$0.from, $0.to] }).count == graph.edges.count)
    }

    /// `UPDATE_GOLDEN=1` writes the picture into the page.
    @Test("The picture in the README is what the program prints")
    func readme() throws {
        let fixture = FixtureCase(
            name: "funless",
            project: Repository.path("Fixtures/funless/project"),
            expected: Repository.path("Fixtures/funless/dns")
        )
        let picture = try #require(try fixture.convert().deployment?.graph?.mermaid)
        let path = Repository.path("README.md")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let start = try #require(text.range(of: "```mermaid\n")).upperBound
        let end = try #require(text[start...].range(of: "```\n")).lowerBound
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            let current = text.replacingCharacters(in: start..<end, with: picture)
            return try current.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let difference = LineDiff.text(from: String(text[start..<end]), to: picture)
        #expect(difference.isEmpty, "README.md differs: run UPDATE_GOLDEN=1 swift test\n\(difference)")
    }

    private func run(_ arguments: [String], _ compose: String, before: String = "") throws -> Subprocess.Result {
        let path = Subprocess.temporaryPath("compose.yaml")
        defer { Subprocess.remove(path) }
        try Subprocess.write(compose, to: path)
        return Program.run(["graph", "-p", "shop"] + arguments + [path], "2>&1", before: before)
    }

    /// Runs with a program called `dot` in a folder that alone is the PATH.
    private func run(dot script: String?) throws -> Subprocess.Result {
        let folder = Subprocess.temporaryPath("bin")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        if let script {
            try Subprocess.write("#!/bin/sh\n\(script)\n", to: folder + "/dot")
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + "/dot")
        }
        return try run(["--format", "svg"], "services: {web: {image: nginx}}", before: "PATH='\(folder)'")
    }

    @Test("Mermaid unless another form is asked for")
    func forms() throws {
        let compose = "services: {web: {image: nginx}}"
        #expect(try run([], compose).output.hasPrefix("flowchart LR\n"))
        #expect(try run(["--format", "dot"], compose).output.hasPrefix("digraph \"shop\" {\n"))
        #expect(try run(["--format", "png"], compose).code == 64)
    }

    @Test("What cannot be converted has no picture")
    func errors() throws {
        let result = try run([], "services: {web: {image: nginx, depends_on: [db]}}")
        #expect(result.code == 1 && result.output.contains("error: "))
        #expect(!result.output.contains("flowchart"))
    }

    @Test("The program dot gets the picture and gives the SVG")
    func svg() throws {
        let result = try run(dot: #"echo "<svg $*>"; while read -r line; do echo "$line"; done"#)
        #expect(result.code == 0)
        #expect(result.output.hasPrefix("<svg -Tsvg>\ndigraph \"shop\" {\n") && result.output.hasSuffix("}\n"))
    }

    @Test("Without Graphviz the message says what to install; where it fails, why")
    func withoutGraphviz() throws {
        let missing = try run(dot: nil)
        #expect(missing.code == 1)
        #expect(missing.output.contains("its program `dot` is not on PATH\n  hint: `apt-get install graphviz`"))
        let failing = try run(dot: "echo 'no layout' >&2; exit 3")
        #expect(failing.code == 1 && failing.output.contains("`dot` failed: no layout"))
        let killed = try run(dot: "kill -9 $$")
        #expect(killed.code == 1 && killed.output.contains("`dot` failed: it says nothing"))
    }
}
