internal import ComposeParser

/// Consul DNS: one Consul service per project, one tag per name, and the project as search domain.
///
/// Names resolve to nodes, so each port that peers use is bound there. Needs Consul's DNS on port 53 of an address that
/// containers reach.
struct DNSNetwork: NetworkStrategy {
    var peersUseHostPorts: Bool { true }

    func network(of group: PlannedGroup, in translation: inout Translation) -> Jobspec.Network? {
        if group.lead.networkMode?.string == "none" { return nil }
        var network = Jobspec.Network(ports: translation.ports(of: group), dns: translation.dns(of: group))
        if group.sharesNamespace {
            network.mode = .bridge
            network.hostname = translation.hostname(of: group.lead)
        }
        return network
    }

    func configure(
        _ task: inout Jobspec.Task,
        planned: PlannedTask,
        group: PlannedGroup,
        in translation: inout Translation
    ) {
        let service = planned.service
        task.config.extraHosts = translation.extraHosts(of: service)
        if let mode = service.networkMode, !mode.string.hasPrefix("service:"), mode.string != "bridge",
            mode.string != "default"
        {
            task.config.networkMode = translation.text(mode)
        }
        let isHost = service.networkMode?.string == "host"
        if !group.sharesNamespace {
            if !isHost { task.config.hostname = translation.hostname(of: service) }
            if planned.role == .main, !isHost {
                task.config.ports = (translation.ports[service.name] ?? []).map { PortLabel(sanitizing: $0.label) }
            }
        }
    }
}
