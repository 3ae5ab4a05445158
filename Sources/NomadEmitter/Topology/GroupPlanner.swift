internal import ComposeParser

/// Puts services into groups, and groups into jobs.
struct GroupPlanner {
    let project: Project
    let names: Names
    let graph: DependencyGraph
    let types: [String: PlannedJobType]
    let options: ConversionOptions

    /// The one-shots that run as a prestart task, by the service that waits for them.
    private var absorbed: [String: [Service]] = [:]
    private var absorbedNames: Set<String> = []
    /// The services that live in another service's network namespace, by its name.
    private var residents: [String: [Service]] = [:]
    private var residentNames: Set<String> = []

    init(
        project: Project,
        names: Names,
        graph: DependencyGraph,
        types: [String: PlannedJobType],
        options: ConversionOptions
    ) {
        self.project = project
        self.names = names
        self.graph = graph
        self.types = types
        self.options = options
    }

    mutating func plan() -> [PlannedGroup] {
        let services = graph.order.filter { $0.provider == nil }
        for service in services {
            if let host = namespaceHost(of: service) {
                residents[host, default: []].append(service)
                residentNames.insert(service.name)
            }
        }
        for service in services {
            if let dependent = soleDependent(of: service) {
                absorbed[dependent, default: []].append(service)
                absorbedNames.insert(service.name)
            }
        }
        return services.compactMap { service in
            if absorbedNames.contains(service.name) || residentNames.contains(service.name) { return nil }
            return isOneShot(service) ? oneShotGroup(service) : group(of: service)
        }
    }

    private func group(of service: Service) -> PlannedGroup {
        let members = [service] + (residents[service.name] ?? [])
        let prestart = members.flatMap { absorbed[$0.name] ?? [] }
        return PlannedGroup(
            name: names.task(service.name),
            lead: service,
            tasks: prestart.map { PlannedTask(name: names.task($0.name), service: $0, role: .prestart) }
                + members.map { PlannedTask(name: names.task($0.name), service: $0, role: .main) },
            sharesNamespace: members.count > 1
        )
    }

    private func oneShotGroup(_ service: Service) -> PlannedGroup {
        let name = names.task(service.name)
        return PlannedGroup(
            name: name,
            lead: service,
            tasks: [
                PlannedTask(name: name, service: service, role: .prestart),
                PlannedTask(name: "\(name)-done", service: service, role: .beacon),
            ]
        )
    }

    /// Whether somebody waits for the service's end.
    private func isOneShot(_ service: Service) -> Bool {
        graph.dependents(of: service.name).contains { $0.condition == .completedSuccessfully }
    }

    /// The service in whose group a one-shot can run as a prestart task: the only one that waits for it, with one
    /// instance, and no one-shot itself, because Nomad starts all prestart tasks of a group at once.
    private func soleDependent(of service: Service) -> String? {
        let dependents = graph.dependents(of: service.name)
        guard dependents.count == 1, let dependent = dependents.first,
            dependent.condition == .completedSuccessfully,
            let other = project.service(dependent.service), other.provider == nil, !isOneShot(other),
            types[other.name] == .service || types[other.name] == .batch, other.replicas == 1,
            !waits(service, forGroupOf: other)
        else { return nil }
        return other.name
    }

    /// Whether the one-shot needs something that would only start after it in the same group.
    private func waits(_ oneShot: Service, forGroupOf service: Service) -> Bool {
        let host = namespaceHost(of: service) ?? service.name
        let members = Set([host] + (residents[host] ?? []).map(\.name))
        return oneShot.dependsOn.contains { members.contains($0.service) }
    }

    /// The service whose network namespace this one joins, followed to its end.
    private func namespaceHost(of service: Service) -> String? {
        var seen: Set<String> = [service.name]
        var current = service
        while let mode = current.networkMode?.string, mode.hasPrefix("service:"),
            let host = project.service(String(mode.dropFirst("service:".count))), seen.insert(host.name).inserted
        {
            current = host
        }
        return current.name == service.name ? nil : current.name
    }
}

extension Service {
    /// How many instances run: `deploy.replicas`, then `scale`, then one.
    var replicas: Int { (deploy?.replicas ?? scale)?.value ?? 1 }
}

extension GroupPlanner {
    /// Spreads groups over jobs: services of another type than `service` get a job of their own.
    static func jobs(
        from groups: [PlannedGroup],
        names: Names,
        types: [String: PlannedJobType],
        options: ConversionOptions
    ) -> [PlannedJob] {
        func type(of group: PlannedGroup) -> PlannedJobType {
            group.tasks.contains { $0.role == .beacon } ? .service : types[group.lead.name] ?? .service
        }
        func ownJob(_ group: PlannedGroup) -> PlannedJob {
            PlannedJob(name: "\(names.project)-\(group.name)", type: type(of: group), groups: [group])
        }
        switch options.layout {
        case .service:
            return groups.map(ownJob)
        case .project, .pod:
            let shared = groups.filter { type(of: $0) == .service }
            let own = groups.filter { type(of: $0) != .service }.map(ownJob)
            guard !shared.isEmpty else {
                // A project of a single kind needs no second job beside an empty one.
                guard own.count == 1, var only = own.first else { return own }
                only.name = names.project
                return [only]
            }
            let main = PlannedJob(
                name: names.project,
                type: .service,
                groups: options.layout == .pod ? [pod(of: shared, names: names)] : shared
            )
            return [main] + own
        }
    }

    /// All groups in one: prestart tasks first.
    private static func pod(of groups: [PlannedGroup], names: Names) -> PlannedGroup {
        let tasks = groups.flatMap(\.tasks)
        var pod = groups[0]
        pod.name = names.project
        pod.tasks = tasks.filter { $0.role == .prestart } + tasks.filter { $0.role != .prestart }
        pod.sharesNamespace = true
        return pod
    }
}
