internal import ComposeParser

/// Consul's service mesh: a sidecar beside each service, which reaches the peers that it names.
///
/// Each peer has an address of its own on the loopback of its callers, 127.0.1.N, so that its ports keep their numbers.
struct MeshNetwork: NetworkStrategy {
    var peersUseHostPorts: Bool { false }
    var needsKnownPorts: Bool { true }
    var namesEachService: Bool { true }
    var hasSidecars: Bool { true }
    func registersContainers(_ group: PlannedGroup) -> Bool { !group.lead.hasOwnMode }
    func registersAtGroup(_ group: PlannedGroup) -> Bool { !group.lead.hasOwnMode }

    func namespace(of group: PlannedGroup) -> Jobspec.Network.Mode? { registersAtGroup(group) ? .bridge : nil }

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

    func obstacles(in context: NetworkContext) -> [Obstacle] {
        context.unknownPorts() + context.hostPorts(bindsUnpublished: false, isOneNode: false)
            + datagrams(in: context) + context.engineRouters() + context.agentPorts(resolvesByDNS: false)
    }

    private func datagrams(in context: NetworkContext) -> [Obstacle] {
        var obstacles: [Obstacle] = []
        for service in context.project.services where !service.hasOwnMode {
            for port in context.ports[service.name] where port.isUDP {
                let callers = context.peers.users(of: service.name)
                guard let caller = callers.first(where: { $0.name != service.name }) else { continue }
                obstacles.append(
                    Obstacle(
                        .udpInMesh,
                        "port \(port.target) of \(service.name) is udp",
                        message:
                            "the mesh carries no udp: `\(caller.name)` does not reach port \(port.target)/udp of `\(service.name)`",
                        at: port.range,
                        hint: "use --network dns, container or docker",
                        service: service.name
                    )
                )
            }
        }
        return obstacles
    }

    func network(of group: PlannedGroup, in context: NetworkContext) -> GroupNetwork? {
        guard group.lead.hasNetwork else { return nil }
        let namespace = namespace(of: group)
        return GroupNetwork(namespace: namespace, ports: namespace == nil ? .all : .published, resolver: .own)
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
        let ports = ports(of: task.service, in: context)
        var first = registration
        first.port = ports.first.map { .number($0.target) }
        first.connect = .sidecar(Jobspec.SidecarService())
        for index in first.checks.indices where !first.checks[index].isScript {
            first.checks[index].expose = true
            first.checks[index].port = nil
        }
        let others = ports.dropFirst().map { port in
            Jobspec.Service(
                name: name(of: task.service, port: port, isFirst: false, in: context),
                port: .number(port.target),
                connect: .sidecar(Jobspec.SidecarService()),
                comment: ["Port \(port.target) of \(task.service.name)."]
            )
        }
        return [first] + others
    }

    func sidecars(of group: PlannedGroup, in context: NetworkContext) -> Sidecars? {
        guard registersAtGroup(group) else { return nil }
        let peers = peers(of: group, in: context)
        var upstreams: [Jobspec.Upstream] = []
        for peer in peers {
            for (index, port) in ports(of: peer, in: context).enumerated() {
                upstreams.append(
                    Jobspec.Upstream(
                        destinationName: name(of: peer, port: port, isFirst: index == 0, in: context),
                        localBindPort: .literal(port.target),
                        localBindAddress: address(of: peer, in: context)
                    )
                )
            }
        }
        return Sidecars(
            upstreams: upstreams,
            name: context.registry.name(of: group.lead.name)
        )
    }

    /// The hosts file of a group: its own names, and its peers at their loopback addresses.
    func hosts(of group: PlannedGroup, in context: NetworkContext) -> [HostEntry] {
        guard registersAtGroup(group) else { return [] }
        let callers = callers(in: group)
        return HostEntry.lines(
            group.mainTasks.map { (context.peers.allNames(of: $0.service), "127.0.0.1") }
                + peers(of: group, in: context).map { peer in
                    let names = callers.flatMap { context.peers.names(of: peer, for: $0) }
                    return (names, address(of: peer, in: context))
                }
        )
    }

    private func callers(in group: PlannedGroup) -> [Compose.Service] {
        group.tasks.filter { $0.role != .beacon }.map(\.service)
    }

    /// The ports of a service that peers reach through the mesh: the main one, those that peers name, those exposed.
    private func ports(of service: Compose.Service, in context: NetworkContext) -> [PlannedPort] {
        let main = context.ports.main(of: service).flatMap { $0.isUDP ? nil : $0 }
        var result = main.map { [$0] } ?? []
        for port in context.ports[service.name] where !port.isUDP {
            let isUsed =
                port.source == .exposed
                || context.peers.mentions[service.name].contains { $0.by != service.name && $0.port == port.target }
            if isUsed, !result.contains(where: { $0.target == port.target }) { result.append(port) }
        }
        return result
    }

    /// The name of a service in the mesh: a port beyond the first has one of its own.
    private func name(
        of service: Compose.Service,
        port: PlannedPort,
        isFirst: Bool,
        in context: NetworkContext
    ) -> ServiceName {
        let name = context.registry.name(of: service.name)
        return isFirst ? name : ServiceName(sanitizing: "\(name.rawValue.prefix(57))-\(port.target)")
    }

    /// The address that stands for a service on the loopback of its callers.
    private func address(of service: Compose.Service, in context: NetworkContext) -> String {
        let index = context.position(of: service.name)
        return "127.0.\(1 + index / 250).\(2 + index % 250)"
    }

    /// The services that those of a group name or wait for, outside of the group.
    private func peers(of group: PlannedGroup, in context: NetworkContext) -> [Compose.Service] {
        let inside = Set(group.mainTasks.map(\.service.name))
        return context.peers.used(by: callers(in: group).map(\.name)).filter { peer in
            !inside.contains(peer.name) && peer.provider == nil && !peer.hasOwnMode
                && context.topology[peer.name]?.role == .main && !ports(of: peer, in: context).isEmpty
        }
    }
}
