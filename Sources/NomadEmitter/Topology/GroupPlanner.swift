internal import ComposeParser

/// Puts services into groups, and groups into jobs.
struct GroupPlanner {
    let project: Compose.Project
    let names: Names
    let graph: DependencyGraph
    let types: [String: PlannedJobType]
    let options: ConversionOptions
    /// The services whose end others wait for.
    let oneShots: Set<String>
    /// Those of them that are in no job.
    let leftOut: Set<String>

    private let namespaces: NetworkNamespaces
    /// The one-shots that run as a prestart task, by the service that waits for them.
    private var absorbed: [String: [Compose.Service]] = [:]
    private var absorbedNames: Set<String> = []
    /// The services that live in another service's network namespace, by its name.
    private var residents: [String: [Compose.Service]] = [:]
    private var residentNames: Set<String> = []
    /// The services whose namespace somebody lives in who waits for them.
    private var awaitedHosts: Set<String> = []

    init(
        project: Compose.Project,
        names: Names,
        graph: DependencyGraph,
        namespaces: NetworkNamespaces,
        types: [String: PlannedJobType],
        options: ConversionOptions,
        oneShots: Set<String>,
        leftOut: Set<String>
    ) {
        self.project = project
        self.names = names
        self.graph = graph
        self.types = types
        self.options = options
        self.oneShots = oneShots
        self.leftOut = leftOut
        self.namespaces = namespaces
    }

    mutating func plan() -> [PlannedGroup] {
        var services = graph.order.filter { $0.provider == nil && !leftOut.contains($0.name) }
        var pod: PlannedGroup?
        if options.layout == .pod {
            let planner = PodPlanner(project: project, names: names, graph: graph, types: types, oneShots: oneShots)
            pod = planner.pod(of: services)
            let inside = Set(pod?.tasks.map(\.service.name) ?? [])
            services.removeAll { inside.contains($0.name) }
        }
        let known = Set(services.map(\.name))
        for service in services where !oneShots.contains(service.name) {
            if let host = namespaceHost(of: service), known.contains(host) {
                residents[host, default: []].append(service)
                residentNames.insert(service.name)
            }
        }
        for (host, members) in residents where members.contains(where: { awaits(host, from: $0) }) {
            awaitedHosts.insert(host)
        }
        for service in services {
            if let dependent = soleDependent(of: service), known.contains(dependent) {
                absorbed[dependent, default: []].append(service)
                absorbedNames.insert(service.name)
            }
        }
        let groups: [PlannedGroup] = services.compactMap { service in
            if absorbedNames.contains(service.name) || residentNames.contains(service.name) { return nil }
            return oneShots.contains(service.name) ? oneShotGroup(service) : group(of: service)
        }
        return (pod.map { [$0] } ?? []) + groups
    }

    private func group(of service: Compose.Service) -> PlannedGroup {
        let members = [service] + (residents[service.name] ?? [])
        let prestart = members.flatMap { absorbed[$0.name] ?? [] }
        return PlannedGroup(
            name: names.group(service.name),
            lead: service,
            tasks: prestart.map { PlannedTask(name: names.task($0.name), service: $0, role: .prestart) }
                + members.map { member in
                    PlannedTask(
                        name: names.task(member.name),
                        service: member,
                        role: .main,
                        startsEarly: startsEarly(member)
                    )
                },
            sharesNamespace: members.count > 1,
            hasWaitingResidents: awaitedHosts.contains(service.name)
        )
    }

    private func oneShotGroup(_ service: Compose.Service) -> PlannedGroup {
        PlannedGroup(
            name: names.group(service.name),
            lead: service,
            tasks: [
                PlannedTask(name: names.task(service.name), service: service, role: .prestart),
                PlannedTask(name: names.beacon(service.name), service: service, role: .beacon),
            ]
        )
    }

    /// The service in whose group a one-shot can run as a prestart task: the only one that waits for it, with one
    /// instance and the same kind of network, and no one-shot itself, because Nomad starts all prestart tasks of a
    /// group at once.
    private func soleDependent(of service: Compose.Service) -> String? {
        let dependents = graph.dependents(of: service.name)
        guard oneShots.contains(service.name), dependents.count == 1, let dependent = dependents.first,
            let other = graph.service(dependent.service), other.provider == nil, !oneShots.contains(other.name),
            types[other.name]?.isPlaced == true, other.replicas == 1,
            service.hasOwnMode == other.hasOwnMode, !awaitedHosts.contains(other.name),
            !waits(service, forGroupOf: other)
        else { return nil }
        return other.name
    }

    /// Whether a service is there before the others of its network namespace, which wait for it. A hook of its own
    /// would only start with it then.
    private func startsEarly(_ service: Compose.Service) -> Bool {
        awaitedHosts.contains(service.name) && service.preStart.isEmpty
    }

    /// Whether a resident says, or somebody that it waits for, that it waits for its host.
    private func awaits(_ host: String, from resident: Compose.Service) -> Bool {
        resident.dependsOn.contains { dependency in
            dependency.service == host
                ? !dependency.isImplicit
                : graph.service(dependency.service).map { needs(of: $0).contains(host) } == true
        }
    }

    /// Whether the one-shot needs something, through whatever others, that would only start after it in the same group.
    private func waits(_ oneShot: Compose.Service, forGroupOf service: Compose.Service) -> Bool {
        !needs(of: oneShot).isDisjoint(with: members(ofGroupOf: service))
    }

    /// The services that run in the group of one.
    private func members(ofGroupOf service: Compose.Service) -> [String] {
        let host = namespaceHost(of: service) ?? service.name
        return [host] + (residents[host] ?? []).map(\.name)
    }

    /// All services that have to be there before one starts: what it waits for, what that waits for, and what holds
    /// back the group of any of them, because the tasks that run first in it wait.
    private func needs(of service: Compose.Service) -> Set<String> {
        var found: Set<String> = []
        var open = [service]
        while let next = open.popLast() {
            var awaited = next.dependsOn.map(\.service)
            if !oneShots.contains(next.name) {
                let members = members(ofGroupOf: next)
                for member in members.compactMap(graph.service) {
                    if startsEarly(member), member.name != next.name { awaited.append(member.name) }
                    awaited += (absorbed[member.name] ?? []).map(\.name)
                    // A hook waits as its service does, before all main tasks of the group.
                    if !member.preStart.isEmpty {
                        awaited += member.dependsOn.map(\.service).filter { !members.contains($0) }
                    }
                }
            }
            for name in awaited where found.insert(name).inserted {
                if let other = graph.service(name) { open.append(other) }
            }
        }
        return found
    }

    /// The service whose network namespace this one joins, followed to its end.
    private func namespaceHost(of service: Compose.Service) -> String? {
        let root = namespaces.root(of: service.name)
        return root == service.name || oneShots.contains(root) ? nil : root
    }
}

extension Compose.Service {
    /// How many instances run: `deploy.replicas`, then `scale`, then one.
    var replicas: Int { max(0, (self.deploy?.replicas ?? self.scale)?.value ?? 1) }
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
            group.isPod || group.tasks.contains { $0.role == .beacon } ? .service : types[group.lead.name] ?? .service
        }
        func ownJob(_ group: PlannedGroup) -> PlannedJob {
            PlannedJob(name: names.job(of: group.name), type: type(of: group), groups: [group])
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
                only.name = names.job
                return [only]
            }
            return [PlannedJob(name: names.job, type: .service, groups: shared)] + own
        }
    }
}
