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

    /// The diagnostics about attributes, and the deployment.
    private func convert(_ network: ConversionOptions.Network) throws -> (
        found: [String: String], names: [String], mac: String?, jobs: [String]
    ) {
        let files = MemoryFiles(["/shop/compose.yaml": Self.compose])
        var sources = SourceTable()
        var diagnostics = Diagnostics()
        var options = ConversionOptions()
        options.provider = .nomad
        options.network = network
        let resolved = try ProjectLoader.load(
            LoadOptions(workingDirectory: "/shop"),
            files: files,
            sources: &sources,
            diagnostics: &diagnostics
        )
        let deployment = try NomadConverter(options: options).convert(
            Project(resolved),
            presence: resolved.presence,
            files: files,
            diagnostics: &diagnostics
        )
        let tasks = deployment.jobs.flatMap(\.job.groups).flatMap(\.tasks)
        let found = diagnostics.all.compactMap { diagnostic in diagnostic.path.map { ($0, diagnostic.id) } }
        return (
            Dictionary(found, uniquingKeysWith: { first, _ in first }), tasks.map(\.name.rawValue),
            tasks.first?.config.macAddress?.literal, deployment.jobs.map { $0.hcl() }
        )
    }

    @Test(arguments: [ConversionOptions.Network.container, .mesh, .dns])
    func saysTheSameAsForHostsFiles(_ network: ConversionOptions.Network) throws {
        let hosts = try convert(.hosts)
        let asked = try convert(network)
        #expect(asked.found == hosts.found)
        #expect(asked.jobs == hosts.jobs)
        #expect(asked.names == ["Web"])
        #expect(asked.mac == "02:42:ac:11:00:02")
        #expect(asked.found["services.Web.mac_address"] == nil)
        #expect(asked.found["services.Web.expose"] == "approximated-attribute")
        #expect(asked.found["services.Web.deploy.endpoint_mode"] == "approximated-attribute")
    }
}
