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
