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
    /// The volumes that several services mount.
    let sharedVolumes: [SharedVolumes.Use]
    /// How many nodes there are; `nil` if that is not known.
    let nodes: Int?
    private let positions: [String: Int]

    init(
        project: Compose.Project,
        provider: ConversionOptions.Provider,
        names: Names,
        topology: Topology,
        peers: Peers,
        ports: ServicePorts,
        registry: Registry,
        sharedVolumes: [SharedVolumes.Use],
        nodes: Int?
    ) {
        self.project = project
        self.provider = provider
        self.names = names
        self.topology = topology
        self.peers = peers
        self.ports = ports
        self.registry = registry
        self.sharedVolumes = sharedVolumes
        self.nodes = nodes
        positions = Dictionary(
            project.services.enumerated().map { ($0.element.name, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The service of that name.
    func service(_ name: String) -> Compose.Service? { peers.graph.service(name) }

    /// Which of the services one is.
    func position(of service: String) -> Int { positions[service] ?? 0 }

    /// Where each task of a group states what all of them add to their hosts file, a large one would fill the memory.
    func hostsFilesOfGroups(_ network: any NetworkStrategy) -> Diagnostics {
        var count = 0
        for group in topology.jobs.lazy.flatMap(\.groups)
        where group.tasks.count > 1 && network.namespace(of: group) != nil {
            let added = group.tasks.reduce(0) { $0 + $1.service.extraHosts.count }
            count += group.tasks.count * (network.hosts(of: group, in: self).count + added)
        }
        return tooManyNames(count, hint: "use --layout project, or split the project")
    }

    /// An error if hosts files would state more names than a job can reasonably hold.
    func tooManyNames(_ count: Int, hint: String) -> Diagnostics {
        let most = 500_000
        var diagnostics = Diagnostics()
        if count > most {
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.tooManyNames,
                    .error,
                    "the tasks would state \(count) names of peers: \(most) at most",
                    at: project.servicesRange,
                    hint: hint
                )
            )
        }
        return diagnostics
    }
}
