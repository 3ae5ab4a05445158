internal import ComposeParser

/// Consul DNS: one Consul service per project, one tag per name, and the project as search domain.
///
/// Names resolve to nodes, so each port that peers use is bound there. Needs Consul's DNS on port 53 of an address that
/// containers reach.
struct DNSNetwork: NetworkStrategy {
    var peersUseHostPorts: Bool { true }
    var needsKnownPorts: Bool { true }

    func network(of group: PlannedGroup, in translation: inout Translation) -> Jobspec.Network? {
        guard group.lead.hasNetwork else { return nil }
        if group.sharesNamespace {
            return Jobspec.Network(
                mode: .bridge,
                hostname: translation.namespaceHostname(of: group),
                ports: translation.ports(of: group),
                dns: translation.consulDNS(of: group)
            )
        }
        return translation.plainNetwork(of: group, dns: translation.consulDNS(of: group))
    }

    func configure(
        _ task: inout Jobspec.Task,
        planned: PlannedTask,
        group: PlannedGroup,
        in translation: inout Translation
    ) {
        if group.sharesNamespace {
            translation.configureShared(&task, hosts: translation.sharedHosts(of: group))
        } else {
            translation.configurePlain(&task, planned: planned)
        }
    }
}
