internal import ComposeParser

/// How long the services of a project may take until they are healthy, with all that they wait for.
struct StartDeadlines: Sendable {
    /// The longest chain of what each service waits for.
    private let waiting: [String: NomadDuration]
    /// What each service waits for longest, with its own healthcheck.
    private let slowest: [String: String]

    init(_ project: Compose.Project) {
        let services = Dictionary(
            project.services.enumerated().map { ($0.element.name, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        var waiting: [String: NomadDuration] = [:]
        func wait(of service: Compose.Service) -> NomadDuration {
            if let known = waiting[service.name] { return known }
            // Loading refuses cycles; a member of one would count as waiting for nothing.
            waiting[service.name] = .zero
            var longest = NomadDuration.zero
            for dependency in service.dependsOn {
                guard let position = services[dependency.service] else { continue }
                let other = project.services[position]
                let own = dependency.condition == .healthy ? Self.own(other) : .zero
                longest = max(longest, wait(of: other) + own)
            }
            waiting[service.name] = longest
            return longest
        }
        var slowest: [String: String] = [:]
        for service in project.services {
            var best = NomadDuration.zero
            for dependency in service.dependsOn {
                guard let position = services[dependency.service] else { continue }
                let other = project.services[position]
                let time = wait(of: other) + Self.own(other)
                if time > best { (best, slowest[service.name]) = (time, other.name) }
            }
            _ = wait(of: service)
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
