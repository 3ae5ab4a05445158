internal import ComposeParser

// What the container runs, after what, how it is watched and how it stops.
extension Coverage {
    static func lifecycleRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .serviceCommand:
            [
                .approximated(
                    "task.config.args",
                    loses: "an empty command does not clear that of the image",
                    hint: "state the entrypoint, which clears it"
                ).reported(as: .emptyCommand).when("empty, no entrypoint") {
                    $0.present.isEmpty && $0.stated(.serviceEntrypoint) == nil
                },
                .mapped("task.config.args"),
            ]
        case .serviceEntrypoint: [.mapped("task.config.entrypoint")]
        case .serviceEnvironment: [.mapped("task.env", "variable", "*.vars.hcl")]
        case .serviceEnvFile, .serviceEnvFileEntryPath: [.loading("merged below environment")]
        case .serviceEnvFileEntryRequired: [.loading("a missing file is skipped where false")]
        case .serviceEnvFileEntryFormat: [.loading("raw: values are taken verbatim")]
        case .serviceExtends, .serviceExtendsService, .serviceExtendsFile: [.loading("merged into the service")]
        case .serviceStopGracePeriod:
            [
                .operatorAction(
                    "task.kill_timeout",
                    action: "raise max_kill_timeout in the client configuration, which is 30s"
                ).reported(as: .longKillTimeout).when("above 30s") { ($0.seconds ?? 0) > 30 },
                .mapped("task.kill_timeout"),
            ]
        case .serviceStopSignal: [.mapped("task.kill_signal")]
        default: []
        }
    }

    static func dependencyRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .serviceDependsOn: [.parts("task.template", "task.lifecycle", "deploy.sh")]
        case .serviceDependencyName, .serviceDependency: [.mapped("task.template")]
        case .serviceDependencyCondition:
            [
                .approximated(
                    "task.template",
                    loses: "with provider nomad a gate knows that the dependency runs, not that it is healthy"
                ).when("`service_healthy`, --provider nomad") {
                    $0.value == "service_healthy" && $0.facts.options.provider == .nomad
                },
                CoverageRow.mapped("task.template").reported(as: .noHealthcheck).when("service_healthy"),
                .approximated(
                    "task.lifecycle",
                    "group.task",
                    loses: "it runs again for every new allocation of the dependent: it must bear that"
                ).when("service_completed_successfully"),
                .mapped("task.template"),
            ]
        case .serviceDependencyRequired:
            [
                .standard("true"),
                .approximated(
                    "task.template",
                    loses: "where the dependency is there, Nomad waits for it and does not go on without"
                ).reported(as: .optionalDependency),
            ]
        case .serviceDependencyRestart:
            [
                .standard("false"),
                .unsupported(
                    "Nomad does not restart a task because another one was updated",
                    instead: "render the dependency's address in a template with change_mode restart in x-nomad"
                ),
            ]
        default: []
        }
    }

    static func healthRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .serviceHealthcheck:
            [
                CoverageRow.parts("task.service.check").when("disabled, --provider nomad") { subject in
                    subject.facts.options.provider == .nomad || subject.part("disable").map { $0 != "false" } == true
                        || subject.stated(.serviceHealthcheckTest)?.items.first?.string == "NONE"
                },
                .unsupported(
                    "its test is that of the image, which Docker runs and Nomad does not hear of",
                    instead: "let --images tell it, or copy it into the file"
                ).when("without a test") { subject in
                    let parts = subject.present.items
                    return !parts.isEmpty && !parts.contains { $0.string == "test" }
                        && !subject.service.hasTestOfImage
                },
                .approximated(
                    "task.service.check",
                    loses: "an instance that fails it also leaves Consul's DNS, which Compose never does"
                ),
            ]
        case .serviceHealthcheckTest: healthTests
        case .serviceHealthcheckInterval: atLeastASecond("task.service.check.interval")
        case .serviceHealthcheckTimeout: atLeastASecond("task.service.check.timeout")
        case .serviceHealthcheckRetries:
            [
                CoverageRow.mapped("task.service.check.failures_before_critical", "group.update.healthy_deadline")
                    .when("HTTP and TCP checks in Consul") {
                        $0.facts.options.provider == .consul && $0.service.asksPort
                    },
                .approximated(
                    "group.update.healthy_deadline",
                    loses: "only HTTP and TCP checks in Consul count failures; this one is critical at once"
                ),
            ]
        case .serviceHealthcheckStartPeriod:
            [
                .approximated(
                    "group.update.healthy_deadline",
                    loses: "the deployment waits longer; a check may fail from its first run on, which restarts nothing"
                )
            ]
        case .serviceHealthcheckStartInterval: [.ignored("a check has one interval")]
        case .serviceHealthcheckDisable: [.standard("false"), .mapped("task.config.healthchecks.disable")]
        default: []
        }
    }

    private static var hookUser: CoverageRow {
        .unsupported("Nomad runs it as the user of the task", instead: "change the user in the command")
    }

    private static func atLeastASecond(_ target: String) -> [CoverageRow] {
        [
            .approximated(target, loses: "Nomad takes no less than a second").reported(as: .figureRaised)
                .when("below 1s") { $0.seconds.map { $0 < 1 } == true },
            .mapped(target),
        ]
    }

    /// The kinds of health checks.
    private static var healthTests: [CoverageRow] {
        [
            .mapped("task.config.healthchecks.disable").when("`NONE`") { $0.words.first == "NONE" },
            .approximated(
                "task.service.check",
                loses: "Consul asks from the node, and takes every answer but 2xx as a failure"
            ).reported(with: .serviceHealthcheck).when("curl -f, wget of a port that others use") { subject in
                subject.service.asksPort
                    && subject.words.contains {
                        $0.contains(bytesOf: "curl ") || $0.contains(bytesOf: "wget ") || $0 == "curl" || $0 == "wget"
                    }
            },
            CoverageRow.mapped("task.service.check").when("nc -z of a port that others use") { subject in
                subject.service.asksPort
                    && subject.words.contains {
                        $0.contains(bytesOf: "nc -z") || $0.contains(bytesOf: "/dev/tcp/") || $0 == "nc"
                    }
            },
            .approximated(
                "task.service.check",
                loses: "provider nomad runs no commands: the check sees whether the port accepts connections"
            ).reported(as: .healthcheckDegraded, .healthcheckLost)
                .when("another command, --provider nomad") { $0.facts.options.provider == .nomad },
            .approximated(
                "task.service.check",
                loses: "it runs as a script in the container: exit code 1 is a warning, others are critical"
            ).reported(with: .serviceHealthcheck),
        ]
    }

    static func hookRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .servicePostStart:
            [
                .approximated(
                    "task.template.change_script",
                    loses: "the commands run when a template is rendered, which needs Nomad 2.0.5"
                ).since("run_on_first_render", of: .changeScript)
            ]
        case .servicePostStartHookCommand:
            [.mapped("task.template.change_script.command").since("run_on_first_render", of: .changeScript)]
        case .servicePostStartHookUser: [hookUser]
        case .servicePostStartHookPrivileged: [.standard("false"), hookUser]
        case .servicePostStartHookWorkingDir:
            [
                .approximated(
                    "task.template.change_script.args",
                    loses: "the command is wrapped in a shell, which the image must have"
                ).since("run_on_first_render", of: .changeScript)
            ]
        case .servicePostStartHookEnvironment:
            [
                .approximated(
                    "task.template.change_script.args",
                    loses: "the command is wrapped in env, which the image must have"
                ).since("run_on_first_render", of: .changeScript)
            ]
        case .servicePreStart:
            [
                .approximated(
                    "task.lifecycle",
                    loses: "the hooks are prestart tasks, which Nomad starts all at once"
                )
            ]
        case .servicePreStartHookCommand: [.mapped("task.config.args")]
        case .servicePreStartHookImage: [.mapped("task.config.image")]
        case .servicePreStartHookUser: [.mapped("task.user")]
        case .servicePreStartHookPrivileged:
            [
                .standard("false"),
                .operatorAction(
                    "task.config.privileged",
                    action: "set allow_privileged in the Docker plugin on the nodes"
                ),
            ]
        case .servicePreStartHookWorkingDir: [.mapped("task.config.work_dir")]
        case .servicePreStartHookEnvironment: [.mapped("task.env")]
        case .servicePreStartHookPerReplica:
            [
                .approximated(
                    "task.lifecycle",
                    loses: "the hook runs once for each instance, not once for the service",
                    hint: "make it bear that, or run it as a job of its own",
                    as: .warning
                ).when("`false`, several instances") { $0.isFalse && $0.service.isScaled },
                .ignored("the hook runs for each instance anyway"),
            ]
        case .servicePreStop, .servicePreStopHookCommand, .servicePreStopHookUser, .servicePreStopHookPrivileged,
            .servicePreStopHookWorkingDir, .servicePreStopHookEnvironment:
            [
                .unsupported(
                    "Nomad runs nothing in a container before it stops it",
                    instead: "trap the stop signal in the image, or run the command by hand with nomad alloc exec"
                )
            ]
        default: []
        }
    }
}
