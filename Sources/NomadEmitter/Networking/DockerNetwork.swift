internal import ComposeParser
internal import OrderedCollections

/// Docker's own networks, one per Compose network: names are aliases that Docker resolves on the node.
///
/// Peers reach every port. A task joins one network, so networks that a service joins together become one.
struct DockerNetwork: NetworkStrategy {
    /// Which network each service joins.
    var plan: DockerNetworkPlan

    var peersUseHostPorts: Bool { false }
    var needsKnownPorts: Bool { false }
    var joinsDockerNetworks: Bool { true }
    func registersContainers(_ group: PlannedGroup) -> Bool { !group.lead.hasOwnMode }

    func joinsLead(_ task: PlannedTask, of group: PlannedGroup) -> Bool {
        group.sharesNamespace && task.role == .main && task.service.name != group.lead.name
    }

    /// Docker puts a task into the network of another one's container itself.
    func namespace(of group: PlannedGroup) -> Jobspec.Network.Mode? { nil }

    var needsOneNode: Bool { true }

    func obstacles(in context: NetworkContext) -> [Obstacle] {
        context.hostPorts(bindsUnpublished: false, isOneNode: true)
            + context.severalNodes(Self.reason, hint: Self.remedy)
            + plan.outOfReach(in: context) + context.agentPorts(resolvesByDNS: false)
    }

    func diagnostics(in context: NetworkContext) -> Diagnostics {
        var diagnostics = context.oneNode(Self.reason, hint: Self.remedy)
        diagnostics.add(contentsOf: plan.diagnostics(in: context))
        return diagnostics
    }

    private static let reason = "Docker networks join containers of one node"
    private static let remedy = "name that node with --node, or make the networks overlay networks of a swarm"

    func networksToCreate(in context: NetworkContext) -> [ClientRequirements.DockerNetwork] { plan.networksToCreate }

    func network(of group: PlannedGroup, in context: NetworkContext) -> GroupNetwork? {
        guard group.lead.hasNetwork else { return nil }
        // Docker's resolver knows the names; the block would replace it.
        return GroupNetwork(ports: group.lead.hasOwnMode ? .all : .published, resolver: .none)
    }

    func network(of task: PlannedTask, group: PlannedGroup, in context: NetworkContext) -> TaskNetwork {
        let service = task.service
        if joinsLead(task, of: group) {
            return .container(task: context.names.task(group.lead.name), of: group.lead.name)
        }
        guard !service.hasOwnMode else { return .own(OwnNetwork()) }
        var attachment = OwnNetwork.Attachment(network: plan.network(of: service))
        if task.role == .main {
            let members = group.sharesNamespace ? group.mainTasks.map(\.service) : [service]
            for member in members where member.name != service.name {
                attachment.ports += context.ports.labels(of: member, .published)
            }
            attachment.aliases = OrderedSet(members.flatMap { context.peers.allNames(of: $0) }).elements
            let stated = plan.attachment(of: service)
            attachment.ipv4 = stated?.ipv4Address
            attachment.ipv6 = stated?.ipv6Address
            attachment.macAddress = stated?.macAddress
        }
        return .own(OwnNetwork(ports: .published, attachment: attachment))
    }

    func isOnNode(_ port: PlannedPort, in group: PlannedGroup) -> Bool {
        group.lead.hasOwnMode || port.isReachedOnNode
    }

    func registrations(
        _ registration: Jobspec.Service,
        of task: PlannedTask,
        port: PlannedPort?,
        group: PlannedGroup,
        in context: NetworkContext
    ) -> [Jobspec.Service] {
        guard !group.lead.hasOwnMode else { return [registration] }
        let ports = context.ports[task.service.name]
        // A container that joins another one's network has no address of its own.
        let isResident = group.sharesNamespace && task.service.name != group.lead.name
        var registration = registration
        if let port, !isResident, !port.isReachedOnNode {
            registration.port = .number(port.target)
            registration.addressMode = .driver
        }
        registration.checks = registration.checks.compactMap { check in
            guard !check.isScript else { return check }
            var check = check
            let target = ports.first { check.port == .label(PortLabel(sanitizing: $0.label)) } ?? port
            guard let target, !target.isReachedOnNode else { return check }
            if isResident { return nil }
            check.port = .number(target.target)
            check.addressMode = .driver
            return check
        }
        if isResident, let port, !port.isReachedOnNode { registration.port = nil }
        return [registration]
    }
}
