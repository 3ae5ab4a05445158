import ComposeParser
@testable import NomadEmitter
import Testing

@Suite("Network modes")
struct NetworkModeTests {
    private let compose = """
        name: shop
        services:
          vpn: {image: vpn, ports: ["8080:8080"], hostname: vpn_1, extra_hosts: ["a:10.0.0.1"], mac_address: "02:42:ac:11:00:02"}
          app: {image: app, network_mode: "service:vpn", healthcheck: {test: [CMD, curl, -f, "http://localhost:8080/"]}, extra_hosts: ["b=host-gateway"]}
          node: {image: node, network_mode: host, expose: ["9100"], depends_on: [vpn]}
          lone: {image: lone, network_mode: none}
          guest: {image: guest, network_mode: "container:other"}
          after: {image: after, depends_on: [lone]}
        """

    @Test(arguments: ConversionOptions.Network.named, ConversionOptions.Layout.allCases)
    func everyModeIsValid(network: ConversionOptions.Network, layout: ConversionOptions.Layout) throws {
        for provider in ConversionOptions.Provider.allCases {
            let conversion = try Converting(compose) {
                $0.network = network
                $0.layout = layout
                $0.provider = provider
            }
            // What Docker ignores or refuses in a namespace is not there at all.
            try conversion.expectValid("\(network) \(layout) \(provider)")
            let node = try conversion.task("node")
            #expect(node.config.networkMode == "host")
            #expect(node.config.ports == [])
            #expect(try conversion.task("lone").config.networkMode == "none")
            #expect(try conversion.task("guest").config.networkMode == "container:other")
            // Somebody waits for it, so it is registered although nobody can call it.
            #expect(try conversion.task("lone").services.count == 1)
        }
    }

    @Test func servicesOfOneNamespaceShareAGroup() throws {
        let conversion = try Converting(compose)
        let group = try conversion.group("vpn")
        #expect(group.network?.mode == .bridge)
        #expect(group.network?.hostname == "vpn-1")
        #expect(group.tasks.map(\.name.rawValue) == ["vpn", "app"])
        #expect(group.network?.ports.map(\.staticPort) == [8080])
        let hosts: [Interpolated] = ["a:10.0.0.1", "b:" + .runtime("attr.unique.network.ip-address")]
        #expect(group.tasks.map(\.config.extraHosts) == [hosts, hosts])
        #expect(group.tasks[0].config.macAddress == nil)
        #expect(!conversion.complaints.contains("shared-host-port"))
    }

    @Test func dockerJoinsTheContainer() throws {
        let app = try Converting(compose) { $0.network = .docker }.task("app")
        #expect(app.config.networkMode == "container:vpn-" + .runtime("NOMAD_ALLOC_ID"))
        #expect(app.lifecycle == Jobspec.Lifecycle(hook: .poststart, sidecar: true))
    }

    @Test func hostPortsAreStatic() throws {
        for network in ConversionOptions.Network.named {
            let conversion = try Converting(compose) { $0.network = network }
            let node = try conversion.group("node")
            #expect(node.network?.ports.map(\.staticPort) == [9100])
            #expect(node.network?.ports.map(\.to) == [nil])
            #expect(node.network?.mode == nil)
        }
    }

    @Test func driverHostIsTheModeHost() throws {
        let conversion = try Converting(
            """
            name: shop
            services: {web: {image: web, networks: [outside]}}
            networks: {outside: {name: host, external: true}}
            """
        )
        #expect(try conversion.task("web").config.networkMode == "host")
    }
}
