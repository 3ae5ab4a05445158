internal import ComposeParser

/// What network strategies read of the plan.
struct NetworkContext: Sendable {
    let project: Compose.Project
    let provider: ConversionOptions.Provider
    let names: Names
    let topology: Topology
    let peers: Peers
    let ports: ServicePorts
    let registry: Registry
    private let positions: [String: Int]

    init(
        project: Compose.Project,
        provider: ConversionOptions.Provider,
        names: Names,
        topology: Topology,
        peers: Peers,
        ports: ServicePorts,
        registry: Registry
    ) {
        self.project = project
        self.provider = provider
        self.names = names
        self.topology = topology
        self.peers = peers
        self.ports = ports
        self.registry = registry
        positions = Dictionary(
            project.services.enumerated().map { ($0.element.name, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The service of that name. A search through all services for each question would be quadratic.
    func service(_ name: String) -> Compose.Service? { positions[name].map { project.services[$0] } }

    /// Which of the services one is.
    func position(of service: String) -> Int { positions[service] ?? 0 }

    /// Says which names mean different services in different networks, for a resolver that knows of no networks.
    func ambiguousNames() -> Diagnostics {
        var diagnostics = Diagnostics()
        for (name, owners) in peers.ambiguousNames {
            let services = owners.compactMap(service)
            guard let last = services.last else { continue }
            let quoted = services.map { "\"\($0.name)\"" }
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.ambiguousName,
                    .warning,
                    "\"\(name)\" means \(quoted.dropLast().joined(separator: ", ")) in one network and \(quoted[quoted.count - 1]) in another: Consul's DNS gives the addresses of all",
                    at: last.networks.first?.range ?? last.range,
                    hint: "use names of their own, or --network hosts or docker",
                    service: last.name,
                    related: services.dropLast().map { .init("\"\($0.name)\" is here", at: $0.range) }
                )
            )
        }
        return diagnostics
    }

    /// Says that a strategy holds on one node only: a warning where several instances ask for more.
    func oneNodeOnly(_ message: String, hint: String) -> Diagnostic? {
        let services = topology.jobs.flatMap(\.groups).map(\.lead)
        let spread = services.first { $0.replicas > 1 || $0.deploy?.mode?.string == "global" }
        guard services.count > 1 || spread != nil else { return nil }
        return Diagnostic(
            ConversionIssue.oneNodeOnly,
            spread == nil ? .note : .warning,
            spread.map { "\(message), and \"\($0.name)\" runs several times" } ?? message,
            at: (spread ?? services.first)?.range ?? .none,
            hint: hint,
            service: spread?.name
        )
    }
}
