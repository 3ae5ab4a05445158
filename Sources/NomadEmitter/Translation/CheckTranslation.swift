internal import ComposeParser
internal import OrderedCollections

/// The checks of a registration. Source: Nomad docs, check block.
struct CheckTranslation {
    let network: any NetworkStrategy
    let provider: ConversionOptions.Provider
    let group: PlannedGroup
    let service: Compose.Service
    /// The ports of the service.
    let ports: [PlannedPort]
    /// The one that it is registered with.
    let main: PlannedPort?
    /// Whether it ends: then the healthcheck of its image, which is that of a server, says nothing.
    let ends: Bool
    /// Whether that is checked where no healthcheck is stated.
    let checksPort: Bool
    /// Whether others look for it as soon as it runs.
    let isCalledAtStart: Bool

    init(of service: Compose.Service, in group: PlannedGroup, _ plan: Plan) {
        network = plan.network
        provider = plan.options.provider
        self.group = group
        self.service = service
        ports = plan.ports[service.name]
        main = plan.ports.main(of: service)
        ends = plan.topology[service.name]?.type.isBatch == true
        checksPort = plan.gates.checksPort(of: service.name)
        isCalledAtStart = plan.gates.isCalledAtStart(service.name)
    }

    /// The healthcheck, or a tcp check of a declared port.
    func checks(_ found: inout JobFindings) -> [Jobspec.Check] {
        if let health = service.healthcheck {
            if health.isDisabled || health.isOfImage && ends { return [] }
            if !health.test.isEmpty {
                return healthCheck(health, &found).map { [$0] } ?? []
            }
        }
        guard checksPort else { return [] }
        return [
            Jobspec.Check(
                kind: .tcp,
                interval: .seconds(10),
                timeout: .seconds(3),
                // Consul's DNS leaves out what has not passed, and who waits for the start asks for the name at once.
                initialStatus: isCalledAtStart && provider == .consul ? "passing" : nil
            )
        ]
    }

    private func healthCheck(_ health: Compose.Healthcheck, _ found: inout JobFindings) -> Jobspec.Check? {
        if var check = portCheck(health, &found), network.accepts(check.kind, onMainPort: check.port == nil, in: group)
        {
            if provider == .consul, health.retries?.value != 0 {
                check.failuresBeforeCritical = health.retries.map { found.number($0, service.name) } ?? 3
            }
            return check
        }
        return provider == .consul ? script(health, &found) : degraded(health, &found)
    }

    /// A check of a port, where the command asks no more than that.
    private func portCheck(_ health: Compose.Healthcheck, _ found: inout JobFindings) -> Jobspec.Check? {
        guard let (port, kind) = asked(by: health) else { return nil }
        var check = figures(kind, health, &found)
        check.port = port.label == main?.label ? nil : .label(PortLabel(sanitizing: port.label))
        return check
    }

    /// Whether the healthcheck of the service becomes one from outside of the container: such checks count failures.
    var asksPort: Bool {
        guard let health = service.healthcheck, !health.isDisabled, let (port, kind) = asked(by: health) else {
            return false
        }
        return network.accepts(kind, onMainPort: port.label == main?.label, in: group)
    }

    /// What a command asks that does no more than asking a port that others reach too.
    private func asked(by health: Compose.Healthcheck) -> (port: PlannedPort, kind: Jobspec.Check.Kind)? {
        let target: Int
        let kind: Jobspec.Check.Kind
        switch HealthProbe(health.test) {
        case .http(let request):
            var http = Jobspec.Check.HTTP(path: Interpolated(request.path), isTLS: request.isTLS)
            http.skipVerify = request.skipVerify ? true : nil
            http.method = request.method
            for name in request.headers.keys.sorted() {
                http.headers[name] = [Interpolated(request.headers[name] ?? "")]
            }
            (target, kind) = (request.port, .http(http))
        case .tcp(let port):
            (target, kind) = (port, .tcp)
        case .command:
            return nil
        }
        let registersContainers = network.registersContainers(group)
        let port = ports.first {
            $0.target == target && !$0.isUDP && (registersContainers || !$0.isOnLoopback) && canCheck($0)
        }
        return port.map { ($0, kind) }
    }

    /// Whether checks of the provider reach a port.
    private func canCheck(_ port: PlannedPort) -> Bool {
        provider == .consul || network.isOnNode(port, in: group)
    }

    /// The command itself, run inside the container.
    private func script(_ health: Compose.Healthcheck, _ found: inout JobFindings) -> Jobspec.Check? {
        let words = Array(health.test.dropFirst())
        guard let first = words.first, !first.string.isEmpty else {
            found.report(
                .healthcheckLost,
                .warning,
                "the healthcheck of `\(service.name)` is lost: it has no command",
                at: health.range,
                hint: "give it a command, or say disable: true",
                service: service
            )
            return nil
        }
        let kind: Jobspec.Check.Kind =
            health.test[0].string == "CMD-SHELL"
            ? .script(command: "/bin/sh", args: ["-c", found.text(first, service.name)])
            : .script(
                command: found.text(first, service.name),
                args: found.texts(Array(words.dropFirst()), service.name)
            )
        return figures(kind, health, &found)
    }

    /// Nomad's own checks know only http and tcp.
    private func degraded(_ health: Compose.Healthcheck, _ found: inout JobFindings) -> Jobspec.Check? {
        guard let main, !main.isUDP, canCheck(main) else {
            found.report(
                .healthcheckLost,
                .warning,
                "the healthcheck of `\(service.name)` is lost: Nomad's own checks need a port\(main.map { !$0.isUDP } == true ? " of the node" : "")",
                at: health.range,
                hint: "--provider consul runs it in the container",
                service: service
            )
            return nil
        }
        found.report(
            .healthcheckDegraded,
            .warning,
            "the healthcheck of `\(service.name)` becomes a tcp check of port \(main.target): Nomad's own checks run no commands",
            at: health.range,
            hint: "--provider consul runs it in the container",
            service: service
        )
        return figures(.tcp, health, &found)
    }

    /// A check with the healthcheck's interval and timeout.
    private func figures(
        _ kind: Jobspec.Check.Kind,
        _ health: Compose.Healthcheck,
        _ found: inout JobFindings
    ) -> Jobspec.Check {
        let interval = atLeastASecond(health.interval, "interval", &found)
        let timeout = atLeastASecond(health.timeout, "timeout", &found)
        return Jobspec.Check(kind: kind, interval: interval, timeout: timeout)
    }

    /// A figure as Nomad takes it.
    private func atLeastASecond(
        _ figure: Compose.Located<Int64>?,
        _ name: String,
        _ found: inout JobFindings
    ) -> DurationValue {
        guard let figure, figure.value > 0 else { return .seconds(30) }
        guard figure.value < 1_000_000_000 else {
            return found.duration(figure, "the healthcheck \(name)", of: service, service.name)
        }
        found.reportWrittenIn(figure.text, "the healthcheck \(name)", of: service)
        found.report(
            .figureRaised,
            .warning,
            "the healthcheck \(name) `\(figure.text.string)` of `\(service.name)` is raised to 1s",
            at: figure.range,
            hint: "Nomad takes at least one second",
            service: service
        )
        return .seconds(1)
    }
}
