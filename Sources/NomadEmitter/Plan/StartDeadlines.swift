internal import ComposeParser

/// How long the services of a project may take until they are healthy, with all that they wait for.
struct StartDeadlines: Sendable {
    /// The longest chain of what each service waits for.
    private let waiting: [String: NomadDuration]
    /// What each service waits for longest, with its own healthcheck.
    private let slowest: [String: String]

    /// - Parameter graph: the services; loading has refused cycles.
    init(_ graph: DependencyGraph) {
        var waiting: [String: NomadDuration] = [:]
        var slowest: [String: String] = [:]
        for service in graph.order {
            var longest = NomadDuration.zero
            var best = NomadDuration.zero
            for dependency in service.dependsOn {
                guard let other = graph.service(dependency.service) else { continue }
                let (before, own) = (waiting[other.name] ?? .zero, Self.own(other))
                longest = max(longest, dependency.condition == .healthy ? before + own : before)
                if before + own > best { (best, slowest[service.name]) = (before + own, other.name) }
            }
            waiting[service.name] = longest
        }
        self.waiting = waiting
        self.slowest = slowest
    }

    /// The deadline that a deployment of `service` needs.
    func deadline(of service: Compose.Service) -> NomadDuration {
        let waiting = waiting[service.name] ?? .zero
        let own = Self.own(service)
        return waiting > .zero && waiting + own > .minutes(4) ? waiting + max(own, .minutes(5)) : waiting + own
    }

    /// Start period and retries of the service's own healthcheck.
    private static func own(_ service: Compose.Service) -> NomadDuration {
        guard let check = service.healthcheck, service.hasHealthcheck else { return .zero }
        let interval = NomadDuration(nanoseconds: check.interval?.value ?? 30_000_000_000)
        return NomadDuration(nanoseconds: check.startPeriod?.value ?? 0) + interval * (check.retries?.value ?? 3)
    }

    /// What the deadline is made of, for a comment.
    func explanation(of group: PlannedGroup) -> [String] {
        let waits = group.tasks.filter { waiting[$0.service.name] ?? .zero > .minutes(1) }
        if let task = waits.first, let slowest = slowest[task.service.name] {
            return ["The deployment must outlast the wait for \(slowest)."]
        }
        guard let check = group.lead.healthcheck, let retries = check.retries?.value else { return [] }
        let interval = NomadDuration(nanoseconds: check.interval?.value ?? 30_000_000_000)
        return ["The healthcheck may take \(retries) retries of \(interval); the deployment must outlast it."]
    }
}
