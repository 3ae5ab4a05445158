internal import ComposeParser

/// What becomes of tasks that end, from what a service says about restarts.
enum RestartRules {
    /// Restarts in place. Source: Nomad docs, restart block.
    ///
    /// An absent `restart` keeps Nomad's defaults: Compose means "no", but most files omit it on servers.
    static func inPlace(of service: Compose.Service) -> Jobspec.Restart? {
        let policy = service.deploy?.restartPolicy
        let delay = policy?.delay.map { NomadDuration(nanoseconds: $0.value) }
        switch RestartRule(service) {
        case .unstated:
            return nil
        case .never:
            return Jobspec.Restart(attempts: 0, mode: .fail)
        case .onFailure(let attempts?), .always(let attempts?):
            return limited(attempts, delay: delay, window: policy?.window?.value)
        case .onFailure(nil), .always(nil):
            let delay = delay ?? .seconds(5)
            return Jobspec.Restart(
                attempts: 10,
                interval: .literal(max(.minutes(5), delay * 10)),
                delay: .literal(delay),
                mode: .delay
            )
        }
    }

    /// The restarts of a one-shot that runs before another task.
    static func prestart(of service: Compose.Service) -> Jobspec.Restart? {
        switch RestartRule(service) {
        case .unstated, .always(nil): nil
        case .never: Jobspec.Restart(attempts: 0, mode: .fail)
        case .onFailure(let attempts?), .always(let attempts?): limited(attempts, delay: nil, window: nil)
        case .onFailure(nil): nil
        }
    }

    /// So many attempts in an interval that is long enough for them.
    private static func limited(_ attempts: Int, delay: NomadDuration?, window: Int64?) -> Jobspec.Restart {
        guard attempts > 0 else { return Jobspec.Restart(attempts: 0, mode: .fail) }
        let pause = delay ?? .seconds(15)
        let interval = max(.hours(24), pause * attempts, NomadDuration(nanoseconds: window ?? 0))
        return Jobspec.Restart(
            attempts: .literal(attempts),
            interval: .literal(interval),
            delay: .literal(pause),
            mode: .fail
        )
    }

    /// Moves to other nodes: none for what Compose would not start again. Source: Nomad docs, reschedule block.
    static func reschedule(of service: Compose.Service, type: PlannedJobType) -> Jobspec.Reschedule? {
        guard type == .service || type == .batch else { return nil }
        switch RestartRule(service) {
        case .never, .onFailure(_?), .always(_?): return Jobspec.Reschedule(attempts: 0, unlimited: false)
        case .unstated, .always(nil), .onFailure(nil): return nil
        }
    }
}
