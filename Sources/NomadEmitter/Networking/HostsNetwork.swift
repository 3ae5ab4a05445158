internal import ComposeParser

/// Names in a rendered `/etc/hosts`: needs nothing of the nodes but Consul's or Nomad's list of services.
///
/// Names resolve to nodes. A changed address restarts those that may use it: a container sees the new file only then.
/// Left out are services that wait for this one, and for images that are known to call nobody of their own accord all
/// that they do not name: the first start of a database must not be cut short because its clients come up.
struct HostsNetwork: NetworkStrategy {
    var provider: ConversionOptions.Provider
    /// The strategy in whose place this one stands, because that one needs Consul.
    var replaced: ConversionOptions.Network?

    var peersUseHostPorts: Bool { true }
    var needsKnownPorts: Bool { true }
    var reachesOtherGroups: Bool { true }
    var findsByRegistration: Bool { true }

    func diagnostics(in context: NetworkContext) -> Diagnostics {
        var diagnostics = Diagnostics()
        if let replaced {
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.strategyNeedsConsul,
                    .warning,
                    "--network \(replaced.rawValue) needs Consul; with --provider nomad names stand in rendered hosts files",
                    at: .none,
                    hint: "use --provider consul, --network docker or --layout pod"
                )
            )
        }
        // Others are told of those that they use only.
        let told = context.project.services.count { $0.hasNetwork && !$0.callsOnlyWhatItNames }
        let peers = context.project.services.count(where: \.hasNetwork)
        diagnostics.add(
            contentsOf: context.tooManyNames(told * peers, hint: "use --network dns or docker, or split the project")
        )
        return diagnostics
    }

    func obstacles(in context: NetworkContext) -> [Obstacle] {
        context.unknownPorts() + context.hostPorts(bindsUnpublished: true, isOneNode: false)
            + context.commonNames() + unresolved(in: context)
            + context.engineRouters() + context.agentPorts(resolvesByDNS: false)
    }

    private func unresolved(in context: NetworkContext) -> [Obstacle] {
        let isConsul = provider == .consul
        return context.topology.jobs.flatMap(\.groups).filter { $0.sharesNamespace && !$0.isPod }.map { group in
            Obstacle(
                .namesUnresolved,
                "those in the network of \(group.lead.name) read no hosts file",
                message: isConsul
                    ? "`\(group.lead.name)` and those in its network need Consul's DNS to find their peers: Nomad owns their hosts file"
                    : "`\(group.lead.name)` and those in its network do not find their peers by name: Nomad owns their hosts file",
                at: group.tasks.last?.service.networkMode?.range ?? group.lead.range,
                hint: isConsul
                    ? "point dns_servers to it" : "use --layout pod, --network docker or --provider consul",
                service: group.lead.name
            )
        }
    }

    func network(of group: PlannedGroup, in context: NetworkContext) -> GroupNetwork? {
        guard group.lead.hasNetwork else { return nil }
        return GroupNetwork(
            namespace: namespace(of: group),
            resolver: group.sharesNamespace && provider == .consul ? .consul : .own,
            namesLead: true
        )
    }

    func network(of task: PlannedTask, group: PlannedGroup, in context: NetworkContext) -> TaskNetwork {
        guard !group.sharesNamespace else { return .namespace }
        let service = task.service
        guard service.hasNetwork, !service.mounts("/etc/hosts") else { return .own(OwnNetwork()) }
        let file = OwnNetwork.HostsFile(
            peers: peers(of: service, in: context).map { peer in
                OwnNetwork.HostsFile.Peer(
                    names: context.peers.names(of: peer, for: service),
                    query: context.registry.query(peer.name)
                )
            },
            hostname: service.place == .host ? nil : context.names.task(service.name),
            restarts: task.role == .main && context.topology[service.name]?.type.isBatch == false
        )
        return .own(OwnNetwork(hostsFile: file))
    }

    /// The services whose addresses a service is told: those that it uses or may use, in the order of the project.
    private func peers(of service: Compose.Service, in context: NetworkContext) -> [Compose.Service] {
        let used = context.peers.used(by: service.name)
        var candidates = used
        if !service.callsOnlyWhatItNames {
            let unused = context.peers.servicesWaiting(for: service.name).subtracting(used.map(\.name))
            candidates = context.project.services.filter { !unused.contains($0.name) }
        }
        return candidates.filter { peer in
            peer.name != service.name && peer.provider == nil && peer.hasNetwork
                && context.topology[peer.name]?.role == .main
                && !context.peers.names(of: peer, for: service).isEmpty
        }
    }
}

extension Compose.Service {
    /// Whether it is an image that is known to call nobody of its own accord, with nothing that tells it to.
    fileprivate var callsOnlyWhatItNames: Bool {
        self.build == nil && self.image.map { WellKnownImage.find($0.string) != nil } == true
            && !self.volumes.contains { $0.kind == .bind } && self.configs.isEmpty
    }

    /// Whether it brings its own file for `path`.
    fileprivate func mounts(_ path: String) -> Bool { self.volumes.contains { $0.target.string == path } }
}
