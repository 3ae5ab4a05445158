import ComposeParser
import NomadEmitter
import Testing

@Suite("Images of the file and of the project")
struct ImageFindingsTests {
    private static let ids: Set<String> = ["unknown-image", "unused-image", "image-platform"]

    private func findings(_ compose: String, _ images: String) throws -> [Diagnostic] {
        var sources = SourceTable()
        let table = try ImageTable(reading: Array(images.utf8), path: "images.json", sources: &sources)
        return try Converting(compose) { $0.images = table }.diagnostics.filter { Self.ids.contains($0.id) }
    }

    private func image(_ name: String, _ platform: String = "linux/amd64") -> String {
        let parts = platform.split(separator: "/")
        return "\"\(name)\": {\"os\": \"\(parts[0])\", \"architecture\": \"\(parts[1])\", \"config\": {}}"
    }

    private let compose = """
        services:
          a: {image: "a:1"}
          b: {image: docker.io/library/b}
          c: {image: "a:1"}
          d: {build: .}
        """

    @Test("A file that fits says nothing")
    func fitting() throws {
        #expect(try findings(compose, "{\(image("b:latest")), \(image("a:1"))}").isEmpty)
    }

    @Test("One note lists what the file lacks, one what no service runs")
    func differences() throws {
        let found = try findings(compose, "{\(image("x:1")),\n\(image("a:2")), \(image("y")), \(image("z"))}")
        #expect(found.map(\.id) == ["unknown-image", "unused-image"])
        #expect(found.map(\.severity) == [.note, .note])
        #expect(
            found.map(\.message) == [
                "the file of images lacks a:1 and docker.io/library/b", "no service runs x:1, a:2, y and z",
            ]
        )
        #expect(found[0].range.isKnown)
        #expect(found[0].range.start.line == 0)
        #expect(found[1].range.start == Mark(line: 1, column: 2))
    }

    @Test("Images of several platforms are a warning")
    func platforms() throws {
        let found = try findings(
            compose,
            "{\(image("a:1")),\n\(image("b", "linux/arm64")), \(image("z", "linux/s390x"))}"
        )
        #expect(found.map(\.id) == ["unused-image", "image-platform"])
        #expect(found[1].severity == .warning)
        #expect(found[1].message == "the images are of several platforms: a:1 for linux/amd64; b for linux/arm64")
        #expect(found[1].range.start == Mark(line: 2, column: 1))
        #expect(found[1].related.map(\.range.start) == [Mark(line: 1, column: 2)])
    }

    @Test("A service that states its platform may have an image of another one")
    func statedPlatform() throws {
        let stated = compose + "\n  e: {image: e, platform: linux/arm64}"
        #expect(try findings(stated, "{\(image("a:1")), \(image("b")), \(image("e", "linux/arm64"))}").isEmpty)
    }

    @Test("A service that states another platform than its image has is a warning")
    func otherPlatform() throws {
        let stated = compose + "\n  e: {image: e, platform: linux/arm64/v8}"
        let found = try findings(stated, "{\(image("a:1")), \(image("b")), \(image("e"))}")
        #expect(
            found.map(\.message) == [
                "`e` runs on linux/arm64/v8, but the file of images tells of e for linux/amd64"
            ]
        )
    }

    @Test("An image that runs on no Linux is a warning")
    func windows() throws {
        let found = try findings(compose, "{\(image("a:1", "windows/amd64")), \(image("b"))}")
        #expect(found.map(\.message) == ["a:1 is an image for windows/amd64, not for linux"])
        #expect(found.map(\.severity) == [.warning])
    }
}
