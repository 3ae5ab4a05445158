internal import ComposeParser

// `deploy`, apart from its resources.
extension Coverage {
    static func deployRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .serviceDeploy: [.parts("group", "job.type")]
        case .serviceDeployMode: [.mapped("job.type", "group.count")]
        case .serviceDeployEndpointMode:
            [
                .standard("dnsrr"),
                .ignored("the mesh balances like a virtual IP").when("--network mesh") { $0.facts.hasSidecars },
                .approximated(
                    "task.service",
                    loses: "there is no virtual IP: the name gives the addresses of the instances in turn",
                    hint: "clients that keep one address for ever should look it up again"
                ),
            ]
        case .serviceDeployLabels: [.mapped("group.meta", "task.service.tags")]
        case .serviceDeployReplicas, .serviceScale:
            [CoverageRow.mapped("group.count").reported(as: .staticPortsOfReplicas)]
        case .serviceDeployPlacement: [.parts("group.constraint", "group.spread")]
        case .serviceDeployPlacementConstraints: [.parts("group.constraint")]
        case .serviceDeployPlacementConstraint: constraintForms
        case .serviceDeployPlacementPreferences: [.parts("group.spread")]
        case .serviceDeployPlacementPreferenceSpread:
            [
                .unsupported("a system job runs on every node anyway", instead: "leave it out")
                    .when("mode global") { $0.stated(.serviceDeployMode)?.value?.string.hasPrefix("global") == true },
                .operatorAction("group.spread.attribute", action: "set the label as meta in the client configuration")
                    .when("`node.labels.…`") { $0.value?.contains(".labels.") == true },
                .mapped("group.spread.attribute").when("`node.hostname`, `node.id`, `node.platform`") { subject in
                    nodeProperties.contains { subject.value == $0 }
                },
                .unsupported("it names nothing that Nomad knows of a node", instead: "write a spread in x-nomad"),
            ]
        case .serviceDeployPlacementMaxReplicasPerNode: [.mapped("group.constraint")]
        case .serviceDeployRestartPolicy: [.parts("group.restart", "group.reschedule")]
        case .serviceDeployRestartPolicyCondition:
            [
                endless.when("any"),
                afterFailure.when("`on-failure`, a server") { $0.value == "on-failure" && $0.service.isServer },
                never.when("`none`, a server") { $0.value == "none" && $0.service.isServer },
                .mapped("job.type", "group.restart", "group.reschedule"),
            ]
        case .serviceDeployRestartPolicyDelay: [.mapped("group.restart.delay")]
        case .serviceDeployRestartPolicyMaxAttempts:
            [
                .approximated(
                    "group.restart.attempts",
                    "group.restart.interval",
                    "group.reschedule",
                    loses: "Nomad counts the attempts within an interval, not for ever"
                )
            ]
        case .serviceDeployRestartPolicyWindow:
            [
                .approximated(
                    "group.restart.interval",
                    loses: "Nomad counts restarts within the interval and does not judge whether one succeeded"
                )
            ]
        case .serviceDeployUpdateConfig:
            [
                .unsupported("a batch job has no rolling updates", instead: "leave it out")
                    .when("mode global-job, replicated-job") { $0.isSwarmJob },
                CoverageRow.parts("group.update").reported(as: .updateLost),
            ]
        case .serviceDeployUpdateConfigParallelism: [.mapped("group.update.max_parallel")]
        case .serviceDeployUpdateConfigDelay:
            [
                .standard("0s", "0"),
                .approximated(
                    "group.update.min_healthy_time",
                    loses: "Nomad waits until an instance has been healthy for that long, not for a fixed pause"
                ),
            ]
        case .serviceDeployUpdateConfigMonitor:
            [
                .approximated(
                    "group.update.min_healthy_time",
                    loses: "Nomad waits until an instance has been healthy for that long"
                )
            ]
        case .serviceDeployUpdateConfigFailureAction:
            [
                .standard("pause"),
                .mapped("group.update.auto_revert").when("rollback"),
                .approximated(
                    "group.update",
                    loses: "a Nomad deployment stops when an instance fails",
                    hint: "fix the job and run it again",
                    as: .warning
                ),
            ]
        case .serviceDeployUpdateConfigMaxFailureRatio:
            [
                .standard("0", "0.0"),
                .unsupported("a Nomad deployment fails with its first failure", instead: "leave it out"),
            ]
        case .serviceDeployUpdateConfigOrder:
            [
                .standard("stop-first"),
                .approximated(
                    "group.update.canary",
                    "group.update.auto_promote",
                    loses: "new instances start as canaries, which needs room beside the old ones",
                    hint: "static host ports rule it out"
                ).reported(as: .startFirstWithStaticPorts),
            ]
        case .serviceDeployRollbackConfig, .serviceDeployRollbackConfigParallelism,
            .serviceDeployRollbackConfigDelay, .serviceDeployRollbackConfigFailureAction,
            .serviceDeployRollbackConfigMonitor, .serviceDeployRollbackConfigMaxFailureRatio,
            .serviceDeployRollbackConfigOrder:
            [
                .unsupported(
                    "Nomad rolls back by the rules of update",
                    instead: "state the rules in update_config; failure_action rollback switches it on"
                )
            ]
        default: []
        }
    }

    static func restartRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .serviceRestart:
            [
                endless.when("always", "unless-stopped"),
                never.when("`no`, a server") { $0.isFalse && $0.service.isServer },
                CoverageRow.mapped("job.type", "group.restart", "group.reschedule").when("`no`") { $0.isFalse },
                afterFailure.when("`on-failure…`, a server") {
                    $0.value?.hasPrefix("on-failure") == true && $0.service.isServer
                },
                .mapped("job.type", "group.restart", "group.reschedule"),
            ]
        default: []
        }
    }

    private static var endless: CoverageRow {
        .approximated(
            "group.restart",
            loses: "Nomad restarts in place for ever and does not move to another node",
            hint: "state restart in x-nomad with mode fail to let Nomad reschedule"
        )
    }

    private static var never: CoverageRow {
        .approximated(
            "group.restart",
            "group.reschedule",
            "job.type",
            loses: "in a service job a task that ends has failed, even with exit code 0"
        )
    }

    private static var afterFailure: CoverageRow {
        .approximated(
            "group.restart",
            "group.reschedule",
            "job.type",
            loses: "a service job restarts the task after exit code 0 as well"
        )
    }

    private static var constraintForms: [CoverageRow] {
        [
            .unsupported("Nomad has no managers and workers", instead: "use a node class, node pool or meta")
                .reported(as: .placementLost).when("`node.role`") { $0.value?.hasPrefix("node.role") == true },
            .unsupported("Nomad refuses an empty value", instead: "set the variable that it comes from")
                .reported(as: .placementLost).when("an empty value") { subject in
                    let end = subject.present.value?.trimmed.string ?? ""
                    return end.hasSuffix("==") || end.hasSuffix("!=")
                },
            .mapped("group.constraint").when("`node.hostname`, `node.id`, `node.platform`") { subject in
                nodeProperties.contains { subject.value?.hasPrefix($0) == true }
            },
            .operatorAction("group.constraint", action: "set the label as meta in the client configuration").when(
                "`node.labels.…`, `engine.labels.…`"
            ) {
                $0.value?.hasPrefix("node.labels.") == true || $0.value?.hasPrefix("engine.labels.") == true
            },
            .unsupported("it names nothing that Nomad knows of a node", instead: "write a constraint in x-nomad")
                .reported(as: .placementLost),
        ]
    }

    private static let nodeProperties = ["node.hostname", "node.id", "node.platform.os", "node.platform.arch"]
}
