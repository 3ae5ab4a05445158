extension JobChecker {
    /// Each variable that the job names is declared, once, and each declared one is used.
    mutating func checkVariables(_ jobspec: Jobspec) {
        requireUnique(jobspec.variables.map(\.name), .variable) { "variable \"\($0)\" is declared twice" }
        var used: Set<String> = []
        for name in job.block.body.variableNames where used.insert(name).inserted {
            if !jobspec.variables.contains(where: { $0.name == name }) {
                add(.variable, "variable \"\(name)\" is used but not declared")
            }
        }
        for variable in jobspec.variables {
            require(HCL.isIdentifier(variable.name), .variable, "\"\(variable.name)\" is no name for a variable")
            if let value = variable.defaultValue, !value.fits(variable.type) {
                add(.variable, "the default of variable \"\(variable.name)\" is no \(variable.type.rawValue)")
            }
            if !used.contains(variable.name) {
                add(.unusedVariable, "variable \"\(variable.name)\" is declared but not used", severity: .warning)
            }
        }
    }

    mutating func checkJob() {
        if let priority = job.priority?.literal {
            require((1...100).contains(priority), .range, "priority \(priority) is not between 1 and 100")
        }
        require(!job.groups.isEmpty, .mainTask, "there is no group")
        requireUnique(job.groups.map(\.name.rawValue)) { "two groups are named \"\($0)\"" }
        checkByType(
            affinities: job.affinities,
            spreads: job.spreads,
            update: job.update,
            migrate: job.migrate,
            reschedule: job.reschedule
        )
        if !isBatch {
            require(job.periodic == nil, .jobType, "periodic is for batch and sysbatch jobs only")
            require(job.parameterized == nil, .jobType, "parameterized is for batch and sysbatch jobs only")
        }
        if let periodic = job.periodic { require(!periodic.crons.isEmpty, .range, "periodic has no crons") }
        check(job.constraints, inTask: false)
        check(job.affinities)
        check(job.spreads)
        check(job.update)
        check(job.reschedule)
        for group in job.groups {
            self.group = group
            check(group)
        }
        group = nil
    }

    /// What does not go with the type of the job, in the job or a group.
    mutating func checkByType(
        affinities: [Jobspec.Affinity],
        spreads: [Jobspec.Spread],
        update: Jobspec.Update?,
        migrate: Jobspec.Migrate?,
        reschedule: Jobspec.Reschedule?
    ) {
        let type = job.type.rawValue
        if job.type == .system {
            require(affinities.isEmpty, .jobType, "a system job takes no affinity")
            require(spreads.isEmpty, .jobType, "a system job takes no spread")
        }
        if isSystem { require(reschedule == nil, .jobType, "a \(type) job takes no reschedule") }
        if isBatch { require(update == nil, .jobType, "a \(type) job takes no update") }
        if !isService { require(migrate == nil, .jobType, "a \(type) job takes no migrate") }
    }

    mutating func check(_ group: Jobspec.Group) {
        if let count = group.count?.literal {
            require(count >= 0, .range, "count \(count) is negative")
            let type = job.type.rawValue
            if isSystem { require(count <= 1, .jobType, "a \(type) job has a count of 1 at most") }
        }
        if !isBatch {
            require(group.maxRunDuration == nil, .jobType, "max_run_duration is for batch and sysbatch jobs only")
        }
        require(
            group.tasks.contains { $0.lifecycle == nil },
            .mainTask,
            "each task has a lifecycle: no main task is left"
        )
        require(group.tasks.filter { $0.leader == true }.count <= 1, .mainTask, "more than one task is the leader")
        requireUnique(group.tasks.map(\.name.rawValue)) { "two tasks are named \"\($0)\"" }
        requireUnique(group.volumes.map(\.name)) { "two volumes are named \"\($0)\"" }
        checkByType(
            affinities: group.affinities,
            spreads: group.spreads,
            update: group.update,
            migrate: group.migrate,
            reschedule: group.reschedule
        )
        check(group.constraints, inTask: false)
        check(group.affinities)
        check(group.spreads)
        check(group.update)
        check(group.restart)
        check(group.reschedule)
        if let size = group.ephemeralDisk?.size?.literal {
            require(size >= 10, .range, "an ephemeral disk of \(size) MB is smaller than 10 MB")
        }
        for volume in group.volumes { check(volume) }
        check(group.network)
        checkServices(of: group)
        for task in group.tasks {
            self.task = task
            check(task)
        }
        task = nil
    }

    // MARK: Placement

    mutating func check(_ constraints: [Jobspec.Constraint], inTask: Bool) {
        for constraint in constraints {
            let name = constraint.comparison.rawValue
            switch constraint.comparison {
            case .isSet, .isNotSet:
                require(constraint.value == nil, .constraint, "a constraint with \(name) takes no value")
            case .distinctHosts, .distinctProperty:
                require(!inTask, .constraint, "a constraint with \(name) cannot stand in a task")
            default:
                require(constraint.value != nil, .constraint, "a constraint with \(name) needs a value")
            }
            if constraint.comparison != .distinctHosts { checkTarget(constraint.attribute) }
        }
    }

    mutating func check(_ affinities: [Jobspec.Affinity]) {
        for affinity in affinities {
            switch affinity.comparison {
            case .distinctHosts, .distinctProperty:
                add(.constraint, "an affinity cannot compare with \(affinity.comparison.rawValue)")
            case .isSet, .isNotSet:
                break
            default:
                require(
                    affinity.value != nil,
                    .constraint,
                    "an affinity with \(affinity.comparison.rawValue) needs a value"
                )
            }
            if let weight = affinity.weight {
                require(
                    weight != 0 && (-100...100).contains(weight),
                    .constraint,
                    "the weight \(weight) of an affinity is 0 or not between -100 and 100"
                )
            }
            checkTarget(affinity.attribute)
        }
    }

    mutating func check(_ spreads: [Jobspec.Spread]) {
        for spread in spreads {
            checkTarget(spread.attribute)
            if let weight = spread.weight {
                require((1...100).contains(weight), .constraint, "the weight \(weight) of a spread is not 1 to 100")
            }
            let sum = spread.targets.reduce(0) { $0 + $1.percent }
            require(sum <= 100, .constraint, "the targets of a spread add up to \(sum) percent")
        }
    }

    private mutating func checkTarget(_ target: Interpolated?) {
        guard let target else {
            add(.constraint, "there is no attribute to compare")
            return
        }
        for case .runtime(let name) in target.parts {
            let nodes = ["node.unique.id", "node.unique.name", "node.datacenter", "node.class", "node.pool"]
            let isKnown =
                ["attr.", "meta.", "device."].contains { name.hasPrefix($0) } || nodes.contains(name)
            require(isKnown, .constraint, "nodes have nothing that is called ${\(name)}")
        }
    }

    // MARK: Policies

    mutating func check(_ update: Jobspec.Update?) {
        guard let update else { return }
        let healthy = update.minHealthyTime ?? .seconds(10)
        let deadline = update.healthyDeadline ?? .minutes(5)
        let progress = update.progressDeadline ?? .minutes(10)
        require(
            healthy < deadline,
            .update,
            "min_healthy_time (\(healthy)) must be less than healthy_deadline (\(deadline))"
        )
        if progress != .zero {
            require(
                deadline < progress,
                .update,
                "healthy_deadline (\(deadline)) must be less than progress_deadline (\(progress))"
            )
        }
        if update.autoPromote == true {
            require((update.canary ?? 0) > 0, .update, "auto_promote needs a canary")
        }
    }

    mutating func check(_ restart: Jobspec.Restart?) {
        guard let restart else { return }
        let attempts = restart.attempts ?? (isBatch ? 3 : 2)
        let interval = restart.interval ?? (isBatch ? .hours(24) : .minutes(30))
        let delay = restart.delay ?? .seconds(15)
        require(attempts >= 0, .restart, "attempts is negative")
        require(interval >= .seconds(5), .restart, "the interval of restart (\(interval)) is less than 5s")
        if attempts == 0 {
            require(restart.mode != .delay, .restart, "restart with 0 attempts goes with mode \"fail\" only")
        }
        require(
            delay * max(0, attempts) <= interval,
            .restart,
            "\(attempts) restarts with a delay of \(delay) do not fit into the interval of \(interval)"
        )
    }

    mutating func check(_ reschedule: Jobspec.Reschedule?) {
        guard let reschedule else { return }
        let unlimited = reschedule.unlimited ?? isService
        require(
            !(unlimited && (reschedule.attempts ?? 0) > 0),
            .reschedule,
            "reschedule cannot have attempts and be unlimited"
        )
        if let delay = reschedule.delay {
            require(delay >= .seconds(5), .reschedule, "the delay of reschedule (\(delay)) is less than 5s")
        }
        if let interval = reschedule.interval, !unlimited {
            require(
                interval >= .seconds(15),
                .reschedule,
                "the interval of reschedule (\(interval)) is less than 15s"
            )
        }
    }
}

extension Jobspec.Variable.Value {
    /// Whether Nomad can read the value as one of `type`.
    func fits(_ type: Jobspec.Variable.ValueType) -> Bool {
        switch (self, type) {
        case (.string(let text), .number): Double(text) != nil
        case (.string(let text), .bool): text == "true" || text == "false"
        case (.strings, .strings): true
        case (.strings, _), (_, .strings): false
        case (.number, .bool), (.bool, .number): false
        default: true
        }
    }
}

extension HCL.Body {
    /// The names in `var.NAME`, in order, with repetitions.
    var variableNames: [String] {
        var names: [String] = []
        for item in items {
            switch item {
            case .attribute(let attribute): attribute.value.collectVariables(into: &names)
            case .block(let block): names += block.body.variableNames
            case .blankLine, .comment: break
            }
        }
        return names
    }
}

extension HCL.Expression {
    fileprivate func collectVariables(into names: inout [String]) {
        func add(_ reference: String) {
            if reference.hasPrefix("var.") { names.append(String(reference.dropFirst(4))) }
        }
        switch self {
        case .template(let parts, _), .heredoc(let parts, _):
            for case .reference(let reference) in parts { add(reference) }
        case .reference(let reference): add(reference)
        case .list(let items), .call(_, let items):
            for item in items { item.collectVariables(into: &names) }
        case .object(let entries):
            for entry in entries { entry.value.collectVariables(into: &names) }
        case .product(let a, let b):
            a.collectVariables(into: &names)
            b.collectVariables(into: &names)
        case .number, .decimal, .bool, .null: break
        }
    }
}
