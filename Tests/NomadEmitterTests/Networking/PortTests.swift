import ComposeParser
@testable import NomadEmitter
import Testing

@Suite("Ports in a network")
struct PortTests {
    private func ports(_ ports: String, _ change: (inout ConversionOptions) -> Void = { _ in }) throws -> [Jobspec.Port]
    {
        let conversion = try Converting("name: shop\nservices: {web: {image: web, ports: [\(ports)]}}", change)
        try conversion.expectValid()
        return try conversion.group("web").network?.ports ?? []
    }

    @Test func tcpAndUDPAreOneLabel() throws {
        let found = try ports(#""53:53/tcp", "53:53/udp""#)
        #expect(found.map(\.staticPort) == [53])
        #expect(found.map(\.to) == [53])
    }

    @Test func rangesAreWrittenOut() throws {
        #expect(try ports(#""9000-9002:8000-8002""#).map(\.staticPort) == [9000, 9001, 9002])
        #expect(try ports(#""80""#).map(\.staticPort) == [nil])
        #expect(try ports(#""8000-8010:80""#).map(\.staticPort) == [nil])
    }

    @Test func addressesAreHostNetworks() throws {
        let found = try ports(#""127.0.0.1:8001:80", "10.0.0.5:8002:81""#)
        #expect(found.map(\.hostNetwork) == ["loopback", "ip-10-0-0-5"])
    }

    /// A host network has addresses of one family.
    @Test func theLoopbacksOfBothFamiliesAreTwoNetworks() throws {
        let both = ["loopback", "loopback6"]
        #expect(try ports(#""127.0.0.1:8001:80", "[::1]:8001:80""#).map(\.hostNetwork) == both)
        #expect(try ports(#""127.0.0.1:8001:80", "[::1]:8001:81""#).map(\.hostNetwork) == both)
        #expect(throws: (any Error).self) { try ports(#""127.0.0.1:8001:80", "127.0.0.2:8001:81""#) }
    }

    /// Nomad binds the address of the node, never its loopback.
    @Test func aPortOfTheLoopbackClashesWithNoneOfTheNode() throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              db: {image: db, expose: ["5432"]}
              proxy: {image: proxy, ports: ["127.0.0.1:5432:1"]}
            """
        )
        #expect(!conversion.complaints.contains("shared-host-port"))
    }

    @Test func peersOfAPublishedPortGetASecondLabel() throws {
        let compose = """
            name: shop
            services:
              web: {image: web, ports: ["8080:80"]}
              bot: {image: bot, environment: {URL: "http://web:80"}}
            """
        #expect(try Converting(compose).group("web").network?.ports.map(\.staticPort) == [8080, 80])
        for network in [ConversionOptions.Network.container, .docker, .mesh] {
            let web = try Converting(compose) { $0.network = network }.group("web")
            #expect(web.network?.ports.map(\.staticPort) == [8080])
        }
    }

    /// A tcp port of the same number makes a udp port one that a check can ask.
    @Test func exposedTCPTurnsUDP() throws {
        let conversion = try Converting(
            #"name: shop\#nservices: {dns: {image: dns, ports: ["53:53/udp"], expose: ["53"]}}"#
        )
        #expect(try conversion.task("dns").services[0].checks.count == 1)
    }
}
