internal import ComposeParser

extension Translation {
    /// The ports of a group as its network states them.
    mutating func ports(of group: PlannedGroup, where isWanted: (PlannedPort) -> Bool = { _ in true }) -> [Jobspec.Port]
    {
        var result: [Jobspec.Port] = []
        var used: Set<String> = []
        for task in group.mainTasks {
            let isHost = task.service.place == .host
            for port in ports[task.service.name] ?? [] where isWanted(port) && used.insert(port.label).inserted {
                result.append(self.port(port, isHostNetwork: isHost))
            }
        }
        return result
    }

    /// One port. Source: Nomad docs, network block.
    private mutating func port(_ planned: PlannedPort, isHostNetwork: Bool) -> Jobspec.Port {
        var port = Jobspec.Port(label: PortLabel(sanitizing: planned.label))
        switch planned.host {
        case .fixed(let text): port.staticPort = Int(text.string).map { variables.number($0, text: text) }
        case .same: port.staticPort = .literal(planned.target)
        case .dynamic: port.staticPort = isHostNetwork ? .literal(planned.target) : nil
        }
        if !isHostNetwork { port.to = .literal(planned.target) }
        if let address = planned.hostIP {
            let network = HostAddress.network(address.string)
            port.hostNetwork = network.name
            client.require(network)
        }
        if case .inferred(let evidence) = planned.source {
            port.comment = ["Not declared: inferred from \(evidence.description)."]
        }
        return port
    }

    /// The labels that the docker driver publishes for a task outside of a network namespace of its group.
    func publishedLabels(of service: Service, where isWanted: (PlannedPort) -> Bool = { _ in true }) -> [PortLabel] {
        var labels: [PortLabel] = []
        for port in ports[service.name] ?? [] where isWanted(port) {
            let label = PortLabel(sanitizing: port.label)
            if !labels.contains(label) { labels.append(label) }
        }
        return labels
    }

    /// The resolvers of a group: Consul's with the project as search domain, and what the service asks for.
    mutating func consulDNS(of group: PlannedGroup) -> Jobspec.DNSConfig {
        let service = resolverOwner(of: group)
        var servers = StringList.variable(OwnVariable.dnsServers.rawValue)
        if service.dns.isEmpty {
            ownVariables.insert(.dnsServers)
        } else {
            servers = .items(texts(service.dns))
            report(
                .ownResolvers,
                .warning,
                "\"\(service.name)\" names its own resolvers: unless the first one answers .consul, the names of its peers do not resolve",
                at: service.dns[0].range,
                hint: "drop dns, or put a Consul resolver first",
                service: service
            )
        }
        let searches = [Interpolated("\(names.project).service.consul")] + texts(service.dnsSearch)
        return Jobspec.DNSConfig(
            servers: servers,
            searches: .items(searches),
            options: service.dnsOpt.isEmpty ? nil : .items(texts(service.dnsOpt))
        )
    }

    /// The resolvers that the service asks for, where names do not come from a resolver.
    mutating func ownDNS(of group: PlannedGroup) -> Jobspec.DNSConfig? {
        let service = resolverOwner(of: group)
        guard !(service.dns.isEmpty && service.dnsSearch.isEmpty && service.dnsOpt.isEmpty) else { return nil }
        return Jobspec.DNSConfig(
            servers: service.dns.isEmpty ? nil : .items(texts(service.dns)),
            searches: service.dnsSearch.isEmpty ? nil : .items(texts(service.dnsSearch)),
            options: service.dnsOpt.isEmpty ? nil : .items(texts(service.dnsOpt))
        )
    }

    /// The service of a group that says something about resolvers; a group has one set of them.
    private func resolverOwner(of group: PlannedGroup) -> Service {
        group.tasks.lazy.map(\.service).first { !($0.dns.isEmpty && $0.dnsSearch.isEmpty && $0.dnsOpt.isEmpty) }
            ?? group.lead
    }

    /// The name of the container: `hostname`, with `domainname` behind it.
    mutating func hostname(of service: Service) -> Interpolated? {
        guard let domain = service.domainname else { return service.hostname.map { text($0) } }
        return (service.hostname.map { text($0) } ?? Interpolated(service.name)) + "." + text(domain)
    }

    /// The hostname in a network block, where Nomad takes DNS names only.
    mutating func namespaceHostname(of group: PlannedGroup) -> Interpolated? {
        let owners = group.isPod ? group.tasks.map(\.service).filter { $0.hostname != nil } : [group.lead]
        guard owners.count == 1, let owner = owners.first, let name = hostname(of: owner) else { return nil }
        guard let literal = name.literal, !JobChecker.isDNSName(literal) else { return name }
        let labels = literal.split(separator: ".").map { Names.sanitize(String($0), limit: 63, fallback: "host") }
        let changed = labels.isEmpty ? "host" : labels.joined(separator: ".")
        report(
            .hostnameChanged,
            .note,
            "the hostname \"\(literal)\" of \"\(owner.name)\" becomes \"\(changed)\"",
            at: owner.hostname?.range ?? owner.range,
            hint: "Nomad takes DNS names only in a network namespace of its own",
            service: owner
        )
        return Interpolated(changed)
    }

    /// `host:ip` entries.
    mutating func extraHosts(of service: Service) -> [Interpolated] {
        service.extraHosts.compactMap { pair in
            pair.value.map { Interpolated("\(pair.key):") + text($0) }
        }
    }

    /// The `host:ip` entries of all tasks of a group with a network namespace: they share one file, which the first
    /// task writes. Docker does not know the gateway there; the node's own address stands for it.
    mutating func sharedHosts(of group: PlannedGroup, names: [(name: String, address: String)] = []) -> [Interpolated] {
        var entries = names.map { Interpolated("\($0.name):\($0.address)") }
        for task in group.tasks where task.role != .beacon {
            for pair in task.service.extraHosts {
                guard let value = pair.value else { continue }
                let entry =
                    Interpolated("\(pair.key):")
                    + (value.string == "host-gateway" ? .runtime("attr.unique.network.ip-address") : text(value))
                if !entries.contains(entry) { entries.append(entry) }
            }
        }
        return entries
    }

    /// All names of a service, its own first.
    func allNames(of service: Service) -> [String] {
        [service.name] + hosts.names(of: service.name)
    }

    /// The network of a group outside of any namespace: ports, and the resolvers that the service asks for.
    mutating func plainNetwork(
        of group: PlannedGroup,
        dns: Jobspec.DNSConfig?,
        where isWanted: (PlannedPort) -> Bool = { _ in true }
    ) -> Jobspec.Network? {
        let ports = ports(of: group, where: isWanted)
        guard !ports.isEmpty || dns != nil else { return nil }
        return Jobspec.Network(ports: ports, dns: dns)
    }

    /// Sets what a service with a network of its own needs, or one on Docker's own bridge: mode, name, ports, hosts.
    mutating func configurePlain(
        _ task: inout Jobspec.Task,
        planned: PlannedTask,
        where isPublished: (PlannedPort) -> Bool = { _ in true }
    ) {
        let service = planned.service
        switch service.place {
        case .host, .none:
            task.config.networkMode = service.networkMode.map { text($0) }
            task.config.hostname = hostname(of: service)
            task.config.extraHosts = extraHosts(of: service)
        case .container:
            task.config.networkMode = service.networkMode.map { text($0) }
            task.config.macAddress = nil
        case .named, .project, .service:
            if service.place == .named { task.config.networkMode = service.networkMode.map { text($0) } }
            task.config.hostname = hostname(of: service)
            task.config.extraHosts = extraHosts(of: service)
            if planned.role == .main { task.config.ports = publishedLabels(of: service, where: isPublished) }
        }
    }

    /// Sets what a task in the network namespace of its group needs. Docker ignores or refuses the rest there.
    mutating func configureShared(_ task: inout Jobspec.Task, hosts: [Interpolated]) {
        task.config.macAddress = nil
        task.config.extraHosts = hosts
    }
}
