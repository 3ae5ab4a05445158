import ComposeParser
import TestSupport
import Testing

@testable import NomadEmitter

/// The table speaks of the network that is used, not of the one that was asked for.
@Suite("Coverage of the network in effect")
struct EffectiveNetworkTests {
    private static let compose = """
        services:
          Web:
            image: nginx
            mac_address: "02:42:ac:11:00:02"
            expose: ["9000"]
            deploy: {endpoint_mode: vip}
        """

    /// The diagnostics about attributes by path, the names of the tasks, the first MAC address, and the jobs.
    private func convert(
        _ compose: String = compose,
        _ change: (inout ConversionOptions) -> Void
    ) throws -> (found: [String: String], names: [String], mac: String?, jobs: [String]) {
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
        let deployment = try NomadConverter(options: options).convert(
            Compose.Project(resolved),
            presence: resolved.presence,
            files: files,
            diagnostics: &diagnostics
        )
        let tasks = deployment.jobs.flatMap(\.job.groups).flatMap(\.tasks)
        let found = diagnostics.all.compactMap { diagnostic in diagnostic.path.map { ($0, diagnostic.id) } }
        return (
            Dictionary(found, uniquingKeysWith: { first, _ in first }), tasks.map(\.name.rawValue),
            tasks.compactMap { $0.config.macAddress?.literal }.first, deployment.jobs.map { $0.hcl() }
        )
    }

    @Test(arguments: [ConversionOptions.Network.container, .mesh, .dns])
    func saysTheSameAsForHostsFiles(_ network: ConversionOptions.Network) throws {
        let hosts = try convert {
            $0.provider = .nomad
            $0.network = .hosts
        }
        let asked = try convert {
            $0.provider = .nomad
            $0.network = network
        }
        #expect(asked.found == hosts.found)
        #expect(asked.jobs == hosts.jobs)
        #expect(asked.names == ["Web"])
        #expect(asked.mac == "02:42:ac:11:00:02")
        #expect(asked.found["services.Web.mac_address"] == nil)
        #expect(asked.found["services.Web.expose"] == "approximated-attribute")
        #expect(asked.found["services.Web.deploy.endpoint_mode"] == "approximated-attribute")
    }

    /// In the network of the node, every port is bound there, whatever the others have.
    @Test(arguments: [ConversionOptions.Network.container, .docker, .mesh])
    func exposedPortsOfTheNodeAreNoted(_ network: ConversionOptions.Network) throws {
        let compose = """
            services:
              agent: {image: agent, network_mode: host, expose: ["9100"]}
              web: {image: web, expose: ["8080"]}
            """
        let result = try convert(compose) { $0.network = network }
        #expect(result.jobs.joined().contains("static = 9100"))
        #expect(result.found["services.agent.expose"] == "approximated-attribute")
        #expect(result.found["services.web.expose"] == nil)
    }

    /// Docker gives the first of several containers in one network its address.
    @Test func theLeadOfADockerNetworkKeepsItsAddress() throws {
        let compose = """
            services:
              app: {image: app, mac_address: "02:42:ac:11:00:03"}
              side: {image: side, network_mode: "service:app"}
            """
        let result = try convert(compose) { $0.network = .docker }
        #expect(result.mac == "02:42:ac:11:00:03")
        #expect(result.found["services.app.mac_address"] == nil)
    }
}
