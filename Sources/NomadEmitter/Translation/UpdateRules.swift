internal import ComposeParser

/// How updates of a group roll.
struct UpdateRules {
    let plan: Plan
    let group: PlannedGroup

    /// How updates roll and how long they may take. Source: Nomad docs, update block.
    ///
    /// A deployment must outlast the whole chain of what the group waits for.
    func update(type: PlannedJobType, _ found: inout JobFindings) -> Jobspec.Update? {
        guard type == .service || type == .system else {
            reportLostUpdate(&found)
            return nil
        }
        var update = Jobspec.Update()
        let config = group.lead.deploy?.updateConfig
        if let config { apply(config, to: &update, &found) }
        let needed = group.tasks.map { plan.deadlines.deadline(of: $0.service) }.max() ?? .zero
        let steady = NomadDuration(nanoseconds: config?.pauses.map(\.value).max() ?? 0)
        if needed > .minutes(4) || steady >= .minutes(5) {
            // A year is for ever, and progress_deadline has to be longer.
            let healthy = min(max(needed, steady + .minutes(1)), .hours(8760)).roundedUpToMinutes
            update.healthyDeadline = .literal(healthy)
            update.progressDeadline = .literal(healthy + .minutes(5))
            update.comment = plan.deadlines.explanation(of: group)
            for service in group.tasks.map(\.service) {
                for figure in service.healthcheck?.figures ?? [] {
                    found.reportWrittenIn(figure, "a part of healthy_deadline", of: service)
                }
            }
        }
        let grace = group.tasks.compactMap { $0.service.stopGracePeriod?.value }.max() ?? 0
        if NomadDuration(nanoseconds: grace) > (update.progressDeadline?.literal ?? .minutes(10)) {
            update.progressDeadline = .literal(NomadDuration(nanoseconds: grace).roundedUpToMinutes)
            for service in group.tasks.map(\.service) {
                guard let period = service.stopGracePeriod, period.value == grace else { continue }
                found.reportWrittenIn(period.text, "progress_deadline", of: service)
            }
        }
        return update == Jobspec.Update() ? nil : update
    }

    /// A job of Swarm says by its mode that it has no updates; the coverage table reports that.
    private func reportLostUpdate(_ found: inout JobFindings) {
        guard let config = group.lead.deploy?.updateConfig,
            group.lead.deploy?.mode?.string.hasSuffix("-job") != true
        else { return }
        found.report(
            .updateLost,
            .warning,
            "`\(group.lead.name)` becomes a batch job, which has no rolling updates: update_config is dropped",
            at: config.range,
            hint: "make it a service with the label nomad.type: service",
            service: group.lead
        )
    }

    private func apply(
        _ config: Compose.Deploy.UpdateConfig,
        to update: inout Jobspec.Update,
        _ found: inout JobFindings
    ) {
        if let parallelism = config.parallelism {
            if parallelism.value > 0 {
                update.maxParallel = found.number(parallelism, group.lead.name)
            } else {
                update.maxParallel = .literal(max(1, group.lead.replicas))
                found.reportWrittenIn(parallelism.text, "max_parallel", of: group.lead)
            }
        }
        let pauses = config.pauses
        if pauses.count == 1 {
            update.minHealthyTime = found.duration(pauses[0], "min_healthy_time", of: group.lead, group.lead.name)
        } else if let longest = pauses.map(\.value).max() {
            update.minHealthyTime = .literal(NomadDuration(nanoseconds: longest))
            for pause in pauses { found.reportWrittenIn(pause.text, "min_healthy_time", of: group.lead) }
        }
        if config.failureAction?.string == "rollback" { update.autoRevert = true }
        guard config.order?.string == "start-first" else { return }
        if plan.ports.hasFixedHostPort(group) {
            found.report(
                .startFirstWithStaticPorts,
                .warning,
                "`\(group.lead.name)` cannot start its successor first: both would bind the same host port",
                at: config.order?.range ?? config.range,
                hint: plan.ports.remedy(forFixedPortsOf: group),
                service: group.lead
            )
        } else {
            update.canary = .literal(max(1, group.lead.replicas))
            update.autoPromote = true
        }
    }
}

extension Compose.Deploy.UpdateConfig {
    /// The pauses after an update: Nomad has one, which has to be as long as the longer one.
    fileprivate var pauses: [Compose.Located<Int64>] { [delay, monitor].compactMap { $0 }.filter { $0.value > 0 } }
}

extension Compose.Healthcheck {
    /// The texts of what a deadline is computed from.
    fileprivate var figures: [Compose.Text] {
        [interval?.text, startPeriod?.text, retries?.text].compactMap { $0 }
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
