internal import HCL

// Source: Nomad, nomad/structs/structs.go, Job.Validate.
extension JobChecker {
    mutating func checkJob() {
        around = job.body.without("group")
        within(job) { checker in checker.checkJobBody() }
    }

    private mutating func checkJobBody() {
        let body = job.body
        let name = job.label
        require(
            !name.isEmpty && !name.utf8.contains { $0 == 0 || $0 == UInt8(ascii: " ") },
            .uniqueName,
            "`\(name)` is no name for a job: it has no space"
        )
        require(body.value("region")?.text != "", .range, "the region has no name", at: "region")
        if let ui = body.inner("ui"), let text = ui.body.text("description").known {
            within(ui) {
                $0.require(
                    text.utf8.count <= 1000,
                    .range,
                    "the description of ui has \(text.utf8.count) bytes: 1000 at most",
                    at: "description"
                )
            }
        }
        if body.inner("multiregion") != nil { refuseEnterprise("multiregion", at: "multiregion") }
        require(
            !body.list("datacenters").contains { $0.text == "" },
            .range,
            "a datacenter has no name",
            at: "datacenters"
        )
        let groups = body.inners("group")
        require(!groups.isEmpty, .mainTask, "there is no group")
        requireUnique(groups) { "two groups are named `\($0)`" }
        checkType(of: body)
        checkPeriodic()
        checkParameterized()
        checkPlacement(of: body, inTask: false)
        checkPolicies(of: body, whereMissingIn: groups)
        if let vault = body.inner("vault") { check(vault: vault) }
        for group in groups {
            self.group = group
            within(group) { $0.check(group: group) }
        }
        group = nil
    }

    /// Source: Nomad, nomad/structs/structs.go, PeriodicConfig.Validate; what is disabled is not looked at.
    private mutating func checkPeriodic() {
        guard let periodic = job.body.inner("periodic"), periodic.body.truth("enabled").or(true) != false else {
            return
        }
        require(isBatch, .jobType, "periodic is for batch and sysbatch jobs only", at: "periodic")
        within(periodic) { $0.check(periodic: periodic.body) }
    }

    private mutating func check(periodic body: HCL.Body) {
        var specs = body.list("crons")
        require(
            specs.isEmpty || body.text("cron").isAbsent,
            .range,
            "periodic: cron and crons cannot both be given",
            at: "cron"
        )
        if let cron = body.value("cron"), cron.text?.isEmpty != true {
            specs.append(cron)
            add(.range, "cron is deprecated: use crons", at: "cron", severity: .warning)
        }
        let isUnknown = body.value("crons").map { if case .list = $0 { false } else { true } } ?? false
        require(!specs.isEmpty || isUnknown, .range, "periodic has no crons", at: "crons")
        for spec in specs {
            guard let text = spec.text else { continue }
            do throws(CronExpression.Problem) {
                if try CronExpression(text).isPast {
                    add(
                        .range,
                        "`\(text)` names no time that is still to come",
                        at: "crons",
                        "cron",
                        severity: .failure
                    )
                }
            } catch {
                add(.range, "`\(text)` is no cron expression: \(error.text)", at: "crons", "cron")
            }
        }
        if let zone = body.text("time_zone").known {
            require(
                TimeZoneNames.contains(zone),
                .range,
                "there is no time zone `\(zone)`: it is a name such as `Europe/Berlin`, with its capitals",
                at: "time_zone"
            )
        }
    }

    private mutating func checkParameterized() {
        guard let parameterized = job.body.inner("parameterized") else { return }
        require(isBatch, .jobType, "parameterized is for batch and sysbatch jobs only", at: "parameterized")
        within(parameterized) { checker in
            let body = parameterized.body
            let required = body.list("meta_required").compactMap(\.text)
            let optional = body.list("meta_optional").compactMap(\.text)
            if let both = required.first(where: { optional.contains($0) }) {
                checker.add(
                    .range,
                    "meta `\(both)` is both required and optional",
                    at: "meta_required",
                    "meta_optional"
                )
            }
        }
    }

    /// What only Nomad Enterprise has. Source: Nomad, nomad/structs/structs_ce.go and nomad/job_endpoint_hook_*_ce.go.
    mutating func refuseEnterprise(_ what: String, at name: String) {
        add(.enterprise, "\(what) needs Nomad Enterprise", at: name)
    }

    mutating func checkConsul(of body: HCL.Body) {
        guard let consul = body.inner("consul") else { return }
        within(consul) { $0.checkCluster(of: consul.body) }
    }

    mutating func checkCluster(of body: HCL.Body) {
        guard let cluster = body.text("cluster").known, cluster != "default" else { return }
        refuseEnterprise("another cluster than `default`", at: "cluster")
    }

    /// What does not go with the type of the job, in the job or a group.
    mutating func checkType(of body: HCL.Body) {
        if type == "system" {
            require(body.inner("affinity") == nil, .jobType, "a system job takes no affinity", at: "affinity")
            require(body.inner("spread") == nil, .jobType, "a system job takes no spread", at: "spread")
        }
        func refuse(_ name: String, if isWrong: Bool) {
            if isWrong, body.inner(name) != nil { add(.jobType, "a \(type) job takes no \(name)", at: name) }
        }
        refuse("reschedule", if: isSystem)
        refuse("update", if: isBatch)
        refuse("migrate", if: !isService)
    }
}
