internal import HCL

// Source: Nomad docs, job specification, blocks check and check_restart, and its rules at submit.
extension JobChecker {
    mutating func checkChecks(of service: PlacedService) {
        let checks = service.body.inners("check")
        if service.task != nil {
            // In a group Nomad does not look at the names.
            requireUnique(
                checks.map { ($0.body.shown("name") ?? "", $0.origin ?? $0.body.origin(of: "name")) },
                .check
            ) {
                $0.isEmpty
                    ? "service \"\(service.name)\" has two checks without a name: give each one"
                    : "service \"\(service.name)\" has two checks named \"\($0)\""
            }
        }
        for check in checks { within(check) { $0.check(check.body, of: service) } }
    }

    private mutating func check(_ body: HCL.Body, of service: PlacedService) {
        let owner = "a check of service \"\(service.name)\""
        checkAddressMode(body, of: service, owner)
        checkKind(body, of: service, owner)
        checkRestart(body, of: service, owner)
        checkCounts(body, owner)
        if let task = body.text("task").known, service.task == nil || task != service.task?.label {
            require(
                service.task == nil && service.hasTask(task),
                .check,
                service.task == nil
                    ? "\(owner) runs in task \"\(task)\", which the group does not have"
                    : "\(owner) of a task names another one, \"\(task)\"",
                at: "task"
            )
        }
        if let notes = body.text("notes").known {
            require(notes.utf8.count <= 255, .check, "\(owner) has notes of more than 255 characters", at: "notes")
        }
        if service.provider == "nomad" { checkNomadCheck(body, of: service, owner) }
    }

    private mutating func checkAddressMode(_ body: HCL.Body, of service: PlacedService, _ owner: String) {
        guard let mode = body.text("address_mode").known else { return }
        if service.task != nil {
            require(
                mode != "alloc",
                .check,
                "\(owner) of a task cannot use address_mode \"alloc\"",
                at: "address_mode"
            )
        } else if body.has("task") {
            require(
                mode != "driver",
                .check,
                "\(owner) of the group cannot use address_mode \"driver\"",
                at: "address_mode"
            )
        }
    }

    private mutating func checkKind(_ body: HCL.Body, of service: PlacedService, _ owner: String) {
        guard let kind = body.text("type").or("") else { return }
        switch kind.lowercased() {
        case "http", "tcp", "grpc":
            if kind.lowercased() == "http" { checkPath(body, owner) }
            checkPort(body, of: service, isNumberAllowed: service.task == nil, owner)
            require(
                body.has("port") || service.body.has("port"),
                .check,
                "\(owner) has no port, and its service has none"
            )
            if service.task != nil, !body.has("port"), let mode = body.text("address_mode").or(""), mode != "driver",
                let port = service.body.text("port").known, Int(port) != nil
            {
                add(.check, "\(owner) of a task needs address_mode \"driver\" for port \(port)", at: "port")
            }
        case "script":
            require(body.has("command"), .check, "\(owner) has no command", at: "command")
            if service.task == nil {
                require(
                    body.has("task") || service.body.has("task"),
                    .check,
                    "\(owner) of the group runs a script and must name its task"
                )
            }
        default: return
        }
        if kind == "tcp", service.body.inner("connect")?.body.inner("sidecar_service") != nil {
            add(
                .check,
                "\(owner) asks over tcp, which a service with a sidecar takes for healthy at all times",
                at: "type"
            )
        }
        if body.truth("expose").known == true, service.provider == "consul" {
            require(
                ["http", "grpc"].contains(kind),
                .check,
                "\(owner): expose goes with checks over http and grpc only",
                at: "expose"
            )
        }
    }

    private mutating func checkPath(_ body: HCL.Body, _ owner: String) {
        switch body.text("path") {
        case .absent: add(.check, "\(owner) has no path", at: "path")
        case .unknown: break
        case .known(let path):
            require(
                !path.hasPrefix("http://") && !path.hasPrefix("https://"),
                .check,
                "\(owner) asks for \"\(path)\": the path must be relative",
                at: "path"
            )
        }
    }

    private mutating func checkRestart(_ body: HCL.Body, of service: PlacedService, _ owner: String) {
        let inherited = service.body.inner("check_restart")
        guard let restart = body.inner("check_restart")?.inheriting(inherited) ?? inherited else { return }
        guard let onUpdate = (body.has("on_update") ? body : service.body).text("on_update").known else { return }
        require(
            onUpdate != "ignore",
            .check,
            "\(owner): on_update \"ignore\" does not go with check_restart",
            at: "on_update"
        )
        if onUpdate == "ignore_warnings", let ignores = restart.body.truth("ignore_warnings").or(false) {
            require(
                ignores,
                .check,
                "\(owner): on_update \"ignore_warnings\" needs ignore_warnings in check_restart too",
                at: "on_update"
            )
        }
    }

    /// How many answers in a row count.
    private mutating func checkCounts(_ body: HCL.Body, _ owner: String) {
        guard body.text("type").known == "script" else { return }
        for name in ["success_before_passing", "failures_before_critical", "failures_before_warning"]
        where (body.number(name).known ?? 0) > 0 {
            add(.check, "\(owner): \(name) does not go with a script", at: name)
        }
    }

    /// What only Consul can do.
    private mutating func checkNomadCheck(_ body: HCL.Body, of service: PlacedService, _ owner: String) {
        func needsConsul(_ what: String, _ names: [String]) {
            add(
                .check,
                "\(owner): \(what) needs provider \"consul\"",
                origin: names.lazy.compactMap { body.origin(of: $0) }.first
            )
        }
        switch body.text("type").known?.lowercased() {
        case "grpc": needsConsul("grpc", ["type"])
        case "script": needsConsul("a script", ["type"])
        case "http":
            let methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE"]
            if let method = body.text("method").known, !methods.contains(method) {
                add(.check, "\(owner): there is no method \"\(method)\"", at: "method")
            }
        default: break
        }
        if body.has("tls_server_name") { needsConsul("tls_server_name", ["tls_server_name"]) }
        if body.truth("expose").known == true { needsConsul("expose", ["expose"]) }
        let restart = body.inner("check_restart") ?? service.body.inner("check_restart")
        if body.text("on_update").known == "ignore_warnings"
            || restart?.body.truth("ignore_warnings").known == true
        {
            needsConsul("ignore_warnings", ["on_update", "check_restart"])
        }
        let counts = ["success_before_passing", "failures_before_critical", "failures_before_warning"]
        if counts.contains(where: { (body.number($0).known ?? 0) != 0 }) {
            needsConsul("counting answers in a row", counts)
        }
        if body.text("address_mode").known == "driver" { needsConsul("address_mode \"driver\"", ["address_mode"]) }
    }
}
