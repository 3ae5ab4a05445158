internal import ComposeParser

/// Consul DNS with the addresses of containers: each group has a network namespace of its own.
///
/// Peers reach every port, declared or not, and the node binds only what the file publishes. Nomad's own bridge is
/// known on its node only; a routable CNI network lifts that.
struct ContainerNetwork: NetworkStrategy {
    /// The CNI network of the nodes, instead of Nomad's bridge.
    var cni: String?

    var peersUseHostPorts: Bool { false }
    var needsKnownPorts: Bool { false }
    func registersContainers(_ group: PlannedGroup) -> Bool { !group.lead.hasOwnMode }
    func registersAtGroup(_ group: PlannedGroup) -> Bool { !group.lead.hasOwnMode }

    func diagnose(in translation: inout Translation) {
        guard cni == nil else { return }
        translation.reportOneNode(
            "the addresses of containers are known on one node only",
            hint: "run on one node, or give a routable CNI network with --cni NAME"
        )
    }

    func network(of group: PlannedGroup, in translation: inout Translation) -> Jobspec.Network? {
        guard group.lead.hasNetwork else { return nil }
        guard registersAtGroup(group) else {
            return translation.plainNetwork(of: group, dns: translation.consulDNS(of: group))
        }
        return Jobspec.Network(
            mode: cni.map { .cni($0) } ?? .bridge,
            hostname: translation.namespaceHostname(of: group),
            ports: translation.ports(of: group),
            dns: translation.consulDNS(of: group)
        )
    }

    func configure(
        _ task: inout Jobspec.Task,
        planned: PlannedTask,
        group: PlannedGroup,
        in translation: inout Translation
    ) {
        if registersAtGroup(group) {
            translation.configureShared(&task, hosts: translation.sharedHosts(of: group))
        } else {
            translation.configurePlain(&task, planned: planned)
        }
    }

    func registrations(
        _ registration: Jobspec.Service,
        of planned: PlannedTask,
        port: PlannedPort?,
        group: PlannedGroup,
        in translation: inout Translation
    ) -> [Jobspec.Service] {
        guard registersAtGroup(group) else { return [registration] }
        var registration = registration
        registration.addressMode = .alloc
        for index in registration.checks.indices where !registration.checks[index].isScript {
            registration.checks[index].addressMode = .alloc
        }
        return [registration]
    }

    /// One registration for what has one address and one port: services in one namespace may share a port.
    func finish(_ group: inout Jobspec.Group, planned: PlannedGroup, in translation: inout Translation) {
        var merged: [Jobspec.Service] = []
        for service in group.services {
            if let twin = merged.firstIndex(where: { $0.name == service.name && $0.port == service.port }) {
                merged[twin].tags += service.tags.filter { !merged[twin].tags.contains($0) }
                merged[twin].checks += service.checks.filter { !merged[twin].checks.contains($0) }
            } else {
                merged.append(service)
            }
        }
        group.services = merged
    }
}

extension Jobspec.Check {
    /// Whether it runs a command inside the container.
    var isScript: Bool {
        if case .script = kind { true } else { false }
    }
}

extension Translation {
    /// Says that the strategy holds on one node only: a warning where several instances ask for more.
    mutating func reportOneNode(_ message: String, hint: String) {
        let services = topology.jobs.flatMap(\.groups).map(\.lead)
        let spread = services.first { $0.replicas > 1 || $0.deploy?.mode?.string == "global" }
        guard services.count > 1 || spread != nil else { return }
        report(
            .oneNodeOnly,
            spread == nil ? .note : .warning,
            spread.map { "\(message), and \"\($0.name)\" runs several times" } ?? message,
            at: (spread ?? services.first)?.range ?? .none,
            hint: hint,
            service: spread
        )
    }
}
