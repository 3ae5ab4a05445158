internal import HCL

// Source: Nomad, nomad/structs/structs.go, TaskGroup.validateNetworks.
extension JobChecker {
    /// The network of a group, its ports, and those of old networks of tasks.
    mutating func checkNetworks(of group: HCL.Body) {
        let networks = group.inners("network")
        if networks.count > 1 {
            add(
                .ports,
                "there are \(networks.count) networks: the first one counts",
                origin: networks.last?.origin,
                severity: .warning
            )
        }
        var ports: [HCL.Block] = []
        var arguments: Set<String> = []
        for network in networks {
            within(network) { $0.check(network: network.body, argumentsBefore: &arguments) }
            ports += network.body.inners("port") + network.body.inners("reserved_ports")
        }
        for task in group.inners("task") {
            for network in task.body.inner("resources")?.body.inners("network") ?? [] {
                ports += network.body.inners("port") + network.body.inners("reserved_ports")
            }
        }
        requireUnique(ports.map { ($0.label, $0.origin ?? $0.body.firstOrigin) }, .ports) {
            "two ports are labelled `\($0)`"
        }
        checkNumbers(of: ports)
    }

    private mutating func check(network body: HCL.Body, argumentsBefore: inout Set<String>) {
        if let hostname = body.text("hostname").known, !hostname.contains(bytesOf: "${") {
            require(
                JobChecker.hasDNSLabels(hostname),
                .hostname,
                "`\(hostname)` is no DNS name",
                at: "hostname"
            )
        }
        if body.has("mbits") { add(.ports, "mbits is deprecated and has no effect", at: "mbits", severity: .warning) }
        if let mode = body.text("mode").or("host"), mode != "host" {
            for port in body.inners("port") where port.body.truth("ignore_collision").known == true {
                within(port) {
                    $0.add(
                        .ports,
                        "port `\(port.label)` can ignore a collision in the network of the node only, not in `\(mode)`",
                        at: "ignore_collision"
                    )
                }
            }
        }
        guard let cni = body.inner("cni") else { return }
        within(cni) { checker in
            for argument in cni.body.entries("args") {
                for text in [argument.key, argument.value.text ?? ""] where text.contains(";") {
                    checker.add(.ports, "`\(text)`: a CNI argument has no semicolon", at: "args")
                }
                if !argumentsBefore.insert(argument.key).inserted {
                    checker.add(.ports, "the CNI argument `\(argument.key)` is given twice", at: "args")
                }
            }
        }
    }

    private mutating func checkNumbers(of ports: [HCL.Block]) {
        var taken: [String: String] = [:]
        for port in ports {
            let body = port.body
            within(port) { checker in
                guard let number = body.shown("static") ?? body.value("static").map(HCLPrinter.print) else { return }
                if let value = Int(number), value <= 0 { return }
                let key = "\(number) \(body.shown("host_network") ?? "default")"
                if let other = taken[key], body.truth("ignore_collision").or(false) == false {
                    let name = body.value("static").map(HCLPrinter.print) ?? number
                    checker.add(
                        .ports,
                        "ports `\(other)` and `\(port.label)` both take port \(name) of the node",
                        at: "static"
                    )
                }
                taken[key] = taken[key] ?? port.label
            }
        }
        guard let count = group?.body.number("count").known, count > 1 else { return }
        let bound = ports.first {
            ($0.body.number("static").known ?? 0) > 0 && $0.body.truth("ignore_collision").known != true
        }
        if let bound {
            within(bound) {
                $0.add(
                    .ports,
                    "each of \(count) instances takes the static port `\(bound.label)`: one runs on a node",
                    at: "static",
                    severity: .warning
                )
            }
        }
    }

    /// The labels of the ports of the group's first network, and those of the old networks of a task.
    func portLabels(of task: HCL.Block) -> Set<String> {
        let own = JobChecker.portLabels(of: (task.body.inner("resources")?.body.inners("network") ?? [])[...])
        return own.isEmpty ? groupPorts : groupPorts.union(own)
    }

    static func portLabels(of networks: ArraySlice<HCL.Block>) -> Set<String> {
        Set(networks.flatMap { ($0.body.inners("port") + $0.body.inners("reserved_ports")).map(\.label) })
    }

    /// Whether Nomad takes a host name: no label is empty or long. Source: Nomad, nomad/structs/structs.go,
    /// NetworkResource.Validate, with dns.IsDomainName.
    private static func hasDNSLabels(_ name: String) -> Bool {
        let bare = name.hasSuffix(".") ? name.dropLast() : name[...]
        return bare.split(at: ".", omittingEmptySubsequences: false).allSatisfy {
            (1...63).contains($0.utf8.count)
        }
    }

    /// Whether `name` is made of DNS labels.
    static func isDNSName(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= 253 else { return false }
        return name.split(at: ".", omittingEmptySubsequences: false).allSatisfy { label in
            guard let first = label.utf8.first, let last = label.utf8.last, label.utf8.count <= 63 else { return false }
            let dash = UInt8(ascii: "-")
            return first != dash && last != dash && label.utf8.allSatisfy { $0 == dash || isAlphanumeric($0) }
        }
    }

    /// Whether a text has only ASCII letters, digits and `signs`.
    static func isPlain(_ text: String, and signs: String = "") -> Bool {
        text.utf8.allSatisfy { isAlphanumeric($0) || signs.utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
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
        let parts = text.split(at: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil && !$0.hasPrefix("+") }
    }
}
