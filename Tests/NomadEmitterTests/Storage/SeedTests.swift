@testable import NomadEmitter
import Testing

/// What dynamic host volumes start with.
@Suite struct SeedTests {
    private func convert(_ service: String, _ volumes: ConversionOptions.Volumes = .dynamic) throws -> Converting {
        try Converting("name: shop\nservices:\n  a: {\(service)}\nvolumes: {data: {}}\n") { $0.volumes = volumes }
    }

    @Test(arguments: [
        #"image: "nginx:1", volumes: ["data:/usr/share/nginx/html"]"#,
        #"image: example/a, command: ["sh", "-c", "run"], volumes: ["data:/data"]"#,
        #"image: example/a, healthcheck: {test: "true"}, volumes: ["data:/data"]"#,
    ])
    func aTaskBeforeFillsThem(service: String) throws {
        let conversion = try convert(service)
        let group = try conversion.group("a")
        #expect(group.tasks.map(\.name.rawValue) == ["a-volumes", "a"])
        let seed = group.tasks[0]
        #expect(seed.lifecycle == Jobspec.Lifecycle(hook: .prestart, sidecar: false) && seed.user == "root")
        #expect(seed.config.image == group.tasks[1].config.image)
        #expect(seed.config.args?.first?.description.hasSuffix("/. /volumes/data/; fi") == true)
        #expect(!conversion.diagnostics.contains { $0.id == "volume-starts-empty" })
        try conversion.expectValid()
    }

    @Test func anImageWithoutAKnownShellIsSaid() throws {
        let conversion = try convert(#"image: example/a, volumes: ["data:/data"]"#)
        #expect(try conversion.group("a").tasks.count == 1)
        #expect(conversion.diagnostics.contains { $0.id == "volume-starts-empty" })
    }

    @Test(arguments: [
        (#"image: "nginx:1", volumes: ["data:/data:ro"]"#, ConversionOptions.Volumes.dynamic),
        (#"image: "nginx:1", volumes: [{type: volume, source: data, target: /d, volume: {nocopy: true}}]"#, .dynamic),
        (#"image: "nginx:1", volumes: ["data:/data"]"#, .host),
    ])
    func othersHaveNone(service: String, volumes: ConversionOptions.Volumes) throws {
        #expect(try convert(service, volumes).group("a").tasks.count == 1)
    }
}
