internal import ComposeParser

/// How services find each other: what differs between the values of `--network`.
protocol NetworkStrategy: Sendable {
    /// Whether names resolve to the node, so that a peer needs the container's port number there.
    var peersUseHostPorts: Bool { get }

    /// Whether a peer reaches only the ports that the job names.
    var needsKnownPorts: Bool { get }

    /// Whether each service is registered by a name of its own instead of a tag of the project's.
    var namesEachService: Bool { get }

    /// Whether the services of a group are registered with addresses of containers, whatever the node binds.
    func registersContainers(_ group: PlannedGroup) -> Bool

    /// Whether the services of a group are registered at the group, as addresses of the allocation need.
    func registersAtGroup(_ group: PlannedGroup) -> Bool

    /// Whether a check of this kind can be asked from outside of the container.
    func accepts(_ kind: Jobspec.Check.Kind, onMainPort: Bool, in group: PlannedGroup) -> Bool

    /// Whether a port is reached on an address of the node: Nomad's own checks ask no container of a Docker network.
    func isOnNode(_ port: PlannedPort, in group: PlannedGroup) -> Bool

    /// Reports what of the project the strategy cannot do.
    func diagnose(in translation: inout Translation)

    /// The network of a group.
    func network(of group: PlannedGroup, in translation: inout Translation) -> Jobspec.Network?

    /// Adds to a task what makes names resolve: ports, hostname, hosts entries, aliases.
    func configure(
        _ task: inout Jobspec.Task,
        planned: PlannedTask,
        group: PlannedGroup,
        in translation: inout Translation
    )

    /// Completes a registration with the address that peers are given; there may be more than one.
    func registrations(
        _ registration: Jobspec.Service,
        of planned: PlannedTask,
        port: PlannedPort?,
        group: PlannedGroup,
        in translation: inout Translation
    ) -> [Jobspec.Service]

    /// Completes the translated group.
    func finish(_ group: inout Jobspec.Group, planned: PlannedGroup, in translation: inout Translation)
}

extension ConversionOptions {
    /// The network that is used: without Consul there is no DNS and no mesh, and names stand in rendered hosts files.
    var effectiveNetwork: Network {
        switch (provider, network) {
        case (.nomad, .dns), (.nomad, .container), (.nomad, .mesh): .hosts
        default: network
        }
    }

    /// The strategy that the options ask for.
    func strategy(for project: Project) -> any NetworkStrategy {
        let base: any NetworkStrategy =
            switch effectiveNetwork {
            case .dns: DNSNetwork()
            case .container: ContainerNetwork(cni: cni)
            case .hosts: HostsNetwork()
            case .docker: DockerNetwork(plan: DockerNetworkPlan(project))
            case .mesh: MeshNetwork()
            }
        return layout == .pod ? PodNetwork(base: base) : base
    }
}

extension NetworkStrategy {
    var namesEachService: Bool { false }
    func registersContainers(_ group: PlannedGroup) -> Bool { false }
    func registersAtGroup(_ group: PlannedGroup) -> Bool { false }
    func accepts(_ kind: Jobspec.Check.Kind, onMainPort: Bool, in group: PlannedGroup) -> Bool { true }
    func isOnNode(_ port: PlannedPort, in group: PlannedGroup) -> Bool { true }
    func diagnose(in translation: inout Translation) {}

    func registrations(
        _ registration: Jobspec.Service,
        of planned: PlannedTask,
        port: PlannedPort?,
        group: PlannedGroup,
        in translation: inout Translation
    ) -> [Jobspec.Service] { [registration] }

    func finish(_ group: inout Jobspec.Group, planned: PlannedGroup, in translation: inout Translation) {}
}
