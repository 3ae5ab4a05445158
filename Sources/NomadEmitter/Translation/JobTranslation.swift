internal import ComposeParser

extension Translation {
    /// Translates a job. Source: Nomad docs, job block.
    mutating func job(_ planned: PlannedJob) -> Jobspec.Job {
        Jobspec.Job(
            name: JobName(sanitizing: planned.name),
            type: planned.type.jobspec,
            groups: planned.groups.map { group($0, of: planned) }
        )
    }

    /// Translates a group. Source: Nomad docs, group block.
    mutating func group(_ planned: PlannedGroup, of job: PlannedJob) -> Jobspec.Group {
        variables.scope = planned.lead.name
        var group = Jobspec.Group(name: GroupName(sanitizing: planned.name))
        group.count = count(of: planned, of: job)
        group.constraints = constraints(of: planned)
        group.spreads = job.type == .service || job.type == .batch ? spreads(of: planned) : []
        if !planned.isPod {
            group.restart = restart(of: planned.lead)
            group.reschedule = reschedule(of: planned, type: job.type)
        }
        group.update = update(of: planned, type: job.type)
        group.meta = map((planned.isPod ? planned.podLabels : planned.lead.deploy?.labels ?? []).withoutNomadLabels)
        group.volumes = volumeRequests(of: planned)
        group.network = network.network(of: planned, in: &self)
        let tasks = planned.tasks.map { task($0, of: planned, job: job) }
        for (task, registrations) in tasks {
            var task = task
            if network.registersAtGroup(planned), planned.tasks[group.tasks.count].role == .main {
                group.services += registrations.map { registration in
                    var registration = registration
                    registration.bindScripts(to: task.name)
                    return registration
                }
            } else {
                task.services += registrations
            }
            group.tasks.append(task)
        }
        let hooks = planned.tasks.flatMap { initTasks(of: $0, group: planned, job: job) }
        group.tasks.insert(contentsOf: hooks, at: 0)
        network.finish(&group, planned: planned, in: &self)
        return group
    }

    private mutating func count(of planned: PlannedGroup, of job: PlannedJob) -> NumberValue? {
        guard job.type != .system, job.type != .sysbatch, !planned.isPod,
            let replicas = planned.lead.deploy?.replicas ?? planned.lead.scale,
            replicas.value != 1
                || !replicas.text.isLiteral
        else { return nil }
        let hasStaticPort = planned.mainTasks.contains { task in
            (ports[task.service.name] ?? []).contains { $0.hostNumber != nil }
        }
        if replicas.value > 1, hasStaticPort {
            report(
                .staticPortsOfReplicas,
                .warning,
                "\(replicas.value) instances of \"\(planned.lead.name)\" need as many nodes: each binds the same host ports",
                at: replicas.range,
                hint: "--network container needs no host ports for what is not published",
                service: planned.lead
            )
        }
        return variables.number(replicas)
    }
}

extension PlannedGroup {
    /// The labels of all services of a pod: the first one decides.
    fileprivate var podLabels: [Pair] {
        var labels: [Pair] = []
        for pair in tasks.flatMap({ $0.service.deploy?.labels ?? [] })
        where !labels.contains(where: { $0.key == pair.key }) {
            labels.append(pair)
        }
        return labels
    }
}

extension PlannedJobType {
    var jobspec: Jobspec.Job.JobType {
        switch self {
        case .service: .service
        case .batch: .batch
        case .system: .system
        case .sysbatch: .sysbatch
        }
    }
}

extension Jobspec.Service {
    /// Names the task in which script checks run, as a service of a group has to.
    mutating func bindScripts(to task: TaskName) {
        for index in checks.indices {
            if case .script(let command, let args, _) = checks[index].kind {
                checks[index].kind = .script(command: command, args: args, task: task)
            }
        }
    }
}
