import ComposeParser
@testable import NomadEmitter
import Testing

/// The names of services: who has one, who finds it, and what it leads to.
@Suite struct NameTests {
    private func convert(_ services: String, _ change: (inout ConversionOptions) -> Void = { _ in }) throws
        -> Converting
    {
        try Converting("name: shop\nservices:\n" + services, change)
    }

    /// The registrations of a service that is alone in its group.
    private func registrations(_ conversion: Converting, _ name: String) throws -> [Jobspec.Service] {
        try conversion.task(name).services + conversion.group(name).services
    }

    /// An entry of a hosts file is split at its first colon.
    @Test(arguments: [ConversionOptions.Network.mesh, .hosts, .docker, .container, .dns])
    func namesWithAColonAreInNoHostsEntry(network: ConversionOptions.Network) throws {
        let conversion = try convert(
            """
              web: {image: example/web, container_name: "shop:web", ports: ["80:80"], networks: {default: {aliases: ["c:d"]}}}
              other: {image: example/other, environment: {URL: "http://web"}}
            """
        ) { $0.network = network }
        #expect(!conversion.complaints.contains("invalid-job"))
        try conversion.expectValid()
    }

    // MARK: Every service has a name

    @Test(arguments: [ConversionOptions.Network.dns, .container, .hosts])
    func whatNobodyNamesIsRegistered(network: ConversionOptions.Network) throws {
        let conversion = try convert(
            """
              web: {image: example/web, ports: ["80:80"]}
              quiet: {image: example/quiet}
              loner: {image: example/loner, network_mode: none}
            """
        ) { $0.network = network }
        #expect(try registrations(conversion, "quiet").count == 1)
        #expect(try registrations(conversion, "loner").isEmpty)
        try conversion.expectValid()
    }

    @Test func unknownPortsAreSaidOnce() throws {
        let services = """
              web: {image: example/web, ports: ["80:80"]}
              one: {image: example/one}
              two: {image: example/two, depends_on: [web]}
            """
        let found = try convert(services) { $0.network = .dns }.diagnostics.filter { $0.id == "unknown-port" }
        #expect(found.count == 1)
        #expect(found.first?.message.contains("`one` and `two`") == true)
        #expect(found.first?.related.count == 1)
        let complaints = try convert(services) { $0.network = .container }.complaints
        #expect(!complaints.contains("unknown-port"))
    }

    @Test func aPortThatNobodyCountsOnGivesWay() throws {
        let conversion = try convert(
            """
              proxy: {image: example/proxy, ports: ["80:8080"]}
              web: {image: example/web, ports: ["8001:80"]}
              git: {image: example/git, ports: ["2222:22"]}
            """
        )
        #expect(try conversion.group("web").network?.ports.map(\.staticPort?.literal) == [8001])
        #expect(try conversion.group("git").network?.ports.map(\.staticPort?.literal) == [2222])
        #expect(try conversion.group("proxy").network?.ports.map(\.staticPort?.literal) == [80, 8080])
        let left = conversion.diagnostics.filter { $0.id == "port-taken" }.compactMap(\.service)
        #expect(Set(left) == ["web", "git"])
    }

    @Test func theLoopbackIsNoAddressOfAService() throws {
        let conversion = try convert(
            """
              app: {image: example/app, ports: ["80:80"]}
              box: {image: example/box, ports: ["127.0.0.1:9000:9000"]}
            """
        )
        let ports = try #require(try conversion.group("box").network?.ports)
        #expect(ports.map(\.hostNetwork) == ["loopback", nil])
        #expect(try conversion.task("box").services.first?.port == .label(ports[1].label))
    }

    // MARK: A container finds itself

    @Test func aContainerBearsTheNameOfItsService() throws {
        let services = """
              search: {image: example/search, ports: ["9200:9200"]}
              named: {image: example/named, hostname: other}
              node: {image: example/node, network_mode: host}
              many: {image: example/many, scale: 2}
              under_score: {image: example/u}
            """
        let dns = try convert(services) { $0.network = .dns }
        #expect(try dns.task("search").config.hostname == "search")
        #expect(try dns.task("named").config.hostname == "other")
        for name in ["node", "many", "under-score"] { #expect(try dns.task(name).config.hostname == nil) }
        let container = try convert(services) { $0.network = .container }
        #expect(try container.group("search").network?.hostname == "search")
        #expect(try container.task("search").config.hostname == nil)
        let docker = try convert(services) { $0.network = .docker }
        #expect(try docker.task("search").config.hostname == "search")
    }

    @Test func namesWithDotsAreSearched() throws {
        let services = """
              app: {image: example/app, ports: ["80:80"]}
              mail.shop.local: {image: example/mail, expose: [25]}
              own: {image: example/own, dns_opt: ["ndots:9"]}
            """
        #expect(try convert(services).group("app").network?.dns?.options == .items(["ndots:3"]))
        #expect(try convert(services).group("own").network?.dns?.options == .items(["ndots:9"]))
    }

    // MARK: Routers

    @Test func routersFindARegistrationOfTheirOwn() throws {
        let conversion = try convert(
            """
              git:
                image: example/git
                ports: ["2222:22"]
                labels:
                  - traefik.enable=true
                  - traefik.http.routers.git.service=git
                  - traefik.http.services.git.loadbalancer.server.port=3000
                  - "caddy.reverse_proxy={{upstreams 3000}}"
            """
        )
        let services = try conversion.task("git").services
        #expect(services.map(\.name.rawValue) == ["shop", "shop-git"])
        #expect(!services[0].tags.contains("traefik.enable=true"))
        #expect(services[1].port == .label(PortLabel(sanitizing: "p3000")))
        let tags = services[1].tags.compactMap(\.literal)
        #expect(!tags.contains { $0.contains("server.port") })
        #expect(tags.contains { $0.hasPrefix("caddy.reverse_proxy=") })
        // The route still finds the definition that it asks for.
        #expect(tags.contains("traefik.http.services.git.loadbalancer.passhostheader=true"))
        try conversion.expectValid()
    }

    // MARK: Names belong to networks

    private let twice = """
          app1: {image: example/app, networks: [one], environment: {DB: "db:5432"}}
          pg1: {image: "postgres:16", networks: {one: {aliases: [db]}}}
          app2: {image: example/app, networks: [two], environment: {DB: "db:5432"}}
          pg2: {image: "postgres:16", networks: {two: {aliases: [db]}}}
        networks: {one: {}, two: {}}
        """

    @Test(arguments: [ConversionOptions.Network.dns, .container])
    func aNameOfTwoServicesIsSaid(network: ConversionOptions.Network) throws {
        let found = try convert(twice) { $0.network = network }.diagnostics.filter { $0.id == "ambiguous-name" }
        #expect(found.map(\.severity) == [.warning])
        for name in ["`db`", "`pg1`", "`pg2`"] { #expect(found.first?.message.contains(name) == true) }
    }

    @Test func hostsFilesKeepNamesToTheirNetworks() throws {
        let conversion = try convert(twice) { $0.network = .hosts }
        #expect(!conversion.complaints.contains("ambiguous-name"))
        let hosts = try #require(try conversion.template("local/hosts", of: "app2"))
        #expect(hosts.contains("pg2.shop"))
        #expect(!hosts.contains("pg1"))
    }

    @Test func anAliasOfTwoOnOneNetworkGivesBoth() throws {
        let services = """
              app: {image: example/app, environment: {B: "http://back:80"}}
              a: {image: example/a, networks: {default: {aliases: [back]}}}
              b: {image: example/b, networks: {default: {aliases: [back]}}}
            """
        let conversion = try convert(services)
        #expect(!conversion.complaints.contains("ambiguous-name"))
        for name in ["a", "b"] {
            #expect(try conversion.task(name).services.first?.tags.contains("back") == true)
            #expect(try conversion.group(name).network?.ports.map(\.staticPort?.literal) == [80])
        }
        let mesh = try convert(services) { $0.network = .mesh }.task("app").config.extraHosts
        #expect(mesh.compactMap(\.literal).filter { $0.hasPrefix("back:") }.count == 2)
    }

    @Test func instancesHaveTheirComposeNames() throws {
        let conversion = try convert("  web: {image: example/web, scale: 3}")
        #expect(
            try conversion.task("web").services.first?.tags == ["web", "shop-web-1", "shop-web-2", "shop-web-3"]
        )
    }

    // MARK: Nomad's own services

    @Test func gatesAskForTheRegisteredName() throws {
        let conversion = try convert(
            """
              web: {image: example/web, depends_on: [Shop.Front]}
              Shop.Front: {image: example/front, expose: [8082]}
            """
        ) { $0.provider = .nomad }
        let name = try #require(try conversion.task("Shop-Front").services.first?.name.rawValue)
        #expect(try conversion.template("local/gate", of: "web")?.contains("nomadService \"\(name)\"") == true)
    }
}
