/// What Nomad asks of an attribute beyond its type. Source: Nomad docs, job specification, and its rules at submit.
struct AttributeFact: Sendable {
    /// The type of block.
    let block: BlockName
    /// The name of the attribute.
    let attribute: String
    /// What its value has to keep.
    let rule: ValueRule?
    /// Whether the block is wrong without it.
    let isNeeded: Bool
    /// The block around that does not need it.
    let notNeededIn: String?
    /// How grave it is if the value breaks the rule, or is missing.
    let severity: JobspecValidator.Severity
    /// The version that it came with, `nil` for what the oldest has. Source: Nomad, CHANGELOG.md and the structs of each
    /// line.
    let since: NomadVersion?

    init(
        _ block: BlockName,
        _ attribute: String,
        _ rule: ValueRule? = nil,
        isNeeded: Bool = false,
        notNeededIn: String? = nil,
        severity: JobspecValidator.Severity = .error,
        since: NomadVersion? = nil
    ) {
        self.block = block
        self.attribute = attribute
        self.rule = rule
        self.isNeeded = isNeeded
        self.notNeededIn = notNeededIn
        self.severity = severity
        self.since = since
    }

    /// How nodes are compared.
    static let comparisons = [
        "=", "==", "is", "!=", "not", "<", "<=", ">", ">=", "regexp", "version", "semver", "set_contains",
        "set_contains_all", "set_contains_any",
    ]

    private static let onUpdate = ValueRule.words(["require_healthy", "ignore_warnings", "ignore"])

    private static let change = ValueRule.words(["noop", "restart", "signal"])

    /// The version that an attribute, or a block, of a type of block came with; `nil` if the oldest has it.
    static func since(_ name: String, of type: BlockName) -> NomadVersion? { newer[type]?[name] }

    private static let newer: [BlockName: [String: NomadVersion]] = {
        var newer: [BlockName: [String: NomadVersion]] = [:]
        for fact in all { if let since = fact.since { newer[fact.block, default: [:]][fact.attribute] = since } }
        return newer
    }()

    /// The rows, by type of block.
    static let all: [AttributeFact] = placement + jobs + groups + tasks + services + docker

    private static let placement: [AttributeFact] = [
        .init(
            .constraint,
            "operator",
            .words(comparisons + ["is_set", "is_not_set", "distinct_hosts", "distinct_property"])
        ),
        .init(.affinity, "operator", .words(comparisons)),
        .init(.spread, "weight", .range(1...100)),
        .init(.spreadTarget, "percent", .range(0...100)),
    ]

    private static let jobs: [AttributeFact] = [
        .init(.job, "type", .words(["service", "batch", "system", "sysbatch"])),
        // 0 means the default.
        .init(.job, "priority", .range(0...100)),
        .init(.parameterizedJobConfig, "payload", .words(["optional", "required", "forbidden"])),
        .init(.updateStrategy, "max_parallel", .atLeast(0)),
        .init(.updateStrategy, "canary", .atLeast(0)),
        .init(.updateStrategy, "health_check", .words(["checks", "task_states", "manual"])),
        .init(.updateStrategy, "min_healthy_time", .span(atLeast: .zero)),
        .init(.updateStrategy, "progress_deadline", .span(atLeast: .zero)),
        .init(.updateStrategy, "stagger", .someTime),
        .init(.migrateStrategy, "max_parallel", .atLeast(0)),
        .init(.migrateStrategy, "health_check", .words(["checks", "task_states"])),
        .init(.migrateStrategy, "min_healthy_time", .span(atLeast: .zero)),
        .init(.migrateStrategy, "healthy_deadline", .span(atLeast: .zero)),
    ]

    private static let groups: [AttributeFact] = [
        .init(.taskGroup, "count", .atLeast(0)),
        .init(.taskGroup, "shutdown_delay", .span(atLeast: .zero)),
        .init(.taskGroup, "max_run_duration", .someTime, since: .init(2, 0)),
        .init(.disconnectStrategy, "lost_after", .span(atLeast: .zero)),
        .init(.disconnectStrategy, "stop_on_client_after", .span(atLeast: .zero)),
        .init(
            .disconnectStrategy,
            "reconcile",
            .words(["best_score", "keep_original", "keep_replacement", "longest_running"])
        ),
        .init(.ephemeralDisk, "size", .atLeast(10)),
        // No node offers another mode.
        .init(
            .networkResource,
            "mode",
            .words(["host", "bridge", "none"], orPrefix: "cni/"),
            severity: .failure
        ),
        .init(.port, "static", .range(Int.min...65535)),
        .init(.port, "to", .range(-1...65535)),
        .init(.port, "ignore_collision", since: .init(1, 9)),
        .init(.networkResource, "cni", since: .init(1, 8, 2)),
        .init(.volumeRequest, "sticky", since: .init(1, 10)),
        .init(.scalingPolicy, "max", isNeeded: true, notNeededIn: "task"),
    ]

    private static let tasks: [AttributeFact] = [
        .init(.task, "driver", isNeeded: true),
        .init(.task, "kill_signal", .signal(inAnyCase: false), severity: .failure),
        .init(.task, "kill_timeout", .span(atLeast: .zero)),
        .init(.task, "shutdown_delay", .span(atLeast: .zero)),
        .init(.sidecarTask, "kill_signal", .signal(inAnyCase: false), severity: .failure),
        .init(.resources, "memory", .atLeast(10)),
        .init(.resources, "secrets", since: .init(1, 8, 3)),
        .init(.requestedDevice, "count", .atLeast(0)),
        .init(.numaResource, "affinity", .words(["none", "prefer", "require"])),
        .init(.numaResource, "devices", since: .init(1, 9)),
        .init(.logConfig, "max_files", .atLeast(1)),
        .init(.logConfig, "max_file_size", .atLeast(1)),
        .init(.taskLifecycle, "hook", .words(["prestart", "poststart", "poststop"])),
        .init(.template, "destination", isNeeded: true),
        .init(.template, "perms", .permissions),
        .init(.template, "splay", .span(atLeast: .zero)),
        .init(.template, "once", since: .init(1, 10, 2)),
        .init(.changeScript, "run_on_first_render", since: .init(2, 0, 5)),
        .init(.template, "change_mode", .words(["noop", "restart", "signal", "script"])),
        .init(.template, "change_signal", .signal(inAnyCase: true), severity: .failure),
        .init(.taskArtifact, "source", isNeeded: true),
        .init(.taskArtifact, "mode", .words(["any", "file", "dir"])),
        .init(.taskArtifact, "chown", since: .init(1, 9, 2)),
        .init(.task, "secret", since: .init(1, 11)),
        .init(.secret, "provider", isNeeded: true),
        .init(.secret, "path", isNeeded: true),
        .init(.vault, "change_mode", change),
        .init(.vault, "change_signal", .signal(inAnyCase: true), severity: .failure),
        .init(.workloadIdentity, "change_mode", change),
        .init(.workloadIdentity, "change_signal", .signal(inAnyCase: true), severity: .failure),
        .init(.workloadIdentity, "ttl", .span(atLeast: .zero)),
        .init(.workloadIdentity, "filepath", since: .init(1, 9)),
        .init(.workloadIdentity, "extra_claims", since: .init(2, 0)),
        .init(.taskCSIPluginConfig, "id", isNeeded: true),
        .init(.taskCSIPluginConfig, "type", .words(["node", "controller", "monolith"]), isNeeded: true),
        // Nomad drops the mount without a word.
        .init(.volumeMount, "volume", isNeeded: true, severity: .failure),
        // Without it Nomad itself panics: command/agent/job_endpoint.go, apiVolumeMountsToStructs.
        .init(.volumeMount, "destination", isNeeded: true),
        .init(.volumeMount, "propagation_mode", .words(["private", "host-to-task", "bidirectional"])),
        .init(.volumeMount, "selinux_label", .words(["z", "Z"])),
    ]

    private static let services: [AttributeFact] = [
        .init(.service, "provider", .words(["consul", "nomad"])),
        .init(.service, "address_mode", .words(["auto", "alloc", "alloc_ipv6", "driver", "host"])),
        .init(.service, "on_update", onUpdate),
        .init(.service, "kind", since: .init(1, 10, 3)),
        .init(.service, "weights", since: .init(1, 10)),
        .init(.serviceCheck, "notes", since: .init(1, 8, 1)),
        .init(.serviceCheck, "interval", .span(atLeast: .seconds(1)), isNeeded: true),
        .init(.serviceCheck, "timeout", .span(atLeast: .seconds(1)), isNeeded: true),
        .init(.serviceCheck, "address_mode", .words(["host", "driver", "alloc", "alloc_ipv6"])),
        .init(.serviceCheck, "on_update", onUpdate),
        .init(.serviceCheck, "initial_status", .words(["passing", "warning", "critical"])),
        .init(.checkRestart, "limit", .atLeast(0)),
        .init(.checkRestart, "grace", .span(atLeast: .zero)),
        .init(.consulGatewayProxy, "envoy_dns_discovery_type", .words(["STRICT_DNS", "LOGICAL_DNS"])),
        .init(.consulIngressListener, "protocol", .words(["tcp", "http", "http2", "grpc"])),
    ]

    private static let docker: [AttributeFact] = [
        .init(.dockerConfig, "image", isNeeded: true, notNeededIn: "sidecar_task", severity: .failure),
        .init(.dockerConfig, "oom_score_adj", since: .init(1, 8, 1)),
        .init(.dockerConfig, "cgroupns", since: .init(1, 10, 3)),
        .init(.dockerDevices, "host_path", isNeeded: true, severity: .failure),
        .init(.dockerMount, "target", isNeeded: true, severity: .failure),
        .init(.dockerMount, "type", .words(["volume", "bind", "tmpfs"]), severity: .failure),
    ]
}

extension NomadVersion {
    /// Whether it has an attribute, or a block, of a type of block.
    func knows(_ name: String, in type: BlockName) -> Bool { AttributeFact.since(name, of: type).map(has) ?? true }
}
