internal import ComposeParser
internal import OrderedCollections

/// Puts into a job what the network strategy has decided. Source: Nomad docs, network block and docker driver.
struct NetworkTranslation {
    let plan: Plan
    let group: PlannedGroup
    /// The entries that the strategy wants in the hosts file of the group, and the services that add to it.
    private let entries: OrderedSet<Interpolated>
    private let adding: [Compose.Service]

    init(plan: Plan, group: PlannedGroup) {
        self.plan = plan
        self.group = group
        let hosts = plan.network.hosts(of: group, in: plan.context)
        entries = OrderedSet(hosts.lazy.map { Interpolated("\($0.name):\($0.address)") })
        adding = group.tasks.lazy.filter { $0.role != .beacon }.map(\.service).filter { !$0.extraHosts.isEmpty }
    }

    /// The `host:ip` entries of all tasks of a group with a network namespace, as `scope` knows the variables: they
    /// share one file, which the first task writes.
    func hosts(_ scope: String, _ found: inout JobFindings) -> [Interpolated] {
        guard !adding.isEmpty else { return entries.elements }
        var entries = entries
        for service in adding { entries.append(contentsOf: extraHosts(of: service, scope, &found)) }
        return entries.elements
    }

    // MARK: Groups

    /// The network of the group; `nil` if it has nothing to say.
    func network(_ network: GroupNetwork, _ found: inout JobFindings) -> Jobspec.Network? {
        guard let namespace = network.namespace else {
            // The resolvers come before the ports, as they are told first.
            let dns = resolvers(network.resolver, &found)
            let ports = ports(network.ports, &found)
            return ports.isEmpty && dns == nil ? nil : Jobspec.Network(ports: ports, dns: dns)
        }
        return Jobspec.Network(
            mode: namespace,
            hostname: namespaceHostname(&found) ?? (network.namesLead ? ownName(of: group.lead) : nil),
            ports: ports(network.ports, &found),
            dns: resolvers(network.resolver, &found)
        )
    }

    /// The ports of the group as its network states them.
    private func ports(_ selection: PortSelection, _ found: inout JobFindings) -> [Jobspec.Port] {
        var result: [Jobspec.Port] = []
        var used: Set<String> = []
        for task in group.mainTasks {
            let isHost = task.service.place == .host
            for port in plan.ports[task.service.name] where selection.takes(port) && used.insert(port.label).inserted {
                result.append(self.port(port, isHostNetwork: isHost, &found))
            }
        }
        return result
    }

    private func port(_ planned: PlannedPort, isHostNetwork: Bool, _ found: inout JobFindings) -> Jobspec.Port {
        var port = Jobspec.Port(label: PortLabel(sanitizing: planned.label))
        switch planned.host {
        case .fixed(let text):
            port.staticPort = Int(text.string).map { found.variables.number($0, text: text, group.lead.name) }
        case .same: port.staticPort = target(of: planned, &found)
        case .dynamic: port.staticPort = isHostNetwork ? target(of: planned, &found) : nil
        }
        if !isHostNetwork { port.to = target(of: planned, &found) }
        if let address = planned.hostIP {
            let network = HostAddress.network(address.string)
            port.hostNetwork = network.name
            found.client.require(network)
        } else if let name = planned.privateNetwork {
            port.hostNetwork = name
            found.client.require(ClientRequirements.HostNetwork(name: name, cidr: nil))
        }
        if case .inferred(let evidence) = planned.source {
            port.comment = ["Not declared: inferred from \(evidence.description)."]
        }
        return port
    }

    /// The port in the container; sidecars are told its number elsewhere as well.
    private func target(of planned: PlannedPort, _ found: inout JobFindings) -> NumberValue {
        guard let text = planned.targetText else { return .literal(planned.target) }
        if plan.network.hasSidecars {
            found.reportWrittenIn(text, "the port \(planned.target)", of: group.lead)
            return .literal(planned.target)
        }
        return found.variables.number(planned.target, text: text, group.lead.name)
    }

    private func resolvers(_ resolver: GroupNetwork.Resolver, _ found: inout JobFindings) -> Jobspec.DNSConfig? {
        switch resolver {
        case .none: nil
        case .consul: consulDNS(&found)
        case .own: ownDNS(&found)
        }
    }

    /// Consul's resolvers with the project as search domain, and what the services ask for.
    private func consulDNS(_ found: inout JobFindings) -> Jobspec.DNSConfig {
        let (service, scope) = (resolverOwner, group.lead.name)
        var servers = StringList.variable(OwnVariable.dnsServers.rawValue)
        let stated = keptResolvers(of: service, &found)
        if stated.isEmpty {
            found.ownVariables.insert(.dnsServers)
        } else {
            servers = .items(found.texts(stated, scope))
            found.report(
                .ownResolvers,
                .warning,
                "`\(service.name)` names its own resolvers: unless the first one answers .consul, the names of its peers do not resolve",
                at: stated[0].range,
                hint: "drop dns, or put a Consul resolver first",
                service: service
            )
        }
        var options = found.texts(service.dnsOpt, scope)
        // A resolver searches only the names with fewer dots than this; its own default is one.
        if plan.peers.mostDots > 0, !service.dnsOpt.contains(where: { $0.string.hasPrefix("ndots:") }) {
            options.append(Interpolated("ndots:\(min(plan.peers.mostDots + 1, 15))"))
        }
        let searches =
            [Interpolated("\(plan.names.project).service.consul")] + found.texts(service.dnsSearch, scope)
        return Jobspec.DNSConfig(
            servers: servers,
            searches: .items(searches),
            options: options.isEmpty ? nil : .items(options)
        )
    }

    /// The resolvers that the services ask for, where names do not come from a resolver.
    private func ownDNS(_ found: inout JobFindings) -> Jobspec.DNSConfig? {
        let (service, scope) = (resolverOwner, group.lead.name)
        guard service.namesResolvers else { return nil }
        let servers = keptResolvers(of: service, &found)
        if servers.isEmpty, service.dnsSearch.isEmpty, service.dnsOpt.isEmpty { return nil }
        return Jobspec.DNSConfig(
            servers: servers.isEmpty ? nil : .items(found.texts(servers, scope)),
            searches: service.dnsSearch.isEmpty ? nil : .items(found.texts(service.dnsSearch, scope)),
            options: service.dnsOpt.isEmpty ? nil : .items(found.texts(service.dnsOpt, scope))
        )
    }

    /// The resolvers of a service without those at fixed addresses of other services, which they do not have here.
    private func keptResolvers(of service: Compose.Service, _ found: inout JobFindings) -> [Compose.Text] {
        guard !plan.network.joinsDockerNetworks else { return service.dns }
        return service.dns.filter { address in
            guard let resolver = plan.peers.service(at: address.string) else { return true }
            found.report(
                .lostResolver,
                .warning,
                "`\(service.name)` asks the resolver `\(address.string)`, the fixed address of `\(resolver.name)`, which has none in Nomad: it is left out",
                at: address.range,
                hint:
                    "publish port 53 of `\(resolver.name)`, pin it to one node and name that node's address in dns, or use --network docker, which keeps the address",
                service: service
            )
            return false
        }
    }

    /// The service of the group that says something about resolvers; a group has one set of them.
    private var resolverOwner: Compose.Service {
        group.tasks.lazy.map(\.service).first(where: \.namesResolvers) ?? group.lead
    }

    /// The hostname in a network block, where Nomad takes DNS names only.
    private func namespaceHostname(_ found: inout JobFindings) -> Interpolated? {
        let owners = group.isPod ? group.tasks.map(\.service).filter { $0.hostname != nil } : [group.lead]
        guard owners.count == 1, let owner = owners.first,
            let name = hostname(of: owner, group.lead.name, &found)
        else { return nil }
        guard let literal = name.literal, !JobChecker.isDNSName(literal) else { return name }
        let labels = literal.split(at: ".").map { Names.dashed(String($0), limit: 63, fallback: "host") }
        let changed = labels.isEmpty ? "host" : labels.joined(separator: ".")
        found.report(
            .hostnameChanged,
            .note,
            "the hostname `\(literal)` of `\(owner.name)` becomes `\(changed)`",
            at: owner.hostname?.range ?? owner.range,
            hint: "Nomad takes DNS names only in a network namespace of its own",
            service: owner
        )
        return Interpolated(changed)
    }
}

extension Compose.Service {
    /// Whether it says something about resolvers.
    fileprivate var namesResolvers: Bool { !(self.dns.isEmpty && self.dnsSearch.isEmpty && self.dnsOpt.isEmpty) }
}
