extension NomadSchema {
    /// The blocks of tasks.
    static let taskTypes: [BlockType] = [
        BlockType(
            "Task",
            labels: ["name"],
            attributes: [
                .init("driver", .string),
                .init("kill_signal", .string),
                .init("kill_timeout", .duration),
                .init("kind", .string),
                .init("leader", .bool),
                .init("shutdown_delay", .duration),
                .init("user", .string),
            ],
            blocks: [
                .init("action", .many("Action"), api: "Actions"),
                .init("affinity", .many("Affinity"), api: "Affinities"),
                .init("artifact", .many("TaskArtifact"), api: "Artifacts"),
                .init("config", .once("DockerConfig")),
                .init("constraint", .many("Constraint"), api: "Constraints"),
                .init("consul", .once("Consul")),
                .init("csi_plugin", .once("TaskCSIPluginConfig"), api: "CSIPluginConfig"),
                .init("dispatch_payload", .once("DispatchPayloadConfig")),
                .init("env", .map(.string), orAttribute: true),
                .init("identity", .many("WorkloadIdentity"), api: "Identities"),
                .init("lifecycle", .once("TaskLifecycle")),
                .init("logs", .once("LogConfig"), api: "LogConfig"),
                .init("meta", .map(.string), orAttribute: true),
                .init("resources", .once("Resources")),
                .init("restart", .once("RestartPolicy"), api: "RestartPolicy"),
                .init("scaling", .many("ScalingPolicy"), api: "ScalingPolicies"),
                .init("schedule", .once("TaskSchedule")),
                .init("secret", .many("Secret"), api: "Secrets"),
                .init("service", .many("Service"), api: "Services"),
                .init("template", .many("Template"), api: "Templates"),
                .init("vault", .once("Vault")),
                .init("volume_mount", .many("VolumeMount"), api: "VolumeMounts"),
            ]
        ),
        BlockType(
            "Action",
            labels: ["name"],
            attributes: [
                .init("args", .strings),
                .init("command", .string, isRequired: true),
            ]
        ),
        BlockType(
            "TaskArtifact",
            attributes: [
                .init("chown", .bool),
                .init("destination", .string, api: "RelativeDest"),
                .init("insecure", .bool, api: "GetterInsecure"),
                .init("mode", .string, api: "GetterMode"),
                .init("source", .string, api: "GetterSource"),
            ],
            blocks: [
                .init("headers", .map(.string), api: "GetterHeaders"),
                .init("options", .map(.string), api: "GetterOptions"),
            ]
        ),
        BlockType(
            "ChangeScript",
            attributes: [
                .init("args", .strings),
                .init("command", .string, isRequired: true),
                .init("fail_on_error", .bool, isRequired: true),
                .init("run_on_first_render", .bool),
                .init("timeout", .duration),
            ]
        ),
        BlockType(
            "DispatchPayloadConfig",
            attributes: [
                .init("file", .string)
            ]
        ),
        BlockType(
            "LogConfig",
            attributes: [
                .init("disabled", .bool),
                .init("enabled", .bool),
                .init("max_file_size", .number, api: "MaxFileSizeMB"),
                .init("max_files", .number),
            ]
        ),
        BlockType(
            "NUMAResource",
            attributes: [
                .init("affinity", .string),
                .init("devices", .strings),
            ]
        ),
        BlockType(
            "RequestedDevice",
            labels: ["name"],
            attributes: [
                .init("count", .number)
            ],
            blocks: [
                .init("affinity", .many("Affinity"), api: "Affinities"),
                .init("constraint", .many("Constraint"), api: "Constraints"),
            ]
        ),
        BlockType(
            "Resources",
            attributes: [
                .init("cores", .number),
                .init("cpu", .number, api: "CPU"),
                .init("disk", .number, api: "DiskMB"),
                .init("iops", .number, api: "IOPS"),
                .init("memory", .number, api: "MemoryMB"),
                .init("memory_max", .number, api: "MemoryMaxMB"),
                .init("secrets", .number, api: "SecretsMB"),
            ],
            blocks: [
                .init("device", .many("RequestedDevice"), api: "Devices"),
                .init("network", .many("NetworkResource"), api: "Networks"),
                .init("numa", .once("NUMAResource"), api: "NUMA"),
            ]
        ),
        BlockType(
            "Secret",
            labels: ["name"],
            attributes: [
                .init("path", .string),
                .init("provider", .string),
            ],
            blocks: [
                .init("config", .map(.any)),
                .init("env", .map(.string)),
            ]
        ),
        BlockType(
            "TaskCSIPluginConfig",
            attributes: [
                .init("health_timeout", .duration),
                .init("id", .string, api: "ID"),
                .init("mount_dir", .string),
                .init("stage_publish_base_dir", .string),
                .init("type", .string),
            ]
        ),
        BlockType(
            "TaskLifecycle",
            attributes: [
                .init("hook", .string, isRequired: true),
                .init("sidecar", .bool),
            ]
        ),
        BlockType(
            "TaskSchedule",
            blocks: [
                .init("cron", .once("TaskScheduleCron"))
            ]
        ),
        BlockType(
            "TaskScheduleCron",
            attributes: [
                .init("end", .string),
                .init("start", .string),
                .init("timezone", .string),
            ]
        ),
        BlockType(
            "Template",
            attributes: [
                .init("change_mode", .string),
                .init("change_signal", .string),
                .init("data", .string, api: "EmbeddedTmpl"),
                .init("destination", .string, api: "DestPath"),
                .init("env", .bool, api: "Envvars"),
                .init("error_on_missing_key", .bool, api: "ErrMissingKey"),
                .init("gid", .number),
                .init("left_delimiter", .string, api: "LeftDelim"),
                .init("once", .bool),
                .init("perms", .string),
                .init("right_delimiter", .string, api: "RightDelim"),
                .init("source", .string, api: "SourcePath"),
                .init("splay", .duration),
                .init("uid", .number),
                .init("vault_grace", .duration),
            ],
            blocks: [
                .init("change_script", .once("ChangeScript")),
                .init("wait", .once("WaitConfig")),
            ]
        ),
        BlockType(
            "WaitConfig",
            attributes: [
                .init("max", .duration, isRequired: true),
                .init("min", .duration, isRequired: true),
            ]
        ),
        BlockType(
            "Vault",
            attributes: [
                .init("allow_token_expiration", .bool),
                .init("change_mode", .string),
                .init("change_signal", .string),
                .init("cluster", .string),
                .init("disable_file", .bool),
                .init("env", .bool),
                .init("namespace", .string),
                .init("policies", .strings),
                .init("role", .string),
            ]
        ),
        BlockType(
            "VolumeMount",
            attributes: [
                .init("destination", .string),
                .init("propagation_mode", .string),
                .init("read_only", .bool),
                .init("selinux_label", .string, api: "SELinuxLabel"),
                .init("volume", .string),
            ]
        ),
        BlockType(
            "WorkloadIdentity",
            attributes: [
                .init("aud", .strings, api: "Audience"),
                .init("change_mode", .string),
                .init("change_signal", .string),
                .init("env", .bool),
                .init("extra_claims", .strings),
                .init("file", .bool),
                .init("filepath", .string),
                .init("name", .string),
                .init("service_name", .string),
                .init("ttl", .duration, api: "TTL"),
            ]
        ),
    ]
}
