internal import ComposeParser

/// The layout `pod`: the services of one group reach each other on 127.0.0.1, under all their names.
///
/// Groups outside of the pod, such as system jobs, follow the strategy that `--network` names.
struct PodNetwork: NetworkStrategy {
    /// The strategy of what is outside of the pod.
    var base: any NetworkStrategy

    /// What runs outside finds the services of the pod at the address of their node.
    var peersUseHostPorts: Bool { base.peersUseHostPorts || base.resolvesByDNS }
    var needsKnownPorts: Bool { false }
    var namesEachService: Bool { base.namesEachService }
    var hasSidecars: Bool { base.hasSidecars }
    var findsByRegistration: Bool { base.findsByRegistration }

    func registersAtGroup(_ group: PlannedGroup) -> Bool { !group.isPod && base.registersAtGroup(group) }

    func registersContainers(_ group: PlannedGroup) -> Bool { !group.isPod && base.registersContainers(group) }

    func accepts(_ kind: Jobspec.Check.Kind, onMainPort: Bool, in group: PlannedGroup) -> Bool {
        group.isPod || base.accepts(kind, onMainPort: onMainPort, in: group)
    }

    func isOnNode(_ port: PlannedPort, in group: PlannedGroup) -> Bool {
        group.isPod || base.isOnNode(port, in: group)
    }

    func joinsLead(_ task: PlannedTask, of group: PlannedGroup) -> Bool {
        !group.isPod && base.joinsLead(task, of: group)
    }

    func namespace(of group: PlannedGroup) -> Jobspec.Network.Mode? {
        group.isPod ? .bridge : base.namespace(of: group)
    }

    var needsOneNode: Bool { base.needsOneNode }

    /// What is outside of the pod is bound by the strategy that it follows; inside of it ports are known on 127.0.0.1.
    func obstacles(in context: NetworkContext) -> [Obstacle] {
        guard context.topology.jobs.contains(where: { $0.groups.contains { !$0.isPod } }) else {
            return context.hostPorts(bindsUnpublished: peersUseHostPorts, isOneNode: false)
                + context.agentPorts(resolvesByDNS: false)
        }
        return base.obstacles(in: context)
    }

    func diagnostics(in context: NetworkContext) -> Diagnostics {
        let groups = context.topology.jobs.flatMap(\.groups)
        var diagnostics = groups.contains { !$0.isPod } ? base.diagnostics(in: context) : Diagnostics()
        for task in groups.first(where: \.isPod)?.tasks ?? [] where task.role != .beacon {
            let service = task.service
            guard service.replicas > 1 else { continue }
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.podReplicas,
                    .warning,
                    "\(service.replicas) instances of `\(service.name)` become one: a pod has one of each",
                    at: (service.deploy?.replicas ?? service.scale)?.range ?? service.range,
                    hint: "use --layout project",
                    service: service.name
                )
            )
        }
        let outside = groups.filter { !$0.isPod }.flatMap(\.tasks).filter { $0.role != .beacon }.map(\.service)
        let pod = context.topology.pod
        let (inPod, inOthers) = (Set(pod.map(\.name)), Set(outside.map(\.name)))
        for service in outside where service.hasNetwork && !service.hasOwnMode && !base.reachesOtherGroups {
            for peer in peers(of: service, among: inPod, in: context) {
                diagnostics.add(
                    outsider(
                        "`\(service.name)` runs outside of the pod and does not find `\(peer.name)` by name",
                        hint: "use --network dns or hosts, or --layout project",
                        service
                    )
                )
            }
        }
        for service in pod where !base.resolvesByDNS {
            for peer in peers(of: service, among: inOthers, in: context) {
                diagnostics.add(
                    outsider(
                        "`\(peer.name)` runs outside of the pod, where `\(service.name)` does not find it by name",
                        hint: "use --network dns, or --layout project",
                        service
                    )
                )
            }
        }
        return diagnostics
    }

    private func outsider(_ message: String, hint: String, _ service: Compose.Service) -> Diagnostic {
        Diagnostic(ConversionIssue.podOutsider, .warning, message, at: service.range, hint: hint, service: service.name)
    }

    /// The peers that a service connects to.
    private func peers(of service: Compose.Service, among names: Set<String>, in context: NetworkContext)
        -> [Compose.Service]
    {
        context.peers.used(by: service.name).filter { peer in
            peer.name != service.name && names.contains(peer.name) && context.topology[peer.name]?.role == .main
                && !peer.hasOwnMode
        }
    }

    func networksToCreate(in context: NetworkContext) -> [ClientRequirements.DockerNetwork] {
        context.topology.jobs.contains { $0.groups.contains { !$0.isPod } } ? base.networksToCreate(in: context) : []
    }

    func network(of group: PlannedGroup, in context: NetworkContext) -> GroupNetwork? {
        guard group.isPod else { return base.network(of: group, in: context) }
        let inside = Set(group.tasks.map(\.service.name))
        let needsDNS =
            base.resolvesByDNS
            && group.tasks.contains { task in
                context.peers.used(by: task.service.name).contains {
                    !inside.contains($0.name) && $0.provider == nil
                }
            }
        return GroupNetwork(namespace: namespace(of: group), resolver: needsDNS ? .consul : .own)
    }

    func network(of task: PlannedTask, group: PlannedGroup, in context: NetworkContext) -> TaskNetwork {
        group.isPod ? .namespace : base.network(of: task, group: group, in: context)
    }

    func hosts(of group: PlannedGroup, in context: NetworkContext) -> [HostEntry] {
        guard group.isPod else { return base.hosts(of: group, in: context) }
        return HostEntry.lines(context.topology.pod.map { (context.peers.allNames(of: $0), "127.0.0.1") })
    }

    func registrations(
        _ registration: Jobspec.Service,
        of task: PlannedTask,
        port: PlannedPort?,
        group: PlannedGroup,
        in context: NetworkContext
    ) -> [Jobspec.Service] {
        group.isPod
            ? [registration] : base.registrations(registration, of: task, port: port, group: group, in: context)
    }

    func merging(_ registrations: [Jobspec.Service]) -> [Jobspec.Service] { base.merging(registrations) }

    func sidecars(of group: PlannedGroup, in context: NetworkContext) -> Sidecars? {
        group.isPod ? nil : base.sidecars(of: group, in: context)
    }
}
