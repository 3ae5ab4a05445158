internal import ComposeParser

/// Obstacles that several strategies have.
extension NetworkContext {
    /// Services with a name that peers may call, and no port that anything speaks for.
    func unknownPorts() -> [Obstacle] {
        guard let first = ports.unknown.first else { return [] }
        let names = ports.unknown.map(\.name)
        return [
            Obstacle(
                .unknownPort,
                names.count == 1
                    ? "the port of \(names[0]) is unknown" : "the ports of \(names.listed(most: 3)) are unknown",
                remedy: "`expose`",
                message:
                    "nothing says which port \(names.quoted.listed()) \(names.count == 1 ? "serves" : "serve"): peers find the name and reach no port",
                at: first.range,
                hint:
                    "add expose: [PORT] to those that peers connect to, let --images say what their images expose, or use --network container or docker",
                service: names.count == 1 ? first.name : nil,
                related: ports.unknown.dropFirst().map { .init("`\($0.name)` is here", at: $0.range) }
            )
        ]
    }

    /// Groups that ask for one host port, and instances of one group that do.
    ///
    /// - Parameters:
    ///   - bindsUnpublished: whether the node binds what the file does not publish as well.
    ///   - isOneNode: whether all runs on one node, so that more nodes are no help.
    func hostPorts(bindsUnpublished: Bool, isOneNode: Bool) -> [Obstacle] {
        let clashes = ports.clashes.map { clash in
            apart(clash) ?? shared(clash, bindsUnpublished: bindsUnpublished, isOneNode: isOneNode)
        }
        return clashes + replicas(isOneNode: isOneNode)
    }

    private func shared(_ clash: PortClash, bindsUnpublished: Bool, isOneNode: Bool) -> Obstacle {
        let names = clash.names
        let last = clash.owners[names.count - 1]
        let numbers = PortPlanner.name(of: clash.numbers)
        let needed = names.count == 2 ? "two nodes" : "\(names.count) nodes"
        return Obstacle(
            .sharedHostPort,
            "\(names.listed(most: 3)) \(names.count == 2 ? "both" : "all") serve \(PortClash.spelled(clash.numbers))",
            nodes: isOneNode ? nil : names.count,
            message:
                "\(names.quoted.listed()) \(names.count == 2 ? "both" : "all") bind host \(numbers): they need \(needed)",
            at: last.port.range,
            hint: bindsUnpublished
                ? "--network container binds no host port for what is not published"
                : "a service with network_mode: host binds all its ports",
            service: last.service.name,
            related: clash.others
        )
    }

    /// The clash of groups that must be on one node, because they share a volume that is there.
    private func apart(_ clash: PortClash) -> Obstacle? {
        for use in sharedVolumes {
            let owners = clash.owners.filter { owner in use.services.contains { $0.name == owner.service.name } }
            guard owners.count > 1 else { continue }
            let names = owners.map(\.service.name)
            return Obstacle(
                .noNodeFits,
                "\(names.listed(most: 3)) share the volume \(use.name) and serve \(PortClash.spelled(clash.numbers))",
                message:
                    "no node fits: \(names.quoted.listed()) share the volume `\(use.name)` and bind host \(PortPlanner.name(of: clash.numbers))",
                at: owners[owners.count - 1].port.range,
                hint:
                    "use --network container or docker, which bind no host port for what is not published; or storage that all nodes share",
                service: owners[owners.count - 1].service.name,
                related: clash.others
            )
        }
        return nil
    }

    /// Instances of one service that bind the same host ports.
    private func replicas(isOneNode: Bool) -> [Obstacle] {
        topology.jobs.filter(\.type.isPlaced).flatMap(\.groups)
            .compactMap { group in
                guard !group.isPod, let replicas = group.lead.deploy?.replicas ?? group.lead.scale, replicas.value > 1,
                    ports.hasFixedHostPort(group)
                else { return nil }
                let name = group.lead.name
                return Obstacle(
                    .staticPortsOfReplicas,
                    "\(replicas.value) instances of \(name) serve one port",
                    nodes: isOneNode ? nil : replicas.value,
                    message:
                        "\(replicas.value) instances of `\(name)` need as many nodes: each binds the same host ports",
                    at: replicas.range,
                    hint: ports.remedy(forFixedPortsOf: group),
                    service: name
                )
            }
    }

    /// Names that mean different services in different networks, for a resolver that knows of no networks.
    func ambiguousNames() -> [Obstacle] {
        peers.ambiguousNames.compactMap { name, owners in
            let services = owners.compactMap(service)
            guard let last = services.last else { return nil }
            let quoted = services.map(\.name).quoted
            return Obstacle(
                .ambiguousName,
                "\(name) is a name of \(services.map(\.name).listed(most: 3))",
                message:
                    "`\(name)` means \(quoted.dropLast().joined(separator: ", ")) in one network and \(quoted[quoted.count - 1]) in another: Consul's DNS gives the addresses of all",
                at: last.networks.first?.range ?? last.range,
                hint: "use names of their own, or --network hosts or docker",
                service: last.name,
                related: services.dropLast().map { .init("`\($0.name)` is here", at: $0.range) }
            )
        }
    }

    /// Names of several services, which the address of a node does not tell apart.
    func commonNames() -> [Obstacle] {
        peers.commonNames.compactMap { name, owners in
            let services = owners.compactMap(service)
            guard services.count > 1, let last = services.last else { return nil }
            return Obstacle(
                .commonName,
                "\(name) is a name of \(services.map(\.name).listed(most: 3))",
                nodes: services.count,
                message:
                    "`\(name)` means \(services.map(\.name).quoted.listed()): on one node it is one address, and the port tells which",
                at: last.networks.first?.range ?? last.range,
                hint: "use --network container or docker, where each has an address of its own",
                service: last.name
            )
        }
    }

    /// A router that asks the Docker engine, which knows the addresses of containers in Docker networks only.
    func engineRouters() -> [Obstacle] {
        let routed = project.services.filter(\.isRouted)
        return project.services.compactMap { service in
            guard let socket = service.engineSocket,
                !service.hasOwnMode, topology[service.name]?.type.isBatch == false,
                service.readsLabels, routed.contains(where: { $0.name != service.name })
            else { return nil }
            return Obstacle(
                .engineRouter,
                "\(service.name) asks the Docker engine where services are",
                message:
                    "`\(service.name)` reads labels from the Docker engine, which knows no addresses of containers outside of Docker networks",
                at: socket.range,
                hint: "use --network docker, or let it read the catalog of Consul: the labels are tags there",
                service: service.name,
                related: routed.prefix(3).map { .init("`\($0.name)` is to be found here", at: $0.range) }
            )
        }
    }

    /// Services on ports of the node that the agents there have.
    func agentPorts(resolvesByDNS: Bool) -> [Obstacle] {
        AgentPorts.obstacles(project, ports: ports, provider: provider, resolvesByDNS: resolvesByDNS)
    }

    /// A note that the strategy holds on one node, where there are several groups to meet.
    func oneNode(_ message: String, hint: String) -> Diagnostics {
        var diagnostics = Diagnostics()
        let leads = topology.jobs.flatMap(\.groups).map(\.lead)
        if leads.count > 1 || leads.contains(where: { $0.replicas > 1 }), nodes != 1, let first = leads.first {
            diagnostics.add(Diagnostic(ConversionIssue.oneNodeOnly, .note, message, at: first.range, hint: hint))
        }
        return diagnostics
    }

    /// Services that have to run on several nodes, where peers reach each other on one.
    func severalNodes(_ reason: String, hint: String) -> [Obstacle] {
        guard topology.jobs.flatMap(\.groups).count > 1 else { return [] }
        return project.services.compactMap { service in
            guard service.hasNetwork, !service.hasOwnMode, topology[service.name]?.role == .main else { return nil }
            let (range, clause): (SourceRange, String)
            if service.deploy?.mode?.string == "global" {
                let meets =
                    peers.used(by: service.name).contains { $0.name != service.name }
                    || peers.users(of: service.name).contains { $0.name != service.name }
                guard meets, nodes != 1 else { return nil }
                (range, clause) = (service.deploy?.mode?.range ?? service.range, "runs on every node")
            } else if let limit = service.deploy?.maxReplicasPerNode, limit.value > 0, service.replicas > limit.value {
                (range, clause) = (limit.text.range, "must not run on one node alone")
            } else {
                return nil
            }
            return Obstacle(
                .oneNodeOnly,
                "\(service.name) \(clause)",
                message: "\(reason), and `\(service.name)` \(clause)",
                at: range,
                hint: hint,
                service: service.name
            )
        }
    }
}

extension Compose.Service {
    /// Whether it is known as a router, or told to ask the Docker engine.
    fileprivate var readsLabels: Bool {
        let words =
            (self.command ?? []).map(\.string) + (self.entrypoint ?? []).map(\.string)
            + self.environment.map { "\($0.key)=\($0.value?.string ?? "")" }
        if words.contains(where: { ASCIIBytes.lowercased($0).contains("providers.docker") }) { return true }
        guard let image = self.image?.string else { return false }
        let name = image.split(at: "/").last?.split(at: ":").first.map(String.init) ?? ""
        return name.hasPrefix("traefik") || name == "nginx-proxy" || name == "caddy-docker-proxy"
    }
}
