import NomadEmitter
import Testing

@Suite("Choice of the network")
struct ChoiceTests {
    private func convert(_ services: String, _ change: (inout ConversionOptions) -> Void = { _ in }) -> Conversion {
        var options = ConversionOptions()
        change(&options)
        return Conversion(of: "services:\n\(services)", project: "shop", options: options)
    }

    private let known = """
          api: {image: example/api, expose: [7000]}
          web: {image: "nginx:1", ports: ["80:80"], environment: {API: "http://api:7000"}}
        """

    private let onePort = """
          a: {image: example/a, expose: [8080]}
          b: {image: example/b, expose: [8080]}
          cache: {image: example/cache}
        """

    @Test func dnsIsTakenWhereNothingStandsAgainstIt() throws {
        let conversion = convert(known)
        let summary = try #require(conversion.summary)
        #expect(summary.text.hasPrefix("2 services in 1 job and 2 groups\nnetwork: dns: nothing stands against it\n"))
        #expect(conversion.deployment?.jobs.first?.variables.map(\.name) == ["dns_servers", "memory_limit"])
    }

    @Test func containerIsTakenWithTheReason() throws {
        let conversion = convert(onePort)
        let summary = try #require(conversion.summary)
        #expect(
            summary.text.hasPrefix(
                "3 services in 1 job and 3 groups\nnetwork: container, on one node: the port of cache is unknown, a and b both serve 8080; `--network dns` needs 2 nodes and `expose`\n"
            )
        )
        #expect(summary.isOnOneNode)
        #expect(summary.json.hasPrefix(#"{"summary":{"network":"container","#))
        #expect(!conversion.diagnostics.all.contains { $0.id == "unknown-port" || $0.id == "shared-host-port" })
    }

    @Test func whatIsAskedForIsUsed() throws {
        let conversion = convert(onePort) { $0.network = .dns }
        #expect(conversion.summary?.reason.hasPrefix("asked for, though ") == true)
        let warnings = conversion.diagnostics.all.filter { $0.severity == .warning }.map(\.id)
        #expect(warnings.count { $0 == "shared-host-port" } == 1)
        #expect(warnings.count { $0 == "unknown-port" } == 1)
    }

    /// What only waits serves nobody.
    @Test(arguments: ["sleep infinity", "[sh, -c, \"sleep 3600\"]", "[tail, -f, /dev/null]", "[dumb-init, sleep, inf]"])
    func nobodyCallsWhatOnlyWaits(command: String) {
        let services = "  a: {image: example/a, command: \(command)}\n  b: {image: \"nginx:1\", ports: [\"80:80\"]}\n"
        #expect(convert(services).summary?.network == .dns)
        #expect(convert(services.replacing(", command: \(command)", with: "")).summary?.network != .dns)
    }

    /// Two in the network of the node find each other on the same node only, whatever the strategy.
    @Test func whoMeetsOnTheLoopbackIsOnOneNode() throws {
        let services = """
              db: {image: "mongo:7", network_mode: host}
              web: {image: example/web, network_mode: host, environment: {PORT: "8081", DB: "mongodb://127.0.0.1:27017/x"}}
            """
        let conversion = convert(services)
        #expect(conversion.summary?.isOnOneNode == true)
        #expect(conversion.deployment?.jobs.first?.variables.contains { $0.name == "node" } == true)
        #expect(conversion.diagnostics.all.contains { $0.id == "one-node-only" && $0.service == "web" })
        #expect(convert(services.replacing("127.0.0.1", with: "db.example.com")).summary?.isOnOneNode == false)
    }

    /// What the choice of the store replaces is said, whatever was asked for.
    @Test func withoutConsulNoNamesAreResolvedByIt() {
        func ids(_ network: ConversionOptions.Network) -> [String] {
            convert(known) {
                $0.provider = .nomad
                $0.network = network
            }.diagnostics.all.map(\.id)
        }
        #expect(ids(.dns).contains("strategy-needs-consul"))
        #expect(!ids(.auto).contains("strategy-needs-consul"))
    }

    @Test func enoughNodesAreNoObstacle() throws {
        let services = onePort.split(separator: "\n").prefix(2).joined(separator: "\n")
        #expect(convert(services) { $0.nodes = 1 }.summary?.network == .container)
        let conversion = convert(services) { $0.nodes = 2 }
        #expect(conversion.summary?.network == .dns)
        #expect(conversion.diagnostics.all.first { $0.id == "shared-host-port" }?.severity == .note)
    }

    @Test func aVolumeAndAPortLeaveNoNode() {
        let services = """
              a: {image: example/a, expose: [8080], volumes: ["data:/d"]}
              b: {image: example/b, expose: [8080], volumes: ["data:/d"]}
            volumes: {data: {}}
            """
        let found = convert(services) {
            $0.network = .dns
            $0.nodes = 5
        }.diagnostics.all
        #expect(found.contains { $0.id == "no-node-fits" && $0.severity == .warning })
        #expect(!found.contains { $0.id == "shared-host-port" })
    }

    @Test func aRouterThatAsksTheEngineNeedsDockerNetworks() {
        let services = """
              router: {image: "traefik:v3", ports: ["80:80"], volumes: ["/var/run/docker.sock:/var/run/docker.sock"]}
              app: {image: example/app, expose: [3000], labels: {traefik.enable: "true"}}
            """
        #expect(convert(services).summary?.network == .docker)
    }

    @Test func anAliasOfTwoNeedsAddressesOfContainers() {
        let services = """
              app: {image: example/app, expose: [1], environment: {B: "http://back:80"}}
              a: {image: example/a, expose: [81], networks: {default: {aliases: [back]}}}
              b: {image: example/b, expose: [82], networks: {default: {aliases: [back]}}}
            """
        let found = convert(services) { $0.network = .dns }.diagnostics.all
        #expect(found.contains { $0.id == "common-name" })
    }

    @Test(arguments: ["a: {image: x}", "a: {image: x, expose: [80]}\n  b: {image: y}"])
    func withoutConsulTheChoiceIsValid(_ services: String) {
        let network = convert("  \(services)") { $0.provider = .nomad }.summary?.network
        #expect(network == .hosts || network == .docker)
    }

    @Test func theNodeIsAVariableOfWhatMeetsOnOne() throws {
        let job = try #require(convert(onePort).deployment?.jobs.first)
        #expect(job.variables.first { $0.name == "node" }?.defaultValue == .string(""))
        #expect(job.hcl().contains(#"dynamic "constraint""#))
        #expect(job.apiJob()["Job"]?["Constraints"] == nil)
        #expect(job.apiJob(["node": .string("n1")])["Job"]?["Constraints"] != nil)
        let alone = convert("  a: {image: x}") { $0.network = .container }
        #expect(alone.deployment?.jobs.first?.variables.contains { $0.name == "node" } == false)
        let named = try #require(convert(onePort) { $0.node = "n1" }.deployment?.jobs.first)
        #expect(named.variables.first { $0.name == "node" }?.defaultValue == .string("n1"))
    }
}
