internal import ComposeParser

/// The layout `pod`: the services of one group reach each other on 127.0.0.1, under all their names.
///
/// Groups outside of the pod, such as system jobs, follow the strategy that `--network` names.
struct PodNetwork: NetworkStrategy {
    /// The strategy of what is outside of the pod.
    var base: any NetworkStrategy

    var peersUseHostPorts: Bool { base.peersUseHostPorts || base is ContainerNetwork }
    var needsKnownPorts: Bool { false }
    var namesEachService: Bool { base.namesEachService }

    func registersAtGroup(_ group: PlannedGroup) -> Bool { !group.isPod && base.registersAtGroup(group) }

    func registersContainers(_ group: PlannedGroup) -> Bool { !group.isPod && base.registersContainers(group) }

    func accepts(_ kind: Jobspec.Check.Kind, onMainPort: Bool, in group: PlannedGroup) -> Bool {
        group.isPod || base.accepts(kind, onMainPort: onMainPort, in: group)
    }

    func isOnNode(_ port: PlannedPort, in group: PlannedGroup) -> Bool {
        group.isPod || base.isOnNode(port, in: group)
    }

    func diagnose(in translation: inout Translation) {
        if translation.topology.jobs.flatMap(\.groups).contains(where: { !$0.isPod }) {
            base.diagnose(in: &translation)
        }
        let groups = translation.topology.jobs.flatMap(\.groups)
        for task in groups.first(where: \.isPod)?.tasks ?? [] where task.role != .beacon {
            let service = task.service
            guard service.replicas > 1 else { continue }
            translation.report(
                .podReplicas,
                .warning,
                "\(service.replicas) instances of \"\(service.name)\" become one: a pod has one of each",
                at: (service.deploy?.replicas ?? service.scale)?.range ?? service.range,
                hint: "use --layout project",
                service: service
            )
        }
        let outside = groups.filter { !$0.isPod }.flatMap(\.tasks).filter { $0.role != .beacon }.map(\.service)
        let pod = translation.topology.pod
        for service in outside where service.hasNetwork && !service.hasOwnMode {
            for peer in project(pod, of: service, in: translation) where !reachesPod {
                translation.report(
                    .podOutsider,
                    .warning,
                    "\"\(service.name)\" runs outside of the pod and does not find \"\(peer.name)\" by name",
                    at: service.range,
                    hint: "use --network dns or hosts, or --layout project",
                    service: service
                )
            }
        }
        let isDNS = base is DNSNetwork || base is ContainerNetwork
        for service in pod where !isDNS {
            for peer in project(outside, of: service, in: translation) {
                translation.report(
                    .podOutsider,
                    .warning,
                    "\"\(peer.name)\" runs outside of the pod, where \"\(service.name)\" does not find it by name",
                    at: service.range,
                    hint: "use --network dns, or --layout project",
                    service: service
                )
            }
        }
    }

    /// Whether what is outside finds the services of the pod by name.
    private var reachesPod: Bool { base is DNSNetwork || base is HostsNetwork || base is ContainerNetwork }

    /// The peers that a service connects to.
    private func project(_ peers: [Service], of service: Service, in translation: Translation) -> [Service] {
        peers.filter { peer in
            peer.name != service.name && translation.topology[peer.name]?.role == .main
                && !peer.hasOwnMode && translation.names(peer, by: service)
        }
    }

    func network(of group: PlannedGroup, in translation: inout Translation) -> Jobspec.Network? {
        guard group.isPod else { return base.network(of: group, in: &translation) }
        let isDNS = base is DNSNetwork || base is ContainerNetwork
        let inside = Set(group.tasks.map(\.service.name))
        let needsDNS =
            isDNS
            && group.tasks.contains { task in
                translation.project.services.contains { peer in
                    !inside.contains(peer.name) && peer.provider == nil && translation.names(peer, by: task.service)
                }
            }
        return Jobspec.Network(
            mode: .bridge,
            hostname: translation.namespaceHostname(of: group),
            ports: translation.ports(of: group),
            dns: needsDNS ? translation.consulDNS(of: group) : translation.ownDNS(of: group)
        )
    }

    func configure(
        _ task: inout Jobspec.Task,
        planned: PlannedTask,
        group: PlannedGroup,
        in translation: inout Translation
    ) {
        guard group.isPod else {
            base.configure(&task, planned: planned, group: group, in: &translation)
            return
        }
        var names: [(name: String, address: String)] = []
        for service in translation.topology.pod {
            for name in translation.allNames(of: service) where !names.contains(where: { $0.name == name }) {
                names.append((name, "127.0.0.1"))
            }
        }
        translation.configureShared(&task, hosts: translation.sharedHosts(of: group, names: names))
    }

    func registrations(
        _ registration: Jobspec.Service,
        of planned: PlannedTask,
        port: PlannedPort?,
        group: PlannedGroup,
        in translation: inout Translation
    ) -> [Jobspec.Service] {
        group.isPod
            ? [registration]
            : base.registrations(registration, of: planned, port: port, group: group, in: &translation)
    }

    func finish(_ group: inout Jobspec.Group, planned: PlannedGroup, in translation: inout Translation) {
        if !planned.isPod { base.finish(&group, planned: planned, in: &translation) }
    }
}
