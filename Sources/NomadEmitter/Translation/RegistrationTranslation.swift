internal import ComposeParser
internal import OrderedCollections

/// The service that makes a task known by name. Source: Nomad docs, service block.
struct RegistrationTranslation {
    let plan: Plan
    let group: PlannedGroup

    /// One registration on the main port: names resolve to addresses, whatever the port. Routers, which ask for a service
    /// and its port, find one of their own.
    func registrations(of task: PlannedTask, _ found: inout JobFindings) -> [Jobspec.Service] {
        let service = task.service
        let main = plan.ports.main(of: service)
        let checks = CheckTranslation(of: service, in: group, plan).checks(&found)
        guard main != nil || plan.peers.isSought(service) || !checks.isEmpty || isFound(service) else { return [] }
        var registration = Jobspec.Service(
            name: plan.registry.name(of: service.name),
            tags: tags(of: service, &found),
            port: main.map { .label(PortLabel(sanitizing: $0.label)) },
            provider: plan.registry.jobspecProvider,
            checks: checks
        )
        if let main, main.isOnLoopback, !plan.network.registersContainers(group) {
            // The address of the node is what others reach; the checks of its agent reach the loopback as well.
            for index in registration.checks.indices where !registration.checks[index].isScript {
                registration.checks[index].port = registration.checks[index].port ?? registration.port
            }
            registration.port = nil
        }
        let routed = port(forRoutersOf: service)
        let routerTags = RouterTags(service: service).tags(port: routed?.target, &found)
        guard !routerTags.isEmpty, registration.name != plan.registry.ownName(of: service.name) else {
            registration.tags += routerTags
            return completed(registration, of: task, port: main, &found)
        }
        var router = registration
        router.name = plan.registry.ownName(of: service.name)
        router.tags = routerTags
        router.comment = ["For the routers that its labels speak to."]
        if let routed, routed.label != main?.label {
            router.port = .label(PortLabel(sanitizing: routed.label))
            for index in router.checks.indices where !router.checks[index].isScript {
                router.checks[index].port = router.checks[index].port ?? registration.port
            }
        }
        return completed(registration, of: task, port: main, &found) + completed(router, of: task, port: routed, &found)
    }

    private func completed(
        _ registration: Jobspec.Service,
        of task: PlannedTask,
        port: PlannedPort?,
        _ found: inout JobFindings
    ) -> [Jobspec.Service] {
        let result = plan.network.registrations(registration, of: task, port: port, group: group, in: plan.context)
        for case .number(let number)? in result.flatMap({ [$0.port] + $0.checks.map(\.port) }) {
            guard let text = plan.ports[task.service.name].first(where: { $0.target == number })?.targetText else {
                continue
            }
            found.reportWrittenIn(text, "the port \(number)", of: task.service)
        }
        return result
    }

    /// Whether peers find a service by its registration, whether or not one is seen to look for it.
    private func isFound(_ service: Compose.Service) -> Bool {
        guard plan.network.findsByRegistration, !group.isPod, let placement = plan.topology[service.name] else {
            return false
        }
        if case .service = service.place { return false }
        return service.hasNetwork && !placement.type.isBatch
    }

    /// The port that routers are to use: the one that a label names, or the main one.
    private func port(forRoutersOf service: Compose.Service) -> PlannedPort? {
        let ports = plan.ports[service.name].filter { !$0.isUDP && !$0.isOnLoopback }
        return PortPlanner.routedPort(of: service).flatMap { routed in ports.first { $0.target == routed.port } }
            ?? plan.ports.main(of: service)
    }

    /// The names that peers use.
    private func tags(of service: Compose.Service, _ found: inout JobFindings) -> [Interpolated] {
        var tags: [Interpolated] = []
        func add(_ tag: Interpolated) { if !tags.contains(tag) { tags.append(tag) } }
        if plan.options.provider == .consul {
            for name in plan.peers.allNames(of: service) { add(Interpolated(name)) }
        }
        for port in service.ports {
            if let hint = port.appProtocol { add(found.text(hint, service.name)) }
        }
        return tags
    }
}
