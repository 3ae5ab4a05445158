internal import HCL

// Source: Nomad docs, docker driver, and what it answers when a task starts.
extension JobChecker {
    mutating func checkDocker(_ task: HCL.Block) {
        guard let config = task.body.inner("config") else { return add(.docker, "there is no image", at: "config") }
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
                "command \"\(command)\" has a space at an end",
                at: "command"
            )
        }
        let resources = task.body.inner("resources")?.body ?? HCL.Body()
        if let limit = config.number("memory_hard_limit").known, let memory = resources.number("memory").or(300) {
            require(
                limit >= memory,
                .docker,
                "memory_hard_limit (\(limit)) is less than memory (\(memory))",
                at: "memory_hard_limit",
                origin: config.origin(of: "memory_hard_limit") ?? resources.origin(of: "memory")
            )
        }
        for limit in config.entries("ulimit") {
            guard let text = limit.value.text else { continue }
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            require(
                (1...2).contains(parts.count) && parts.allSatisfy { Int($0) != nil },
                .docker,
                "ulimit \(limit.key) is \"\(text)\", not \"soft[:hard]\" in numbers",
                at: "ulimit"
            )
        }
        for device in config.inners("devices") {
            within(device) { checker in
                guard let letters = device.body.text("cgroup_permissions").known else { return }
                checker.require(
                    letters.allSatisfy { "rwm".contains($0) },
                    .docker,
                    "device permissions \"\(letters)\" are not letters of \"rwm\"",
                    at: "cgroup_permissions"
                )
            }
        }
        if config.text("uts_mode").known == "host" {
            require(
                !config.has("hostname"),
                .docker,
                "uts_mode \"host\" and hostname exclude each other",
                at: "uts_mode",
                "hostname"
            )
        }
    }

    private mutating func checkDockerNetwork(_ config: HCL.Body, _ task: HCL.Block) {
        let network = group?.body.inner("network")?.body
        let labels = portLabels(task: task)
        for port in config.list("ports") {
            guard let label = port.text else { continue }
            require(
                labels.contains(label),
                .undefinedPort,
                "ports names \"\(label)\", which the group does not have",
                at: "ports"
            )
        }
        let mode = config.text("network_mode")
        if mode.known == "host" || network?.text("mode").known == "host" {
            for entry in config.entries("sysctl") where entry.key.hasPrefix("net.") {
                add(.dockerNetwork, "sysctl \(entry.key) does not go with the network of the node", at: "sysctl")
            }
        }
        if !config.list("network_aliases").isEmpty {
            let builtIn = ["", "host", "bridge", "none", "default"]
            require(
                !mode.isAbsent && !(mode.known.map { builtIn.contains($0) } ?? false),
                .dockerNetwork,
                "network_aliases need a network_mode with a user-defined network",
                at: "network_aliases"
            )
        }
        let hosts = config.list("extra_hosts").compactMap(\.text)
        for host in hosts where !host.contains(":") && !host.contains("=") {
            add(.dockerNetwork, "extra_hosts \"\(host)\" is not name:address", at: "extra_hosts")
        }
        let groupMode = network?.text("mode").known ?? ""
        guard groupMode == "bridge" || groupMode.hasPrefix("cni/") else { return }
        guard mode.isAbsent else {
            return add(
                .dockerNetwork,
                "network_mode takes the container out of the network of its group",
                at: "network_mode"
            )
        }
        checkNamespace(config, hosts)
    }

    /// What does not go with a network namespace of the group.
    private mutating func checkNamespace(_ config: HCL.Body, _ hosts: [String]) {
        require(
            !config.has("hostname"),
            .dockerNetwork,
            "hostname does not go with bridge mode: put it into the network block",
            at: "hostname"
        )
        let names = ["dns_servers", "dns_search_domains", "dns_options"]
        if let name = names.first(where: { !config.list($0).isEmpty }) {
            add(
                .dockerNetwork,
                "dns keys do not go with bridge mode: put them into the dns block of the network",
                at: name
            )
        }
        for host in hosts {
            guard let colon = host.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
            require(
                JobChecker.isAddress(String(host[host.index(after: colon)...])),
                .dockerNetwork,
                "extra_hosts \"\(host)\": in bridge mode the address must be an IP address",
                at: "extra_hosts"
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
