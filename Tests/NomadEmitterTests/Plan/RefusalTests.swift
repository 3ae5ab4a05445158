@testable import NomadEmitter
import Testing

/// What Docker or Nomad would refuse, or mount over, is said at its place.
@Suite struct RefusalTests {
    private func convert(_ body: String) throws -> Converting {
        try Converting("name: shop\nservices: {a: {image: example/a, \(body)}}")
    }

    private func found(_ body: String, _ kind: ConversionIssue) throws -> [String] {
        try convert(body).diagnostics.filter { $0.id == kind.rawValue }.map { "\($0.message) \($0.hint ?? "")" }
    }

    @Test(arguments: [
        ("restart: allways", "always"), ("restart: 'on-failure:x'", "on-failure"),
        ("cap_add: [NET_ADMNI]", "NET_ADMIN"), ("cap_drop: [everything]", ""),
    ])
    func wordsThatDockerRefuses(body: String, meant: String) throws {
        let said = try found(body, .refusedByDocker)
        #expect(said.count == 1)
        #expect(said.first?.hasSuffix(meant.isEmpty ? " " : "did you mean \(meant)?") == true)
    }

    @Test(arguments: [
        "restart: 'no'", "restart: 'on-failure:3'", "restart: unless-stopped", "cap_add: [cap_net_raw, sys_time, ALL]",
    ])
    func wordsThatDockerTakes(body: String) throws {
        #expect(try found(body, .refusedByDocker) == [])
    }

    /// What the name of a volume is made into: a folder on a node, and a file.
    @Test(arguments: [
        ("{vol: {name: ../../etc}}", "vol:/d", "the volume name \"../../etc\""),
        ("{vol: {}}", "{type: volume, source: vol, target: /d, volume: {subpath: ../x}}", "the subpath \"../x\""),
        ("{vol: {name: \"a\\nb\"}}", "vol:/d", "the volume name \"a\nb\""),
    ])
    func volumesThatLeaveTheirFolder(definition: String, mount: String, said: String) {
        let conversion = Conversion(
            of: "{services: {a: {image: example/a, volumes: [\(mount)]}}, volumes: \(definition)}",
            project: "shop"
        )
        #expect(conversion.deployment == nil)
        #expect(
            conversion.diagnostics.all.contains {
                $0.id == "refused-by-docker" && $0.severity == .error && $0.message == "Docker refuses \(said)"
            }
        )
    }

    @Test(arguments: ["SIGRTMIN+3", "SIGPWR", "SIGFOO", "77"])
    func signalsThatNoNodeHas(signal: String) throws {
        #expect(try convert("stop_signal: '\(signal)'").task("a").killSignal == nil)
        #expect(try found("stop_signal: '\(signal)'", .signalLost).first?.contains(signal) == true)
    }

    @Test(arguments: [("15", "SIGTERM"), ("usr1", "SIGUSR1"), ("SIGINT", "SIGINT")])
    func signalsOfNodes(signal: String, name: String) throws {
        #expect(try convert("stop_signal: '\(signal)'").task("a").killSignal == Interpolated(name))
    }

    @Test(arguments: ["/secrets", "/local/x", "/alloc/", "/etc/resolv.conf", "/etc/hosts"])
    func targetsThatAreTaken(target: String) throws {
        #expect(try found("volumes: ['data:\(target)']}}\nvolumes: {data: {}, x: {", .takenTarget).count == 1)
    }

    @Test func otherTargets() throws {
        #expect(try found("volumes: ['data:/locale']}}\nvolumes: {data: {}, x: {", .takenTarget) == [])
    }

    @Test func smallFiguresAreRaised() throws {
        let body = "mem_limit: 8m, cpus: 0.0001"
        #expect(try found(body, .figureRaised).count == 1)
        let conversion = try convert(body)
        #expect(conversion.jobs[0].hcl().contains("max(1, floor(var.cpu_mhz * 0.0001))"))
        #expect(conversion.jobs[0].apiJob().text().contains("\"CPU\": 1"))
    }
}
