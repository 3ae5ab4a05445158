internal import ComposeParser

extension Translation {
    /// How updates roll and how long they may take. Source: Nomad docs, update block.
    ///
    /// A deployment must outlast the whole chain of what the group waits for.
    mutating func update(of group: PlannedGroup, type: PlannedJobType) -> Jobspec.Update? {
        guard type == .service || type == .system else {
            reportLostUpdate(of: group)
            return nil
        }
        var update = Jobspec.Update()
        if let config = group.lead.deploy?.updateConfig { apply(config, of: group, to: &update) }
        let needed = group.tasks.map { budgets.deadline(of: $0.service) }.max() ?? .zero
        let steady = update.minHealthyTime?.literal ?? .zero
        if needed > .minutes(4) || steady >= .minutes(5) {
            let healthy = max(needed, steady + .minutes(1)).roundedUpToMinutes
            update.healthyDeadline = .literal(healthy)
            update.progressDeadline = .literal(healthy + .minutes(5))
            update.comment = budgets.explanation(of: group)
        }
        let grace = group.tasks.compactMap(\.service.stopGracePeriod?.value).max() ?? 0
        if NomadDuration(nanoseconds: grace) > (update.progressDeadline?.literal ?? .minutes(10)) {
            update.progressDeadline = .literal(NomadDuration(nanoseconds: grace).roundedUpToMinutes)
        }
        return update == Jobspec.Update() ? nil : update
    }

    /// A job of Swarm says by its mode that it has no updates; the coverage table reports that.
    private mutating func reportLostUpdate(of group: PlannedGroup) {
        guard let config = group.lead.deploy?.updateConfig,
            group.lead.deploy?.mode?.string.hasSuffix("-job") != true
        else { return }
        report(
            .updateLost,
            .warning,
            "\"\(group.lead.name)\" becomes a batch job, which has no rolling updates: update_config is dropped",
            at: config.range,
            hint: "make it a service with the label nomad.type: service",
            service: group.lead
        )
    }

    private mutating func apply(
        _ config: Deploy.UpdateConfig,
        of group: PlannedGroup,
        to update: inout Jobspec.Update
    ) {
        if let parallelism = config.parallelism {
            update.maxParallel = .literal(parallelism.value > 0 ? parallelism.value : max(1, group.lead.replicas))
        }
        let pause = max(config.delay?.value ?? 0, config.monitor?.value ?? 0)
        if pause > 0 { update.minHealthyTime = .literal(NomadDuration(nanoseconds: pause)) }
        if config.failureAction?.string == "rollback" { update.autoRevert = true }
        guard config.order?.string == "start-first" else { return }
        let hasStaticPort = group.mainTasks.contains { task in
            (ports[task.service.name] ?? []).contains { $0.hostNumber != nil }
        }
        if hasStaticPort {
            report(
                .startFirstWithStaticPorts,
                .warning,
                "\"\(group.lead.name)\" cannot start its successor first: both would bind the same host port",
                at: config.order?.range ?? config.range,
                hint: "--network container needs no host ports for what is not published",
                service: group.lead
            )
        } else {
            update.canary = .literal(max(1, group.lead.replicas))
            update.autoPromote = true
        }
    }
}

/// How long the services of a project may take until they are healthy, with all that they wait for.
struct StartBudgets {
    private let services: [String: Service]
    private var known: [String: NomadDuration] = [:]

    init(_ project: Project) {
        services = Dictionary(project.services.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    }

    /// The deadline that a deployment of `service` needs.
    mutating func deadline(of service: Service) -> NomadDuration {
        let waiting = waiting(of: service)
        let own = Self.own(service)
        return waiting > .zero && waiting + own > .minutes(4) ? waiting + max(own, .minutes(5)) : waiting + own
    }

    /// Start period and retries of the service's own healthcheck.
    private static func own(_ service: Service) -> NomadDuration {
        guard let check = service.healthcheck, !check.isDisabled, !check.test.isEmpty else { return .zero }
        let interval = NomadDuration(nanoseconds: check.interval?.value ?? 30_000_000_000)
        return NomadDuration(nanoseconds: check.startPeriod?.value ?? 0) + interval * (check.retries?.value ?? 3)
    }

    /// The longest chain of what it waits for.
    private mutating func waiting(of service: Service) -> NomadDuration {
        if let known = known[service.name] { return known }
        // Loading refuses cycles; a member of one would count as waiting for nothing.
        known[service.name] = .zero
        var longest = NomadDuration.zero
        for dependency in service.dependsOn {
            guard let other = services[dependency.service] else { continue }
            let own = dependency.condition == .healthy ? Self.own(other) : .zero
            longest = max(longest, waiting(of: other) + own)
        }
        known[service.name] = longest
        return longest
    }

    /// What the deadline is made of, for a comment.
    mutating func explanation(of group: PlannedGroup) -> [String] {
        let waits = group.tasks.filter { waiting(of: $0.service) > .minutes(1) }
        if let task = waits.first, let slowest = slowestDependency(of: task.service) {
            return ["The deployment must outlast the wait for \(slowest)."]
        }
        guard let check = group.lead.healthcheck, let retries = check.retries?.value else { return [] }
        let interval = NomadDuration(nanoseconds: check.interval?.value ?? 30_000_000_000)
        return ["The healthcheck may take \(retries) retries of \(interval); the deployment must outlast it."]
    }

    private mutating func slowestDependency(of service: Service) -> String? {
        var best: (name: String, time: NomadDuration)?
        for dependency in service.dependsOn {
            guard let other = services[dependency.service] else { continue }
            let time = waiting(of: other) + Self.own(other)
            if time > best?.time ?? .zero { best = (other.name, time) }
        }
        return best?.name
    }
}

extension NomadDuration {
    /// The next whole number of minutes.
    var roundedUpToMinutes: NomadDuration {
        let minute: Int64 = 60_000_000_000
        let rest = nanoseconds % minute
        return rest == 0 ? self : NomadDuration(nanoseconds: nanoseconds - rest) + .minutes(1)
    }
}
