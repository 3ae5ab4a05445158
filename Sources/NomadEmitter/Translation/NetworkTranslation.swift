internal import ComposeParser

/// Puts into a job what the network strategy has decided. Source: Nomad docs, network block and docker driver.
struct NetworkTranslation {
    let plan: Plan
    let group: PlannedGroup

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
                "\"\(service.name)\" names its own resolvers: unless the first one answers .consul, the names of its peers do not resolve",
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
            let resolver = plan.project.services.first { other in
                other.networks.contains {
                    $0.ipv4Address?.string == address.string || $0.ipv6Address?.string == address.string
                }
            }
            guard let resolver else { return true }
            found.report(
                .lostResolver,
                .warning,
                "\"\(service.name)\" asks the resolver \(address.string), the fixed address of \"\(resolver.name)\", which has none in Nomad: it is left out",
                at: address.range,
                hint:
                    "publish port 53 of \"\(resolver.name)\", pin it to one node and name that node's address in dns, or use --network docker, which keeps the address",
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
        let labels = literal.split(separator: ".").map { Names.dashed(String($0), limit: 63, fallback: "host") }
        let changed = labels.isEmpty ? "host" : labels.joined(separator: ".")
        found.report(
            .hostnameChanged,
            .note,
            "the hostname \"\(literal)\" of \"\(owner.name)\" becomes \"\(changed)\"",
            at: owner.hostname?.range ?? owner.range,
            hint: "Nomad takes DNS names only in a network namespace of its own",
            service: owner
        )
        return Interpolated(changed)
    }

    // MARK: Tasks

    /// Puts the network of a task into its config and templates.
    func apply(
        _ network: TaskNetwork,
        to result: inout Jobspec.Task,
        _ task: PlannedTask,
        _ found: inout JobFindings
    ) {
        switch network {
        case .namespace(let entries):
            // Docker ignores or refuses the rest there.
            result.config.macAddress = nil
            result.config.extraHosts = hosts(entries, task.service.name, &found)
        case .container(let other, let service):
            // Docker names a container after its task and allocation.
            result.config.networkMode = Interpolated("container:\(other)-") + .runtime("NOMAD_ALLOC_ID")
            result.config.macAddress = nil
            if !group.tasks.contains(where: { $0.startsEarly && $0.service.name == service }) {
                result.lifecycle = Jobspec.Lifecycle(hook: .poststart, sidecar: true)
            }
            result.comment.append("Joins the network of \(service), so it starts after it.")
        case .own(let own):
            applyPlain(own.ports, to: &result.config, task, &found)
            if let attachment = own.attachment { apply(attachment, to: &result.config, task.service, &found) }
            if let file = own.hostsFile { apply(file, to: &result, task.service, &found) }
        }
    }

    /// The `host:ip` entries of all tasks of a group with a network namespace: they share one file, which the first
    /// task writes.
    func hosts(_ known: [HostEntry], _ scope: String, _ found: inout JobFindings) -> [Interpolated] {
        var entries = known.map { Interpolated("\($0.name):\($0.address)") }
        for task in group.tasks where task.role != .beacon {
            for entry in extraHosts(of: task.service, scope, &found) where !entries.contains(entry) {
                entries.append(entry)
            }
        }
        return entries
    }

    /// What a service adds to its hosts file. Published ports are bound on the node's own address, not on Docker's
    /// bridge, so the gateway is that address.
    private func extraHosts(of service: Compose.Service, _ scope: String, _ found: inout JobFindings) -> [Interpolated]
    {
        service.extraHosts.compactMap { pair in
            guard let value = pair.value else { return nil }
            let address: Interpolated =
                HostAddress.isGateway(value.string)
                ? .runtime("attr.unique.network.ip-address") : found.text(value, scope)
            return Interpolated("\(pair.key):") + address
        }
    }

    /// What a service with a network of its own needs, or one on Docker's own bridge: mode, name, ports, hosts.
    private func applyPlain(
        _ ports: PortSelection,
        to config: inout DockerConfig,
        _ task: PlannedTask,
        _ found: inout JobFindings
    ) {
        let service = task.service
        let place = service.place
        switch place {
        case .host, .none, .container, .named:
            config.networkMode = service.networkMode.map { found.text($0, service.name) }
        case .project, .service: break
        }
        if place == .container {
            config.macAddress = nil
            return
        }
        config.hostname = hostname(of: service, service.name, &found) ?? ownName(of: service)
        config.extraHosts = extraHosts(of: service, service.name, &found)
        if task.role == .main, place != .host, place != .none {
            config.ports = plan.ports.labels(of: service, ports)
        }
    }

    private func apply(
        _ attachment: OwnNetwork.Attachment,
        to config: inout DockerConfig,
        _ service: Compose.Service,
        _ found: inout JobFindings
    ) {
        for label in attachment.ports where !config.ports.contains(label) { config.ports.append(label) }
        config.dnsServers = found.texts(service.dns, service.name)
        config.dnsSearchDomains = found.texts(service.dnsSearch, service.name)
        config.dnsOptions = found.texts(service.dnsOpt, service.name)
        config.networkMode = found.text(attachment.network, service.name)
        config.networkAliases = attachment.aliases.map { Interpolated($0) }
        config.ipv4Address = attachment.ipv4.map { found.text($0, service.name) }
        config.ipv6Address = attachment.ipv6.map { found.text($0, service.name) }
        if let address = attachment.macAddress { config.macAddress = found.text(address, service.name) }
    }

    /// The file replaces Docker's own, which knows the container's name and the extra hosts.
    private func apply(
        _ file: OwnNetwork.HostsFile,
        to result: inout Jobspec.Task,
        _ service: Compose.Service,
        _ found: inout JobFindings
    ) {
        result.config.extraHosts = []
        var name = Interpolated("{{ env \"attr.unique.hostname\" }}")
        if let fallback = file.hostname {
            name = hostname(of: service, service.name, &found) ?? "\(fallback)"
            result.config.hostname = name
        }
        result.templates.append(
            Jobspec.Template(
                destination: "local/hosts",
                changeMode: file.restarts ? .restart : .noop,
                content: .data(content(of: file, hostname: name, service, &found)),
                // Peers that come up one after the other are one change.
                wait: file.peers.isEmpty ? nil : Jobspec.Template.Wait(min: .seconds(5), max: .seconds(30)),
                comment: ["The names of the peers, at the addresses of their nodes."]
            )
        )
        if !file.peers.isEmpty { found.client.require(watchOf: plan.options.provider == .consul ? .consul : .nomad) }
        result.config.volumes.append("local/hosts:/etc/hosts")
    }

    /// The template of a service's `/etc/hosts`.
    private func content(
        of file: OwnNetwork.HostsFile,
        hostname: Interpolated,
        _ service: Compose.Service,
        _ found: inout JobFindings
    ) -> Interpolated {
        var own = plan.peers.allNames(of: service).filter { hostname.literal != $0 }
        if let name = hostname.literal, let short = name.split(separator: ".").first, short.count < name.count {
            let short = String(short)
            if !own.contains(short) { own.append(short) }
        }
        var data = Interpolated("127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n127.0.0.1 ")
        data += hostname
        if !own.isEmpty { data += Interpolated(" \(own.joined(separator: " "))") }
        data += "\n"
        for peer in file.peers {
            let names = peer.names.joined(separator: " ")
            data += Interpolated("{{- range \(peer.query) }}\n{{ .Address }} \(names)\n{{- end }}\n")
        }
        for pair in service.extraHosts {
            guard let value = pair.value else { continue }
            data +=
                HostAddress.isGateway(value.string)
                ? "{{ env \"attr.unique.network.ip-address\" }}" : found.text(value, service.name)
            data += Interpolated(" \(pair.key)\n")
        }
        return data
    }

    /// The service's own name, so that its container finds itself by it; not where others have the name as well, or
    /// where Docker or Nomad takes no hostname.
    private func ownName(of service: Compose.Service) -> Interpolated? {
        let isOne = service.replicas == 1 && service.deploy?.mode?.string != "global"
        guard isOne, service.uts == nil, JobChecker.isDNSName(service.name), service.name.utf8.count <= 63 else {
            return nil
        }
        switch service.place {
        case .project, .named: return Interpolated(service.name)
        case .host, .none, .container, .service: return nil
        }
    }

    /// The name of the container: `hostname`, with `domainname` behind it.
    private func hostname(of service: Compose.Service, _ scope: String, _ found: inout JobFindings) -> Interpolated? {
        guard let domain = service.domainname else { return service.hostname.map { found.text($0, scope) } }
        let name = service.hostname.map { found.text($0, scope) } ?? Interpolated(service.name)
        return name + "." + found.text(domain, scope)
    }
}

extension Compose.Service {
    /// Whether it says something about resolvers.
    fileprivate var namesResolvers: Bool { !(dns.isEmpty && dnsSearch.isEmpty && dnsOpt.isEmpty) }
}
