internal import ComposeParser

/// Everything that is decided about a project before a line of a job exists.
///
/// Each stage takes what the ones before it decided; nothing of it changes once it is made, and no later code decides
/// it again: the jobs, the files beside them and the coverage diagnostics are functions of it.
struct Plan: Sendable {
    /// The project with the choices of its services, the network modes that stand elsewhere, and the healthchecks of its
    /// images written into them.
    let project: Compose.Project
    /// The choices of the user as they take effect.
    let options: ConversionOptions
    let names: Names
    let topology: Topology
    let peers: Peers
    /// The mounts of each service.
    let mounts: [String: [PlannedMount]]
    let ports: ServicePorts
    let registry: Registry
    let network: any NetworkStrategy
    /// Why it is this one.
    var choice: NetworkChoice
    /// What the network strategies read.
    let context: NetworkContext
    let gates: Gates
    let deadlines: StartDeadlines
    /// What the nodes need whatever the jobs say: volumes and Docker networks.
    let client: ClientRequirements
    let files: ProjectFiles
    /// What `environment:` of configs and secrets is read from.
    let environment: [String: String]
    /// What the stages found; with an error among them there is nothing to translate.
    let diagnostics: Diagnostics

    /// Plans `stated` for the choices `options`; `auto` is settled by what stands against the strategies.
    init(
        _ stated: Compose.Project,
        options: ConversionOptions,
        environment: [String: String] = [:],
        files: any FileAccess
    ) {
        func plan(_ network: ConversionOptions.Network) -> Plan {
            var settled = options
            settled.network = network
            let isAskedFor = options.network != .auto
            return Plan(stated, settled: settled, isAskedFor: isAskedFor, environment: environment, files: files)
        }
        self = NetworkChoice.best(of: options.candidates, plan: plan) ?? plan(.dns)
    }

    /// Plans for one strategy.
    private init(
        _ stated: Compose.Project,
        settled options: ConversionOptions,
        isAskedFor: Bool,
        environment: [String: String],
        files: any FileAccess
    ) {
        var found = Diagnostics()
        let project = stated.applyingNomadChoices(&found).resolvingNetworkModes().heeding(options.images)
        for finding in options.images?.findings(for: project) ?? [] { found.add(finding) }
        let network = options.strategy(for: project)
        let options = options.inEffect
        let files = ProjectFiles(files: files, projectDirectory: project.workingDirectory)
        let graph = DependencyGraph(project)
        let names = Names(project, hasCapitals: !network.hasSidecars, diagnostics: &found)
        let storage = MountPlanner.plan(project, order: graph.order, names: names, options: options, files: files)
        found.add(contentsOf: storage.diagnostics)
        let texts = EmbeddedText.texts(of: project, mounts: storage.mounts, files: files)
        let peers = Peers(project, graph: graph, texts: texts, images: options.images)
        let lifetimes = Lifetimes(project, peers: peers, images: options.images)
        found.add(contentsOf: lifetimes.diagnostics)
        let topology = Topology(project, names: names, graph: graph, lifetimes: lifetimes, options: options)
        found.add(contentsOf: topology.findings)
        let checked = options.images?.healthFindings(for: project, topology: topology, provider: options.provider)
        for finding in checked ?? [] { found.add(finding) }
        let sharedVolumes = SharedVolumes.uses(project, mounts: storage.mounts)
        SharedVolumes.check(sharedVolumes, topology: topology, options: options, to: &found)
        let ports = ServicePorts(
            project,
            topology: topology,
            peers: peers,
            network: network,
            options: options,
            diagnostics: &found
        )
        LoopbackReferences.check(project, ports: ports, texts: texts, diagnostics: &found)
        let context = NetworkContext(
            project: project,
            provider: options.provider,
            names: names,
            topology: topology,
            peers: peers,
            ports: ports,
            registry: Registry(project: names.project, provider: options.provider, network: network),
            sharedVolumes: sharedVolumes,
            nodes: options.nodes
        )
        let obstacles = network.obstacles(in: context)
        for obstacle in obstacles { found.add(obstacle.diagnostic(nodes: options.nodes)) }
        found.add(contentsOf: network.diagnostics(in: context))
        EngineRefusals.check(project, to: &found)
        found.add(contentsOf: topology.misplacedTypes(of: project))
        var client = storage.client
        for required in network.networksToCreate(in: context) { client.require(required) }

        self.project = project
        self.options = options
        self.names = names
        self.topology = topology
        self.peers = peers
        self.mounts = storage.mounts
        self.ports = ports
        registry = context.registry
        self.network = network
        choice = NetworkChoice(
            used: NetworkChoice.Trial(
                network: options.network,
                obstacles: obstacles.filter { !$0.isRemoved(by: options.nodes) }
            ),
            isAskedFor: isAskedFor
        )
        self.context = context
        gates = Gates(context, network: network)
        if !found.hasErrors, let cycle = GateOrder(context, network: network, gates: gates).cycle { found.add(cycle) }
        deadlines = StartDeadlines(project)
        self.client = client
        self.files = files
        self.environment = environment
        diagnostics = found
    }

    /// The service of that name.
    func service(_ name: String) -> Compose.Service? { context.service(name) }
}
