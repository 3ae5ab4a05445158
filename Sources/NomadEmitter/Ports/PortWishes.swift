internal import ComposeParser

extension PortPlanner {
    /// Why peers may want a port of a service that they do not name.
    enum Wish {
        /// A peer names it without a port.
        case named(Evidence)
        /// A peer waits for it.
        case awaited(by: String)
        /// It is called by name from where the file does not show, or serves nobody if not its peers.
        case likely
    }

    /// Why peers may want a port of `service`, if they may.
    func wish(for service: Compose.Service) -> Wish? {
        if let named = mentions[service.name].first(where: { $0.port == nil }) { return .named(named.evidence) }
        for dependent in graph.dependents(of: service.name) where dependent.isStated {
            guard dependent.condition != .completedSuccessfully, let caller = graph.service(dependent.service) else {
                continue
            }
            if mayCall(service, from: caller) { return .awaited(by: caller.name) }
        }
        return isLikelyCalled(service) ? .likely : nil
    }

    /// Whether `caller` runs beside `service`, outside of its network namespace.
    private func mayCall(_ service: Compose.Service, from caller: Compose.Service) -> Bool {
        staysRunning(caller) && caller.hasNetwork
            && namespaces.root(of: caller.name) != namespaces.root(of: service.name)
    }

    /// Whether somebody who is not seen may call it: a backend always has callers; an alias is given for them, and so is
    /// a network that others join.
    private func isLikelyCalled(_ service: Compose.Service) -> Bool {
        guard staysRunning(service) else { return false }
        if let kind = servers[service.name], kind.isBackend, kind.isCertain { return hasCompany(service) }
        guard !usualPorts(of: service).isEmpty else { return false }
        return service.networks.contains { attachment in
            !attachment.aliases.isEmpty
                || project.networks.contains { $0.key == attachment.network && $0.external }
        } || words[service.name].contains { $0.strength == .hint && $0.evidence.isOfAnother }
    }

    private func staysRunning(_ service: Compose.Service) -> Bool {
        guard let placement = topology[service.name], placement.role == .main, !placement.type.isBatch else {
            return false
        }
        return !topology.oneShots.contains(service.name) && RestartRule(service) != .never
    }

    /// Whether there is anybody who may call it, in the project or in a network that others join.
    func mayBeCalled(_ service: Compose.Service) -> Bool {
        hasCompany(service)
            || service.networks.contains { attachment in
                project.networks.contains { $0.key == attachment.network && $0.external }
            }
    }

    /// Whether there are others that may call it.
    private func hasCompany(_ service: Compose.Service) -> Bool {
        callers.contains { $0 != service.name }
    }

    /// The first two services that may call others: whoever has company has one of them.
    static func callers(in project: Compose.Project, _ topology: Topology) -> [String] {
        project.services.lazy.filter { $0.hasNetwork && topology[$0.name]?.role == .main }.prefix(2).map(\.name)
    }

    /// Whether a service may have callers that are not seen: it runs beside others, and does what it is known for.
    func isServed(_ service: Compose.Service) -> Bool {
        needsKnownPorts && service.hasNetwork && service.place != .host && staysRunning(service)
            && hasCompany(service) && servers[service.name]?.isCertain != false
    }

    /// The services that have a name, but no port that anything speaks for.
    func unknown(_ ports: [String: [PlannedPort]]) -> [Compose.Service] {
        guard needsKnownPorts else { return [] }
        let lasting = Set(
            project.services.filter { $0.hasNetwork && staysRunning($0) }.map { namespaces.root(of: $0.name) }
        )
        return project.services.filter { service in
            guard ports[service.name]?.isEmpty == true, service.hasNetwork, service.place != .host,
                staysRunning(service), lasting.count > 1
            else { return false }
            return wish(for: service) != nil || !isWatcher(service)
        }
    }

    /// Whether a service looks after others, works off what they queue, or stands in the network of one, and has no
    /// name that anybody calls.
    private func isWatcher(_ service: Compose.Service) -> Bool {
        if case .service = service.place { return true }
        if CommandEnd.onlyWaits(service.programWords) { return true }
        if EndingNames.words(of: service.name).contains(where: Self.working.contains) { return true }
        return service.engineSocket != nil
    }

    /// Words of names of services that ask and are not asked.
    private static let working: Set<String> = [
        "beat", "celery", "celerybeat", "consumer", "cron", "crond", "cronjob", "jobs", "runner", "scheduler",
        "sidekiq", "watcher", "watchtower", "worker", "workers",
    ]
}
