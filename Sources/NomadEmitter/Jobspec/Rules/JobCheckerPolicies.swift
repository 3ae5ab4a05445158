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
            if let block = group.body.inner(name) { checkPolicy(block.inheriting(job.body.inner(name))) }
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

    mutating func check(restart block: HCL.Block) {
        within(block) { $0.check(restart: block.body) }
    }

    private mutating func check(restart body: HCL.Body) {
        let attempts = body.number("attempts").or(isBatch ? 3 : 2)
        let interval = body.duration("interval").or(isBatch ? .hours(24) : .minutes(30))
        let delay = body.duration("delay").or(.seconds(15))
        if attempts == 0, let mode = body.text("mode").or("fail") {
            require(
                mode == "fail",
                .restart,
                "restart with 0 attempts goes with mode \"fail\" only",
                at: "attempts",
                "mode"
            )
        }
        if let attempts, let interval, let delay {
            require(
                delay * max(0, attempts) <= interval,
                .restart,
                "\(attempts) restarts with a delay of \(delay) do not fit into the interval of \(interval)",
                at: "attempts",
                "interval",
                "delay"
            )
        }
    }

    private mutating func check(reschedule body: HCL.Body) {
        guard let unlimited = body.truth("unlimited").or(isService),
            let attempts = body.number("attempts").or(isService ? 0 : 1), unlimited || attempts > 0
        else { return }
        require(
            !(unlimited && attempts > 0 && body.has("attempts")),
            .reschedule,
            "reschedule cannot have attempts and be unlimited",
            at: "attempts",
            "unlimited"
        )
        let delay = body.duration("delay").or(isService ? .seconds(30) : .seconds(5))
        if let delay {
            require(
                delay >= .seconds(5),
                .reschedule,
                "the delay of reschedule (\(delay)) is less than 5s",
                at: "delay"
            )
        }
        if let function = body.text("delay_function").or(isService ? "exponential" : "constant"),
            function != "constant", let most = body.duration("max_delay").or(.hours(1)), let delay
        {
            require(
                most >= max(delay, .seconds(5)),
                .reschedule,
                "max_delay (\(most)) is less than the delay of reschedule (\(delay))",
                at: "max_delay",
                "delay"
            )
        }
        guard !unlimited, let interval = body.duration("interval").or(isService ? .zero : .hours(24)) else { return }
        require(
            interval >= .seconds(15),
            .reschedule,
            "the interval of reschedule (\(interval)) is less than 15s",
            at: "interval",
            "attempts"
        )
        let function = body.text("delay_function").or(isService ? "exponential" : "constant")
        guard interval >= .seconds(15), let delay, let function, let most = body.duration("max_delay").or(.hours(1)),
            let needed = JobChecker.span(of: attempts, delay, function, atMost: most)
        else { return }
        require(
            needed <= interval,
            .reschedule,
            "\(attempts) reschedules with a delay of \(delay) do not fit into the interval of \(interval)",
            at: "attempts",
            "interval",
            "delay"
        )
    }

    /// The time that Nomad wants for rescheduling `attempts` times.
    private static func span(
        of attempts: Int,
        _ delay: NomadDuration,
        _ function: String,
        atMost most: NomadDuration
    ) -> NomadDuration? {
        if function == "constant" { return delay * attempts }
        guard (1...1000).contains(attempts) else { return nil }
        var next = delay
        var before = NomadDuration.zero
        var span = delay
        for _ in 1..<attempts {
            (before, next) = (next, function == "fibonacci" ? before + next : next * 2)
            span = next > most ? span + most : next
        }
        return span
    }
}
