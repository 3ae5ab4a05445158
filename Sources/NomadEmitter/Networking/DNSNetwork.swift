internal import ComposeParser

/// Consul DNS: one Consul service per project, one tag per name, and the project as search domain.
///
/// Names resolve to nodes, so each port that peers use is bound there. Needs Consul's DNS on port 53 of an address that
/// containers reach.
struct DNSNetwork: NetworkStrategy {
    var peersUseHostPorts: Bool { true }
    var needsKnownPorts: Bool { true }
    var resolvesByDNS: Bool { true }
    var reachesOtherGroups: Bool { true }
    var findsByRegistration: Bool { true }

    func obstacles(in context: NetworkContext) -> [Obstacle] {
        context.unknownPorts() + context.hostPorts(bindsUnpublished: true, isOneNode: false)
            + context.ambiguousNames() + context.commonNames() + context.engineRouters()
            + context.agentPorts(resolvesByDNS: true)
    }

    func network(of group: PlannedGroup, in context: NetworkContext) -> GroupNetwork? {
        guard group.lead.hasNetwork else { return nil }
        return GroupNetwork(namespace: namespace(of: group), resolver: .consul, namesLead: true)
    }

    func network(of task: PlannedTask, group: PlannedGroup, in context: NetworkContext) -> TaskNetwork {
        group.sharesNamespace ? .namespace : .own(OwnNetwork())
    }
}
