internal import ComposeParser

/// How services find each other: what differs between the values of `--network`.
protocol NetworkStrategy: Sendable {
    /// Whether names resolve to the node, so that a peer needs the container's port number there.
    var peersUseHostPorts: Bool { get }

    /// Whether services are registered at the group, as addresses of the allocation need.
    var registersAtGroup: Bool { get }

    /// The network of a group.
    func network(of group: PlannedGroup, in translation: inout Translation) -> Jobspec.Network?

    /// Adds to a task what makes names resolve: ports, hostname, hosts entries, aliases.
    func configure(
        _ task: inout Jobspec.Task,
        planned: PlannedTask,
        group: PlannedGroup,
        in translation: inout Translation
    )

    /// Completes a registration with the address that peers are given.
    func address(
        _ registration: inout Jobspec.Service,
        of service: Service,
        port: PlannedPort?,
        in translation: inout Translation
    )

    /// The condition of a gate: the service called `name` is registered, and passes its checks if `healthy`.
    func gateCondition(for name: String, healthy: Bool, in translation: Translation) -> String
}

extension ConversionOptions {
    /// The strategy that the options ask for.
    var strategy: any NetworkStrategy {
        switch network {
        case .dns, .container, .hosts, .docker, .mesh: DNSNetwork()
        }
    }
}

extension NetworkStrategy {
    var registersAtGroup: Bool { false }

    func address(
        _ registration: inout Jobspec.Service,
        of service: Service,
        port: PlannedPort?,
        in translation: inout Translation
    ) {}

    func gateCondition(for name: String, healthy: Bool, in translation: Translation) -> String {
        switch translation.options.provider {
        case .consul: "service \"\(name).\(translation.names.project)|\(healthy ? "passing" : "any")\""
        case .nomad: "nomadService \"\(translation.serviceName(of: name))\""
        }
    }
}

extension Translation {
    /// The ports of a group as its network states them.
    mutating func ports(of group: PlannedGroup) -> [Jobspec.Port] {
        var result: [Jobspec.Port] = []
        var used: Set<String> = []
        for task in group.mainTasks {
            let isHost = task.service.networkMode?.string == "host"
            for port in ports[task.service.name] ?? [] where used.insert(port.label).inserted {
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

    /// The resolvers of a group: Consul's with the project as search domain, and what the service asks for.
    mutating func dns(of group: PlannedGroup) -> Jobspec.DNSConfig {
        let service = group.lead
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

    /// The name of the container: `hostname`, with `domainname` behind it.
    mutating func hostname(of service: Service) -> Interpolated? {
        guard let domain = service.domainname else { return service.hostname.map { text($0) } }
        return (service.hostname.map { text($0) } ?? Interpolated(service.name)) + "." + text(domain)
    }

    /// `host:ip` entries.
    mutating func extraHosts(of service: Service) -> [Interpolated] {
        service.extraHosts.compactMap { pair in
            pair.value.map { Interpolated("\(pair.key):") + text($0) }
        }
    }
}
