import ComposeParser
@testable import NomadEmitter
import Testing

/// A shop of four services: a database, a migration, an api, a web server.
let shop = """
    name: shop
    services:
      db:
        image: postgres:16
        healthcheck:
          test: [CMD-SHELL, pg_isready]
          interval: 5s
        volumes: [data:/var/lib/postgresql/data]
      migrate:
        image: example/migrate:1
        environment: {DATABASE: "postgres://db:5432/shop"}
        depends_on: {db: {condition: service_healthy}}
      api:
        image: example/api:1
        environment: {DATABASE: "postgres://db:5432/shop"}
        expose: ["8080"]
        healthcheck: {test: [CMD, curl, -f, "http://localhost:8080/health"]}
        depends_on:
          db: {condition: service_healthy}
          migrate: {condition: service_completed_successfully}
        networks: {default: {aliases: [backend]}}
      web:
        image: example/web:1
        environment: {API: "http://api:8080"}
        ports: ["8088:80"]
        depends_on: [api]
    volumes: {data: }
    """

@Suite("Network strategies")
struct StrategyTests {
    @Test(
        arguments: ConversionOptions.Network.named.flatMap { network in
            ConversionOptions.Layout.allCases.flatMap { layout in
                ConversionOptions.Provider.allCases.map { (network, layout, $0) }
            }
        }
    )
    func everyCombinationIsValid(
        network: ConversionOptions.Network,
        layout: ConversionOptions.Layout,
        provider: ConversionOptions.Provider
    ) throws {
        let conversion = try Converting(shop) {
            $0.network = network
            $0.layout = layout
            $0.provider = provider
        }
        try conversion.expectValid("\(network) \(layout) \(provider)")
        #expect(!conversion.diagnostics.contains { $0.severity == .error })
        #expect(conversion.jobs.count == (layout == .service ? 3 : 1))
        let tasks = conversion.jobs.flatMap(\.job.groups).flatMap(\.tasks).map(\.name.rawValue).sorted()
        #expect(tasks == ["api", "db", "migrate", "web"])
    }

    @Test func dnsBindsPeersPortsOnTheNode() throws {
        let conversion = try Converting(shop)
        let db = try conversion.group("db")
        #expect(db.network?.mode == nil)
        #expect(db.network?.ports.map(\.staticPort) == [5432])
        #expect(db.network?.dns?.searches == ["shop.service.consul"])
        #expect(try conversion.task("api").services[0].tags == ["api", "backend", "shop-api-1"])
        #expect(conversion.complaints == ["reachable-ports"])
    }

    @Test func containerRegistersTheAddressOfTheAllocation() throws {
        let conversion = try Converting(shop) { $0.network = .container }
        let api = try conversion.group("api")
        #expect(api.network?.mode == .bridge)
        // The node binds only what is published.
        #expect(api.network?.ports == [])
        #expect(api.services.map(\.port) == [.number(8080)])
        #expect(api.services.map(\.addressMode) == [.alloc])
        #expect(api.services[0].checks.map(\.addressMode) == [.alloc])
        #expect(try conversion.group("web").network?.ports.map(\.staticPort) == [8088])
        #expect(try conversion.task("web").config.ports == [])
        // The group's service is there before the task runs: the start is said by the task.
        #expect(try conversion.task("api").services.map(\.tags) == [["api-started"]])
        #expect(try conversion.template("local/gate", of: "web")?.contains(#"service "api-started.shop|any""#) == true)
        #expect(try conversion.template("local/gate", of: "api")?.contains(#"service "db.shop|passing""#) == true)
    }

    @Test func cniNamesTheNetwork() throws {
        let conversion = try Converting(shop) {
            $0.network = .container
            $0.cni = "fabric"
        }
        #expect(try conversion.group("db").network?.mode == .cni("fabric"))
        #expect(!conversion.diagnostics.contains { $0.id == "one-node-only" })
    }

    @Test func hostsAreRendered() throws {
        let conversion = try Converting(shop) { $0.provider = .nomad }
        let web = try conversion.task("web")
        #expect(web.config.volumes == ["local/hosts:/etc/hosts"])
        #expect(web.config.hostname == "web")
        #expect(
            try conversion.template("local/hosts", of: "web") == """
                127.0.0.1 localhost
                ::1 localhost ip6-localhost ip6-loopback
                127.0.0.1 web shop-web-1
                {{- range nomadService "shop-api" }}
                {{ .Address }} api backend shop-api-1
                {{- end }}
                {{- range nomadService "shop-db" }}
                {{ .Address }} db shop-db-1
                {{- end }}

                """
        )
        #expect(web.templates.first { $0.destination == "local/hosts" }?.changeMode == .restart)
        // A one-shot is not cut short, and a database not by those that wait for it.
        #expect(try conversion.task("migrate").templates.map(\.changeMode) == [.noop, .noop])
        #expect(try conversion.template("local/hosts", of: "db")?.contains("range") == false)
        #expect(conversion.complaints.filter { $0 == "health-unknown" }.count == 2)
        #expect(web.services.map(\.name.rawValue) == ["shop-web"])
    }

    @Test func hostsOfConsulAsk() throws {
        let conversion = try Converting(shop) { $0.network = .hosts }
        #expect(try conversion.template("local/hosts", of: "api")?.contains(#"range service "db.shop|any""#) == true)
        #expect(try conversion.group("api").network?.dns == nil)
    }

    @Test func dockerJoinsANetworkUnderAllNames() throws {
        let conversion = try Converting(shop) { $0.network = .docker }
        let api = try conversion.task("api")
        #expect(api.config.networkMode == "shop_default")
        #expect(api.config.networkAliases == ["api", "backend", "shop-api-1"])
        #expect(api.services.map(\.port) == [.number(8080)])
        #expect(api.services.map(\.addressMode) == [.driver])
        #expect(api.services[0].checks.map(\.port) == [.number(8080)])
        #expect(try conversion.group("api").network == nil)
        let web = try conversion.task("web")
        #expect(web.config.ports == [PortLabel(sanitizing: "p80")])
        #expect(web.services.map(\.addressMode) == [nil])
        #expect(try conversion.task("migrate").config.networkMode == "shop_default")
    }

    @Test func networksOfOneServiceBecomeOne() throws {
        let compose = """
            name: shop
            services:
              db: {image: postgres, networks: [back]}
              api: {image: api, networks: {front: {ipv4_address: 10.0.0.9}, back: {}}, depends_on: [db]}
              web: {image: web, networks: [front], depends_on: [api]}
              other: {image: other, networks: [apart]}
            networks:
              front: {ipam: {config: [{subnet: 10.0.0.0/24}]}}
              back: {}
              apart: {driver: bridge, internal: true}
            """
        let conversion = try Converting(compose) { $0.network = .docker }
        try conversion.expectValid()
        let names = try ["db", "api", "web", "other"].map { try conversion.task($0).config.networkMode }
        #expect(names == ["shop_back", "shop_back", "shop_back", "shop_apart"])
        #expect(conversion.complaints.filter { $0 == "networks-merged" }.count == 1)
        // The one network has the subnet that the address is from.
        #expect(try conversion.task("api").config.ipv4Address == Interpolated("10.0.0.9"))
    }

    @Test func addressesOfAnotherSubnetAreLost() throws {
        let compose = """
            name: shop
            services:
              api: {image: api, networks: {front: {ipv4_address: 10.0.0.9}, back: {}}}
            networks:
              front: {internal: true, ipam: {config: [{subnet: 10.0.0.0/24}]}}
              back: {ipam: {config: [{subnet: 10.1.0.0/24}]}}
            """
        let conversion = try Converting(compose) { $0.network = .docker }
        #expect(try conversion.task("api").config.ipv4Address == nil)
        let messages = conversion.diagnostics.filter { $0.id == "networks-merged" }.map(\.message)
        #expect(messages.count == 2)
        #expect(messages.first?.contains("without --internal --subnet=10.0.0.0/24 of front") == true)
    }

    @Test func meshKeepsPortNumbers() throws {
        let conversion = try Converting(shop) { $0.network = .mesh }
        let api = try conversion.group("api")
        let service = try #require(api.services.first)
        #expect(service.name.rawValue == "shop-api")
        #expect(service.port == .number(8080))
        #expect(service.checks.map(\.expose) == [true])
        guard case .sidecar(let sidecar, let task)? = service.connect else {
            Issue.record("no sidecar")
            return
        }
        let upstream = try #require(sidecar.proxy?.upstreams.first)
        #expect(sidecar.proxy?.upstreams.count == 1)
        #expect(upstream.destinationName.rawValue == "shop-db")
        #expect(upstream.localBindPort == 5432)
        #expect(upstream.localBindAddress == "127.0.1.3")
        let hosts = try conversion.task("api").config.extraHosts
        #expect(hosts.contains("db:127.0.1.3") && hosts.contains("api:127.0.0.1"))
        #expect(try conversion.task("migrate").config.extraHosts == hosts)
        #expect(task?.config?.extraHosts == hosts)
        // No tcp check: a proxy answers always.
        #expect(try conversion.group("web").services[0].checks == [])
        #expect(try conversion.template("local/gate", of: "api")?.contains(#"service "shop-db|passing""#) == true)
    }

    @Test func meshCarriesNoUDP() throws {
        let compose = """
            name: shop
            services:
              dns: {image: dns, expose: ["53/udp"]}
              web: {image: web, depends_on: [dns]}
            """
        #expect(try Converting(compose) { $0.network = .mesh }.complaints.contains("udp-in-mesh"))
    }

    @Test func withoutConsulOtherStrategiesAreReplaced() throws {
        let conversion = try Converting(shop) {
            $0.provider = .nomad
            $0.network = .mesh
        }
        #expect(conversion.complaints.contains("strategy-needs-consul"))
        #expect(try conversion.task("web").config.volumes == ["local/hosts:/etc/hosts"])
    }
}
