import ComposeParser
import Foundation
import TestSupport
import Testing

@testable import compose2nomad

/// What the documentation says is so. `UPDATE_GOLDEN=1 swift test --filter DocumentTests` writes into the pages what
/// commands print and write; blocks with a line `…` are left to whoever reads the difference.
@Suite("Documents")
struct DocumentTests {
    @Test("Every link leads somewhere", arguments: Document.all)
    func links(of document: Document) {
        let pages = Dictionary(uniqueKeysWithValues: Document.all.map { ($0.path, $0) })
        let folder = URL(filePath: "/" + document.path).deletingLastPathComponent().path
        for link in document.links where !link.contains("://") {
            let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let path =
                parts[0].isEmpty
                ? document.path : String(PosixPath.absolute(parts[0], in: folder).drop { $0 == "/" })
            #expect(FileManager.default.fileExists(atPath: Repository.path(path)), "there is no \(path) for \(link)")
            guard parts.count > 1 else { continue }
            #expect(pages[path]?.anchors.contains(parts[1]) == true, "\(path) has no place for \(link)")
        }
    }

    @Test("The picture in the README is that of FunLess")
    func picture() throws {
        let picture = try #require(Document(path: "README.md").blocks.first { $0.language == "mermaid" })
        let golden = try String(contentsOfFile: Repository.path("Fixtures/funless/dns/graph.mmd"), encoding: .utf8)
        #expect(picture.lines.map { $0 + "\n" }.joined() == golden)
    }

    @Test("Every Compose file of a page can be converted", arguments: Document.all)
    func projects(of document: Document) throws {
        let path = Subprocess.temporaryPath("compose.yaml")
        defer { Subprocess.remove(path) }
        for block in document.blocks where block.lines.contains("services:") && !block.lines.contains("# before") {
            try Subprocess.write(block.lines.joined(separator: "\n"), to: path)
            let result = Program.run(["check", "-q", "-p", "page", "-f", path], "2>&1")
            #expect(result.code == 0, "\(document.path):\(block.start): \(result.output)")
        }
    }

    @Test("Every command does what the page shows", arguments: Document.all)
    func commands(of document: Document) throws {
        let page = try DocumentRun(document)
        defer { page.end() }
        for block in document.blocks {
            if let title = block.title { page.file(title, block) }
            switch block.language {
            case "console": page.session(block)
            case "sh":
                for line in block.lines {
                    #expect(!line.hasPrefix("compose2nomad "), "a console block would run it: \(line)")
                    page.fromSource(line)
                }
            default: break
            }
        }
        try page.record()
    }
}

/// One page, run from top to bottom in a folder of its own.
private final class DocumentRun {
    let document: Document
    /// The folder, in which `Fixtures` is that of the repository.
    let folder: String
    /// The lines that go in place of those of a block, by the first line of the block.
    private var recorded: [(start: Int, count: Int, lines: [String])] = []
    private let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"
    private var lastCode: Int32 = 0

    init(_ document: Document) throws {
        self.document = document
        folder = Subprocess.temporaryPath("page")
        try FileManager.default.createDirectory(atPath: folder + "/bin", withIntermediateDirectories: true)
        let links = ["Fixtures": Repository.path("Fixtures"), "bin/compose2nomad": Program.path]
        for (name, target) in links {
            try FileManager.default.createSymbolicLink(atPath: "\(folder)/\(name)", withDestinationPath: target)
        }
    }

    func end() { try? FileManager.default.removeItem(atPath: folder) }

    func file(_ name: String, _ block: Document.Block) {
        let path = "\(folder)/\(name)"
        guard let made = try? String(contentsOfFile: path, encoding: .utf8) else {
            try? FileManager.default.createDirectory(
                atPath: URL(filePath: path).deletingLastPathComponent().path,
                withIntermediateDirectories: true
            )
            try? Subprocess.write(block.lines.map { $0 + "\n" }.joined(), to: path)
            return
        }
        compare(
            block.lines,
            made.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init),
            block
        )
    }

    func session(_ block: Document.Block) {
        var shown: [String] = []
        var output: [String] = []
        for (number, line) in block.lines.enumerated() where line.hasPrefix("$ ") {
            let expected = block.lines[(number + 1)...].prefix { !$0.hasPrefix("$ ") }
            let found = run(String(line.dropFirst(2)))
            shown.append(line)
            output.append(line)
            shown += expected
            // What nobody shows, nobody compares.
            output += expected.isEmpty && !isUpdating ? [] : found
        }
        compare(shown, output, block)
    }

    /// Runs what a line runs from source.
    func fromSource(_ line: String) {
        guard let command = line.components(separatedBy: "swift run ").dropFirst().first else { return }
        _ = run(command)
        #expect(lastCode == 0, "\(document.path): \(line)")
    }

    /// What a command prints, a line an element.
    private func run(_ command: String) -> [String] {
        if command == "echo $?" { return ["\(lastCode)"] }
        let script = """
            cd "$0" && exec env -i HOME=/home/user PATH="$0/bin:/usr/bin:/bin" "$@" </dev/null
            """
        let result = Subprocess.run(["/bin/sh", "-c", script, folder] + Subprocess.sanitizer + ["sh", "-c", command])
        lastCode = result.code
        return result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    private func compare(_ expected: [String], _ found: [String], _ block: Document.Block) {
        if expected.contains("…") {
            #expect(
                Self.matches(expected[...], found[...]),
                "\(document.path):\(block.start): not this:\n\(found.joined(separator: "\n"))"
            )
        } else if isUpdating {
            recorded.append((block.start, block.lines.count, found))
        } else {
            let difference = LineDiff.text(
                from: expected.map { $0 + "\n" }.joined(),
                to: found.map { $0 + "\n" }.joined()
            )
            #expect(difference.isEmpty, "\(document.path):\(block.start): it is otherwise:\n\(difference)")
        }
    }

    /// Whether lines are those that are shown, `…` being any number of them.
    private static func matches(_ shown: ArraySlice<String>, _ found: ArraySlice<String>) -> Bool {
        guard let first = shown.first else { return found.isEmpty }
        if first == "…" {
            return (found.startIndex...found.endIndex).contains { matches(shown.dropFirst(), found[$0...]) }
        }
        return found.first == first && matches(shown.dropFirst(), found.dropFirst())
    }

    /// Writes the page with what was found.
    func record() throws {
        guard isUpdating, !recorded.isEmpty else { return }
        var lines = document.lines
        for part in recorded.sorted(by: { $0.start > $1.start }) {
            lines.replaceSubrange(part.start..<(part.start + part.count), with: part.lines)
        }
        try Subprocess.write(lines.joined(separator: "\n"), to: Repository.path(document.path))
    }
}
