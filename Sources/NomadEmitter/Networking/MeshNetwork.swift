internal import ComposeParser

/// Consul's service mesh: a sidecar beside each service, which reaches the peers that it names.
///
/// Each peer has an address of its own on the loopback of its callers, 127.0.1.N, so that its ports keep their numbers.
struct MeshNetwork: NetworkStrategy {
    var peersUseHostPorts: Bool { false }
    var needsKnownPorts: Bool { true }
    var namesEachService: Bool { true }
    func registersContainers(_ group: PlannedGroup) -> Bool { !group.lead.hasOwnMode }
    func registersAtGroup(_ group: PlannedGroup) -> Bool { !group.lead.hasOwnMode }

    /// A proxy answers tcp at all times, and lets through plain http to the main port only.
    func accepts(_ kind: Jobspec.Check.Kind, onMainPort: Bool, in group: PlannedGroup) -> Bool {
        guard registersAtGroup(group) else { return true }
        return switch kind {
        case .tcp: false
        case .http(let http): onMainPort && !http.isTLS
        case .grpc: onMainPort
        case .script: true
        }
    }

    func diagnose(in translation: inout Translation) {
        for service in translation.project.services where !service.hasOwnMode {
            for port in translation.ports[service.name] ?? [] where port.isUDP {
                let callers = translation.project.services.filter { translation.names(service, by: $0) }
                guard let caller = callers.first(where: { $0.name != service.name }) else { continue }
                translation.report(
                    .udpInMesh,
                    .warning,
                    "the mesh carries no udp: \"\(caller.name)\" does not reach port \(port.target)/udp of \"\(service.name)\"",
                    at: port.range,
                    hint: "use --network dns, container or docker",
                    service: service
                )
            }
        }
    }

    func network(of group: PlannedGroup, in translation: inout Translation) -> Jobspec.Network? {
        guard group.lead.hasNetwork else { return nil }
        guard registersAtGroup(group) else {
            return translation.plainNetwork(of: group, dns: translation.ownDNS(of: group))
        }
        return Jobspec.Network(
            mode: .bridge,
            hostname: translation.namespaceHostname(of: group),
            ports: translation.ports(of: group, where: \.isPublished),
            dns: translation.ownDNS(of: group)
        )
    }

    func configure(
        _ task: inout Jobspec.Task,
        planned: PlannedTask,
        group: PlannedGroup,
        in translation: inout Translation
    ) {
        if registersAtGroup(group) {
            translation.configureShared(&task, hosts: hosts(of: group, in: &translation))
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
        let ports = translation.meshPorts(of: planned.service)
        var first = registration
        first.port = ports.first.map { .number($0.target) }
        first.connect = .sidecar(Jobspec.SidecarService())
        for index in first.checks.indices where !first.checks[index].isScript {
            first.checks[index].expose = true
            first.checks[index].port = nil
        }
        let others = ports.dropFirst().map { port in
            Jobspec.Service(
                name: translation.meshName(of: planned.service, port: port, isFirst: false),
                port: .number(port.target),
                connect: .sidecar(Jobspec.SidecarService()),
                comment: ["Port \(port.target) of \(planned.service.name)."]
            )
        }
        return [first] + others
    }

    func finish(_ group: inout Jobspec.Group, planned: PlannedGroup, in translation: inout Translation) {
        guard registersAtGroup(planned) else { return }
        var upstreams: [Jobspec.Upstream] = []
        for peer in translation.meshPeers(of: planned) {
            for (index, port) in translation.meshPorts(of: peer).enumerated() {
                upstreams.append(
                    Jobspec.Upstream(
                        destinationName: translation.meshName(of: peer, port: port, isFirst: index == 0),
                        localBindPort: .literal(port.target),
                        localBindAddress: translation.meshAddress(of: peer)
                    )
                )
            }
        }
        if !upstreams.isEmpty, !group.services.contains(where: { $0.connect != nil }) {
            group.services.append(
                Jobspec.Service(
                    name: ServiceName(sanitizing: translation.serviceName(of: planned.lead.name)),
                    connect: .sidecar(Jobspec.SidecarService()),
                    comment: ["Serves nobody: its sidecar reaches the peers."]
                )
            )
        }
        // All sidecars of a group share its network namespace: one of them listens for the peers.
        let hosts = hosts(of: planned, in: &translation)
        for index in group.services.indices {
            guard case .sidecar(var sidecar, _)? = group.services[index].connect else { continue }
            if !upstreams.isEmpty {
                sidecar.proxy = Jobspec.Proxy(upstreams: upstreams)
                upstreams = []
            }
            let task = hosts.isEmpty ? nil : Jobspec.SidecarTask(config: DockerConfig(extraHosts: hosts))
            group.services[index].connect = .sidecar(sidecar, task: task)
        }
    }

    /// The hosts file of a group: its own names, its peers at their loopback addresses, and what the services add.
    private func hosts(of group: PlannedGroup, in translation: inout Translation) -> [Interpolated] {
        var names: [(name: String, address: String)] = []
        func add(_ service: Service, _ address: String, _ t: Translation) {
            for name in t.allNames(of: service) where !names.contains(where: { $0.name == name }) {
                names.append((name, address))
            }
        }
        for task in group.mainTasks { add(task.service, "127.0.0.1", translation) }
        for peer in translation.meshPeers(of: group) { add(peer, translation.meshAddress(of: peer), translation) }
        return translation.sharedHosts(of: group, names: names)
    }
}

extension Translation {
    /// The ports of a service that peers reach through the mesh: the main one, those that peers name, those exposed.
    func meshPorts(of service: Service) -> [PlannedPort] {
        let main = mainPort(of: service).flatMap { $0.isUDP ? nil : $0 }
        var result = main.map { [$0] } ?? []
        for port in ports[service.name] ?? [] where !port.isUDP {
            let isUsed =
                port.source == .exposed
                || mentions[service.name].contains { $0.by != service.name && $0.port == port.target }
            if isUsed, !result.contains(where: { $0.target == port.target }) { result.append(port) }
        }
        return result
    }

    /// The name of a service in the mesh: a port beyond the first has one of its own.
    func meshName(of service: Service, port: PlannedPort, isFirst: Bool) -> ServiceName {
        let name = serviceName(of: service.name)
        return ServiceName(sanitizing: isFirst ? name : "\(name.prefix(57))-\(port.target)")
    }

    /// The address that stands for a service on the loopback of its callers.
    func meshAddress(of service: Service) -> String {
        let index = project.services.firstIndex { $0.name == service.name } ?? 0
        return "127.0.\(1 + index / 250).\(2 + index % 250)"
    }

    /// The services that those of a group name or wait for, outside of the group.
    func meshPeers(of group: PlannedGroup) -> [Service] {
        let callers = group.tasks.filter { $0.role != .beacon }.map(\.service)
        let inside = Set(group.mainTasks.map(\.service.name))
        return project.services.filter { peer in
            guard !inside.contains(peer.name), peer.provider == nil, !peer.hasOwnMode,
                topology[peer.name]?.role == .main
            else { return false }
            return callers.contains { names(peer, by: $0) } && !meshPorts(of: peer).isEmpty
        }
    }
}
