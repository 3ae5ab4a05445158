internal import ComposeParser

/// The state of one conversion: what was planned, and what the translation of each block adds to it.
struct Translation {
    let project: Project
    let options: ConversionOptions
    let names: Names
    let graph: DependencyGraph
    let topology: Topology
    let hosts: HostNames
    let mentions: Mentions
    /// The ports of each service.
    let ports: [String: [PlannedPort]]
    /// The mounts of each service.
    let mounts: [String: [PlannedMount]]
    let network: any NetworkStrategy
    private let environment: [String: String]
    private let positions: [String: Int]

    /// The job variables in use, of the job at hand.
    var variables: VariableTable
    /// Variables of our own that the job at hand uses.
    var ownVariables: Set<OwnVariable> = []
    var client: ClientRequirements
    /// What Compose secrets become: items of Nomad variables or of Vault.
    var storedSecrets: [StoredSecrets] = []
    /// Where the values of `x-nomad` stand, by the origins that they carry through the jobs.
    var overrideOrigins: [OverrideOrigin] = []
    /// Images to build, in dependency order.
    var builds: [ImageBuild] = []
    var diagnostics: Diagnostics
    /// How long services may take to start; shared by all groups, as what they wait for is.
    var budgets: StartBudgets
    let files: ProjectFiles

    /// Plans everything that the blocks depend on.
    init(
        project: Project,
        options: ConversionOptions,
        environment: [String: String],
        files: any FileAccess,
        ambiguities: VariableTable.Ambiguities
    ) {
        var diagnostics = Diagnostics()
        let project = project.applyingNomadChoices(&diagnostics).resolvingNetworkModes()
        self.project = project
        positions = Dictionary(
            project.services.enumerated().map { ($0.element.name, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        budgets = StartBudgets(project)
        self.options = options
        self.environment = environment
        names = Names(project, hasCapitals: options.network != .mesh, diagnostics: &diagnostics)
        graph = DependencyGraph(project)
        hosts = HostNames(project)
        let network = options.strategy(for: project)
        self.network = network
        self.files = ProjectFiles(files: files, projectDirectory: project.workingDirectory)

        var mountPlanner = MountPlanner(
            project: project,
            names: names,
            options: options,
            files: self.files,
            diagnostics: diagnostics
        )
        var mounts: [String: [PlannedMount]] = [:]
        for service in graph.order { mounts[service.name] = mountPlanner.mounts(of: service) }
        self.mounts = mounts
        client = mountPlanner.client
        diagnostics = mountPlanner.diagnostics
        let texts = Translation.embeddedTexts(project, mounts: mounts, files: self.files)
        mentions = Mentions(project, hosts: hosts, files: texts)
        topology = Topology(project, names: names, used: mentions.used, options: options)
        SharedVolumes.check(project, mounts: mounts, topology: topology, options: options, to: &diagnostics)
        let portPlanner = PortPlanner(
            project: project,
            mentions: mentions,
            words: OwnWords(project, hosts: hosts, files: texts),
            graph: graph,
            topology: topology,
            servedOnNode: ServedOnNode.services(
                of: project,
                topology: topology,
                mentions: mentions,
                network: network
            ),
            needsKnownPorts: network.needsKnownPorts,
            checksRunInside: options.provider == .consul
        )
        var ports: [String: [PlannedPort]] = [:]
        for service in graph.order {
            let isServed = topology[service.name]?.role == .main
            ports[service.name] = isServed ? portPlanner.ports(of: service, diagnostics: &diagnostics) : []
        }
        SharedPorts.unify(&ports, topology: topology, project: project, diagnostics: &diagnostics)
        self.ports = ports
        PortCollisions.check(
            project,
            ports: ports,
            topology: topology,
            bindsUnpublished: network.peersUseHostPorts,
            diagnostics: &diagnostics
        )
        variables = VariableTable(inlinesAll: options.variables == .inline, ambiguities: ambiguities)
        self.diagnostics = diagnostics
        network.diagnose(in: &self)
        checkChosenTypes()
    }

    /// The service of that name. A search through all services for each dependency would be quadratic.
    func service(_ name: String) -> Service? { positions[name].map { project.services[$0] } }

    /// The texts that go into the job with each service: its configs and the files it mounts.
    private static func embeddedTexts(
        _ project: Project,
        mounts: [String: [PlannedMount]],
        files: ProjectFiles
    ) -> [EmbeddedText] {
        var texts: [EmbeddedText] = []
        for service in project.services {
            for planned in mounts[service.name] ?? [] {
                guard case .embedded(_, let embedded) = planned.kind, let source = planned.mount.source else {
                    continue
                }
                for file in embedded {
                    guard let text = file.text else { continue }
                    let path = file.path.isEmpty ? source.string : PosixPath.join(source.string, file.path)
                    texts.append(
                        EmbeddedText(
                            service: service.name,
                            path: files.relative(path),
                            target: file.path.isEmpty
                                ? planned.mount.target.string : PosixPath.join(planned.mount.target.string, file.path),
                            text: text,
                            range: planned.mount.range
                        )
                    )
                }
            }
            for grant in service.configs {
                guard let definition = project.configs.first(where: { $0.key == grant.source.string }),
                    let text = files.text(of: definition.source)
                else { continue }
                texts.append(
                    EmbeddedText(
                        service: service.name,
                        path: "config \(definition.key)",
                        target: grant.target?.string ?? "/\(definition.key)",
                        text: text,
                        range: grant.range
                    )
                )
            }
        }
        return texts
    }

    /// Translates every job.
    mutating func deployment() -> Deployment {
        var jobs: [Jobspec] = []
        var own: Set<OwnVariable> = []
        for planned in topology.jobs {
            let earlier = variables
            variables = VariableTable(inlinesAll: earlier.inlinesAll, ambiguities: earlier.ambiguities)
            ownVariables = []
            let plain = self.job(planned)
            var job = plain
            let origins = override(&job, planned: planned)
            let jobspec = Jobspec(variables: declarations(), job: job)
            validate(jobspec, plain: plain, origins: origins)
            jobs.append(jobspec)
            own.formUnion(ownVariables)
            variables = earlier.merging(variables)
        }
        ownVariables = own
        var values: [String: Jobspec.Variable.Value] = [:]
        for entry in variables.sorted { values[entry.name] = entry.jobValue }
        if own.contains(.registry) { values[OwnVariable.registry.rawValue] = .string("localhost:5000") }
        for index in jobs.indices { jobs[index].comment = comment(of: jobs[index]) }
        checkSecretSizes()
        reportValuesInJob()
        return Deployment(jobs: jobs, companions: companions(jobs: jobs), variables: values)
    }

    /// The JSON form has no variables: what the compose file kept out of itself is in the job then.
    private mutating func reportValuesInJob() {
        let names = variables.sorted.map(\.name)
        guard options.format == .json, !names.isEmpty else { return }
        report(
            .valuesInJob,
            .warning,
            "the JSON holds the values of \(names.joined(separator: ", "))",
            at: .none,
            hint: "keep it as you keep .env, or write HCL, where they stay variables"
        )
    }

    private func comment(of jobspec: Jobspec) -> [String] {
        let name = jobspec.job.name.rawValue
        let flags = variableFlags(jobspec.variables, of: namesInVariablesFile)
        return [
            "\(name): converted from the Compose project \"\(project.name.string)\" by compose2nomad",
            (["nomad job run"] + flags + ["\(name).nomad.hcl"]).joined(separator: " "),
        ]
    }

    private func declarations() -> [Jobspec.Variable] {
        OwnVariable.allCases.filter { ownVariables.contains($0) }.map { $0.declaration(options) }
            + variables.sorted.map(\.declaration)
    }

    /// The value of a variable at conversion time.
    func environmentValue(_ name: String) -> String? { environment[name] }

    /// Adds a diagnostic.
    mutating func report(
        _ kind: ConversionIssue,
        _ severity: Severity,
        _ message: String,
        at range: SourceRange,
        hint: String? = nil,
        service: Service? = nil,
        related: [Diagnostic.Related] = []
    ) {
        diagnostics.add(
            Diagnostic(
                kind,
                severity,
                message,
                at: range,
                hint: hint,
                service: service?.name,
                related: related
            )
        )
    }

    /// The text with references in place of what came from variables.
    mutating func text(_ text: Text) -> Interpolated { variables.text(text) }

    mutating func texts(_ texts: [Text]) -> [Interpolated] { texts.map { variables.text($0) } }

    /// A map of texts, without the keys that have no value.
    mutating func map(_ pairs: [Pair]) -> InterpolatedMap {
        var map = InterpolatedMap()
        for pair in pairs {
            if let value = pair.value { map[pair.key] = variables.text(value) }
        }
        return map
    }
}

/// Job variables that the conversion adds.
enum OwnVariable: String, Sendable, Hashable, CaseIterable {
    case dnsServers = "dns_servers"
    case cpuMHz = "cpu_mhz"
    case registry

    func declaration(_ options: ConversionOptions) -> Jobspec.Variable {
        switch self {
        case .dnsServers:
            Jobspec.Variable(
                name: rawValue,
                type: .strings,
                default: .strings(["${attr.unique.network.ip-address}"]),
                description: "Resolvers that answer *.consul and forward the rest."
            )
        case .cpuMHz:
            Jobspec.Variable(
                name: rawValue,
                type: .number,
                default: .number(options.cpuMHz),
                description: "MHz of one core of the nodes: Compose counts cores, Nomad MHz."
            )
        case .registry:
            Jobspec.Variable(
                name: rawValue,
                type: .string,
                description: "Registry that deploy.sh pushes the built images to and the nodes pull from."
            )
        }
    }
}
