internal import ComposeParser
internal import OrderedCollections

/// The service that makes a task known by name. Source: Nomad docs, service block.
struct RegistrationTranslation {
    let plan: Plan
    let group: PlannedGroup

    /// One registration on the main port: names resolve to addresses, whatever the port.
    func registrations(of task: PlannedTask, _ found: inout JobFindings) -> [Jobspec.Service] {
        let service = task.service
        let main = plan.ports.main(of: service)
        let checks = CheckTranslation(
            network: plan.network,
            provider: plan.options.provider,
            group: group,
            service: service,
            ports: plan.ports[service.name],
            main: main,
            checksPort: plan.gates.checksPort(of: service.name)
        ).checks(&found)
        guard main != nil || plan.peers.isSought(service) || !checks.isEmpty else { return [] }
        let registration = Jobspec.Service(
            name: ServiceName(sanitizing: plan.registry.name(of: service.name)),
            tags: tags(of: service, &found),
            port: main.map { .label(PortLabel(sanitizing: $0.label)) },
            provider: plan.registry.jobspecProvider,
            checks: checks
        )
        return plan.network.registrations(registration, of: task, port: main, group: group, in: plan.context)
    }

    /// The names that peers use, then what routers read.
    private func tags(of service: Compose.Service, _ found: inout JobFindings) -> [Interpolated] {
        var tags: [Interpolated] = []
        func add(_ tag: Interpolated) { if !tags.contains(tag) { tags.append(tag) } }
        if plan.options.provider == .consul {
            for name in plan.peers.allNames(of: service) { add(Interpolated(name)) }
        }
        for port in service.ports {
            if let hint = port.appProtocol { add(found.text(hint, service.name)) }
        }
        for pair in service.labels + (service.deploy?.labels ?? []) {
            let value = pair.value
            if pair.key.hasPrefix("traefik.") {
                add(Interpolated("\(pair.key)=") + (value.map { found.text($0, service.name) } ?? ""))
            } else if pair.key.hasPrefix("urlprefix-") {
                let text = value.map { $0.string.isEmpty ? "" : "=" + found.text($0, service.name) } ?? ""
                add(Interpolated(pair.key) + text)
            }
        }
        return tags
    }
}
