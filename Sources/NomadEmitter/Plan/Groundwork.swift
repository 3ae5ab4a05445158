internal import ComposeParser

/// What is decided of a project whichever network strategy it gets.
struct Groundwork: Sendable {
    /// The project with the choices of its services, the network modes that stand elsewhere, and the healthchecks of its
    /// images written into them.
    let project: Compose.Project
    let files: ProjectFiles
    /// The configs and the secrets by their keys.
    let configs, secrets: [String: Compose.FileDefinition]
    let names: Names
    /// The mounts of each service.
    let mounts: [String: [PlannedMount]]
    /// What the mounts need of the nodes.
    let client: ClientRequirements
    /// What goes into the jobs with the services and may name peers.
    let texts: [EmbeddedText]
    let peers: Peers
    let topology: Topology
    /// The volumes that several services mount.
    let sharedVolumes: [SharedVolumes.Use]
    /// What the stages found.
    let diagnostics: Diagnostics

    init(_ stated: Compose.Project, options: ConversionOptions, files: any FileAccess) {
        var found = Diagnostics()
        project = stated.applyingNomadChoices(&found).resolvingNetworkModes().heeding(options.images)
        for finding in options.images?.findings(for: project) ?? [] { found.add(finding) }
        self.files = ProjectFiles(files: files, projectDirectory: project.workingDirectory)
        configs = Self.byKey(project.configs)
        secrets = Self.byKey(project.secrets)
        let graph = DependencyGraph(project)
        let hasSidecars = options.strategy(for: project).hasSidecars
        names = Names(project, hasCapitals: !hasSidecars, diagnostics: &found)
        let storage = MountPlanner.plan(project, graph: graph, names: names, options: options, files: self.files)
        mounts = storage.mounts
        client = storage.client
        found.add(contentsOf: storage.diagnostics)
        texts = EmbeddedText.texts(of: project, configs: configs, mounts: mounts, files: self.files)
        peers = Peers(project, graph: graph, texts: texts, images: options.images)
        let lifetimes = Lifetimes(project, peers: peers, images: options.images)
        found.add(contentsOf: lifetimes.diagnostics)
        topology = Topology(project, names: names, peers: peers, lifetimes: lifetimes, options: options)
        found.add(contentsOf: topology.findings)
        let checked = options.images?.healthFindings(for: project, topology: topology, provider: options.provider)
        for finding in checked ?? [] { found.add(finding) }
        sharedVolumes = SharedVolumes.uses(project, mounts: mounts, client: client)
        SharedVolumes.check(sharedVolumes, topology: topology, options: options, to: &found)
        EngineRefusals.check(project, to: &found)
        for finding in Stranger.diagnostics(of: peers.mentions.strangers, in: project, graph) { found.add(finding) }
        diagnostics = found
    }

    private static func byKey(_ files: [Compose.FileDefinition]) -> [String: Compose.FileDefinition] {
        Dictionary(files.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
