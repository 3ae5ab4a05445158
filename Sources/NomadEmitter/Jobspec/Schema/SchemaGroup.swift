extension NomadSchema {
    /// The blocks of groups.
    static let groupTypes: [BlockType] = [
        BlockType(
            "TaskGroup",
            labels: ["name"],
            attributes: [
                .init("count", .number),
                .init("max_client_disconnect", .duration),
                .init("max_run_duration", .duration),
                .init("prevent_reschedule_on_lost", .bool),
                .init("shutdown_delay", .duration),
                .init("stop_after_client_disconnect", .duration),
            ],
            blocks: [
                .init("affinity", .many("Affinity"), api: "Affinities"),
                .init("constraint", .many("Constraint"), api: "Constraints"),
                .init("consul", .once("Consul")),
                .init("disconnect", .once("DisconnectStrategy")),
                .init("ephemeral_disk", .once("EphemeralDisk")),
                .init("meta", .map(.string), orAttribute: true),
                .init("migrate", .once("MigrateStrategy")),
                .init("network", .many("NetworkResource"), api: "Networks"),
                .init("reschedule", .once("ReschedulePolicy"), api: "ReschedulePolicy"),
                .init("restart", .once("RestartPolicy"), api: "RestartPolicy"),
                .init("scaling", .once("ScalingPolicy")),
                .init("secret", .many("Secret"), api: "Secrets"),
                .init("service", .many("Service"), api: "Services"),
                .init("spread", .many("Spread"), api: "Spreads"),
                .init("task", .many("Task"), api: "Tasks"),
                .init("update", .once("UpdateStrategy")),
                .init("vault", .once("Vault")),
                .init("volume", .many("VolumeRequest"), api: "Volumes"),
            ]
        ),
        BlockType(
            "RestartPolicy",
            attributes: [
                .init("attempts", .number),
                .init("delay", .duration),
                .init("interval", .duration),
                .init("mode", .string),
                .init("render_templates", .bool),
            ]
        ),
        BlockType(
            "DisconnectStrategy",
            attributes: [
                .init("lost_after", .duration),
                .init("reconcile", .string),
                .init("replace", .bool),
                .init("stop_on_client_after", .duration),
            ]
        ),
        BlockType(
            "EphemeralDisk",
            attributes: [
                .init("migrate", .bool),
                .init("size", .number, api: "SizeMB"),
                .init("sticky", .bool),
            ]
        ),
        BlockType(
            "ScalingPolicy",
            attributes: [
                .init("enabled", .bool),
                .init("max", .number),
                .init("min", .number),
                .init("type", .string),
            ],
            blocks: [
                .init("policy", .map(.any))
            ]
        ),
        BlockType(
            "VolumeRequest",
            labels: ["name"],
            attributes: [
                .init("access_mode", .string),
                .init("attachment_mode", .string),
                .init("per_alloc", .bool),
                .init("read_only", .bool),
                .init("source", .string),
                .init("sticky", .bool),
                .init("type", .string),
            ],
            blocks: [
                .init("mount_options", .once("CSIMountOptions"))
            ]
        ),
        BlockType(
            "CSIMountOptions",
            attributes: [
                .init("fs_type", .string, api: "FSType"),
                .init("mount_flags", .strings),
            ]
        ),
        BlockType(
            "NetworkResource",
            attributes: [
                .init("cidr", .string, api: "CIDR"),
                .init("device", .string),
                .init("hostname", .string),
                .init("ip", .string, api: "IP"),
                .init("mbits", .number, api: "MBits"),
                .init("mode", .string),
            ],
            blocks: [
                .init("cni", .once("CNIConfig"), api: "CNI"),
                .init("dns", .once("DNSConfig"), api: "DNS"),
                .init("port", .many("Port"), api: "DynamicPorts"),
                .init("reserved_ports", .many("Port")),
            ]
        ),
        BlockType(
            "Port",
            labels: ["label"],
            attributes: [
                .init("host_network", .string),
                .init("ignore_collision", .bool),
                .init("static", .number, api: "Value"),
                .init("to", .number),
            ]
        ),
        BlockType(
            "DNSConfig",
            attributes: [
                .init("options", .strings),
                .init("searches", .strings),
                .init("servers", .strings),
            ]
        ),
        BlockType(
            "CNIConfig",
            attributes: [
                .init("args", .map)
            ]
        ),
        BlockType(
            "Consul",
            attributes: [
                .init("cluster", .string),
                .init("namespace", .string),
                .init("partition", .string),
            ]
        ),
    ]
}
