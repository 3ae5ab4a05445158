internal import ComposeParser
internal import OrderedCollections

extension Translation {
    /// The service that makes a task known by name. Source: Nomad docs, service block.
    ///
    /// One registration on the main port: names resolve to addresses, whatever the port.
    mutating func registrations(
        of planned: PlannedTask,
        group: PlannedGroup,
        job: PlannedJob
    ) -> [Jobspec.Service] {
        let service = planned.service
        let ports = self.ports[service.name] ?? []
        let main = mainPort(of: service)
        let checks = checks(of: service, ports: ports, main: main, group: group)
        let isNamed =
            !mentions[service.name].allSatisfy { $0.by == service.name }
            || graph.dependents(of: service.name).contains { $0.condition != .completedSuccessfully }
        guard main != nil || isNamed || !checks.isEmpty else { return [] }
        let registration = Jobspec.Service(
            name: ServiceName(sanitizing: serviceName(of: service.name)),
            tags: tags(of: service),
            port: main.map { .label(PortLabel(sanitizing: $0.label)) },
            provider: options.provider == .nomad ? .nomad : nil,
            checks: checks
        )
        return network.registrations(registration, of: planned, port: main, group: group, in: &self)
    }

    /// A registration that says no more than that a task runs, or has run: others wait for it.
    func marker(_ name: String) -> Jobspec.Service {
        Jobspec.Service(
            name: ServiceName(sanitizing: serviceName(of: name)),
            tags: options.provider == .consul ? [Interpolated(name)] : [],
            provider: options.provider == .nomad ? .nomad : nil
        )
    }

    /// The name that a service is registered by: the project's in Consul's DNS, one of its own in Nomad, which has no
    /// tags to ask for, and in the mesh, which knows names only.
    func serviceName(of service: String) -> String {
        guard options.provider == .nomad || network.namesEachService else { return names.project }
        return "\(names.project)-\(Names.sanitize(service, limit: 40, fallback: "service"))"
    }

    /// The port that a service is registered with: the first one declared, published ones and tcp before others.
    func mainPort(of service: Service) -> PlannedPort? {
        let ports = self.ports[service.name] ?? []
        if let chosen = service.chosenPort, let port = ports.first(where: { $0.target == chosen && !$0.isUDP }) {
            return port
        }
        return ports.first { $0.isDeclared && !$0.isUDP && !isLoopback($0) } ?? ports.first {
            !$0.isUDP && !isLoopback($0)
        }
            ?? ports.first
    }

    private func isLoopback(_ port: PlannedPort) -> Bool {
        port.hostIP.map { HostAddress.isLoopback($0.string) } ?? false
    }

    /// The names that peers use, then what routers read.
    private mutating func tags(of service: Service) -> [Interpolated] {
        var tags: [Interpolated] = []
        func add(_ tag: Interpolated) { if !tags.contains(tag) { tags.append(tag) } }
        if options.provider == .consul {
            add(Interpolated(service.name))
            for name in hosts.names(of: service.name) { add(Interpolated(name)) }
        }
        for port in service.ports {
            if let hint = port.appProtocol { add(text(hint)) }
        }
        for pair in service.labels + (service.deploy?.labels ?? []) {
            if pair.key.hasPrefix("traefik.") {
                add(Interpolated("\(pair.key)=") + (pair.value.map { text($0) } ?? ""))
            } else if pair.key.hasPrefix("urlprefix-") {
                add(Interpolated(pair.key) + (pair.value.map { $0.string.isEmpty ? "" : "=" + text($0) } ?? ""))
            }
        }
        return tags
    }

    /// The healthcheck, or a tcp check of a declared port. Source: Nomad docs, check block.
    private mutating func checks(
        of service: Service,
        ports: [PlannedPort],
        main: PlannedPort?,
        group: PlannedGroup
    ) -> [Jobspec.Check] {
        if let health = service.healthcheck {
            if health.isDisabled { return [] }
            if !health.test.isEmpty {
                return healthCheck(health, of: service, ports: ports, main: main, group: group).map { [$0] } ?? []
            }
        }
        guard let main, main.isDeclared, !main.isUDP, network.accepts(.tcp, onMainPort: true, in: group),
            canCheck(main, in: group)
        else { return [] }
        return [
            Jobspec.Check(
                kind: .tcp,
                interval: .seconds(10),
                timeout: .seconds(3)
            )
        ]
    }

    private mutating func healthCheck(
        _ health: Healthcheck,
        of service: Service,
        ports: [PlannedPort],
        main: PlannedPort?,
        group: PlannedGroup
    ) -> Jobspec.Check? {
        let probe = HealthProbe(health.test)
        let registersContainers = network.registersContainers(group)
        func label(_ target: Int) -> PlannedPort? {
            ports.first {
                $0.target == target && !$0.isUDP && (registersContainers || !isLoopback($0)) && canCheck($0, in: group)
            }
        }
        var check: Jobspec.Check?
        switch probe {
        case .http(let request):
            guard let port = label(request.port) else { break }
            var http = Jobspec.Check.HTTP(path: Interpolated(request.path), isTLS: request.isTLS)
            http.skipVerify = request.skipVerify ? true : nil
            http.method = request.method
            for name in request.headers.keys.sorted() {
                http.headers[name] = [Interpolated(request.headers[name] ?? "")]
            }
            check = figures(.http(http), health, service: service)
            check?.port = port.label == main?.label ? nil : .label(PortLabel(sanitizing: port.label))
        case .tcp(let target):
            guard let port = label(target) else { break }
            check = figures(.tcp, health, service: service)
            check?.port = port.label == main?.label ? nil : .label(PortLabel(sanitizing: port.label))
        case .command:
            break
        }
        if var check, network.accepts(check.kind, onMainPort: check.port == nil, in: group) {
            if options.provider == .consul { check.failuresBeforeCritical = .literal(health.retries?.value ?? 3) }
            if check.failuresBeforeCritical == 0 { check.failuresBeforeCritical = nil }
            return check
        }
        return options.provider == .consul
            ? script(health, service: service) : degraded(health, of: service, main: main, group: group)
    }

    /// Whether checks of the provider reach a port.
    private func canCheck(_ port: PlannedPort, in group: PlannedGroup) -> Bool {
        options.provider == .consul || network.isOnNode(port, in: group)
    }

    /// The command itself, run inside the container.
    private mutating func script(_ health: Healthcheck, service: Service) -> Jobspec.Check? {
        let words = Array(health.test.dropFirst())
        guard let first = words.first, !first.string.isEmpty else {
            report(
                .healthcheckLost,
                .warning,
                "the healthcheck of \"\(service.name)\" is lost: it has no command",
                at: health.range,
                hint: "give it a command, or say disable: true",
                service: service
            )
            return nil
        }
        if health.test[0].string == "CMD-SHELL" {
            return figures(
                .script(command: "/bin/sh", args: ["-c", text(first)]),
                health,
                service: service
            )
        }
        return figures(
            .script(command: text(first), args: texts(Array(words.dropFirst()))),
            health,
            service: service
        )
    }

    /// Nomad's own checks know only http and tcp.
    private mutating func degraded(
        _ health: Healthcheck,
        of service: Service,
        main: PlannedPort?,
        group: PlannedGroup
    ) -> Jobspec.Check? {
        guard let main, !main.isUDP, canCheck(main, in: group) else {
            report(
                .healthcheckLost,
                .warning,
                "the healthcheck of \"\(service.name)\" is lost: Nomad's own checks need a port\(main.map { !$0.isUDP } == true ? " of the node" : "")",
                at: health.range,
                hint: "--provider consul runs it in the container",
                service: service
            )
            return nil
        }
        report(
            .healthcheckDegraded,
            .warning,
            "the healthcheck of \"\(service.name)\" becomes a tcp check of port \(main.target): Nomad's own checks run no commands",
            at: health.range,
            hint: "--provider consul runs it in the container",
            service: service
        )
        return figures(.tcp, health, service: service)
    }

    /// A check with the healthcheck's interval and timeout; Nomad wants at least a second.
    private mutating func figures(
        _ kind: Jobspec.Check.Kind,
        _ health: Healthcheck,
        service: Service
    ) -> Jobspec.Check {
        func atLeastASecond(_ figure: Located<Int64>?, _ name: String, _ t: inout Translation) -> NomadDuration {
            guard let figure, figure.value > 0 else { return .seconds(30) }
            if figure.value < 1_000_000_000 {
                t.report(
                    .figureRaised,
                    .warning,
                    "the healthcheck \(name) \(figure.text.string) of \"\(service.name)\" is raised to 1s",
                    at: figure.range,
                    hint: "Nomad takes at least one second",
                    service: service
                )
                return .seconds(1)
            }
            return NomadDuration(nanoseconds: figure.value)
        }
        let interval = atLeastASecond(health.interval, "interval", &self)
        let timeout = atLeastASecond(health.timeout, "timeout", &self)
        return Jobspec.Check(kind: kind, interval: .literal(interval), timeout: .literal(timeout))
    }
}

/// Host addresses that ports bind to.
enum HostAddress {
    static func isLoopback(_ address: String) -> Bool {
        address.hasPrefix("127.") || address == "::1" || address == "localhost"
    }

    /// The name of the client's host network for an address.
    static func network(_ address: String) -> ClientRequirements.HostNetwork {
        let isV6 = address.contains(":")
        if isLoopback(address) {
            return ClientRequirements.HostNetwork(name: "loopback", cidr: isV6 ? "::1/128" : "127.0.0.0/8")
        }
        return ClientRequirements.HostNetwork(
            name: "ip-\(Names.sanitize(address, limit: 60, fallback: "address"))",
            cidr: "\(address)/\(isV6 ? 128 : 32)"
        )
    }
}
