internal import ComposeParser

/// Everything that is decided about a project before a line of a job exists.
///
/// Each stage takes what the ones before it decided; nothing of it changes once it is made, and no later code decides
/// it again: the jobs, the files beside them and the coverage diagnostics are functions of it.
@dynamicMemberLookup
struct Plan: Sendable {
    /// Copies of a plan share what is decided: whatever translates a part of a job holds one.
    private let decisions: Decisions
    /// Why the network strategy is this one.
    var choice: NetworkChoice

    /// Plans `stated` for the choices `options`; `auto` is settled by what stands against the strategies.
    init(
        _ stated: Compose.Project,
        options: ConversionOptions,
        environment: [String: String] = [:],
        files: any FileAccess
    ) {
        let groundwork = Groundwork(stated, options: options, files: files)
        func plan(_ network: ConversionOptions.Network) -> Plan {
            var settled = options
            settled.network = network
            return Plan(groundwork, settled, isAskedFor: options.network != .auto, environment: environment)
        }
        self = NetworkChoice.best(of: options.candidates, plan: plan) ?? plan(.dns)
    }

    /// The plan for one strategy.
    private init(
        _ groundwork: Groundwork,
        _ settled: ConversionOptions,
        isAskedFor: Bool,
        environment: [String: String]
    ) {
        decisions = Decisions(groundwork, settled, environment: environment)
        let nodes = decisions.options.nodes
        choice = NetworkChoice(
            used: NetworkChoice.Trial(
                network: decisions.options.network,
                obstacles: decisions.obstacles.filter { !$0.isRemoved(by: nodes) }
            ),
            isAskedFor: isAskedFor
        )
    }

    subscript<Decision>(dynamicMember decision: KeyPath<Decisions, Decision>) -> Decision {
        @inline(__always) get { decisions[keyPath: decision] }
    }

    /// The service of that name.
    func service(_ name: String) -> Compose.Service? { self.context.service(name) }
}

extension Plan {
    /// What is decided, stage by stage.
    final class Decisions: Sendable {
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
        /// What stands against it, and what the nodes remove that there are.
        let obstacles: [Obstacle]
        /// What the network strategies read.
        let context: NetworkContext
        let gates: Gates
        let deadlines: StartDeadlines
        /// What the nodes need whatever the jobs say: volumes and Docker networks.
        let client: ClientRequirements
        /// Whether services find each other on the loopback of their node.
        let meetsOnLoopback: Bool
        /// Whether the jobs are to be kept on one node: groups meet there only, or the user names it.
        let pinsNode: Bool
        let files: ProjectFiles
        /// What `environment:` of configs and secrets is read from.
        let environment: [String: String]
        /// The configs and the secrets by their keys.
        let configs, secrets: [String: Compose.FileDefinition]
        /// The volumes with an `x-nomad` of their own.
        let overridingVolumes: [Compose.VolumeDefinition]
        /// What the stages found; with an error among them there is nothing to translate.
        let diagnostics: Diagnostics

        /// Decides for one strategy.
        init(_ groundwork: Groundwork, _ settled: ConversionOptions, environment: [String: String]) {
            project = groundwork.project
            files = groundwork.files
            names = groundwork.names
            mounts = groundwork.mounts
            peers = groundwork.peers
            topology = groundwork.topology
            self.environment = environment
            configs = groundwork.configs
            secrets = groundwork.secrets
            overridingVolumes = project.volumes.filter { $0.extensions["x-nomad"]?.isNull == false }
            options = settled.inEffect
            network = settled.strategy(for: project)
            var found = groundwork.diagnostics
            ports = ServicePorts(
                project,
                topology: topology,
                peers: peers,
                network: network,
                options: options,
                diagnostics: &found
            )
            meetsOnLoopback = LoopbackReferences.check(
                project,
                ports: ports,
                texts: groundwork.texts,
                diagnostics: &found
            )
            pinsNode =
                options.node != nil || (network.needsOneNode || meetsOnLoopback) && topology.hasMeetingGroups
            registry = Registry(project: names.project, provider: options.provider, network: network)
            context = NetworkContext(
                project: project,
                provider: options.provider,
                names: names,
                topology: topology,
                peers: peers,
                ports: ports,
                registry: registry,
                sharedVolumes: groundwork.sharedVolumes,
                nodes: options.nodes
            )
            obstacles = network.obstacles(in: context)
            for obstacle in obstacles { found.add(obstacle.diagnostic(nodes: options.nodes)) }
            found.add(contentsOf: network.diagnostics(in: context))
            found.add(contentsOf: context.hostsFilesOfGroups(network))
            found.add(contentsOf: topology.misplacedTypes(of: project))
            var client = groundwork.client
            for required in network.networksToCreate(in: context) { client.require(required) }
            self.client = client
            let dynamicVolumes = NomadVersion.dynamicVolumes
            if client.createdVolumes.contains(where: { $0.kind == .dynamic }), !options.nomadVersion.has(dynamicVolumes)
            {
                found.add(
                    Diagnostic(
                        ConversionIssue.newerNomad,
                        .warning,
                        "--volumes dynamic needs Nomad \(dynamicVolumes), and the jobs are for \(options.nomadVersion)",
                        at: project.name.range,
                        hint: "say --nomad-version \(dynamicVolumes), if you have it, or --volumes host"
                    )
                )
            }
            gates = Gates(context, network: network)
            if !found.hasErrors, let cycle = GateOrder(context, network: network, gates: gates).cycle {
                found.add(cycle)
            }
            deadlines = StartDeadlines(peers.graph)
            diagnostics = found
        }
    }
}
