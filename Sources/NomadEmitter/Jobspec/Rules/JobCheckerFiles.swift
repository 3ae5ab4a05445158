internal import HCL

// Templates and artifacts: files that Nomad puts into the task directory. Source: Nomad, nomad/structs/structs.go,
// Template.Validate and TaskArtifact.Validate; api/tasks.go, Template.Canonicalize.
extension JobChecker {
    mutating func checkTemplates(_ templates: [HCL.Block]) {
        requireUnique(
            templates.compactMap { template in
                guard let destination = template.body.shown("destination"), !destination.isEmpty else { return nil }
                return (destination, template.body.origin(of: "destination") ?? template.origin)
            },
            .template
        ) { "two templates have the destination `\($0)`" }
        for template in templates { within(template) { $0.check(template: template.body) } }
    }

    private mutating func check(template body: HCL.Body) {
        let name = body.shown("destination") ?? ""
        checkDestination(body, .template, "template `\(name)`")
        let hasData = !body.text("data").isAbsent
        let hasSource = !body.text("source").isAbsent
        require(
            hasData || hasSource,
            .template,
            "template `\(name)` has neither data nor a source"
        )
        require(
            !(hasData && hasSource),
            .template,
            "template `\(name)` has both data and a source",
            at: "source",
            "data",
            severity: .failure
        )
        checkChange(body, .template, "template `\(name)`")
        switch body.text("change_mode").known {
        case "signal":
            require(
                body.truth("env").known != true,
                .template,
                "template `\(name)` is an environment and takes no signal",
                at: "change_mode",
                "env"
            )
        case "script":
            require(
                body.inner("change_script")?.body.text("command").isAbsent == false,
                .template,
                "template `\(name)` with change_mode `script` has no command in a change_script",
                at: "change_mode"
            )
        default: break
        }
        if body.has("vault_grace") {
            add(.template, "vault_grace is deprecated and has no effect", at: "vault_grace", severity: .warning)
        }
        if let wait = body.inner("wait")?.body, let min = wait.duration("min").known,
            let max = wait.duration("max").known
        {
            require(min <= max, .template, "template `\(name)` waits longer at least than at most", at: "wait")
        }
    }

    mutating func check(artifact body: HCL.Body) {
        let name = body.shown("source") ?? ""
        checkDestination(body, .artifact, "artifact `\(name)`")
        guard let checksum = body.entries("options").first(where: { $0.key == "checksum" })?.value.text else { return }
        require(
            JobChecker.isChecksum(checksum),
            .artifact,
            "artifact `\(name)`: `\(checksum)` is no checksum such as `sha256:` with 64 digits",
            at: "options"
        )
    }

    /// A file stays in the allocation. References count as one folder, as Nomad counts them.
    private mutating func checkDestination(_ body: HCL.Body, _ rule: JobspecValidator.Rule, _ owner: String) {
        guard let destination = body.value("destination"), destination.isSettled, let path = destination.shown else {
            return
        }
        require(!JobChecker.leavesAllocation(path), rule, "\(owner) leaves the allocation", at: "destination")
    }

    /// Whether a path in the task directory climbs out of the allocation, which is one folder above.
    static func leavesAllocation(_ path: String) -> Bool {
        var depth = 1
        for part in path.split(at: "/") {
            switch part {
            case ".": break
            case "..": depth -= 1
            default: depth += 1
            }
            if depth < 0 { return true }
        }
        return false
    }

    /// Whether a text is the name of a digest and its value in hexadecimal digits, or known only later.
    static func isChecksum(_ text: String) -> Bool {
        let sizes = ["md5": 32, "sha1": 40, "sha256": 64, "sha512": 128]
        let parts = text.split(at: ":", omittingEmptySubsequences: false)
        return text.contains(bytesOf: "${")
            || parts.count == 2 && sizes[String(parts[0])] == parts[1].utf8.count
                && parts[1].allSatisfy { $0.isASCII && $0.isHexDigit }
    }
}
