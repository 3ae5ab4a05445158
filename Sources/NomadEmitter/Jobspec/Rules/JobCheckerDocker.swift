internal import HCL

// What the driver refuses when a task starts; the server does not look at it. Source: Nomad, drivers/docker/driver.go.
extension JobChecker {
    mutating func checkDocker(_ task: HCL.Block) {
        guard let config = task.body.inner("config") else {
            return add(.docker, "there is no image", at: "config", severity: .failure)
        }
        within(config) { checker in
            checker.checkValues(of: config.body, task)
            checker.checkMounts(of: config, task)
            checker.checkDockerNetwork(config.body, task)
        }
    }

    private mutating func checkValues(of config: HCL.Body, _ task: HCL.Block) {
        if let command = config.text("command").known {
            require(
                command.first?.isWhitespace != true && command.last?.isWhitespace != true,
                .docker,
                "command `\(command)` has a space at an end",
                at: "command",
                severity: .failure
            )
        }
        let resources = task.body.inner("resources")?.body ?? HCL.Body()
        if let limit = config.number("memory_hard_limit").known, let memory = resources.number("memory").or(300),
            resources.number("memory_max").or(0) == 0
        {
            require(
                limit >= memory,
                .docker,
                "memory_hard_limit (\(limit)) is less than memory (\(memory))",
                at: "memory_hard_limit",
                origin: config.origin(of: "memory_hard_limit") ?? resources.origin(of: "memory"),
                severity: .failure
            )
        }
        for limit in config.entries("ulimit") {
            guard let text = limit.value.text else { continue }
            let parts = text.split(at: ":", omittingEmptySubsequences: false)
            require(
                (1...2).contains(parts.count) && parts.allSatisfy { Int($0) != nil },
                .docker,
                "ulimit \(limit.key) is `\(text)`, not `soft[:hard]` in numbers",
                at: "ulimit",
                severity: .failure
            )
        }
        for device in config.inners("devices") {
            within(device) { checker in
                guard let letters = device.body.text("cgroup_permissions").known else { return }
                checker.require(
                    letters.allSatisfy { "rwm".contains($0) },
                    .docker,
                    "device permissions `\(letters)` are not letters of `rwm`",
                    at: "cgroup_permissions",
                    severity: .failure
                )
            }
        }
        checkWords(of: config)
        if config.text("uts_mode").known == "host" {
            require(
                !config.has("hostname"),
                .docker,
                "uts_mode `host` and hostname exclude each other",
                at: "uts_mode",
                "hostname",
                severity: .failure
            )
        }
    }

    private mutating func checkWords(of config: HCL.Body) {
        for option in config.list("security_opt").compactMap(\.text) {
            require(
                option == "no-new-privileges" || option.contains { "=:".contains($0) },
                .docker,
                "security_opt `\(option)` is not name=value",
                at: "security_opt",
                severity: .warning
            )
        }
        if let timeout = config.text("image_pull_timeout").known {
            require(
                NomadDuration(timeout) != nil,
                .docker,
                "image_pull_timeout `\(timeout)` is no span of time such as `5m`",
                at: "image_pull_timeout",
                severity: .warning
            )
        }
        if config.truth("cpu_hard_limit").known == true, let period = config.number("cpu_cfs_period").known {
            require(
                (0...1_000_000).contains(period),
                .docker,
                "cpu_cfs_period is between 0 and 1000000, not \(period)",
                at: "cpu_cfs_period",
                severity: .warning
            )
        }
        require(
            config.text("isolation").isAbsent,
            .docker,
            "isolation is for Windows",
            at: "isolation",
            severity: .warning
        )
    }

    private mutating func checkDockerNetwork(_ config: HCL.Body, _ task: HCL.Block) {
        let network = group?.body.inner("network")?.body
        let labels = portLabels(of: task)
        for port in config.list("ports") {
            guard let label = port.text else { continue }
            require(
                labels.contains(label),
                .undefinedPort,
                "ports names `\(label)`, which the group does not have",
                at: "ports",
                severity: .failure
            )
        }
        let mode = config.text("network_mode")
        if mode.known == "host" || network?.text("mode").known == "host" {
            for entry in config.entries("sysctl") where entry.key.hasPrefix("net.") {
                add(
                    .dockerNetwork,
                    "sysctl \(entry.key) does not go with the network of the node",
                    at: "sysctl",
                    severity: .failure
                )
            }
        }
        if !config.list("network_aliases").isEmpty {
            let builtIn = ["", "host", "bridge", "none", "default"]
            require(
                !mode.isAbsent && !(mode.known.map { builtIn.contains($0) } ?? false),
                .dockerNetwork,
                "network_aliases need a network_mode with a user-defined network",
                at: "network_aliases",
                severity: .failure
            )
        }
        let groupMode = network?.text("mode").known ?? ""
        let isInGroup = mode.isAbsent && (groupMode == "bridge" || groupMode.hasPrefix("cni/"))
        let hosts = config.list("extra_hosts").compactMap(\.text)
        for host in hosts where isInGroup ? !JobChecker.isHost(host) : !host.contains(":") && !host.contains("=") {
            add(
                .dockerNetwork,
                isInGroup
                    ? "extra_hosts `\(host)` is not name:address, with an IP address, in bridge mode"
                    : "extra_hosts `\(host)` is not name:address",
                at: "extra_hosts",
                severity: .failure
            )
        }
        if !config.entries("port_map").isEmpty, !labels.isEmpty {
            add(
                .dockerNetwork,
                "port_map does not go with ports of the group: use to of the port",
                at: "port_map",
                severity: .failure
            )
        }
        checkAddresses(config)
        if isInGroup { checkNamespace(config) }
    }

    /// Source: Nomad, drivers/shared/hostnames/mount.go: split at the first colon.
    private static func isHost(_ text: String) -> Bool {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let address = String(text[text.index(after: colon)...])
        return !address.hasPrefix("[") && isAddress(address)
    }

    private mutating func checkAddresses(_ config: HCL.Body) {
        if let address = config.text("mac_address").known {
            require(
                EngineWords.isHardwareAddress(address),
                .dockerNetwork,
                "mac_address `\(address)` is no such address",
                at: "mac_address",
                severity: .warning
            )
        }
        for name in ["ipv4_address", "ipv6_address"] {
            guard let address = config.text(name).known else { continue }
            require(
                !address.hasPrefix("[") && JobChecker.isAddress(address),
                .dockerNetwork,
                "\(name) `\(address)` is no such address",
                at: name,
                severity: .warning
            )
        }
    }

    /// What does not go with a network namespace of the group.
    private mutating func checkNamespace(_ config: HCL.Body) {
        require(
            !config.has("hostname"),
            .dockerNetwork,
            "hostname does not go with bridge mode: put it into the network block",
            at: "hostname",
            severity: .failure
        )
        let names = ["dns_servers", "dns_search_domains", "dns_options"]
        if let name = names.first(where: { !config.list($0).isEmpty }) {
            add(
                .dockerNetwork,
                "dns keys do not go with bridge mode: put them into the dns block of the network",
                at: name,
                severity: .failure
            )
        }
        for name in ["ports", "mac_address", "ipv4_address", "ipv6_address"] {
            let isSet = name == "ports" ? !config.list(name).isEmpty : config.has(name)
            if isSet {
                add(.dockerNetwork, "\(name) has no effect in a group in bridge mode", at: name, severity: .warning)
            }
        }
    }
}
