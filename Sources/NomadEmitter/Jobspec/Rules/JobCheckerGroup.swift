internal import HCL

// Source: Nomad, nomad/structs/structs.go, TaskGroup.Validate.
extension JobChecker {
    mutating func check(group: HCL.Block) {
        let body = group.body
        let type = type
        require(
            !group.label.isEmpty && !group.label.utf8.contains(0),
            .uniqueName,
            "`\(group.label)` is no name for a group"
        )
        if type == "system", let count = body.number("count").known {
            require(count <= 1, .jobType, "a \(type) job has a count of 1 at most", at: "count")
        }
        if !isBatch {
            require(
                !body.has("max_run_duration"),
                .jobType,
                "max_run_duration is for batch and sysbatch jobs only",
                at: "max_run_duration"
            )
        }
        let tasks = body.inners("task")
        require(!tasks.isEmpty, .mainTask, "there is no task", origin: group.origin)
        require(
            tasks.isEmpty || tasks.contains { $0.body.inner("lifecycle") == nil },
            .mainTask,
            "each task has a lifecycle: no main task is left",
            origin: tasks.lazy.compactMap { $0.body.origin(of: "lifecycle") }.first,
            severity: .failure
        )
        let leaders = tasks.filter { $0.body.truth("leader").known == true }
        require(
            leaders.count <= 1,
            .mainTask,
            "more than one task is the leader",
            origin: leaders.reversed().lazy.compactMap { $0.body.origin(of: "leader") ?? $0.origin }.first
        )
        requireUnique(tasks) { "two tasks are named `\($0)`" }
        var beside = group
        beside.body = body.without("task", "service", "volume")
        self.group = beside
        groupPorts = JobChecker.portLabels(of: body.inners("network").prefix(1))
        let volumes = body.inners("volume")
        // Nomad drops volumes of another type.
        groupVolumes = Set(
            volumes.lazy.filter { $0.body.text("type").or("").map { $0 == "host" || $0 == "csi" } ?? true }.map(\.label)
        )
        requireUnique(volumes) { "two volumes are named `\($0)`" }
        checkType(of: body)
        checkPlacement(of: body, inTask: false)
        checkPolicies(of: group)
        checkDisconnect(of: body)
        checkScaling(of: body)
        for volume in volumes { within(volume) { $0.check(volume: volume, of: beside) } }
        checkNetworks(of: body)
        checkServices(of: group, beside: beside, tasks: tasks)
        checkConsul(of: body)
        if let vault = body.inner("vault") { check(vault: vault) }
        for task in tasks {
            self.task = task
            within(task) { $0.check(task: task, of: beside) }
        }
        task = nil
    }

    /// What happens to a group on a node that has lost the servers. Source: Nomad, nomad/structs/group.go,
    /// DisconnectStrategy.Validate; the old attributes are not copied: command/agent/job_endpoint.go, ApiTgToStructsTG.
    private mutating func checkDisconnect(of body: HCL.Body) {
        for (name, other) in [
            ("max_client_disconnect", "lost_after"), ("stop_after_client_disconnect", "stop_on_client_after"),
            ("prevent_reschedule_on_lost", "replace"),
        ] where body.has(name) {
            add(.disconnect, "\(name) has no effect: use \(other) of disconnect", at: name, severity: .warning)
        }
        let mayStop = isService || type == "batch"
        guard let disconnect = body.inner("disconnect") else { return }
        let inner = disconnect.body
        within(disconnect) { checker in
            checker.require(
                !inner.has("stop_on_client_after") || inner.duration("lost_after").or(.zero) ?? .zero == .zero,
                .disconnect,
                "lost_after and stop_on_client_after of disconnect exclude each other",
                at: "stop_on_client_after",
                "lost_after"
            )
            checker.require(
                mayStop || !inner.has("stop_on_client_after"),
                .jobType,
                "stop_on_client_after is for service and batch jobs only",
                at: "stop_on_client_after"
            )
        }
    }

    /// The bounds that an autoscaler keeps; the count stands between them.
    private mutating func checkScaling(of body: HCL.Body) {
        guard let scaling = body.inner("scaling") else { return }
        let bounds = scaling.body
        within(scaling) { $0.check(scaling: bounds, of: body) }
    }

    /// Source: Nomad, nomad/structs/structs.go, validateScalingPolicy and ScalingPolicy.Validate.
    private mutating func check(scaling bounds: HCL.Body, of group: HCL.Body) {
        if let type = bounds.text("type").known {
            require(type == "horizontal", .scaling, "scaling of a group is horizontal, not `\(type)`", at: "type")
        }
        let low = bounds.number("min").known
        let high = bounds.number("max").known
        for (name, bound) in [("min", low), ("max", high)] where bound ?? 0 < 0 {
            add(.scaling, "\(name) of scaling is at least 0, not \(bound ?? 0)", at: name)
        }
        if let low, let high, low > high {
            add(.scaling, "min of scaling (\(low)) is more than max (\(high))", at: "min", "max")
            return
        }
        // Without a count Nomad starts as many as the lower bound says.
        guard let count = group.number("count").or(bounds.number("min").or(1) ?? 1), bounds.has("max") else { return }
        if let high {
            require(count <= high, .scaling, "count \(count) is more than max of scaling (\(high))", at: "max")
        }
        if let low {
            require(count >= low, .scaling, "count \(count) is less than min of scaling (\(low))", at: "min")
        }
    }
}
