import ComposeParser
import NomadEmitter
import Testing

@testable import compose2nomad

@Suite("The images of a project")
struct ImagesTests {
    private let compose = """
        services:
          web: {image: "nginx:1.27"}
          other: {image: "nginx:1.27"}
          cache: {image: redis}
          built: {build: .}
          named: {build: ., image: "registry.example/named:1"}
        """

    /// Converts the project in `/shop`, run from `/`.
    private func convert(_ files: [String: String], images: String? = nil, directory: String = "/shop") -> Conversion {
        var loading = LoadOptions(workingDirectory: directory)
        loading.files = ["/shop/compose.yaml"]
        return Conversion(
            of: loading,
            options: ConversionOptions(),
            images: images,
            files: MemoryFiles(files.merging(["/shop/compose.yaml": compose]) { one, _ in one })
        )
    }

    private func places(_ conversion: Conversion, _ id: String) -> [String?] {
        let renderer = DiagnosticRenderer(sources: conversion.sources)
        return conversion.diagnostics.all.filter { $0.id == id }.map { renderer.place($0.range) }
    }

    @Test("The command lists each name once, sorted, and calls what is built without one as Docker does")
    func names() throws {
        var sources = SourceTable()
        var diagnostics = Diagnostics()
        let resolved = try ProjectLoader.load(
            LoadOptions(workingDirectory: "/shop"),
            files: MemoryFiles(["/shop/compose.yaml": compose]),
            sources: &sources,
            diagnostics: &diagnostics
        )
        #expect(
            Compose.Project(resolved).imageNames == ["nginx:1.27", "redis", "registry.example/named:1", "shop-built"]
        )
    }

    @Test("The file in the project directory is read without being named")
    func unnamed() {
        let path = "/shop/compose2nomad.images.json"
        #expect(places(convert([path: "[]"]), "unknown-image") == ["compose2nomad.images.json"])
        #expect(places(convert([path: "[]"], directory: "/"), "unknown-image") == ["shop/compose2nomad.images.json"])
        #expect(places(convert([path: "[]"], directory: "/x"), "unknown-image") == [path])
        #expect(places(convert([:]), "unknown-image").isEmpty)
        #expect(places(convert([path + "/x": "[]"]), "unknown-image").isEmpty)
    }

    @Test("The file that is named is read instead, from the working directory")
    func named() {
        let files = ["/shop/compose2nomad.images.json": "[", "/x/images.json": "[]"]
        #expect(places(convert(files, images: "images.json", directory: "/x"), "unknown-image") == ["images.json"])
        #expect(places(convert(["-": "[]"], images: "-"), "unknown-image") == ["(standard input)"])
    }

    @Test("A file that cannot be read or is bad ends the conversion")
    func bad() {
        let missing = convert([:], images: "images.json")
        #expect(missing.deployment == nil)
        #expect(missing.diagnostics.all.map(\.id).contains("file-not-found"))
        #expect(missing.diagnostics.all.last?.message == "cannot read images.json: no such file or directory")
        let folder = convert(["/shop/images/x": ""], images: "images")
        #expect(folder.diagnostics.all.last?.id == "unreadable-file")
        let broken = convert(["/shop/compose2nomad.images.json": "[{]"])
        #expect(broken.deployment == nil)
        #expect(places(broken, "invalid-json") == ["compose2nomad.images.json:1:3"])
    }

    @Test("convert and check take --images")
    func option() throws {
        #expect(try ConvertCommand.parse(["--images", "x.json", "compose.yaml"]).flags.images == "x.json")
        #expect(try CheckCommand.parse(["--images", "x.json"]).flags.images == "x.json")
        #expect(try ImagesCommand.parse(["-f", "a.yaml", "b.yaml"]).files == ["b.yaml"])
    }
}
