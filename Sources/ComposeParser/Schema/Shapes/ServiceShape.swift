extension Shape {
    /// A service. The fields stand in the order of Docker Compose's output.
    static let service: Shape = .object(
        .service,
        identityFields + resourceFields + commandFields + networkingFields + runtimeFields + storageFields
    )

    private static let identityFields: [Field] = [
        Field("profiles", .strings(.serviceProfiles), items: .assignment),
        Field("annotations", .pairs(.serviceAnnotations), merge: .lists, items: .assignment),
        Field("attach", .bool(.serviceAttach, cast: false, keepsEmpty: true)),
        Field("build", build, merge: .long),
        Field("develop", develop),
        Field("blkio_config", blkioConfig),
        Field("cap_add", .strings(.serviceCapAdd), items: .assignment),
        Field("cap_drop", .strings(.serviceCapDrop), items: .assignment),
        Field("cgroup_parent", .string(.serviceCgroupParent)),
        Field("cgroup", .string(.serviceCgroup, .oneOf(["host", "private"])), implies: .namespace),
    ]

    private static let resourceFields: [Field] = [
        Field("cpu_count", .integer(.serviceCpuCount, rule: .between(0, .max))),
        Field("cpu_percent", .float(.serviceCpuPercent, [.integer, .string], rule: .between(0, 100))),
        Field("cpu_period", .integer(.serviceCpuPeriod, [.number, .string])),
        Field("cpu_quota", .integer(.serviceCpuQuota, [.number, .string])),
        Field("cpu_rt_period", .integer(.serviceCpuRtPeriod, [.number, .string])),
        Field("cpu_rt_runtime", .integer(.serviceCpuRtRuntime, [.number, .string])),
        Field("cpus", .float(.serviceCpus)),
        Field("cpuset", .string(.serviceCpuset)),
        Field("cpu_shares", .integer(.serviceCpuShares, [.number, .string])),
    ]

    private static let commandFields: [Field] = [
        Field("command", .command(.serviceCommand), merge: .replace, absent: .null),
        Field("configs", .list(.serviceConfigs, of: serviceConfig), items: .grant(in: "")),
        Field("container_name", .string(.serviceContainerName, .containerName)),
        Field("credential_spec", credentialSpec),
        Field("depends_on", dependsOn, merge: .long),
        Field("deploy", deploy),
        Field("device_cgroup_rules", .strings(.serviceDeviceCgroupRules, unique: true)),
        Field("devices", .list(.serviceDevices, of: device), items: .field("target")),
        Field("dns", .stringOrList(.serviceDns, dropsEmptyItems: true), merge: .lists, items: .assignment),
        Field("dns_opt", .strings(.serviceDnsOpt), merge: .lists, items: .assignment),
        Field("dns_search", .stringOrList(.serviceDnsSearch), merge: .lists, items: .assignment),
        Field("domainname", .string(.serviceDomainname)),
        Field("entrypoint", .command(.serviceEntrypoint), merge: .replace, absent: .null),
        Field("provider", provider),
        Field(
            "environment",
            .pairs(.serviceEnvironment, missing: .null, variables: .file),
            merge: .lists,
            items: .assignment
        ),
        Field("env_file", envFile, merge: .lists, items: .field("path"), path: .local),
        Field("expose", .list(.serviceExpose, of: Shape(nil, .scalar(.string), [.string, .integer])), items: .scalar),
        Field("extends", extends),
        Field("external_links", .strings(.serviceExternalLinks, unique: true)),
    ]

    private static let networkingFields: [Field] = [
        Field("extra_hosts", hosts(.serviceExtraHosts, each: .serviceExtraHost), merge: .newItems),
        Field(
            "group_add",
            .list(.serviceGroupAdd, of: Shape(nil, .scalar(.string), [.string, .integer]), unique: true)
        ),
        Field("gpus", gpus),
        Field("hostname", .string(.serviceHostname)),
        Field("healthcheck", healthcheck),
        Field("image", .string(.serviceImage)),
        Field("init", .bool(.serviceInit, keepsEmpty: true)),
        Field("ipc", .string(.serviceIpc), implies: .namespace),
        Field("isolation", .string(.serviceIsolation)),
        Field("labels", .pairs(.serviceLabels), merge: .lists, items: .assignment),
        Field("label_file", .stringOrList(.serviceLabelFile), merge: .lists, path: .local),
        Field("links", .strings(.serviceLinks), items: .assignment, implies: .link),
        Field("logging", logging, merge: .driver),
        Field("mem_limit", .bytes(.serviceMemLimit, [.number, .string])),
        Field("mem_reservation", .bytes(.serviceMemReservation)),
        Field("memswap_limit", .bytes(.serviceMemswapLimit, [.number, .string])),
        Field("mem_swappiness", .bytes(.serviceMemSwappiness)),
        Field("mac_address", .string(.serviceMacAddress)),
        Field("models", serviceModels, merge: .long),
        Field("network_mode", .string(.serviceNetworkMode), implies: .namespace),
        Field("networks", serviceNetworks, merge: .long),
    ]

    private static let runtimeFields: [Field] = [
        Field("oom_kill_disable", .bool(.serviceOomKillDisable)),
        Field("oom_score_adj", .integer(.serviceOomScoreAdj, rule: .between(-1000, 1000))),
        Field("pid", Shape(.servicePid, .scalar(.string), [.string, .null]), implies: .namespace),
        Field("pids_limit", .integer(.servicePidsLimit, [.number, .string])),
        Field("platform", .string(.servicePlatform)),
        Field("ports", ports, items: .port),
        Field("privileged", .bool(.servicePrivileged)),
        Field("pull_policy", pullPolicy),
        Field("pull_refresh_after", .string(.servicePullRefreshAfter), output: .never),
        Field("read_only", .bool(.serviceReadOnly)),
        Field("restart", .string(.serviceRestart)),
        Field("runtime", .string(.serviceRuntime)),
        Field("scale", .integer(.serviceScale, keepsEmpty: true)),
        Field("secrets", .list(.serviceSecrets, of: serviceSecret), items: .grant(in: secretsDirectory)),
        Field("security_opt", .strings(.serviceSecurityOpt, unique: true)),
        Field("shm_size", .bytes(.serviceShmSize, [.number, .string])),
        Field("stdin_open", .bool(.serviceStdinOpen)),
        Field("stop_grace_period", .duration(.serviceStopGracePeriod)),
        Field("stop_signal", .string(.serviceStopSignal)),
        Field("storage_opt", .options(.serviceStorageOpt, values: [.string, .integer, .strict, .null])),
        Field("sysctls", .pairs(.serviceSysctls), merge: .lists, items: .assignment),
        Field("tmpfs", .stringOrList(.serviceTmpfs), merge: .lists, items: .assignment),
        Field("tty", .bool(.serviceTty)),
        Field(
            "ulimits",
            ulimits(
                .serviceUlimits,
                .serviceUlimit,
                .serviceUlimitSoft,
                .serviceUlimitHard,
                isCast: true,
                merge: .replace
            )
        ),
        Field("use_api_socket", .bool(.serviceUseApiSocket, cast: false, types: .bool)),
        Field("user", .string(.serviceUser)),
        Field("userns_mode", .string(.serviceUsernsMode)),
        Field("uts", .string(.serviceUts), implies: .namespace),
    ]

    private static let storageFields: [Field] = [
        Field("volumes", .list(.serviceVolumes, of: mount), items: .mount),
        Field("volumes_from", .strings(.serviceVolumesFrom, unique: true), implies: .volumes),
        Field("working_dir", .string(.serviceWorkingDir)),
        Field(
            "pre_start",
            hooks(
                .servicePreStart,
                command: .servicePreStartHookCommand,
                user: .servicePreStartHookUser,
                privileged: .servicePreStartHookPrivileged,
                workingDir: .servicePreStartHookWorkingDir,
                environment: .servicePreStartHookEnvironment,
                further: [
                    Field("image", .string(.servicePreStartHookImage)),
                    Field("per_replica", .bool(.servicePreStartHookPerReplica, cast: false)),
                ]
            )
        ),
        Field(
            "post_start",
            hooks(
                .servicePostStart,
                command: .servicePostStartHookCommand,
                user: .servicePostStartHookUser,
                privileged: .servicePostStartHookPrivileged,
                workingDir: .servicePostStartHookWorkingDir,
                environment: .servicePostStartHookEnvironment
            )
        ),
        Field(
            "pre_stop",
            hooks(
                .servicePreStop,
                command: .servicePreStopHookCommand,
                user: .servicePreStopHookUser,
                privileged: .servicePreStopHookPrivileged,
                workingDir: .servicePreStopHookWorkingDir,
                environment: .servicePreStopHookEnvironment
            )
        ),
    ]

    private static let pullPolicy: Shape = {
        var shape = Shape.string(.servicePullPolicy, .pullPolicy)
        shape.synonym = Synonym(word: "if_not_present", meaning: "missing")
        return shape
    }()

    private static func hooks(
        _ attribute: Attribute,
        command: Attribute,
        user: Attribute,
        privileged: Attribute,
        workingDir: Attribute,
        environment: Attribute,
        further: [Field] = []
    ) -> Shape {
        .list(
            attribute,
            of: hook(
                nil,
                command: command,
                user: user,
                privileged: privileged,
                workingDir: workingDir,
                environment: environment,
                further: further
            )
        )
    }
}
