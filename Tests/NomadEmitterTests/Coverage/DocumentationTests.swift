import ComposeParser
import Foundation
@testable import NomadEmitter
import Testing

/// The pages that are made from the sources. `UPDATE_GOLDEN=1 swift test --filter DocumentationTests` writes them.
@Suite("Documentation")
struct DocumentationTests {
    private func isCurrent(_ name: String, _ text: String) throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Docs/\(name)").standardizedFileURL
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: page)
        }
        let written = (try? Data(contentsOf: page)) ?? Data()
        #expect(written == Data(text.utf8), "Docs/\(name) is not current: run UPDATE_GOLDEN=1 swift test")
    }

    @Test func coverageIsCurrent() throws { try isCurrent("coverage.md", CoverageDocument.markdown) }

    @Test func diagnosticsAreCurrent() throws { try isCurrent("diagnostics.md", DiagnosticDocument.markdown) }

    @Test func idsAreSlugsAndUnique() {
        let ids = IssueCatalog.entries.map(\.id)
        #expect(Set(ids).count == ids.count)
        for id in ids {
            #expect(id.utf8.allSatisfy { ("a"..."z").contains(Character(Unicode.Scalar($0))) || $0 == 0x2D }, "\(id)")
        }
    }

    @Test func jsonIsJson() throws {
        let rows = try JSONSerialization.jsonObject(with: Data(CoverageDocument.json.utf8)) as? [[String: Any]]
        #expect(rows?.count == Coverage.rows.count)
        #expect(rows?.allSatisfy { $0["path"] != nil && $0["fares"] != nil } == true)
    }
}
