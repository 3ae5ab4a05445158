internal import HCL

// Source: Nomad, nomad/structs/services.go, ServiceCheck, and validateServices in nomad/structs/structs.go.
extension JobChecker {
    mutating func checkChecks(of service: PlacedService) {
        let checks = service.body.inners("check")
        if service.task != nil {
            // In a group Nomad does not look at the names.
            requireUnique(
                checks.map {
                    (
                        $0.body.shown("name") ?? "service: \"\(service.name)\" check",
                        $0.origin ?? $0.body.origin(of: "name")
                    )
                },
                .check
            ) {
                $0 == "service: \"\(service.name)\" check"
                    ? "service `\(service.name)` has two checks without a name: give each one"
                    : "service `\(service.name)` has two checks named `\($0)`"
            }
        }
        for check in checks { within(check) { $0.check(check.body, of: service) } }
    }

    private mutating func check(_ body: HCL.Body, of service: PlacedService) {
        let owner = "a check of service `\(service.name)`"
        checkAddressMode(body, of: service, owner)
        checkKind(body, of: service, owner)
        checkRestart(body, of: service, owner)
        checkTask(body, of: service, owner)
        if body.truth("expose").known == true, service.provider == "consul" { checkExpose(body, of: service, owner) }
        switch service.provider {
        case "nomad": checkNomadCheck(body, of: service, owner)
        case "consul": checkConsulCheck(body, of: service, owner)
        default: break
        }
    }

    private mutating func checkTask(_ body: HCL.Body, of service: PlacedService, _ owner: String) {
        guard let task = body.text("task").known else { return }
        if let own = service.task {
            require(
                task == own.label,
                .check,
                "\(owner) of a task names another one, `\(task)`, which Nomad does not read",
                at: "task",
                severity: .warning
            )
        } else {
            require(
                service.tasks.contains(task),
                .check,
                "\(owner) runs in task `\(task)`, which the group does not have",
                at: "task"
            )
        }
    }

    private mutating func checkAddressMode(_ body: HCL.Body, of service: PlacedService, _ owner: String) {
        guard let mode = body.text("address_mode").known else { return }
        if service.task != nil {
            require(
                mode != "alloc" && mode != "alloc_ipv6",
                .check,
                "\(owner) of a task cannot use address_mode `\(mode)`",
                at: "address_mode"
            )
        } else if body.has("task") {
            require(
                mode != "driver",
                .check,
                "\(owner) of the group cannot use address_mode `driver`",
                at: "address_mode"
            )
        }
    }

    /// Source: Nomad, nomad/structs/services.go, ServiceCheck.validateCommon. It looks at the port of kinds in lower case
    /// only.
    private mutating func checkKind(_ body: HCL.Body, of service: PlacedService, _ owner: String) {
        guard let kind = body.text("type").or("") else { return }
        let kinds = ["http", "tcp"] + (service.provider == "nomad" ? [] : ["grpc", "script"])
        guard ["http", "tcp", "grpc", "script"].contains(kind.lowercased()) else {
            return add(
                .check,
                kind.isEmpty
                    ? "\(owner) has no type: \(kinds.listed(by: "or"))"
                    : "\(owner): type is \(kinds.listed(by: "or")), not `\(kind)`",
                at: "type"
            )
        }
        if kind.lowercased() == "http" { checkPath(body, owner) }
        if kind.lowercased() == "script" {
            require(!body.text("command").isAbsent, .check, "\(owner) has no command", at: "command")
            if service.task == nil {
                require(
                    body.has("task") || service.body.has("task"),
                    .check,
                    "\(owner) of the group runs a script and must name its task"
                )
            }
            return
        }
        let isDriver = body.text("address_mode").or("host").map { $0 == "driver" }
        checkPort(body, of: service, isDriver: isDriver, owner)
        guard kind == kind.lowercased() else { return }
        require(
            body.has("port") || service.body.has("port"),
            .check,
            "\(owner) has no port, and its service has none"
        )
        if service.task != nil, !body.has("port"), isDriver == false, let port = service.body.text("port").known,
            Int(port) != nil
        {
            add(.check, "\(owner) of a task needs address_mode `driver` for port \(port)", at: "port")
        }
    }

    private mutating func checkPath(_ body: HCL.Body, _ owner: String) {
        switch body.text("path") {
        case .absent: add(.check, "\(owner) has no path", at: "path")
        case .unknown: break
        case .known(let path):
            if let problem = CheckPath.problem(of: path) {
                add(.check, "\(owner) asks for `\(path)`: \(problem)", at: "path")
            }
        }
    }

    private mutating func checkRestart(_ body: HCL.Body, of service: PlacedService, _ owner: String) {
        let inherited = service.body.inner("check_restart")
        guard let restart = body.inner("check_restart")?.inheriting(inherited) ?? inherited else { return }
        guard let onUpdate = (body.has("on_update") ? body : service.body).text("on_update").known else { return }
        require(
            onUpdate != "ignore",
            .check,
            "\(owner): on_update `ignore` does not go with check_restart",
            at: "on_update"
        )
        if service.provider != "nomad", onUpdate == "ignore_warnings",
            let ignores = restart.body.truth("ignore_warnings").or(false)
        {
            require(
                ignores,
                .check,
                "\(owner): on_update `ignore_warnings` needs ignore_warnings in check_restart too",
                at: "on_update"
            )
        }
    }

    /// Source: Nomad, nomad/job_endpoint_hook_expose_check.go, tgValidateUseOfCheckExpose and exposePathForCheck.
    private mutating func checkExpose(_ body: HCL.Body, of service: PlacedService, _ owner: String) {
        let kind = body.text("type").or("") ?? ""
        require(
            ["http", "grpc"].contains(kind),
            .check,
            "\(owner): expose goes with checks over http and grpc only",
            at: "expose"
        )
        let hasSidecar = service.body.inner("connect")?.body.inner("sidecar_service") != nil
        guard service.task == nil, hasSidecar else {
            return add(.check, "\(owner): expose needs a service of a group with a sidecar", at: "expose")
        }
        let path = body.text("path").or("") ?? "/"
        guard path.hasPrefix("/") else {
            return add(
                .check,
                "\(owner): nothing is exposed for a path without a slash in front",
                at: "path",
                "expose",
                severity: .warning
            )
        }
        guard let port = service.body.text("port").or(""), Int(port) == nil else { return }
        let ports = service.group.body.inners("network").flatMap { $0.body.inners("port") }
        require(
            ports.contains { $0.label == port && $0.body.has("static") },
            .check,
            "\(owner): expose needs a service with a number or the label of a static port",
            at: "expose"
        )
    }

    /// Source: Nomad, nomad/structs/services.go, ServiceCheck.validateConsul.
    private mutating func checkConsulCheck(_ body: HCL.Body, of service: PlacedService, _ owner: String) {
        if let notes = body.text("notes").known {
            require(notes.utf8.count <= 255, .check, "\(owner) has notes of more than 255 characters", at: "notes")
        }
        guard body.text("type").known?.lowercased() == "script" else { return }
        for name in JobChecker.counts where (body.number(name).known ?? 0) > 0 {
            add(.check, "\(owner): \(name) does not go with a script", at: name)
        }
    }

    /// How many answers in a row count; what is negative is taken as 0.
    private static let counts = ["success_before_passing", "failures_before_critical", "failures_before_warning"]

    /// What only Consul can do. Source: Nomad, nomad/structs/services.go, ServiceCheck.validateNomad.
    private mutating func checkNomadCheck(_ body: HCL.Body, of service: PlacedService, _ owner: String) {
        func needsConsul(_ what: String, _ names: [String]) {
            add(
                .check,
                "\(owner): \(what) needs provider `consul`",
                origin: names.lazy.compactMap { body.origin(of: $0) }.first
            )
        }
        switch body.text("type").known {
        case "http":
            let methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE"]
            if let method = body.text("method").known, !methods.contains(method.uppercased()) {
                add(.check, "\(owner): there is no method `\(method)`", at: "method")
            }
        case let kind?:
            if kind.lowercased() == "grpc" { needsConsul("grpc", ["type"]) }
            if kind.lowercased() == "script" { needsConsul("a script", ["type"]) }
        default: break
        }
        if !body.text("tls_server_name").isAbsent { needsConsul("tls_server_name", ["tls_server_name"]) }
        if body.truth("expose").known == true { needsConsul("expose", ["expose"]) }
        let inherited = service.body.inner("check_restart")
        let restart = body.inner("check_restart")?.inheriting(inherited) ?? inherited
        if (body.has("on_update") ? body : service.body).text("on_update").known == "ignore_warnings"
            || restart?.body.truth("ignore_warnings").known == true
        {
            needsConsul("ignore_warnings", ["on_update", "check_restart"])
        }
        if JobChecker.counts.contains(where: { (body.number($0).known ?? 0) > 0 }) {
            needsConsul("counting answers in a row", JobChecker.counts)
        }
        if body.text("address_mode").known == "driver" { needsConsul("address_mode `driver`", ["address_mode"]) }
    }
}

/// The path of a check over HTTP, as Go's net/url reads it.
enum CheckPath {
    /// What is wrong with a path; `nil` if it is relative and can be parsed. Source: Go, net/url, Parse.
    static func problem(of path: String) -> String? {
        if path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "it has a control character" }
        let parts = path.split(at: "#", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, !isEscaped(parts[1]) { return "it has a % without two digits" }
        let whole = parts[0]
        if let colon = whole.utf8.firstIndex(of: UInt8(ascii: ":")) {
            let scheme = whole[..<colon].utf8
            if scheme.isEmpty { return "there is nothing before the colon" }
            let isScheme = scheme.enumerated().allSatisfy { index, byte in
                isLetter(byte) || index > 0 && (isDigit(byte) || "+-.".utf8.contains(byte))
            }
            if isScheme { return "the path must be relative" }
        }
        let place = whole.prefix { $0 != "?" }
        if !place.hasPrefix("/"), place.prefix(while: { $0 != "/" }).contains(":") {
            return "what stands before the first slash has a colon"
        }
        var rest = place
        if place.hasPrefix("//"), !place.hasPrefix("///") {
            let host = place.dropFirst(2).prefix { $0 != "/" }
            rest = place.dropFirst(2 + host.count)
            if !isHost(host.split(at: "@", omittingEmptySubsequences: false).last ?? "") {
                return "`\(host)` is no host"
            }
        }
        return isEscaped(rest) ? nil : "it has a % without two digits"
    }

    private static func isHost(_ text: Substring) -> Bool {
        if text.utf8.contains(where: { " %\\^`{|}".utf8.contains($0) }) { return false }
        let end = text.hasPrefix("[") ? text.lastIndex(of: "]") : text.startIndex
        guard let end else { return false }
        guard let colon = text[end...].lastIndex(of: ":") else { return true }
        return text[colon...].dropFirst().utf8.allSatisfy(isDigit)
    }

    private static func isEscaped(_ text: Substring) -> Bool {
        var bytes = text.utf8[...]
        while let sign = bytes.firstIndex(of: UInt8(ascii: "%")) {
            let digits = bytes[sign...].dropFirst().prefix(2)
            guard digits.count == 2, digits.allSatisfy({ isDigit($0) || (97...102).contains($0 | 0x20) }) else {
                return false
            }
            bytes = bytes[sign...].dropFirst(3)
        }
        return true
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
