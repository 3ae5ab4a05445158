internal import ComposeParser

/// What becomes of tasks that end, from what a service says about restarts.
enum RestartRules {
    /// Restarts in place. Source: Nomad docs, restart block.
    ///
    /// An absent `restart` keeps Nomad's defaults: Compose means "no", but most files omit it on servers.
    static func inPlace(of service: Compose.Service, _ found: inout JobFindings) -> Jobspec.Restart? {
        let policy = service.deploy?.restartPolicy
        switch RestartRule(service) {
        case .unstated:
            return nil
        case .never:
            return Jobspec.Restart(attempts: 0, mode: .fail)
        case .onFailure(let attempts?), .always(let attempts?):
            return limited(attempts, of: service, delay: policy?.delay, window: policy?.window?.value, &found)
        case .onFailure(nil), .always(nil):
            let delay = policy?.delay
            return Jobspec.Restart(
                attempts: 10,
                interval: interval(
                    for: 10,
                    of: service,
                    each: delay,
                    or: .seconds(5),
                    atLeast: .minutes(5),
                    &found
                ),
                delay: delay.map { found.duration($0, "the restart delay", of: service, service.name) } ?? .seconds(5),
                mode: .delay
            )
        }
    }

    /// The restarts of a one-shot that runs before another task.
    static func prestart(of service: Compose.Service, _ found: inout JobFindings) -> Jobspec.Restart? {
        switch RestartRule(service) {
        case .unstated, .always(nil): nil
        case .never: Jobspec.Restart(attempts: 0, mode: .fail)
        case .onFailure(let attempts?), .always(let attempts?):
            limited(attempts, of: service, delay: nil, window: nil, &found)
        case .onFailure(nil): nil
        }
    }

    /// So many attempts in an interval that is long enough for them.
    private static func limited(
        _ attempts: Int,
        of service: Compose.Service,
        delay: Compose.Located<Int64>?,
        window: Int64?,
        _ found: inout JobFindings
    ) -> Jobspec.Restart {
        guard attempts > 0 else { return Jobspec.Restart(attempts: 0, mode: .fail) }
        return Jobspec.Restart(
            attempts: service.statedAttempts.map { found.variables.number(attempts, text: $0, service.name) }
                ?? .literal(attempts),
            interval: interval(
                for: attempts,
                of: service,
                each: delay,
                or: .seconds(15),
                atLeast: max(.hours(24), NomadDuration(nanoseconds: window ?? 0)),
                &found
            ),
            delay: delay.map { found.duration($0, "the restart delay", of: service, service.name) } ?? .seconds(15),
            mode: .fail
        )
    }

    /// The interval that is long enough for so many attempts.
    private static func interval(
        for attempts: Int,
        of service: Compose.Service,
        each delay: Compose.Located<Int64>?,
        or standard: NomadDuration,
        atLeast least: NomadDuration,
        _ found: inout JobFindings
    ) -> DurationValue {
        let needed = (delay.map { NomadDuration(nanoseconds: $0.value) } ?? standard) * attempts
        if needed > least {
            for text in [delay?.text, service.statedAttempts].compactMap({ $0 }) {
                found.reportWrittenIn(text, "the restart interval", of: service)
            }
        }
        return .literal(max(least, needed))
    }

    /// Moves to other nodes: none for what Compose would not start again. Source: Nomad docs, reschedule block.
    static func reschedule(of service: Compose.Service, type: PlannedJobType) -> Jobspec.Reschedule? {
        guard type.isPlaced else { return nil }
        switch RestartRule(service) {
        case .never, .onFailure(_?), .always(_?): return Jobspec.Reschedule(attempts: 0, unlimited: false)
        case .unstated, .always(nil), .onFailure(nil): return nil
        }
    }
}

extension Compose.Service {
    /// The text of how often it may be restarted.
    fileprivate var statedAttempts: Compose.Text? {
        if let policy = self.deploy?.restartPolicy { return policy.maxAttempts?.text }
        return self.restart.map {
            $0.slice("on-failure:".utf8.count..<max("on-failure:".utf8.count, $0.string.utf8.count))
        }
    }
}
