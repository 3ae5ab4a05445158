import ComposeParser
import Foundation
import NomadEmitter
import TestSupport
import Testing

@testable import compose2nomad

/// The order of keys in the maps of a compose file does not show in what comes out.
@Suite struct KeyOrderTests {
    /// The files of a fixture, the compose file among them with its keys in another order.
    private struct Shuffled: FileAccess {
        var compose: String
        var text: [UInt8]
        let disk = LocalFiles()

        func read(_ path: String, limit: Int) throws(FileAccessError) -> [UInt8] {
            path == compose ? text : try disk.read(path, limit: limit)
        }

        func status(_ path: String) -> FileStatus? { disk.status(path) }

        func entries(of path: String) throws(FileAccessError) -> [String] { try disk.entries(of: path) }

        func resolvingLinks(_ path: String) -> String { disk.resolvingLinks(path) }
    }

    @Test("Shuffled keys give the same files", arguments: FixtureCase.all)
    func fixtures(fixture: FixtureCase) throws {
        let original = try fixture.convert()
        let path = "\(fixture.project)/compose.yaml"
        guard let bytes = FileManager.default.contents(atPath: path), original.deployment != nil else { return }
        let documents = try YAMLReader.read(Array(bytes), file: .none)
        for seed in 1...3 as ClosedRange<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let text = documents.map { YAML($0).shuffled(using: &generator).document() }.joined(separator: "---\n")
            let shuffled = try fixture.convert(reading: Shuffled(compose: path, text: Array(text.utf8)))
            #expect(shuffled.files.map(\.name) == original.files.map(\.name))
            for (one, other) in zip(shuffled.files, original.files) where one.contents != other.contents {
                let difference = LineDiff.text(
                    from: String(decoding: other.contents, as: UTF8.self),
                    to: String(decoding: one.contents, as: UTF8.self)
                )
                Issue.record("\(one.name) depends on the order of keys:\n\(difference)")
            }
        }
    }
}
