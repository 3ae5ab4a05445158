internal import HCL

extension JobChecker {
    mutating func checkJob() {
        within(job) { checker in checker.checkJobBody() }
    }

    private mutating func checkJobBody() {
        let body = job.body
        require(
            !body.list("datacenters").contains { $0.text == "" },
            .range,
            "a datacenter has no name",
            at: "datacenters"
        )
        let groups = body.inners("group")
        require(!groups.isEmpty, .mainTask, "there is no group")
        requireUnique(groups) { "two groups are named \"\($0)\"" }
        checkType(of: body)
        for name in ["periodic", "parameterized"] where !isBatch && body.inner(name) != nil {
            add(.jobType, "\(name) is for batch and sysbatch jobs only", at: name)
        }
        checkPeriodic()
        checkParameterized()
        checkPlacement(of: body, inTask: false)
        checkPolicies(of: body, whereMissingIn: groups)
        for secret in body.inners("secret") { check(secret: secret) }
        if let vault = body.inner("vault") { check(vault: vault) }
        for group in groups {
            self.group = group
            within(group) { $0.check(group: group) }
        }
        group = nil
    }

    private mutating func checkPeriodic() {
        guard let periodic = job.body.inner("periodic") else { return }
        within(periodic) { checker in
            let body = periodic.body
            var specs = body.list("crons")
            if let cron = body.value("cron") { specs.append(cron) }
            let isUnknown = body.value("crons").map { if case .list = $0 { false } else { true } } ?? false
            checker.require(!specs.isEmpty || isUnknown, .range, "periodic has no crons", at: "crons")
            for spec in specs {
                guard let text = spec.text else { continue }
                checker.require(
                    JobChecker.isCron(text),
                    .range,
                    "\"\(text)\" is no cron expression of five to seven fields",
                    at: "crons",
                    "cron"
                )
            }
        }
    }

    private mutating func checkParameterized() {
        guard let parameterized = job.body.inner("parameterized") else { return }
        within(parameterized) { checker in
            let body = parameterized.body
            let required = body.list("meta_required").compactMap(\.text)
            let optional = body.list("meta_optional").compactMap(\.text)
            if let both = required.first(where: { optional.contains($0) }) {
                checker.add(
                    .range,
                    "meta \"\(both)\" is both required and optional",
                    at: "meta_required",
                    "meta_optional"
                )
            }
        }
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

    /// Whether a text has the form of a cron expression: a name such as `@daily`, or fields.
    static func isCron(_ text: String) -> Bool {
        if text.hasPrefix("@") { return text.utf8.count > 1 }
        let fields = text.split { $0 == " " || $0 == "\t" }
        let signs = Set("*,-/?LW#".utf8)
        return fields.count >= 5
            && fields.allSatisfy { field in
                field.utf8.allSatisfy { byte in
                    signs.contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                }
            }
    }
}
