internal import ComposeParser

/// The translation of one group. Source: Nomad docs, group block.
struct GroupTranslation {
    let plan: Plan
    let job: PlannedJob
    let planned: PlannedGroup
    let network: NetworkTranslation

    init(plan: Plan, job: PlannedJob, planned: PlannedGroup) {
        self.plan = plan
        self.job = job
        self.planned = planned
        network = NetworkTranslation(plan: plan, group: planned)
    }

    /// The group; what stands outside of its tasks knows the variables as its lead does.
    func group(_ found: inout JobFindings) -> Jobspec.Group {
        let lead = planned.lead.name
        var group = Jobspec.Group(name: planned.name)
        group.count = count(&found)
        group.constraints = PlacementRules.constraints(of: planned, &found)
        group.spreads = job.type.isPlaced ? PlacementRules.spreads(of: planned.lead) : []
        if !planned.isPod {
            group.restart = RestartRules.inPlace(of: planned.lead, &found)
            group.reschedule = RestartRules.reschedule(of: planned.lead, type: job.type)
        }
        group.update = UpdateRules(plan: plan, group: planned).update(type: job.type, &found)
        group.meta = found.map(
            (planned.isPod ? planned.podLabels : planned.lead.deploy?.labels ?? []).withoutNomadLabels,
            lead
        )
        group.volumes = StorageTranslation.volumeRequests(of: planned, mounts: plan.mounts)
        if let network = plan.network.network(of: planned, in: plan.context) {
            group.network = self.network.network(network, &found)
        }
        for task in planned.tasks { add(task, to: &group, &found) }
        let seeds = seedTasks(before: group.tasks, &found)
        let hooks = planned.tasks.flatMap { initTasks(of: $0, &found) }
        group.tasks.insert(contentsOf: seeds + hooks, at: 0)
        group.services = plan.network.merging(group.services)
        if let sidecars = plan.network.sidecars(of: planned, in: plan.context) {
            group.services = sidecars.attached(to: group.services, hosts: network.hosts(lead, &found))
        }
        return group
    }

    /// Adds a task, with its registrations where the network wants them.
    private func add(_ planned: PlannedTask, to group: inout Jobspec.Group, _ found: inout JobFindings) {
        var (task, registrations) = task(planned, &found)
        if plan.network.registersAtGroup(self.planned), planned.role == .main {
            for index in registrations.indices { registrations[index].bindScripts(to: task.name) }
            group.services += registrations
        } else {
            task.services += registrations
        }
        group.tasks.append(task)
    }

    private func count(_ found: inout JobFindings) -> NumberValue? {
        guard job.type != .system, job.type != .sysbatch, !planned.isPod,
            let replicas = planned.lead.deploy?.replicas ?? planned.lead.scale,
            replicas.value != 1 || !replicas.text.isLiteral
        else { return nil }
        guard replicas.value >= 0 else {
            found.reportWrittenIn(replicas.text, "the number of instances", of: planned.lead)
            found.report(
                .figureRaised,
                .warning,
                "\(replicas.value) instances of `\(planned.lead.name)` are none",
                at: replicas.range,
                hint: "write 0, or how many it shall have",
                service: planned.lead
            )
            return 0
        }
        return found.number(replicas, planned.lead.name)
    }
}

extension PlannedGroup {
    /// The labels of all services of a pod: the first one decides.
    fileprivate var podLabels: [Compose.Pair] {
        var labels: [Compose.Pair] = []
        for pair in tasks.flatMap({ $0.service.deploy?.labels ?? [] })
        where !labels.contains(where: { $0.key == pair.key }) {
            labels.append(pair)
        }
        return labels
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
