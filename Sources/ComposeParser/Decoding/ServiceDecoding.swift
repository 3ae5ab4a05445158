extension Service {
    /// Decodes one canonical entry of `services`.
    init(decoding entry: Mapping.Entry) {
        let node = entry.value
        self.init(name: entry.key, range: entry.keyRange)
        decodeContainer(node)
        decodeLimits(node)
        decodeNetworking(node)
        decodeStorage(node)
        decodeLifecycle(node)
        extensions = node.extensionEntries
    }

    private mutating func decodeContainer(_ node: Node) {
        annotations = node.pairs("annotations")
        attach = node.bool("attach")
        build = node["build"].flatMap { $0.isNull ? nil : Build(decoding: $0) }
        capAdd = node.texts("cap_add")
        capDrop = node.texts("cap_drop")
        command = node.optionalTexts("command")
        containerName = node.text("container_name")
        credentialSpec = node["credential_spec"].map {
            CredentialSpec(
                range: $0.range,
                file: $0.text("file"),
                registry: $0.text("registry"),
                config: $0.text("config")
            )
        }
        domainname = node.text("domainname")
        entrypoint = node.optionalTexts("entrypoint")
        environment = node.pairs("environment")
        groupAdd = node.texts("group_add")
        hostname = node.text("hostname")
        image = node.text("image")
        initProcess = node.bool("init")
        ipc = node.text("ipc")
        isolation = node.text("isolation")
        labels = node.pairs("labels")
        logging = node["logging"].map {
            Logging(range: $0.range, driver: $0.text("driver"), options: $0.pairs("options"))
        }
        pid = node.text("pid")
        platform = node.text("platform")
        privileged = node.bool("privileged")
        pullPolicy = node.text("pull_policy")
        pullRefreshAfter = node.text("pull_refresh_after")
        readOnly = node.bool("read_only")
        runtime = node.text("runtime")
        securityOpt = node.texts("security_opt")
        stdinOpen = node.bool("stdin_open")
        storageOpt = node.pairs("storage_opt")
        sysctls = node.pairs("sysctls")
        tty = node.bool("tty")
        user = node.text("user")
        usernsMode = node.text("userns_mode")
        uts = node.text("uts")
        workingDir = node.text("working_dir")
    }

    private mutating func decodeLimits(_ node: Node) {
        blkioConfig = node["blkio_config"]
        cgroup = node.text("cgroup")
        cgroupParent = node.text("cgroup_parent")
        cpuCount = node.int("cpu_count")
        cpuPercent = node.double("cpu_percent")
        cpuPeriod = node.int("cpu_period")
        cpuQuota = node.int("cpu_quota")
        cpuRtPeriod = node.text("cpu_rt_period")
        cpuRtRuntime = node.text("cpu_rt_runtime")
        cpuShares = node.int("cpu_shares")
        cpus = node.double("cpus")
        cpuset = node.text("cpuset")
        deviceCgroupRules = node.texts("device_cgroup_rules")
        devices = node.items("devices").map { DeviceMapping(decoding: $0) }
        gpus = node.items("gpus").map { DeviceRequest(decoding: $0) }
        memLimit = node.int("mem_limit")
        memReservation = node.int("mem_reservation")
        memSwappiness = node.int("mem_swappiness")
        memswapLimit = node.int("memswap_limit")
        oomKillDisable = node.bool("oom_kill_disable")
        oomScoreAdj = node.int("oom_score_adj")
        pidsLimit = node.int("pids_limit")
        shmSize = node.int("shm_size")
        ulimits = node.entries("ulimits").compactMap { Ulimit(decoding: $0) }
    }

    private mutating func decodeNetworking(_ node: Node) {
        dns = node.texts("dns")
        dnsOpt = node.texts("dns_opt")
        dnsSearch = node.texts("dns_search")
        expose = node.texts("expose")
        externalLinks = node.texts("external_links")
        extraHosts = Service.extraHosts(decoding: node["extra_hosts"])
        links = node.texts("links")
        macAddress = node.text("mac_address")
        networkMode = node.text("network_mode")
        networks = node.entries("networks").map { NetworkAttachment(decoding: $0) }
        ports = node.items("ports").compactMap { PortMapping(decoding: $0) }
    }

    private mutating func decodeStorage(_ node: Node) {
        configs = node.items("configs").compactMap { FileGrant(decoding: $0) }
        secrets = node.items("secrets").compactMap { FileGrant(decoding: $0) }
        tmpfs = node.texts("tmpfs")
        useAPISocket = node.bool("use_api_socket")
        volumes = node.items("volumes").compactMap { VolumeMount(decoding: $0) }
        volumesFrom = node.texts("volumes_from")
    }

    private mutating func decodeLifecycle(_ node: Node) {
        dependsOn = node.entries("depends_on").map { Dependency(decoding: $0) }
        deploy = node["deploy"].flatMap { $0.isNull ? nil : Deploy(decoding: $0) }
        healthcheck = node["healthcheck"].flatMap { $0.isNull ? nil : Healthcheck(decoding: $0) }
        models = node.entries("models").map {
            ModelBinding(
                model: $0.key,
                range: $0.keyRange,
                endpointVar: $0.value.text("endpoint_var"),
                modelVar: $0.value.text("model_var")
            )
        }
        postStart = node.items("post_start").map { Hook(decoding: $0) }
        preStart = node.items("pre_start").map { Hook(decoding: $0) }
        preStop = node.items("pre_stop").map { Hook(decoding: $0) }
        provider = node["provider"].flatMap {
            $0.isNull ? nil : Provider(range: $0.range, type: $0.text("type"))
        }
        restart = node.text("restart")
        scale = node.int("scale")
        stopGracePeriod = node.duration("stop_grace_period")
        stopSignal = node.text("stop_signal")
    }

    /// `host=ip` items, or a map of a host to one or several addresses.
    private static func extraHosts(decoding node: Node?) -> [Pair] {
        guard let node else { return [] }
        if node.mapping != nil {
            return node.sortedEntries.flatMap { entry in
                (entry.value.sequence?.compactMap(\.scalarText) ?? entry.value.scalarText.map { [$0] } ?? [])
                    .map { Pair(key: entry.key, keyRange: entry.keyRange, value: $0) }
            }
        }
        return (node.sequence ?? []).compactMap { item in
            guard let text = item.scalarText else { return nil }
            let bytes = Array(text.string.utf8)
            guard
                let cut = bytes.firstIndex(of: UInt8(ascii: "=")) ?? bytes.firstIndex(of: UInt8(ascii: ":"))
            else { return nil }
            return Pair(
                key: text.slice(0..<cut).string,
                keyRange: text.range,
                value: text.slice((cut + 1)..<bytes.count)
            )
        }
    }
}
