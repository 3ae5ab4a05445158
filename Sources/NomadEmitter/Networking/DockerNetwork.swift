internal import ComposeParser

/// Docker's own networks, one per Compose network: names are aliases that Docker resolves on the node.
///
/// Peers reach every port. A task joins one network, so networks that a service joins together become one.
struct DockerNetwork: NetworkStrategy {
    /// Which network each service joins.
    var plan: DockerNetworkPlan

    var peersUseHostPorts: Bool { false }
    var needsKnownPorts: Bool { false }
    func registersContainers(_ group: PlannedGroup) -> Bool { !group.lead.hasOwnMode }

    func diagnose(in translation: inout Translation) {
        translation.reportOneNode(
            "Docker networks join containers of one node",
            hint: "run on one node, or make the networks overlay networks of a swarm"
        )
        plan.diagnose(in: &translation)
        for network in plan.networksToCreate(translation.project) { translation.client.require(network) }
    }

    func network(of group: PlannedGroup, in translation: inout Translation) -> Jobspec.Network? {
        guard group.lead.hasNetwork else { return nil }
        let hasOwnMode = group.lead.hasOwnMode
        // Docker's resolver knows the names; the block would replace it.
        return translation.plainNetwork(of: group, dns: nil) { hasOwnMode || $0.isPublished }
    }

    func configure(
        _ task: inout Jobspec.Task,
        planned: PlannedTask,
        group: PlannedGroup,
        in translation: inout Translation
    ) {
        let service = planned.service
        if group.sharesNamespace, planned.role == .main, service.name != group.lead.name {
            // Docker names a container after its task and allocation.
            task.config.networkMode =
                Interpolated("container:\(translation.names.task(group.lead.name))-") + .runtime("NOMAD_ALLOC_ID")
            task.config.macAddress = nil
            task.lifecycle = Jobspec.Lifecycle(hook: .poststart, sidecar: true)
            task.comment.append("Joins the network of \(group.lead.name), so it starts after it.")
            return
        }
        translation.configurePlain(&task, planned: planned) { service.hasOwnMode || $0.isPublished }
        guard !service.hasOwnMode else { return }
        if group.sharesNamespace, planned.role == .main {
            for resident in group.mainTasks where resident.service.name != service.name {
                for label in translation.publishedLabels(of: resident.service, where: \.isPublished)
                where !task.config.ports.contains(label) {
                    task.config.ports.append(label)
                }
            }
        }
        task.config.dnsServers = translation.texts(service.dns)
        task.config.dnsSearchDomains = translation.texts(service.dnsSearch)
        task.config.dnsOptions = translation.texts(service.dnsOpt)
        task.config.networkMode = translation.text(plan.network(of: service))
        guard planned.role == .main else { return }
        let members = group.sharesNamespace ? group.mainTasks.map(\.service) : [service]
        var aliases: [String] = []
        for name in members.flatMap({ translation.allNames(of: $0) }) where !aliases.contains(name) {
            aliases.append(name)
        }
        task.config.networkAliases = aliases.map { Interpolated($0) }
        guard let attachment = plan.attachment(of: service) else { return }
        task.config.ipv4Address = attachment.ipv4Address.map { translation.text($0) }
        task.config.ipv6Address = attachment.ipv6Address.map { translation.text($0) }
        if let address = attachment.macAddress { task.config.macAddress = translation.text(address) }
    }

    func isOnNode(_ port: PlannedPort, in group: PlannedGroup) -> Bool {
        group.lead.hasOwnMode || port.isReachedOnNode
    }

    func registrations(
        _ registration: Jobspec.Service,
        of planned: PlannedTask,
        port: PlannedPort?,
        group: PlannedGroup,
        in translation: inout Translation
    ) -> [Jobspec.Service] {
        guard !group.lead.hasOwnMode else { return [registration] }
        let ports = translation.ports[planned.service.name] ?? []
        // A container that joins another one's network has no address of its own.
        let isResident = group.sharesNamespace && planned.service.name != group.lead.name
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

extension PlannedPort {
    /// Whether the file publishes it.
    var isPublished: Bool { source == .published }

    /// Whether it is bound on an address of the node that Consul reaches.
    var isReachedOnNode: Bool {
        isPublished && !(hostIP.map { HostAddress.isLoopback($0.string) } ?? false)
    }
}
