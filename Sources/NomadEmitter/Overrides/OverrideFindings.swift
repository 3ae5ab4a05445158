internal import ComposeParser

// What is wrong in x-nomad.
extension Translation {
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
        }
    }
}

/// What a value has to keep beyond its type.
enum OverrideRule: Sendable {
    case words([String])
    case range(ClosedRange<Int>)

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
        "TaskLifecycle.hook": .words(["prestart", "poststart", "poststop"]),
        "Template.change_mode": .words(["noop", "restart", "signal", "script"]),
        "Vault.change_mode": .words(["noop", "restart", "signal"]),
        "Service.provider": .words(["consul", "nomad"]),
        "Service.address_mode": .words(["auto", "alloc", "alloc_ipv6", "driver", "host"]),
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
