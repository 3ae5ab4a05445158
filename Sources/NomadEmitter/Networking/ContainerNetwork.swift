internal import ComposeParser
internal import OrderedCollections

/// Consul DNS with the addresses of containers: each group has a network namespace of its own.
///
/// Peers reach every port, declared or not, and the node binds only what the file publishes. Nomad's own bridge is
/// known on its node only; a routable CNI network lifts that.
struct ContainerNetwork: NetworkStrategy {
    /// The CNI network of the nodes, instead of Nomad's bridge.
    var cni: String?

    var peersUseHostPorts: Bool { false }
    var needsKnownPorts: Bool { false }
    var resolvesByDNS: Bool { true }
    var reachesOtherGroups: Bool { true }
    var findsByRegistration: Bool { true }
    func registersContainers(_ group: PlannedGroup) -> Bool { !group.lead.hasOwnMode }
    func registersAtGroup(_ group: PlannedGroup) -> Bool { !group.lead.hasOwnMode }

    var needsOneNode: Bool { cni == nil }

    func obstacles(in context: NetworkContext) -> [Obstacle] {
        let spread = needsOneNode ? context.severalNodes(Self.reason, hint: Self.remedy) : []
        return context.hostPorts(bindsUnpublished: false, isOneNode: needsOneNode) + spread
            + context.ambiguousNames() + context.engineRouters() + context.agentPorts(resolvesByDNS: true)
    }

    func diagnostics(in context: NetworkContext) -> Diagnostics {
        needsOneNode ? context.oneNode(Self.reason, hint: Self.remedy) : Diagnostics()
    }

    private static let reason = "the addresses of containers are known on one node only"
    private static let remedy = "name that node with --node, or give a routable CNI network with --cni NAME"

    func network(of group: PlannedGroup, in context: NetworkContext) -> GroupNetwork? {
        guard group.lead.hasNetwork else { return nil }
        let namespace = namespace(of: group)
        return GroupNetwork(
            namespace: namespace,
            ports: namespace == nil ? .all : .published,
            resolver: .consul,
            namesLead: true
        )
    }

    func namespace(of group: PlannedGroup) -> Jobspec.Network.Mode? {
        registersAtGroup(group) ? cni.map { .cni($0) } ?? .bridge : nil
    }

    func network(of task: PlannedTask, group: PlannedGroup, in context: NetworkContext) -> TaskNetwork {
        registersAtGroup(group) ? .namespace : .own(OwnNetwork())
    }

    func registrations(
        _ registration: Jobspec.Service,
        of task: PlannedTask,
        port: PlannedPort?,
        group: PlannedGroup,
        in context: NetworkContext
    ) -> [Jobspec.Service] {
        guard registersAtGroup(group) else { return [registration] }
        let ports = context.ports[task.service.name]
        var registration = registration
        registration.port = registration.port.map { unbound($0, among: ports) }
        registration.addressMode = .alloc
        for index in registration.checks.indices where !registration.checks[index].isScript {
            registration.checks[index].port = registration.checks[index].port.map { unbound($0, among: ports) }
            registration.checks[index].addressMode = .alloc
        }
        return [registration]
    }

    /// A port that nobody publishes by its number in the container: a label would bind one of the node.
    private func unbound(_ port: Jobspec.ServicePort, among ports: [PlannedPort]) -> Jobspec.ServicePort {
        guard case .label(let label) = port,
            let planned = ports.first(where: { PortLabel(sanitizing: $0.label) == label }), !planned.isPublished
        else { return port }
        return .number(planned.target)
    }

    private struct Endpoint: Hashable {
        var name: ServiceName
        var port: Jobspec.ServicePort?
    }

    /// One registration for what has one address and one port: services in one namespace may share a port.
    func merging(_ registrations: [Jobspec.Service]) -> [Jobspec.Service] {
        let groups = OrderedDictionary(grouping: registrations) { Endpoint(name: $0.name, port: $0.port) }
        return groups.values.map { twins in
            var merged = twins[0]
            merged.tags = OrderedSet(twins.flatMap(\.tags)).elements
            merged.checks = OrderedSet(twins.flatMap(\.checks)).elements
            return merged
        }
    }
}

extension Jobspec.Check {
    /// Whether it runs a command inside the container.
    var isScript: Bool {
        if case .script = kind { true } else { false }
    }
}
