import ComposeParser
@testable import NomadEmitter
import Testing

@Suite("Layout pod")
struct PodTests {
    private func pod(_ compose: String, _ change: (inout ConversionOptions) -> Void = { _ in }) throws -> Converting {
        try Converting(compose) {
            $0.layout = .pod
            change(&$0)
        }
    }

    @Test func namesAreTheLoopback() throws {
        let conversion = try pod(shop)
        let group = try conversion.group("shop")
        #expect(group.network?.mode == .bridge)
        let hosts = try conversion.task("web").config.extraHosts
        for name in ["db", "api", "backend", "shop-api-1", "web"] { #expect(hosts.contains("\(name):127.0.0.1")) }
        #expect(group.tasks.allSatisfy { $0.config.extraHosts == hosts })
        #expect(group.services == [])
        #expect(group.network?.ports.map(\.staticPort) == [nil, nil, 8088])
    }

    /// A migration as prestart task would wait for ever for a database that is a main task.
    @Test func whatAOneShotNeedsStartsEarly() throws {
        let conversion = try pod(shop)
        #expect(try conversion.task("migrate").lifecycle == Jobspec.Lifecycle(hook: .prestart, sidecar: false))
        #expect(try conversion.task("db").lifecycle == Jobspec.Lifecycle(hook: .prestart, sidecar: true))
        #expect(try conversion.task("api").lifecycle == nil)
        #expect(try conversion.template("local/gate", of: "migrate")?.contains(#"service "db.shop|passing""#) == true)
    }

    @Test func aOneShotBeforeAnEarlyServiceKeepsItsGroup() throws {
        let conversion = try pod(
            """
            name: shop
            services:
              keys: {image: keys, restart: "no"}
              db: {image: postgres, depends_on: {keys: {condition: service_completed_successfully}}}
              migrate: {image: migrate, depends_on: [db]}
              api: {image: api, depends_on: {migrate: {condition: service_completed_successfully}}}
            """
        )
        try conversion.expectValid()
        #expect(conversion.jobs[0].job.groups.map(\.name.rawValue) == ["shop", "keys"])
        #expect(try conversion.template("local/gate", of: "db")?.contains("keys-done.shop|any") == true)
    }

    @Test func onePortTwiceIsAnError() {
        let compose = """
            name: shop
            services:
              one: {image: one, ports: ["8081:80"]}
              two: {image: two, ports: ["8082:80"]}
            """
        #expect(throws: Diagnostic.self) { try pod(compose) }
        #expect(throws: Never.self) { try Converting(compose) }
    }

    /// Each task states the names of all: without a bound, twice the services would take four times the memory.
    @Test func namesThatFillTheMemoryAreRefused() throws {
        func services(_ count: Int, _ text: String = "") -> String {
            "name: shop\nservices:\n" + (0..<count).map { "  s\($0): {image: a\(text)}" }.joined(separator: "\n")
        }
        #expect(try pod(services(20)).complaints.isEmpty)
        let inPod = #expect(throws: Diagnostic.self) { try pod(services(800)) }
        #expect(inPod?.id == "too-many-names" && inPod?.hint?.contains("--layout project") == true)
        let hosts = #expect(throws: Diagnostic.self) { try Converting(services(800)) { $0.network = .hosts } }
        #expect(hosts?.id == "too-many-names" && hosts?.hint?.contains("--network dns") == true)
        // Those that join one network namespace share the hosts that each of them adds.
        let joined = services(200, ", network_mode: 'service:s'") + "\n  s: {image: a, extra_hosts: {"
        let many = (0..<3000).map { "h\($0): 10.0.0.1" }.joined(separator: ", ")
        let added = #expect(throws: Diagnostic.self) { try Converting(joined + many + "}}") }
        #expect(added?.id == "too-many-names")
    }

    @Test func severalInstancesBecomeOne() throws {
        let conversion = try pod("services: {web: {image: web, scale: 3}, db: {image: db}}\nname: shop")
        #expect(conversion.complaints == ["pod-replicas"])
        #expect(try conversion.group("shop").count == nil)
    }

    @Test func otherTypesKeepTheirJobs() throws {
        let conversion = try pod(
            """
            name: shop
            services:
              db: {image: postgres}
              agent: {image: agent, deploy: {mode: global}, depends_on: [db]}
            """
        )
        #expect(conversion.jobs.map(\.job.name.rawValue) == ["shop", "shop-agent"])
        // The agent's node knows the pod by the address of the pod's node.
        #expect(try conversion.group("shop").network?.ports.map(\.staticPort) == [5432])
    }

    @Test func labelsAreUnique() throws {
        let conversion = try pod(
            """
            name: shop
            services:
              one: {image: one, ports: [{target: 80, published: "8081", name: http}]}
              two: {image: two, ports: [{target: 81, published: "8082", name: http}]}
            """
        )
        try conversion.expectValid()
        #expect(try conversion.group("shop").network?.ports.map(\.label.rawValue) == ["http", "http_2"])
        #expect(try conversion.task("two").services.map(\.port) == [.label(PortLabel(sanitizing: "http_2"))])
    }
}
