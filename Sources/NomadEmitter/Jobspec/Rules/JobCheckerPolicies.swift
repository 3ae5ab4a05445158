internal import HCL

// How often, how fast and how long: rollouts, migrations, restarts and reschedules. Source: Nomad docs, job
// specification, blocks update, migrate, restart and reschedule.
extension JobChecker {
    /// The policies of the job, as far as a group takes them as they are.
    mutating func checkPolicies(of body: HCL.Body, whereMissingIn groups: [HCL.Block]) {
        for name in ["update", "migrate", "reschedule"] {
            guard let block = body.inner(name), groups.contains(where: { $0.body.inner(name) == nil }) else { continue }
            checkPolicy(block)
        }
    }

    /// The policies of a group, with what they take over from the job.
    mutating func checkPolicies(of group: HCL.Block) {
        for name in ["update", "migrate", "reschedule"] {
            if let block = group.body.inner(name) { checkPolicy(block.inheriting(around.inner(name))) }
        }
        if let restart = group.body.inner("restart") { check(restart: restart) }
    }

    private mutating func checkPolicy(_ block: HCL.Block) {
        within(block) { checker in
            switch block.type {
            case "update": checker.check(update: block.body)
            case "migrate": checker.check(migrate: block.body)
            default: checker.check(reschedule: block.body)
            }
        }
    }

    private mutating func check(update body: HCL.Body) {
        let healthy = body.duration("min_healthy_time").or(.seconds(10))
        let deadline = body.duration("healthy_deadline").or(.minutes(5))
        let progress = body.duration("progress_deadline").or(.minutes(10))
        if let healthy, let deadline {
            require(
                healthy < deadline,
                .update,
                "min_healthy_time (\(healthy)) must be less than healthy_deadline (\(deadline))",
                at: "min_healthy_time",
                "healthy_deadline"
            )
        }
        if let deadline, let progress, progress != .zero {
            require(
                deadline < progress,
                .update,
                "healthy_deadline (\(deadline)) must be less than progress_deadline (\(progress))",
                at: "healthy_deadline",
                "progress_deadline"
            )
        }
        if body.truth("auto_promote").known == true, let canary = body.number("canary").or(0) {
            require(canary > 0, .update, "auto_promote needs a canary", at: "auto_promote")
        }
    }

    private mutating func check(migrate body: HCL.Body) {
        if let healthy = body.duration("min_healthy_time").or(.seconds(10)),
            let deadline = body.duration("healthy_deadline").or(.minutes(5))
        {
            require(
                healthy <= deadline,
                .update,
                "min_healthy_time (\(healthy)) of migrate is more than healthy_deadline (\(deadline))",
                at: "min_healthy_time",
                "healthy_deadline"
            )
        }
    }

    /// The policy of a group, or of a task, where Nomad takes all. Source: Nomad, nomad/structs/structs.go,
    /// RestartPolicy.Validate.
    mutating func check(restart block: HCL.Block) {
        let severity: JobspecValidator.Severity = task == nil ? .error : .failure
        within(block) { $0.check(restart: block.body, severity) }
    }

    private mutating func check(restart body: HCL.Body, _ severity: JobspecValidator.Severity) {
        let attempts = body.number("attempts").or(isBatch ? 3 : 2)
        let interval = body.duration("interval").or(isBatch ? .hours(24) : .minutes(30))
        let delay = body.duration("delay").or(.seconds(15))
        let mode = body.text("mode").or("fail")
        if let mode, mode != "fail", mode != "delay" {
            add(.restart, "the mode of restart is delay or fail, not `\(mode)`", at: "mode", severity: severity)
        } else if attempts == 0, let mode {
            require(
                mode == "fail",
                .restart,
                "restart with 0 attempts goes with mode `fail` only",
                at: "attempts",
                "mode",
                severity: severity
            )
        }
        guard let interval else { return }
        require(
            interval >= .seconds(5),
            .restart,
            "the interval of restart is at least 5s, not \(interval)",
            at: "interval",
            severity: severity
        )
        if let attempts, let delay {
            require(
                delay * attempts <= interval,
                .restart,
                "\(attempts) restarts with a delay of \(delay) do not fit into the interval of \(interval)",
                at: "attempts",
                "interval",
                "delay",
                severity: severity
            )
        }
    }

    /// Source: Nomad, nomad/structs/structs.go, ReschedulePolicy.Validate; the defaults of api/tasks.go,
    /// NewDefaultReschedulePolicy.
    private mutating func check(reschedule body: HCL.Body) {
        guard let unlimited = body.truth("unlimited").or(isService),
            let attempts = body.number("attempts").or(isService ? 0 : 1), unlimited || attempts > 0
        else { return }
        require(
            !unlimited || attempts <= 0,
            .reschedule,
            "reschedule cannot have attempts (\(attempts)) and be unlimited",
            at: "attempts",
            "unlimited"
        )
        guard let delay = body.duration("delay").or(isService ? .seconds(30) : .seconds(5)),
            let function = body.text("delay_function").or(isService ? "exponential" : "constant"),
            let most = body.duration("max_delay").or(isService ? .hours(1) : .zero)
        else { return }
        let functions = ["constant", "exponential", "fibonacci"]
        let isKnown = functions.contains(function)
        require(
            isKnown,
            .reschedule,
            "delay_function is \(functions.listed(by: "or")), not `\(function)`",
            at: "delay_function"
        )
        let isLong = delay >= .seconds(5)
        require(isLong, .reschedule, "the delay of reschedule (\(delay)) is less than 5s", at: "delay")
        let isBounded = function == "constant" || most >= max(delay, .seconds(5))
        require(
            isBounded,
            .reschedule,
            "max_delay (\(most)) is less than the delay of reschedule (\(delay)) or than 5s",
            at: "max_delay",
            "delay",
            "delay_function"
        )
        guard !unlimited, let interval = body.duration("interval").or(isService ? .zero : .hours(24)) else { return }
        require(
            interval >= .seconds(15),
            .reschedule,
            "the interval of reschedule (\(interval)) is less than 15s",
            at: "interval",
            "attempts"
        )
        guard interval >= .seconds(15), isKnown, isLong, isBounded else { return }
        require(
            JobChecker.fits(attempts, delay, function, atMost: most, in: interval),
            .reschedule,
            "\(attempts) reschedules with a delay of \(delay) do not fit into the interval of \(interval)",
            at: "attempts",
            "interval",
            "delay"
        )
    }

    /// Whether Nomad finds an interval long enough. Source: Nomad, nomad/structs/structs.go,
    /// ReschedulePolicy.viableAttempts.
    private static func fits(
        _ attempts: Int,
        _ delay: NomadDuration,
        _ function: String,
        atMost most: NomadDuration,
        in interval: NomadDuration
    ) -> Bool {
        if function == "constant" { return delay * attempts <= interval }
        if function == "exponential" {
            var next = delay
            var point = NomadDuration.zero
            for _ in 0..<attempts {
                point = next > most ? point + most : next
                if point >= interval { return false }
                if next <= most { next = next + next }
            }
            return true
        }
        var (before, last) = (delay, delay)
        var isAtCeiling = false
        for _ in 2..<max(2, attempts) {
            var next = last + (isAtCeiling ? most : before)
            if !isAtCeiling, next > most { (next, isAtCeiling) = (most, true) }
            (before, last) = (last, next)
            if last > interval { return false }
        }
        return last <= interval
    }
}
