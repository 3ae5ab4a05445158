internal import ComposeParser

// What is wrong in x-nomad.
extension OverrideReader {
    /// Reports an error once, however many jobs the value goes into.
    mutating func reportOverride(
        _ issue: ConversionIssue,
        _ message: String,
        at range: SourceRange,
        hint: String? = nil,
        place: OverridePlace
    ) {
        let diagnostic = Diagnostic(
            issue,
            .error,
            message,
            at: range,
            hint: hint,
            service: place.service?.name,
            path: place.path
        )
        if !diagnostics.all.contains(diagnostic) { diagnostics.add(diagnostic) }
    }

    mutating func reportUnknownOverride(_ entry: Mapping.Entry, among known: [String], at place: OverridePlace) {
        let nearest = Spelling.nearest(to: entry.key, among: known)
        reportOverride(
            .unknownNomadAttribute,
            "`\(place.path)`: Nomad has no \"\(entry.key)\" here",
            at: entry.keyRange,
            hint: nearest.map { "did you mean \($0)?" },
            place: place
        )
    }

    mutating func refuseType(_ node: Node, _ expected: String, at place: OverridePlace) {
        reportOverride(
            .wrongNomadType,
            "`\(place.path)` must be \(expected), not \(node.kindName)",
            at: node.range,
            place: place
        )
    }

    /// Checks a value that the type alone does not say enough about.
    mutating func checkOverride(_ node: Node, attribute: String, of type: String, at place: OverridePlace) {
        guard let rule = OverrideRule.rules["\(type).\(attribute)"] else { return }
        switch rule {
        case .words(let words):
            guard case .string = node.content, !words.contains(node.text.string) else { return }
            if type == "NetworkResource", node.text.string.hasPrefix("cni/") { return }
            reportOverride(
                .wrongNomadValue,
                "`\(place.path)` is \(words.dropLast().joined(separator: ", ")) or \(words.last ?? ""), not \"\(node.text.string)\"",
                at: node.range,
                hint: Spelling.nearest(to: node.text.string, among: words).map { "did you mean \($0)?" },
                place: place
            )
        case .range(let range):
            guard let number = Int(node.text.string), !range.contains(number) else { return }
            let bounds =
                range.upperBound == Int.max
                ? "at least \(range.lowerBound)" : "between \(range.lowerBound) and \(range.upperBound)"
            reportOverride(
                .wrongNomadValue,
                "`\(place.path)` is \(bounds), not \(number)",
                at: node.range,
                place: place
            )
        case .permissions:
            let text = node.text.string
            guard !text.isEmpty, !(UInt(text, radix: 8).map { $0 <= 0o7777 } ?? false) else { return }
            reportOverride(
                .wrongNomadValue,
                "`\(place.path)` is an octal number up to 7777, such as \"0644\", not \"\(text)\"",
                at: node.range,
                place: place
            )
        case .signal(let inAnyCase):
            let name = inAnyCase ? node.text.string.uppercased() : node.text.string
            guard !name.isEmpty, !OverrideRule.isSignal(name) else { return }
            let full = "SIG" + name.uppercased()
            reportOverride(
                .wrongNomadValue,
                "`\(place.path)` is the name of a signal, such as SIGTERM, not \"\(node.text.string)\"",
                at: node.range,
                hint: OverrideRule.isSignal(full) ? "did you mean \(full)?" : nil,
                place: place
            )
        }
    }
}

/// What a value has to keep beyond its type.
enum OverrideRule: Sendable {
    case words([String])
    case range(ClosedRange<Int>)
    /// Octal digits, at most 7777.
    case permissions
    /// The name of a signal of Linux; in any case of letters where Nomad does not care.
    case signal(inAnyCase: Bool)

    /// Whether a node can fingerprint a signal of this name: a task with another one is never placed.
    static func isSignal(_ name: String) -> Bool {
        name.hasPrefix("SIGRT") || signals.contains(name)
    }

    private static let signals: Set<String> = [
        "SIGABRT", "SIGALRM", "SIGBUS", "SIGCHLD", "SIGCLD", "SIGCONT", "SIGFPE", "SIGHUP", "SIGILL", "SIGINT",
        "SIGIO", "SIGIOT", "SIGKILL", "SIGNULL", "SIGPIPE", "SIGPOLL", "SIGPROF", "SIGPWR", "SIGQUIT", "SIGSEGV",
        "SIGSTKFLT", "SIGSTOP", "SIGSYS", "SIGTERM", "SIGTRAP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGUSR1",
        "SIGUSR2", "SIGVTALRM", "SIGWINCH", "SIGXCPU", "SIGXFSZ",
    ]

    /// How nodes are compared. Source: Nomad docs, blocks constraint and affinity.
    private static let comparisons = [
        "=", "==", "is", "!=", "not", "<", "<=", ">", ">=", "regexp", "version", "semver", "set_contains",
        "set_contains_all", "set_contains_any",
    ]

    /// By block type and attribute. Source: Nomad docs, job specification.
    static let rules: [String: OverrideRule] = [
        "Job.priority": .range(1...100),
        "TaskGroup.count": .range(0...Int.max),
        "Resources.cpu": .range(1...Int.max),
        "Resources.cores": .range(1...Int.max),
        "Resources.memory": .range(10...Int.max),
        "EphemeralDisk.size": .range(10...Int.max),
        "Port.static": .range(1...65535),
        "Port.to": .range(-1...65535),
        "RequestedDevice.count": .range(1...Int.max),
        "UpdateStrategy.max_parallel": .range(0...Int.max),
        "UpdateStrategy.canary": .range(0...Int.max),
        "MigrateStrategy.max_parallel": .range(0...Int.max),
        "ScalingPolicy.min": .range(0...Int.max),
        "ScalingPolicy.max": .range(0...Int.max),
        "Affinity.weight": .range(-100...100),
        "Spread.weight": .range(0...100),
        "SpreadTarget.percent": .range(0...100),
        "LogConfig.max_files": .range(1...Int.max),
        "LogConfig.max_file_size": .range(1...Int.max),
        "NetworkResource.mode": .words(["host", "bridge", "none"]),
        "RestartPolicy.mode": .words(["delay", "fail"]),
        "ReschedulePolicy.delay_function": .words(["constant", "exponential", "fibonacci"]),
        "UpdateStrategy.health_check": .words(["checks", "task_states", "manual"]),
        "MigrateStrategy.health_check": .words(["checks", "task_states"]),
        "DisconnectStrategy.reconcile": .words([
            "best_score", "keep_original", "keep_replacement", "longest_running",
        ]),
        "Constraint.operator": .words(
            comparisons + ["is_set", "is_not_set", "distinct_hosts", "distinct_property"]
        ),
        "Affinity.operator": .words(comparisons),
        "ParameterizedJobConfig.payload": .words(["optional", "required", "forbidden"]),
        "Task.kill_signal": .signal(inAnyCase: false),
        "SidecarTask.kill_signal": .signal(inAnyCase: false),
        "Template.perms": .permissions,
        "Template.change_signal": .signal(inAnyCase: true),
        "Vault.change_signal": .signal(inAnyCase: true),
        "WorkloadIdentity.change_mode": .words(["noop", "restart", "signal"]),
        "WorkloadIdentity.change_signal": .signal(inAnyCase: true),
        "TaskArtifact.mode": .words(["any", "file", "dir"]),
        "TaskCSIPluginConfig.type": .words(["node", "controller", "monolith"]),
        "DockerMount.type": .words(["volume", "bind", "tmpfs"]),
        "TaskLifecycle.hook": .words(["prestart", "poststart", "poststop"]),
        "Template.change_mode": .words(["noop", "restart", "signal", "script"]),
        "Vault.change_mode": .words(["noop", "restart", "signal"]),
        "Service.provider": .words(["consul", "nomad"]),
        "Service.address_mode": .words(["auto", "alloc", "alloc_ipv6", "driver", "host"]),
        "Service.on_update": .words(["require_healthy", "ignore_warnings", "ignore"]),
        "ServiceCheck.on_update": .words(["require_healthy", "ignore_warnings", "ignore"]),
        "ServiceCheck.initial_status": .words(["passing", "warning", "critical"]),
        "ServiceCheck.address_mode": .words(["host", "driver", "alloc", "alloc_ipv6"]),
        "ServiceCheck.type": .words(["http", "tcp", "grpc", "script"]),
        "VolumeRequest.type": .words(["host", "csi"]),
        "VolumeRequest.access_mode": .words([
            "single-node-reader-only", "single-node-writer", "single-node-single-writer",
            "single-node-multi-writer", "multi-node-reader-only", "multi-node-single-writer",
            "multi-node-multi-writer",
        ]),
        "VolumeRequest.attachment_mode": .words(["file-system", "block-device"]),
        "VolumeMount.propagation_mode": .words(["private", "host-to-task", "bidirectional"]),
    ]
}

extension Node {
    /// What it is, for a message.
    fileprivate var kindName: String {
        switch content {
        case .null: "nothing"
        case .bool: "the truth value \(text.string)"
        case .int, .float: "the number \(text.string)"
        case .timestamp, .string:
            text.string.utf8.count <= 40 ? "the text \"\(text.string)\"" : "a text"
        case .sequence: "a list"
        case .mapping: "a map"
        }
    }
}
