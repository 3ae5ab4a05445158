import ComposeParser
import Testing

@testable import NomadEmitter

@Suite("Order in network namespaces")
struct NamespaceOrderTests {
    private func vpn(_ attributes: String) -> String {
        """
        name: shop
        services:
          vpn: {image: "example/vpn:1", ports: ["8080:8080"]\(attributes)}
          client: {image: "example/client:1", network_mode: "service:vpn", depends_on: {vpn: {condition: service_healthy}}}
        """
    }

    @Test(arguments: [ConversionOptions.Network.dns, .container, .hosts, .docker])
    func nobodyWaitsForAPortThatItServesItself(_ network: ConversionOptions.Network) throws {
        for provider in ConversionOptions.Provider.allCases {
            let conversion = try Converting(vpn("")) {
                $0.network = network
                $0.provider = provider
            }
            try conversion.expectValid("\(network) \(provider)")
            let group = try conversion.group("vpn")
            #expect((group.services + group.tasks.flatMap(\.services)).allSatisfy { $0.checks.isEmpty })
            #expect(try conversion.task("vpn").lifecycle == Jobspec.Lifecycle(hook: .prestart, sidecar: true))
            #expect(try conversion.task("client").lifecycle == nil)
            // Nomad starts it after the sidecar by itself.
            #expect(try conversion.template("local/gate", of: "client") == nil)
        }
    }

    @Test func aHealthcheckIsAwaited() throws {
        let conversion = try Converting(vpn(", healthcheck: {test: [CMD, x]}"))
        #expect(try conversion.template("local/gate", of: "client")?.contains("vpn.shop|passing") == true)
    }

    /// The migration needs the proxy, which needs the application that the migration would hold back.
    @Test func aOneShotThatWaitsThroughOthersKeepsItsGroup() throws {
        let conversion = try Converting(
            """
            name: shop
            services:
              app: {image: a, ports: ["80"]}
              proxy: {image: b, depends_on: [app]}
              migrate: {image: c, depends_on: [proxy]}
              side: {image: d, network_mode: "service:app", depends_on: {migrate: {condition: service_completed_successfully}}}
            """
        )
        try conversion.expectValid()
        #expect(try conversion.group("app").tasks.map(\.name.rawValue) == ["app", "side"])
        #expect(try conversion.group("migrate").tasks.map(\.name.rawValue) == ["migrate", "migrate-done"])
    }

    @Test func aCycleThatHooksMakeIsAnError() throws {
        let compose = """
            name: shop
            services:
              app: {image: a, ports: ["80"], pre_start: [{command: [prepare]}]}
              proxy: {image: b, depends_on: [app]}
              side:
                image: c
                network_mode: "service:app"
                depends_on: [proxy]
                pre_start: [{command: [prepare]}]
            """
        let error = #expect(throws: Diagnostic.self) { try Converting(compose) }
        #expect(error?.id == "gate-cycle")
    }
}
