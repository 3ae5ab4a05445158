internal import ComposeParser

/// How services find each other: what differs between the values of `--network`.
///
/// A strategy answers questions and gives decisions as values; what of the plan it looks at is its context.
protocol NetworkStrategy: Sendable {
    /// Whether names resolve to the node, so that a peer needs the container's port number there.
    var peersUseHostPorts: Bool { get }

    /// Whether a peer reaches only the ports that the job names.
    var needsKnownPorts: Bool { get }

    /// Whether each service is registered by a name of its own instead of a tag of the project's.
    var namesEachService: Bool { get }

    /// Whether names are resolved by Consul's DNS.
    var resolvesByDNS: Bool { get }

    /// Whether a service finds those of another group, whatever kind of network that has.
    var reachesOtherGroups: Bool { get }

    /// Whether peers find a service by what is registered, so that each one needs a registration.
    var findsByRegistration: Bool { get }

    /// Whether services join Docker networks, which keep apart what Compose keeps apart.
    var joinsDockerNetworks: Bool { get }

    /// Whether sidecars carry what peers say to each other.
    var hasSidecars: Bool { get }

    /// Whether the services of a group are registered with addresses of containers, whatever the node binds.
    func registersContainers(_ group: PlannedGroup) -> Bool

    /// Whether the services of a group are registered at the group, as addresses of the allocation need.
    func registersAtGroup(_ group: PlannedGroup) -> Bool

    /// Whether a check of this kind can be asked from outside of the container.
    func accepts(_ kind: Jobspec.Check.Kind, onMainPort: Bool, in group: PlannedGroup) -> Bool

    /// Whether a port is reached on an address of the node: Nomad's own checks ask no container of a Docker network.
    func isOnNode(_ port: PlannedPort, in group: PlannedGroup) -> Bool

    /// Whether a task lives in the network of the container of its group's lead.
    func joinsLead(_ task: PlannedTask, of group: PlannedGroup) -> Bool

    /// Whether peers find each other on one node only.
    var needsOneNode: Bool { get }

    /// What stands against the strategy for the project: its warnings, where it is used.
    func obstacles(in context: NetworkContext) -> [Obstacle]

    /// What else there is to say of the project with this strategy.
    func diagnostics(in context: NetworkContext) -> Diagnostics

    /// The Docker networks that the nodes need.
    func networksToCreate(in context: NetworkContext) -> [ClientRequirements.DockerNetwork]

    /// The network namespace that Nomad makes for a group; without one Docker gives each task a network.
    func namespace(of group: PlannedGroup) -> Jobspec.Network.Mode?

    /// The network of a group; `nil` if it has none.
    func network(of group: PlannedGroup, in context: NetworkContext) -> GroupNetwork?

    /// The names that all tasks of a group with a network namespace know, besides what its services add.
    func hosts(of group: PlannedGroup, in context: NetworkContext) -> [HostEntry]

    /// What makes names resolve for a task: ports, hostname, hosts entries, aliases.
    func network(of task: PlannedTask, group: PlannedGroup, in context: NetworkContext) -> TaskNetwork

    /// A registration completed with the address that peers are given; there may be more than one.
    func registrations(
        _ registration: Jobspec.Service,
        of task: PlannedTask,
        port: PlannedPort?,
        group: PlannedGroup,
        in context: NetworkContext
    ) -> [Jobspec.Service]

    /// The registrations of a group, as few as there can be.
    func merging(_ registrations: [Jobspec.Service]) -> [Jobspec.Service]

    /// What the sidecars of a group reach; `nil` if it has none.
    func sidecars(of group: PlannedGroup, in context: NetworkContext) -> Sidecars?
}

extension NetworkStrategy {
    var namesEachService: Bool { false }
    var resolvesByDNS: Bool { false }
    var reachesOtherGroups: Bool { false }
    var findsByRegistration: Bool { false }
    var joinsDockerNetworks: Bool { false }
    var hasSidecars: Bool { false }
    var needsOneNode: Bool { false }
    func registersContainers(_ group: PlannedGroup) -> Bool { false }
    func registersAtGroup(_ group: PlannedGroup) -> Bool { false }
    func accepts(_ kind: Jobspec.Check.Kind, onMainPort: Bool, in group: PlannedGroup) -> Bool { true }
    func isOnNode(_ port: PlannedPort, in group: PlannedGroup) -> Bool { true }
    func joinsLead(_ task: PlannedTask, of group: PlannedGroup) -> Bool { false }
    func namespace(of group: PlannedGroup) -> Jobspec.Network.Mode? { group.sharesNamespace ? .bridge : nil }
    func diagnostics(in context: NetworkContext) -> Diagnostics { Diagnostics() }
    func networksToCreate(in context: NetworkContext) -> [ClientRequirements.DockerNetwork] { [] }
    func hosts(of group: PlannedGroup, in context: NetworkContext) -> [HostEntry] { [] }

    func registrations(
        _ registration: Jobspec.Service,
        of task: PlannedTask,
        port: PlannedPort?,
        group: PlannedGroup,
        in context: NetworkContext
    ) -> [Jobspec.Service] { [registration] }

    func merging(_ registrations: [Jobspec.Service]) -> [Jobspec.Service] { registrations }
    func sidecars(of group: PlannedGroup, in context: NetworkContext) -> Sidecars? { nil }
}
