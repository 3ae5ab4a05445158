extension JobChecker {
    mutating func checkDocker(_ task: Jobspec.Task) {
        let config = task.config
        let hasImage = config.image?.isEmpty == false || config.extra.attributes.contains { $0.name == "image" }
        require(hasImage, .docker, "there is no image")
        if let command = config.command?.literal {
            require(
                command.first?.isWhitespace != true && command.last?.isWhitespace != true,
                .docker,
                "command \"\(command)\" has a space at an end"
            )
        }
        if let limit = config.memoryHardLimit?.literal,
            task.resources?.memory == nil || task.resources?.memory?.literal != nil
        {
            let memory = task.resources?.memory?.literal ?? 300
            require(limit >= memory, .docker, "memory_hard_limit (\(limit)) is less than memory (\(memory))")
        }
        for (name, value) in config.ulimit {
            guard let text = value.literal else { continue }
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            require(
                (1...2).contains(parts.count) && parts.allSatisfy { Int($0) != nil },
                .docker,
                "ulimit \(name) is \"\(text)\", not \"soft[:hard]\" in numbers"
            )
        }
        for device in config.devices {
            require(!device.hostPath.isEmpty, .docker, "a device has no host_path")
            if let letters = device.permissions?.literal {
                require(
                    letters.allSatisfy { "rwm".contains($0) },
                    .docker,
                    "device permissions \"\(letters)\" are not letters of \"rwm\""
                )
            }
        }
        if config.utsMode?.literal == "host" {
            require(config.hostname == nil, .docker, "uts_mode \"host\" and hostname exclude each other")
        }
        checkMounts(of: task)
        checkDockerNetwork(config)
    }

    private mutating func checkMounts(of task: Jobspec.Task) {
        var targets: [String] = []
        for volume in task.config.volumes {
            let text = volume.description
            let parts = JobChecker.splitVolume(text)
            guard (2...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else {
                add(.mount, "volume \"\(text)\" is not source:destination[:mode]")
                continue
            }
            targets.append(JobChecker.normalized(parts[1]))
        }
        for mount in task.config.mounts {
            let target = mount.target.description
            require(!target.isEmpty, .mount, "a mount has no target")
            targets.append(JobChecker.normalized(target))
            if case .bind(let source, _) = mount.kind {
                require(!source.isEmpty, .mount, "the bind at \"\(target)\" has no source")
            }
        }
        targets += task.volumeMounts.map { JobChecker.normalized($0.destination.description) }
        requireUnique(targets, .mount) { "two mounts have the target \"\($0)\"" }
        if group?.network?.mode == .bridge, targets.contains("/etc/hosts") {
            add(.mount, "Nomad mounts /etc/hosts itself in a group in bridge mode")
        }
    }

    /// Splits at colons outside of `${…}`.
    static func splitVolume(_ text: String) -> [String] {
        var parts = [""]
        var depth = 0
        for character in text {
            if character == "{" { depth += 1 }
            if character == "}" { depth -= 1 }
            if character == ":" && depth <= 0 {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }

    /// The path without empty, `.` and trailing parts.
    static func normalized(_ path: String) -> String {
        let parts = path.split(separator: "/").filter { $0 != "." }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }

    private mutating func checkDockerNetwork(_ config: DockerConfig) {
        let network = group?.network
        for label in config.ports {
            require(
                network?.ports.contains { $0.label == label } == true,
                .undefinedPort,
                "ports names \"\(label)\", which the group does not have"
            )
        }
        if config.networkMode?.literal == "host" || network?.mode == .host {
            for name in config.sysctl.keys where name.hasPrefix("net.") {
                add(.dockerNetwork, "sysctl \(name) does not go with the network of the node")
            }
        }
        if !config.networkAliases.isEmpty {
            let builtIn = ["", "host", "bridge", "none", "default"]
            let mode = config.networkMode?.literal
            require(
                config.networkMode != nil && !(mode.map { builtIn.contains($0) } ?? false),
                .dockerNetwork,
                "network_aliases need a network_mode with a user-defined network"
            )
        }
        let hasNamespace: Bool
        switch network?.mode {
        case .bridge?, .cni?: hasNamespace = true
        default: hasNamespace = false
        }
        guard hasNamespace, config.networkMode == nil else {
            if hasNamespace {
                add(.dockerNetwork, "network_mode takes the container out of the network of its group")
            }
            return
        }
        require(
            config.hostname == nil,
            .dockerNetwork,
            "hostname does not go with bridge mode: put it into the network block"
        )
        require(
            config.dnsServers.isEmpty && config.dnsSearchDomains.isEmpty && config.dnsOptions.isEmpty,
            .dockerNetwork,
            "dns keys do not go with bridge mode: put them into the dns block of the network"
        )
        for host in config.extraHosts {
            guard let text = host.literal, let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let address = String(text[text.index(after: colon)...])
            require(
                JobChecker.isAddress(address),
                .dockerNetwork,
                "extra_hosts \"\(text)\": in bridge mode the address must be an IP address"
            )
        }
        let ignored: [(String, Bool)] = [
            ("ports", !config.ports.isEmpty), ("mac_address", config.macAddress != nil),
            ("ipv4_address", config.ipv4Address != nil), ("ipv6_address", config.ipv6Address != nil),
        ]
        for (name, isSet) in ignored where isSet {
            add(.dockerNetwork, "\(name) has no effect in a group in bridge mode", severity: .warning)
        }
    }

    /// Whether `text` is an IPv4 or IPv6 address.
    static func isAddress(_ text: String) -> Bool {
        if text.contains(":") {
            let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
            return bare.utf8.allSatisfy { byte in
                byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
            }
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil && !$0.hasPrefix("+") }
    }
}
