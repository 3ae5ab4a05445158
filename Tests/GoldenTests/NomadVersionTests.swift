import ComposeParser
import TestSupport
import Testing

@testable import NomadEmitter
@testable import compose2nomad

/// What a version of Nomad lacks is not printed, or said.
@Suite struct NomadVersionTests {
    @Test(arguments: ["1.8", "1.8.4", "1.10", "1.11.2", "2.0", "2.0.5"])
    func versions(text: String) throws {
        #expect(NomadVersion(text)?.description == text)
        var options = ConversionOptions()
        try ConvertCommand.parse(["--nomad-version", text]).flags.choose(in: &options)
        #expect(options.nomadVersion == NomadVersion(text))
    }

    @Test(arguments: ["", "1", "1.7", "1.12", "2.1", "3.0", "1.8.", "v1.8", "1.8.x", "1.+8", "1.8.0.1", "٢.0"])
    func others(text: String) {
        #expect(NomadVersion(text) == nil)
        let error = #expect(throws: (any Error).self) { try ConvertCommand.parse(["--nomad-version", text]) }
        #expect(ConvertCommand.message(for: error!).contains("1.8 to 1.11 or 2.0"))
    }

    @Test(arguments: [
        ("1.8", "1.8.3", true), ("1.8.2", "1.8.3", false), ("1.9", "1.8.3", true), ("1.10", "1.9", true),
        ("1.10.0", "1.10", true), ("1.10.2", "1.10.3", false), ("2.0", "2.0.5", true), ("1.11", "2.0", false),
    ])
    func whatAVersionHas(version: String, first: String, isThere: Bool) throws {
        #expect(try #require(NomadVersion(version)).has(try #require(NomadVersion(first))) == isThere)
    }

    @Test(
        "A job has nothing that is newer than its Nomad, or it is said",
        arguments: FixtureCase.all
    )
    func law(of fixture: FixtureCase) throws {
        let version = try #require(NomadVersion("1.8.0"))
        let result = try fixture.convert(for: version)
        for job in result.deployment?.jobs ?? [] {
            for part in NewerParts.find(in: job.job.block, for: version) {
                #expect(result.diagnostics.contains("\(part.name) needs Nomad \(part.since)"), "\(part.name)")
            }
            for (name, since) in [("oom_score_adj", "1.8.1"), ("cgroupns", "1.10.3"), ("run_on_first_render", "2.0.5")]
            where !version.has(try #require(NomadVersion(since))) {
                #expect(!job.hcl().contains("\(name) "), "\(name)")
            }
        }
    }

    private func convert(_ text: String, _ version: String, _ volumes: ConversionOptions.Volumes = .host) throws
        -> (jobs: String, said: [String])
    {
        var options = ConversionOptions()
        options.nomadVersion = try #require(NomadVersion(version))
        options.volumes = volumes
        let loading = LoadOptions(workingDirectory: "/shop")
        let conversion = Conversion(of: loading, options: options, files: MemoryFiles(["/shop/compose.yaml": text]))
        let jobs = conversion.deployment?.jobs.map { $0.hcl() }.joined() ?? ""
        return (jobs, conversion.diagnostics.all.map { "\($0.severity): \($0.message)" })
    }

    @Test(arguments: [("1.10.2", false), ("1.10.3", true), ("1.10", true), ("1.8", false), ("2.0", true)])
    func anAttribute(version: String, isThere: Bool) throws {
        let result = try convert("services: {a: {image: b, cgroup: host}}", version)
        #expect(result.jobs.contains("cgroupns") == isThere)
        let said = "warning: `cgroup` is dropped: it needs Nomad 1.10.3"
        #expect(result.said.contains(said) != isThere)
    }

    /// Who writes x-nomad may know better: it stays, and is said.
    @Test func anOverride() throws {
        let text = "services: {a: {image: b, x-nomad: {task: {config: {cgroupns: host}, identity: {env: true}}}}}"
        let old = try convert(text, "1.9")
        #expect(old.jobs.contains("cgroupns"))
        #expect(
            old.said.filter { $0.contains("needs Nomad") } == [
                "note: cgroupns needs Nomad 1.10.3, and the jobs are for 1.9"
            ]
        )
        #expect(try convert(text, "2.0").said.allSatisfy { !$0.contains("needs Nomad") })
    }

    @Test func dynamicVolumes() throws {
        let text = "services: {a: {image: b, volumes: ['data:/d']}}\nvolumes: {data: {}}"
        #expect(
            try convert(text, "1.9", .dynamic).said.contains {
                $0.hasPrefix("warning: --volumes dynamic needs Nomad 1.10")
            }
        )
        #expect(try convert(text, "1.10.0", .dynamic).said.allSatisfy { !$0.contains("needs Nomad") })
        #expect(try convert(text, "1.8").said.allSatisfy { !$0.contains("needs Nomad") })
    }
}
