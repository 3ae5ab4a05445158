extension NomadSchema {
    /// The blocks of jobs.
    static let jobTypes: [BlockType] = [
        BlockType(
            "Job",
            attributes: [
                .init("all_at_once", .bool),
                .init("datacenters", .strings),
                .init("id", .string, api: "ID"),
                .init("name", .string),
                .init("namespace", .string),
                .init("node_pool", .string),
                .init("priority", .number),
                .init("region", .string),
                .init("type", .string),
            ],
            blocks: [
                .init("affinity", .many("Affinity"), api: "Affinities"),
                .init("constraint", .many("Constraint"), api: "Constraints"),
                .init("group", .many("TaskGroup"), api: "TaskGroups"),
                .init("meta", .map(.string)),
                .init("migrate", .once("MigrateStrategy")),
                .init("multiregion", .once("Multiregion")),
                .init("parameterized", .once("ParameterizedJobConfig"), api: "ParameterizedJob"),
                .init("periodic", .once("PeriodicConfig")),
                .init("reschedule", .once("ReschedulePolicy")),
                .init("secret", .many("Secret"), api: "Secrets"),
                .init("spread", .many("Spread"), api: "Spreads"),
                .init("task", .many("Task"), api: "TaskGroups"),
                .init("ui", .once("JobUIConfig"), api: "UI"),
                .init("update", .once("UpdateStrategy")),
                .init("vault", .once("Vault")),
            ]
        ),
        BlockType(
            "JobUIConfig",
            attributes: [
                .init("description", .string)
            ],
            blocks: [
                .init("link", .many("JobUILink"), api: "Links")
            ]
        ),
        BlockType(
            "JobUILink",
            attributes: [
                .init("label", .string),
                .init("url", .string, api: "URL"),
            ]
        ),
        BlockType(
            "Multiregion",
            blocks: [
                .init("region", .many("MultiregionRegion"), api: "Regions"),
                .init("strategy", .once("MultiregionStrategy")),
            ]
        ),
        BlockType(
            "MultiregionRegion",
            labels: ["name"],
            attributes: [
                .init("count", .number),
                .init("datacenters", .strings),
                .init("node_pool", .string),
            ],
            blocks: [
                .init("meta", .map(.string))
            ]
        ),
        BlockType(
            "MultiregionStrategy",
            attributes: [
                .init("max_parallel", .number),
                .init("on_failure", .string),
            ]
        ),
        BlockType(
            "ParameterizedJobConfig",
            attributes: [
                .init("meta_optional", .strings),
                .init("meta_required", .strings),
                .init("payload", .string),
            ]
        ),
        BlockType(
            "PeriodicConfig",
            attributes: [
                .init("cron", .string, api: "Spec"),
                .init("crons", .strings, api: "Specs"),
                .init("enabled", .bool),
                .init("prohibit_overlap", .bool),
                .init("time_zone", .string),
            ]
        ),
        BlockType(
            "UpdateStrategy",
            attributes: [
                .init("auto_promote", .bool),
                .init("auto_revert", .bool),
                .init("canary", .number),
                .init("health_check", .string),
                .init("healthy_deadline", .duration),
                .init("max_parallel", .number),
                .init("min_healthy_time", .duration),
                .init("progress_deadline", .duration),
                .init("stagger", .duration),
            ]
        ),
        BlockType(
            "MigrateStrategy",
            attributes: [
                .init("health_check", .string),
                .init("healthy_deadline", .duration),
                .init("max_parallel", .number),
                .init("min_healthy_time", .duration),
            ]
        ),
        BlockType(
            "ReschedulePolicy",
            attributes: [
                .init("attempts", .number),
                .init("delay", .duration),
                .init("delay_function", .string),
                .init("interval", .duration),
                .init("max_delay", .duration),
                .init("unlimited", .bool),
            ]
        ),
        BlockType(
            "Spread",
            attributes: [
                .init("attribute", .string),
                .init("weight", .number),
            ],
            blocks: [
                .init("target", .many("SpreadTarget"), api: "SpreadTarget")
            ]
        ),
        BlockType(
            "SpreadTarget",
            labels: ["value"],
            attributes: [
                .init("percent", .number)
            ]
        ),
        BlockType(
            "Affinity",
            attributes: [
                .init("attribute", .string, api: "LTarget"),
                .init("operator", .string, api: "Operand"),
                .init("regexp", .string),
                .init("semver", .string),
                .init("set_contains", .string),
                .init("set_contains_all", .string),
                .init("set_contains_any", .string),
                .init("value", .string, api: "RTarget"),
                .init("version", .string),
                .init("weight", .number),
            ]
        ),
        BlockType(
            "Constraint",
            attributes: [
                .init("attribute", .string, api: "LTarget"),
                .init("distinct_hosts", .bool),
                .init("distinct_property", .string),
                .init("is_not_set", .string),
                .init("is_set", .string),
                .init("operator", .string, api: "Operand"),
                .init("regexp", .string),
                .init("semver", .string),
                .init("set_contains", .string),
                .init("set_contains_all", .string),
                .init("set_contains_any", .string),
                .init("value", .string, api: "RTarget"),
                .init("version", .string),
            ]
        ),
    ]
}
