extension Dependency {
    init(decoding entry: Mapping.Entry) {
        let node = entry.value
        self.init(
            service: entry.key,
            range: entry.keyRange,
            condition: node.text("condition").flatMap { Condition(rawValue: $0.string) } ?? .started,
            restart: node.bool("restart")?.value ?? false,
            required: node.bool("required")?.value ?? true,
            isImplicit: !entry.keyRange.isKnown
        )
    }
}

extension PortMapping {
    init?(decoding node: Node) {
        guard let target = node.int("target") else { return nil }
        self.init(
            range: node.range,
            name: node.text("name"),
            target: target,
            published: node.text("published"),
            hostIP: node.text("host_ip"),
            transport: node.text("protocol"),
            appProtocol: node.text("app_protocol"),
            mode: node.text("mode")
        )
    }
}

extension VolumeMount {
    init?(decoding node: Node) {
        guard let type = node.text("type"), let kind = Kind(rawValue: type.string) else { return nil }
        self.init(
            range: node.range,
            kind: kind,
            source: node.text("source"),
            target: node.text("target") ?? Text("", range: node.range)
        )
        readOnly = node.bool("read_only")
        consistency = node.text("consistency")
        if let bind = node["bind"] {
            propagation = bind.text("propagation")
            createHostPath = bind.bool("create_host_path")
            recursive = bind.text("recursive")
            selinux = bind.text("selinux")
        }
        if let volume = node["volume"] {
            nocopy = volume.bool("nocopy")
            subpath = volume.text("subpath")
            labels = volume.pairs("labels")
        }
        if let tmpfs = node["tmpfs"] {
            tmpfsSize = tmpfs.int("size")
            tmpfsMode = tmpfs.int("mode")
        }
        imageSubpath = node["image"]?.text("subpath")
    }
}

extension NetworkAttachment {
    init(decoding entry: Mapping.Entry) {
        let node = entry.value
        self.init(network: entry.key, range: entry.keyRange)
        aliases = node.texts("aliases")
        ipv4Address = node.text("ipv4_address")
        ipv6Address = node.text("ipv6_address")
        linkLocalIPs = node.texts("link_local_ips")
        macAddress = node.text("mac_address")
        driverOpts = node.pairs("driver_opts")
        interfaceName = node.text("interface_name")
        priority = node.int("priority")
        gwPriority = node.int("gw_priority")
    }
}

extension Healthcheck {
    init(decoding node: Node) {
        self.init(
            range: node.range,
            test: node.texts("test"),
            interval: node.duration("interval"),
            timeout: node.duration("timeout"),
            startPeriod: node.duration("start_period"),
            startInterval: node.duration("start_interval"),
            retries: node.int("retries"),
            disable: node.bool("disable")
        )
    }
}

extension FileGrant {
    init?(decoding node: Node) {
        guard let source = node.text("source") else { return nil }
        self.init(
            range: node.range,
            source: source,
            target: node.text("target"),
            uid: node.text("uid"),
            gid: node.text("gid")
        )
        if let text = node.text("mode"), let mode = Int(text.string, radix: 8) {
            self.mode = Located(mode, text: text)
        }
    }
}

extension DeviceMapping {
    init(decoding node: Node) {
        self.init(
            range: node.range,
            source: node.text("source") ?? Text("", range: node.range),
            target: node.text("target"),
            permissions: node.text("permissions")
        )
    }
}

extension DeviceRequest {
    init(decoding node: Node) {
        self.init(
            range: node.range,
            capabilities: node.texts("capabilities"),
            driver: node.text("driver"),
            count: node.int("count"),
            deviceIDs: node.texts("device_ids"),
            options: node.pairs("options")
        )
    }
}

extension Ulimit {
    init?(decoding entry: Mapping.Entry) {
        let node = entry.value
        if let single = node.locatedInt {
            self.init(name: entry.key, range: entry.keyRange, soft: single, hard: single)
        } else if let soft = node.int("soft"), let hard = node.int("hard") {
            self.init(name: entry.key, range: entry.keyRange, soft: soft, hard: hard)
        } else {
            return nil
        }
    }
}

extension Hook {
    init(decoding node: Node) {
        self.init(
            range: node.range,
            command: node.texts("command"),
            image: node.text("image"),
            user: node.text("user"),
            privileged: node.bool("privileged"),
            workingDir: node.text("working_dir"),
            environment: node.pairs("environment"),
            perReplica: node.bool("per_replica")
        )
    }
}

extension Build {
    init(decoding node: Node) {
        self.init(
            range: node.range,
            context: node.text("context"),
            dockerfile: node.text("dockerfile"),
            dockerfileInline: node.text("dockerfile_inline"),
            target: node.text("target"),
            args: node.pairs("args"),
            tags: node.texts("tags"),
            platforms: node.texts("platforms"),
            node: node
        )
    }
}

extension Deploy {
    init(decoding node: Node) {
        self.init(
            range: node.range,
            mode: node.text("mode"),
            replicas: node.int("replicas"),
            endpointMode: node.text("endpoint_mode"),
            labels: node.pairs("labels")
        )
        limits = Resources(decoding: node["resources"]?["limits"])
        reservations = Resources(decoding: node["resources"]?["reservations"])
        restartPolicy = node["restart_policy"].flatMap { $0.isNull ? nil : RestartPolicy(decoding: $0) }
        updateConfig = node["update_config"].flatMap { $0.isNull ? nil : UpdateConfig(decoding: $0) }
        rollbackConfig = node["rollback_config"].flatMap { $0.isNull ? nil : UpdateConfig(decoding: $0) }
        let placement = node["placement"]
        constraints = placement?.texts("constraints") ?? []
        preferences = (placement?.items("preferences") ?? []).compactMap { $0.text("spread") }
        maxReplicasPerNode = placement?.int("max_replicas_per_node")
    }
}

extension Deploy.Resources {
    init(decoding node: Node?) {
        self.init()
        guard let node else { return }
        cpus = node.double("cpus")
        memory = node.int("memory")
        pids = node.int("pids")
        devices = node.items("devices").map { DeviceRequest(decoding: $0) }
        genericResources = node.items("generic_resources")
    }
}

extension Deploy.RestartPolicy {
    init(decoding node: Node) {
        self.init(
            range: node.range,
            condition: node.text("condition"),
            delay: node.duration("delay"),
            maxAttempts: node.int("max_attempts"),
            window: node.duration("window")
        )
    }
}

extension Deploy.UpdateConfig {
    init(decoding node: Node) {
        self.init(
            range: node.range,
            parallelism: node.int("parallelism"),
            delay: node.duration("delay"),
            failureAction: node.text("failure_action"),
            monitor: node.duration("monitor"),
            maxFailureRatio: node.double("max_failure_ratio"),
            order: node.text("order")
        )
    }
}
