extension NomadSchema {
    /// The blocks of the docker driver's `config`.
    static let dockerTypes: [BlockType] = [
        BlockType(
            "DockerAuth",
            attributes: [
                .init("email", .string),
                .init("password", .string),
                .init("server_address", .string),
                .init("username", .string),
            ]
        ),
        BlockType(
            "DockerDevices",
            attributes: [
                .init("cgroup_permissions", .string),
                .init("container_path", .string),
                .init("host_path", .string),
            ]
        ),
        BlockType(
            "DockerHealthchecks",
            attributes: [
                .init("disable", .bool)
            ]
        ),
        BlockType(
            "DockerLogging",
            attributes: [
                .init("driver", .string),
                .init("type", .string),
            ],
            blocks: [
                .init("config", .map(.string), orAttribute: true)
            ]
        ),
        BlockType(
            "DockerBindOptions",
            attributes: [
                .init("propagation", .string)
            ]
        ),
        BlockType(
            "DockerTmpfsOptions",
            attributes: [
                .init("mode", .number),
                .init("size", .number),
            ]
        ),
        BlockType(
            "DockerDriverConfig",
            attributes: [
                .init("name", .string)
            ],
            blocks: [
                .init("options", .map(.string), orAttribute: true)
            ]
        ),
        BlockType(
            "DockerVolumeOptions",
            attributes: [
                .init("no_copy", .bool)
            ],
            blocks: [
                .init("driver_config", .once("DockerDriverConfig")),
                .init("labels", .map(.string), orAttribute: true),
            ]
        ),
        BlockType(
            "DockerMount",
            attributes: [
                .init("readonly", .bool),
                .init("source", .string),
                .init("target", .string),
                .init("type", .string),
            ],
            blocks: [
                .init("bind_options", .once("DockerBindOptions")),
                .init("tmpfs_options", .once("DockerTmpfsOptions")),
                .init("volume_options", .once("DockerVolumeOptions")),
            ]
        ),
        BlockType(
            "DockerConfig",
            attributes: [
                .init("advertise_ipv6_address", .bool),
                .init("args", .strings),
                .init("auth_soft_fail", .bool),
                .init("cap_add", .strings),
                .init("cap_drop", .strings),
                .init("cgroupns", .string),
                .init("command", .string),
                .init("container_exists_attempts", .number),
                .init("cpu_cfs_period", .number),
                .init("cpu_hard_limit", .bool),
                .init("cpuset_cpus", .string),
                .init("dns_options", .strings),
                .init("dns_search_domains", .strings),
                .init("dns_servers", .strings),
                .init("entrypoint", .strings),
                .init("extra_hosts", .strings),
                .init("force_pull", .bool),
                .init("group_add", .strings),
                .init("hostname", .string),
                .init("image", .string, isRequired: true),
                .init("image_pull_timeout", .string),
                .init("init", .bool),
                .init("interactive", .bool),
                .init("ipc_mode", .string),
                .init("ipv4_address", .string),
                .init("ipv6_address", .string),
                .init("isolation", .string),
                .init("load", .string),
                .init("mac_address", .string),
                .init("memory_hard_limit", .number),
                .init("network_aliases", .strings),
                .init("network_mode", .string),
                .init("oom_score_adj", .number),
                .init("pid_mode", .string),
                .init("pids_limit", .number),
                .init("ports", .strings),
                .init("privileged", .bool),
                .init("readonly_rootfs", .bool),
                .init("runtime", .string),
                .init("security_opt", .strings),
                .init("shm_size", .number),
                .init("tty", .bool),
                .init("userns_mode", .string),
                .init("uts_mode", .string),
                .init("volume_driver", .string),
                .init("volumes", .strings),
                .init("work_dir", .string),
            ],
            blocks: [
                .init("auth", .once("DockerAuth")),
                .init("devices", .many("DockerDevices")),
                .init("healthchecks", .once("DockerHealthchecks")),
                .init("labels", .map(.string), orAttribute: true),
                .init("logging", .once("DockerLogging")),
                .init("mount", .many("DockerMount")),
                .init("mounts", .many("DockerMount")),
                .init("port_map", .map(.string), orAttribute: true),
                .init("storage_opt", .map(.string), orAttribute: true),
                .init("sysctl", .map(.string), orAttribute: true),
                .init("ulimit", .map(.string), orAttribute: true),
            ]
        ),
    ]
}
