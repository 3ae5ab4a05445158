internal import HCL
internal import ComposeParser
internal import OrderedCollections

extension Translation {
    /// Translates a task, with the services that it registers. Source: Nomad docs, task block.
    mutating func task(
        _ planned: PlannedTask,
        of group: PlannedGroup,
        job: PlannedJob
    ) -> (Jobspec.Task, [Jobspec.Service]) {
        if planned.role == .beacon { return (beacon(planned), []) }
        let service = planned.service
        variables.scope = service.name
        defer { variables.scope = group.lead.name }
        var task = Jobspec.Task(name: TaskName(sanitizing: planned.name))
        task.user = service.user.map { text($0) }
        task.killTimeout = .literal(killTimeout(of: service))
        task.killSignal = killSignal(of: service).map { Interpolated($0) }
        if planned.role == .prestart {
            task.lifecycle = Jobspec.Lifecycle(hook: .prestart, sidecar: false)
            task.restart = prestartRestart(of: service)
        } else if group.isPod {
            if planned.startsEarly {
                task.lifecycle = Jobspec.Lifecycle(hook: .prestart, sidecar: true)
                task.comment = ["Starts before the other tasks and stays: a one-shot needs it."]
            }
            task.restart = restart(of: service)
        }
        task.config = config(of: planned, group: group, job: job)
        let storage = storage(of: planned, group: group, job: job)
        task.config.volumes += storage.volumes
        task.config.mounts += storage.mounts
        task.volumeMounts = storage.volumeMounts
        if storage.usesVault { task.vault = Jobspec.Vault() }
        var env = environment(of: service)
        if let template = runtimeEnvironment(&env, of: service) { task.templates.append(template) }
        task.env = env
        if let gate = gate(of: planned, group: group, job: job) { task.templates.append(gate) }
        task.templates += storage.templates
        task.templates += startScripts(of: service)
        task.resources = resources(of: service, config: &task.config)
        network.configure(&task, planned: planned, group: group, in: &self)
        settle(&task, of: service)
        guard planned.role == .main else {
            if graph.dependents(of: service.name).contains(where: { $0.condition == .started }),
                topology[service.name]?.hasBeacon == true, !group.isPod
            {
                task.services.append(marker(service.name))
            }
            return (task, [])
        }
        if announcesStart(service, in: group) {
            var started = marker("\(service.name)-started")
            started.comment = ["Says that the task runs: the group's services are registered before."]
            task.services.append(started)
        }
        return (task, registrations(of: planned, group: group, job: job))
    }

    /// A tiny task that announces the end of the one-shot before it.
    private func beacon(_ planned: PlannedTask) -> Jobspec.Task {
        var task = Jobspec.Task(
            name: TaskName(sanitizing: planned.name),
            config: DockerConfig(image: "busybox:1", command: "sleep", args: ["2147483647"]),
            resources: Jobspec.Resources(cpu: 10, memory: 10),
            comment: [
                "Starts when \(planned.service.name) has ended well; those that wait for it look for this service."
            ]
        )
        task.services = [marker("\(planned.service.name)-done")]
        return task
    }

    /// Compose waits 10 s by default, Nomad 5 s: the figure is always stated.
    private mutating func killTimeout(of service: Service) -> NomadDuration {
        guard let grace = service.stopGracePeriod else { return .seconds(10) }
        client.require(killTimeout: grace.value)
        if grace.value > 30_000_000_000 {
            report(
                .longKillTimeout,
                .note,
                "\"\(service.name)\" may take longer than 30 s to stop; Nomad clients cut that short",
                at: grace.range,
                hint: "raise max_kill_timeout of the nodes (see client.hcl)",
                service: service
            )
        }
        return NomadDuration(nanoseconds: grace.value)
    }

    private func killSignal(of service: Service) -> String? {
        service.stopSignal.map { Signals.name($0.string) }
    }

    /// The environment. Keys without a value have none.
    mutating func environment(of service: Service) -> InterpolatedMap {
        var env = map(service.environment)
        for binding in service.models {
            let model = project.models.first { $0.key == binding.model }
            if let name = binding.endpointVar, env[name.string] == nil { env[name.string] = "" }
            if let name = binding.modelVar, let reference = model?.model, env[name.string] == nil {
                env[name.string] = text(reference)
            }
        }
        env.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        reportSecrets(of: service)
        return env
    }

    /// Names the values that look secret and stand in the job, because they stand in the compose file.
    private mutating func reportSecrets(of service: Service) {
        let found = service.environment.filter { pair in
            guard let value = pair.value, value.isLiteral || options.variables == .inline else { return false }
            return SecretNames.isSecret(pair.key, value: value.string)
        }
        guard let first = found.first else { return }
        let names = found.map(\.key)
        let isLiteral = found.contains { $0.value?.isLiteral == true }
        report(
            .secretInJob,
            .note,
            "the job of \"\(service.name)\" holds \(names.joined(separator: ", ")) as plain text",
            at: first.value?.range.isKnown == true ? first.value?.range ?? .none : first.keyRange,
            hint: isLiteral
                ? "write ${\(names[0])} and keep the value in .env: then it goes to \(self.names.project).vars.hcl"
                : "--variables keep puts the values into \(self.names.project).vars.hcl",
            service: service
        )
    }

    /// Moves values that Nomad would read as its own references (`${HOME}` where HOME is a variable of the task) into
    /// a template: in `env` nothing can escape them.
    private mutating func runtimeEnvironment(
        _ env: inout InterpolatedMap,
        of service: Service
    ) -> Jobspec.Template? {
        let keys = Set(env.keys)
        let values = variables.values
        var data = Interpolated("")
        for (key, value) in env {
            let resolved = value.resolvingVariables(values).description
            guard RuntimeReferences.mentions(resolved, known: keys) else { continue }
            // The file of variables knows few escapes, and what comes from a job variable gets none.
            let isExact = value.variables.allSatisfy { values[$0].map { RuntimeReferences.quoted($0) == $0 } ?? true }
            guard isExact, HCL.isIdentifier(key, withDashes: false), RuntimeReferences.canQuote(resolved) else {
                let pair = service.environment.first { $0.key == key }
                report(
                    .replacedAtRunTime,
                    .warning,
                    "Nomad replaces ${…} in the value of \(key) when the task starts",
                    at: pair?.value?.range ?? pair?.keyRange ?? service.range,
                    hint: "rename what it names, or let the program put the value together",
                    service: service
                )
                continue
            }
            env[key] = nil
            data.append(.literal("\(key)=\""))
            for part in value.parts {
                if case .literal(let text) = part {
                    data.append(.literal(RuntimeReferences.quoted(text)))
                } else {
                    data.append(part)
                }
            }
            data.append(.literal("\"\n"))
        }
        guard !data.isEmpty else { return nil }
        let delimiters = TemplateDelimiters.avoiding(data.resolvingVariables(values).description)
        return Jobspec.Template(
            destination: "secrets/literal.env",
            env: true,
            leftDelimiter: delimiters?.left,
            rightDelimiter: delimiters?.right,
            content: .data(data),
            comment: ["Values with a ${…} of their own: in env, Nomad would replace it."]
        )
    }
}

/// What Nomad replaces in `env` at run time.
enum RuntimeReferences {
    /// Whether `text` holds `${name}` with a name that Nomad knows: one of the task's own variables or of Nomad's.
    static func mentions(_ text: String, known: Set<String>) -> Bool {
        let bytes = Array(text.utf8)
        for index in bytes.indices.dropLast(2) {
            guard bytes[index] == UInt8(ascii: "$"), bytes[index + 1] == UInt8(ascii: "{") else { continue }
            let rest = bytes[(index + 2)...]
            guard let end = rest.firstIndex(where: { !isName($0) }), bytes[end] == UInt8(ascii: "}") else { continue }
            let name = String(decoding: bytes[(index + 2)..<end], as: UTF8.self)
            if known.contains(name) || prefixes.contains(where: { name.hasPrefix($0) }) { return true }
        }
        return false
    }

    /// Whether a byte can stand in a name that Nomad replaces.
    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// Whether an environment file can say the text: of control characters it knows tab and newline.
    static func canQuote(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\t") }
    }

    private static let prefixes = ["NOMAD_", "node.", "attr.", "meta.", "env.", "device."]

    /// The text inside the double quotes of an environment file.
    static func quoted(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

/// Delimiters for a template whose content holds the usual ones.
enum TemplateDelimiters {
    /// A pair that does not occur in `text`; `nil` where the usual `{{ }}` will do.
    static func avoiding(_ text: String) -> (left: String, right: String)? {
        guard text.utf8.count > 1, contains(text, "{{") else { return nil }
        let candidates = [("[[", "]]"), ("<<%", "%>>"), ("[[%", "%]]"), ("((%", "%))")]
        if let pair = candidates.first(where: { !contains(text, $0.0) && !contains(text, $0.1) }) { return pair }
        var number = 0
        while contains(text, "[[\(number)") || contains(text, "\(number)]]") { number += 1 }
        return ("[[\(number)", "\(number)]]")
    }

    /// What lets a text of several lines stand as a heredoc, which always ends in a newline, although the text does
    /// not: a comment of the template engine that takes the newline with it.
    static func ending(_ text: String, left: String?, right: String?) -> String {
        let left = left ?? "{{"
        guard text.utf8.contains(UInt8(ascii: "\n")), let last = text.utf8.last, last != UInt8(ascii: "\n"),
            last != left.utf8.first
        else { return "" }
        return "\(left)/* no newline here */ -\(right ?? "}}")\n"
    }

    private static func contains(_ text: String, _ part: String) -> Bool {
        let bytes = Array(text.utf8)
        let needle = Array(part.utf8)
        guard let first = needle.first, bytes.count >= needle.count else { return false }
        var index = 0
        while index <= bytes.count - needle.count {
            if bytes[index] == first, bytes[index..<(index + needle.count)].elementsEqual(needle) { return true }
            index += 1
        }
        return false
    }
}

/// Signal names as Nomad wants them.
enum Signals {
    private static let numbers: [Int: String] = [
        1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT", 7: "SIGBUS", 8: "SIGFPE",
        9: "SIGKILL", 10: "SIGUSR1", 11: "SIGSEGV", 12: "SIGUSR2", 13: "SIGPIPE", 14: "SIGALRM", 15: "SIGTERM",
        18: "SIGCONT", 19: "SIGSTOP", 20: "SIGTSTP", 28: "SIGWINCH",
    ]

    /// `15`, `TERM`, `sigterm` → `SIGTERM`.
    static func name(_ text: String) -> String {
        if let number = Int(text), let name = numbers[number] { return name }
        let upper = text.uppercased()
        return upper.hasPrefix("SIG") ? upper : "SIG" + upper
    }
}
