import ComposeParser
import TestSupport
import Testing

@testable import NomadEmitter

/// The plan of a compose file that stands in the test.
private func plan(_ compose: String, _ change: (inout ConversionOptions) -> Void = { _ in }) throws -> Plan {
    let files = MemoryFiles(["/shop/compose.yaml": compose])
    var sources = SourceTable()
    var diagnostics = Diagnostics()
    var options = ConversionOptions.dns
    change(&options)
    let resolved = try ProjectLoader.load(
        LoadOptions(workingDirectory: "/shop"),
        files: files,
        sources: &sources,
        diagnostics: &diagnostics
    )
    return Plan(Compose.Project(resolved), options: options, files: files)
}

@Suite("Plan")
struct PlanTests {
    private static let shop = """
        services:
          web: {image: nginx, ports: ["80:80"], environment: {DB: "db:5432"}, depends_on: {db: {condition: service_healthy}}}
          db: {image: postgres, healthcheck: {test: [CMD, pg_isready]}}
          seed: {image: seed, depends_on: [db], restart: "no"}
          front: {image: front, depends_on: {seed: {condition: service_completed_successfully}}}
          back: {image: back, depends_on: {seed: {condition: service_completed_successfully}}}
        """

    @Test(arguments: [ConversionOptions.Network.dns, .container, .mesh, .hosts])
    func withoutConsulNamesStandInHostsFiles(_ network: ConversionOptions.Network) throws {
        let plan = try plan(Self.shop) {
            $0.provider = .nomad
            $0.network = network
        }
        #expect(plan.options.network == .hosts)
        #expect(plan.network is HostsNetwork)
        #expect(plan.diagnostics.all.contains { $0.id == "strategy-needs-consul" } == (network != .hosts))
    }

    @Test func dockerNetworksNeedNoConsul() throws {
        let plan = try plan(Self.shop) {
            $0.provider = .nomad
            $0.network = .docker
        }
        #expect(plan.options.network == .docker)
        #expect(plan.network.joinsDockerNetworks)
        #expect(plan.client.dockerNetworks.map(\.name) == ["shop_default"])
    }

    @Test func knowsWhoTalksToWhom() throws {
        let plan = try plan(Self.shop)
        let db = try #require(plan.service("db"))
        #expect(plan.peers.used(by: "web").map(\.name).contains("db"))
        #expect(plan.peers.users(of: "db").map(\.name).contains("web"))
        #expect(plan.peers.used(by: "db").isEmpty && plan.peers.used(by: ["db"]).isEmpty)
        #expect(plan.peers.isSought(db))
        #expect(plan.peers.servicesWaiting(for: "db") == ["web", "seed", "front", "back"])
        #expect(plan.peers.allNames(of: db) == ["db", "shop-db-1"])
    }

    @Test func bindsPortsWhereNamesResolve() throws {
        let dns = try plan(Self.shop)
        #expect(dns.ports["db"].map(\.host) == [.same])
        #expect(dns.ports.servedOnNode.contains("db"))
        let container = try plan(Self.shop) { $0.network = .container }
        #expect(container.ports["db"].map(\.host) == [.dynamic])
        #expect(container.ports.servedOnNode.isEmpty)
        let web = try #require(dns.service("web"))
        #expect(dns.ports.main(of: web)?.target == 80)
        let group = try #require(dns.topology.group(of: "web"))
        #expect(dns.ports.hasFixedHostPort(group))
    }

    @Test func gatesWaitForHealthAndForTheEnd() throws {
        let plan = try plan(Self.shop)
        #expect(
            plan.gates.gate(of: "web", isEarly: false)?.awaited == [Gate.Awaited(condition: .healthy("db"), name: "db")]
        )
        #expect(
            plan.gates.gate(of: "seed", isEarly: true)?.awaited
                == [Gate.Awaited(condition: .registered("db"), name: "db")]
        )
        #expect(
            plan.gates.gate(of: "back", isEarly: false)?.awaited
                == [Gate.Awaited(condition: .registered("seed-done"), name: "seed-done")]
        )
        #expect(plan.gates.gate(of: "db", isEarly: false) == nil)
    }

    @Test func gatesOfNomadKnowNoHealth() throws {
        let plan = try plan(Self.shop) { $0.provider = .nomad }
        let gate = try #require(plan.gates.gate(of: "web", isEarly: false))
        #expect(gate.awaited == [Gate.Awaited(condition: .registered("db"), name: "db")])
        #expect(gate.diagnostics.all.map(\.id) == ["health-unknown"])
        #expect(plan.registry.query("db") == "nomadService \"shop-db\"")
    }

    @Test func tasksRegisteredBeforeTheyStartSaySo() throws {
        let plan = try plan(Self.shop) { $0.network = .container }
        #expect(plan.gates.announcesStart("db"))
        #expect(!plan.gates.announcesStart("web"))
        #expect(
            plan.gates.gate(of: "seed", isEarly: true)?.awaited
                == [Gate.Awaited(condition: .registered("db-started"), name: "db")]
        )
    }

    @Test func deadlinesOutlastTheChain() throws {
        let plan = try plan(
            """
            services:
              a: {image: a, healthcheck: {test: [CMD, x], interval: 60s, retries: 5}}
              b: {image: b, depends_on: {a: {condition: service_healthy}}}
              c: {image: c, depends_on: [b]}
            """
        )
        let c = try #require(plan.service("c"))
        let a = try #require(plan.service("a"))
        #expect(plan.deadlines.deadline(of: a) == .minutes(5))
        #expect(plan.deadlines.deadline(of: c) == .minutes(10))
        let group = try #require(plan.topology.group(of: "b"))
        #expect(plan.deadlines.explanation(of: group) == ["The deployment must outlast the wait for a."])
    }

    @Test func meshNamesAreSmallOnlyInAMesh() throws {
        let compose = "services: {Web: {image: a}}"
        #expect(try plan(compose) { $0.network = .mesh }.names.task("Web").rawValue == "web")
        let replaced = try plan(compose) {
            $0.network = .mesh
            $0.provider = .nomad
        }
        #expect(replaced.names.task("Web").rawValue == "Web")
    }

    @Test func errorsOfThePlanAreItsOwn() throws {
        let plan = try plan("services: {a_b: {image: a}, a.b: {image: b}}")
        #expect(plan.diagnostics.hasErrors)
        #expect(plan.diagnostics.all.map(\.id).contains("name-collision"))
    }
}

@Suite("Network questions")
struct NetworkQuestionTests {
    private func network(_ network: ConversionOptions.Network, _ layout: ConversionOptions.Layout = .project) throws
        -> any NetworkStrategy
    {
        try plan("services: {a: {image: a}}") {
            $0.network = network
            $0.layout = layout
        }.network
    }

    @Test func eachStrategyAnswers() throws {
        let all = ConversionOptions.Network.named
        #expect(try all.filter { try network($0).resolvesByDNS } == [.dns, .container])
        #expect(try all.filter { try network($0).reachesOtherGroups } == [.dns, .container, .hosts])
        #expect(try all.filter { try network($0).joinsDockerNetworks } == [.docker])
        #expect(try all.filter { try network($0).hasSidecars } == [.mesh])
        #expect(try all.filter { try network($0).peersUseHostPorts } == [.dns, .hosts])
    }

    @Test func aPodAnswersForWhatIsOutside() throws {
        let all = ConversionOptions.Network.named
        #expect(try all.filter { try network($0, .pod).peersUseHostPorts } == [.dns, .container, .hosts])
        #expect(try all.allSatisfy { try !network($0, .pod).joinsDockerNetworks })
        #expect(try all.allSatisfy { try !network($0, .pod).resolvesByDNS })
    }

    @Test func namespacesAreMadeForGroups() throws {
        let compose = """
            services:
              app: {image: a}
              side: {image: b, network_mode: "service:app"}
              metal: {image: c, network_mode: host}
            """
        func namespaces(_ network: ConversionOptions.Network) throws -> [String] {
            let plan = try plan(compose) { $0.network = network }
            return ["app", "side", "metal"].filter { name in
                plan.topology.group(of: name).flatMap { plan.network.namespace(of: $0) } != nil
            }
        }
        #expect(try namespaces(.dns) == ["app", "side"])
        #expect(try namespaces(.docker) == [])
        #expect(try namespaces(.mesh) == ["app", "side"])
    }
}

@Suite("Variable names")
struct VariableNamesTests {
    private func use(_ scope: String, _ value: String, _ variable: String = "TAG") -> VariableUse {
        VariableUse(scope: scope, variable: variable, value: value, fallback: nil, isNumeric: false)
    }

    @Test func oneMeaningIsOneName() {
        let plain = VariableNames(inlinesAll: false)
        #expect(plain.settled(for: [[use("a", "1")], [use("b", "1")]]) == plain)
    }

    @Test func twoMeaningsAreTwoNames() {
        let settled = VariableNames(inlinesAll: false).settled(for: [[use("a", "1"), use("b", "2")]])
        #expect(settled.scoped == ["TAG"])
        #expect(settled.inlined.isEmpty)
        var table = VariableTable(names: settled)
        let text = Compose.Text("2", origins: [Compose.Origin(span: 0..<1, variable: "TAG")], range: .none)
        #expect(table.text(text, "b").description == "${var.b__TAG}")
    }

    @Test func twoJobsAreOneFileOfVariables() {
        let settled = VariableNames(inlinesAll: false).settled(for: [[use("a", "1")], [use("b", "2")]])
        #expect(settled.scoped == ["TAG"])
    }

    @Test func whatDiffersWithinAServiceOfTwoJobsIsWrittenOut() {
        let settled = VariableNames(inlinesAll: false).settled(for: [[use("a", "1")], [use("a", "2")]])
        #expect(settled.inlined == ["a__TAG"])
    }
}
