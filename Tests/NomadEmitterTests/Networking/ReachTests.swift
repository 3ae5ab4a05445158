import ComposeParser
@testable import NomadEmitter
import Testing

@Suite("What reaches what on a node")
struct ReachTests {
    private func texts(_ conversion: Converting, _ id: ConversionIssue) -> [String] {
        conversion.diagnostics.filter { $0.id == id.rawValue }.map(\.message)
    }

    // MARK: The node

    @Test(arguments: ConversionOptions.Network.named)
    func theGatewayIsWherePublishedPortsAre(network: ConversionOptions.Network) throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              a: {image: a, extra_hosts: ["host.docker.internal:host-gateway", "b:172.17.0.1", "c:10.0.0.1"]}
              d: {image: d, network_mode: host, extra_hosts: ["host.docker.internal:host-gateway"]}
            """
        ) { $0.network = network }
        try conversion.expectValid("\(network)")
        for task in ["a", "d"] {
            let hosts = try conversion.task(task).config.extraHosts.map(\.description)
            let file = try conversion.template("local/hosts", of: task) ?? ""
            #expect(
                hosts.contains("host.docker.internal:${attr.unique.network.ip-address}")
                    || file.contains("{{ env \"attr.unique.network.ip-address\" }} host.docker.internal")
            )
            #expect(!(hosts.joined() + file).contains("172.17"))
        }
    }

    @Test func portsOfAgentsAreSaidAtTheirPlace() throws {
        let compose = """
            name: shop
            services:
              a: {image: a, ports: ["8300-8302:1000-1002", "4646:80", "9000:4646"], expose: ["8500"]}
              b: {image: b, network_mode: host, expose: ["53"]}
            """
        let dns = texts(try Converting(compose), .agentPort)
        #expect(dns.count == 4)
        #expect(dns.contains { $0.contains("ports 8300-8302") && $0.contains("Consul") })
        #expect(dns.contains { $0.contains("port 4646 ") && $0.contains("Nomad") })
        #expect(dns.contains { $0.contains("port 8500 ") })
        #expect(dns.contains { $0.contains("`b` binds port 53 ") && $0.contains("Consul's DNS") })
        #expect(texts(try Converting(compose) { $0.network = .docker }, .agentPort).count == 2)
        #expect(texts(try Converting(compose) { $0.provider = .nomad }, .agentPort).count == 1)
    }

    @Test func theLoopbackOfTheNodeHasNoPublishedPorts() throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              agent:
                image: agent
                network_mode: host
                environment: {A: "http://localhost:8080/", B: "127.0.0.1:9000", C: "localhost:7000", D: "localhost:8080"}
              web: {image: web, ports: ["8080:80", "127.0.0.1:9000:90"]}
              near: {image: near, network_mode: host, ports: ["7000:7000"]}
              inside: {image: inside, environment: {A: "http://localhost:8080/"}}
            """
        )
        #expect(
            texts(conversion, .loopbackOfNode) == [
                "`agent` asks `localhost:8080`, but Nomad binds port 8080 of `web` on the node's address only"
            ]
        )
    }

    @Test func aResolverAtALostAddressIsLeftOut() throws {
        let compose = """
            name: shop
            services:
              web: {image: web, dns: [10.5.0.3]}
              both: {image: both, dns: [10.5.0.3, 9.9.9.9]}
              res: {image: res, networks: {n: {ipv4_address: 10.5.0.3}}}
            networks: {n: {}}
            """
        let conversion = try Converting(compose)
        #expect(texts(conversion, .lostResolver).count == 2)
        #expect(try conversion.group("web").network?.dns?.servers == .variable("dns_servers"))
        #expect(try conversion.group("both").network?.dns?.servers == .items(["9.9.9.9"]))
        let docker = try Converting(compose) { $0.network = .docker }
        #expect(texts(docker, .lostResolver) == [])
        #expect(try docker.task("web").config.dnsServers == ["10.5.0.3"])
    }

    // MARK: Unpublished ports

    private let stack = """
        name: shop
        services:
          web: {image: web, ports: ["8080:80"], environment: {DB: "postgres://db:5432/x"}}
          db: {image: "postgres:16", ports: ["127.0.0.1:5432:5432"]}
          rtp: {image: rtp, expose: ["5000-5003"]}
          node: {image: node, network_mode: host, expose: ["9100"]}
        """

    @Test func onlyStrategiesThatBindUnpublishedPortsSaySo() throws {
        for network in ConversionOptions.Network.named {
            let said = texts(try Converting(stack) { $0.network = network }, .reachablePorts)
            #expect(said.count == (network == .dns || network == .hosts ? 1 : 0), "\(network)")
        }
        let said = texts(try Converting(stack), .reachablePorts)
        #expect(said.first?.hasSuffix(": db:5432, rtp:5000-5003") == true)
        let open = try Converting("name: shop\nservices: {web: {image: web, ports: [\"80:80\"]}}")
        #expect(texts(open, .reachablePorts) == [])
    }

    @Test func aPrivateNetworkHasTheUnpublishedPorts() throws {
        let conversion = try Converting(stack) { $0.privateNetwork = "lan" }
        try conversion.expectValid()
        #expect(texts(conversion, .reachablePorts) == [])
        #expect(try conversion.group("web").network?.ports.map(\.hostNetwork) == [nil, nil])
        #expect(try conversion.group("node").network?.ports.map(\.hostNetwork) == [nil])
        #expect(try conversion.group("db").network?.ports.map(\.hostNetwork) == ["loopback", "lan"])
        #expect(try conversion.task("db").services.first?.port == .label(PortLabel(sanitizing: "p5432_2")))
        let client = try #require(conversion.companions.first { $0.name == "client.hcl" })
        let text = String(decoding: client.contents, as: UTF8.self)
        #expect(text.contains("host_network \"lan\"") && text.contains("# Fill in"))
    }

    /// A name has one address: what peers may ask there is bound there.
    @Test func aServiceOfBothKindsIsKnownOnThePrivateNetwork() throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              broker: {image: broker, ports: ["9092:9092"], expose: ["9093"]}
              other: {image: other, ports: ["9093:1"]}
              app: {image: app, environment: {A: "broker:9092", B: "broker:9093"}}
            """
        ) { $0.privateNetwork = "lan" }
        let ports = try conversion.group("broker").network?.ports ?? []
        #expect(ports.map(\.staticPort) == [9092, 9093, 9092])
        #expect(ports.map(\.hostNetwork) == [nil, "lan", "lan"])
        #expect(try conversion.task("broker").services.first?.port == .label(PortLabel(sanitizing: "p9093")))
        #expect(!conversion.complaints.contains("shared-host-port"))
        try conversion.expectValid()
    }

    // MARK: Health

    private let probes = """
        name: shop
        services:
          lone: {image: lone, healthcheck: {test: "curl -f http://localhost:8080/healthz", retries: 5}}
          node: {image: node, network_mode: host, healthcheck: {test: [CMD, nc, -z, localhost, "8081"]}}
          open: {image: open, ports: ["8082:8082"], healthcheck: {test: "curl -f http://localhost:8082/", retries: 5}}
          used: {image: used, healthcheck: {test: "curl -f http://localhost:8083/"}}
          user: {image: user, environment: {U: "http://used:8083"}}
        """

    @Test(arguments: [ConversionOptions.Network.dns, .container, .hosts, .docker])
    func aPortThatNobodyElseUsesIsAskedInside(network: ConversionOptions.Network) throws {
        let conversion = try Converting(probes) { $0.network = network }
        try conversion.expectValid("\(network)")
        func checks(_ name: String) throws -> [Jobspec.Check] {
            try (conversion.group(name).services + conversion.task(name).services).flatMap(\.checks)
        }
        for name in ["lone", "node"] {
            #expect(try checks(name).map(\.isScript) == [true], "\(network) \(name)")
            #expect(try conversion.group(name).network?.ports ?? [] == [], "\(network) \(name)")
        }
        for name in ["open", "used"] { #expect(try checks(name).map(\.isScript) == [false], "\(network) \(name)") }
    }

    /// A check that fails while a service starts holds back those who wait, and restarts nothing.
    @Test func aStartPeriodRestartsNothing() throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              slow: {image: slow, ports: ["80:80"], healthcheck: {test: "curl -f http://localhost/", start_period: 10m}}
              next: {image: next, depends_on: {slow: {condition: service_healthy}}}
            """
        )
        #expect(try conversion.task("slow").services.flatMap(\.checks).map(\.checkRestart) == [nil])
        #expect(try conversion.template("local/gate", of: "next")?.contains("slow.shop|passing") == true)
        let deadline = try #require(conversion.group("slow").update?.healthyDeadline?.literal)
        #expect(deadline > .minutes(10))
    }

    // MARK: Wishes

    /// Who has ended before, or listens beside it, does not ask which port it is.
    @Test func dependingAloneIsNoWishOfOneShotsAndNeighbours() throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              srv: {image: example/srv}
              once: {image: example/once, restart: "no", depends_on: [srv]}
              side: {image: example/side, network_mode: "service:srv", depends_on: [srv]}
            """
        )
        #expect(try conversion.group("srv").network?.ports ?? [] == [])
        #expect(!conversion.complaints.contains("unknown-port"))
    }
}
