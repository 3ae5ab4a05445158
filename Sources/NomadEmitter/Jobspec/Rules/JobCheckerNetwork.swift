internal import HCL

extension JobChecker {
    /// The network of a group, its ports, and those of old networks of tasks.
    mutating func checkNetworks(of group: HCL.Body) {
        let networks = group.inners("network")
        if networks.count > 1 {
            add(.ports, "there are \(networks.count) networks: a group has one", origin: networks.last?.origin)
        }
        var ports: [HCL.Block] = []
        for network in networks {
            within(network) { $0.check(network: network.body) }
            ports += network.body.inners("port") + network.body.inners("reserved_ports")
        }
        for task in group.inners("task") {
            for network in task.body.inner("resources")?.body.inners("network") ?? [] {
                ports += network.body.inners("port") + network.body.inners("reserved_ports")
            }
        }
        requireUnique(ports.map { ($0.label, $0.origin ?? $0.body.firstOrigin) }, .ports) {
            "two ports are labelled \"\($0)\""
        }
        checkNumbers(of: ports)
    }

    private mutating func check(network body: HCL.Body) {
        if let hostname = body.text("hostname").known {
            require(
                JobChecker.isDNSName(hostname),
                .hostname,
                "\"\(hostname)\" is no DNS name",
                at: "hostname"
            )
        }
    }

    private mutating func checkNumbers(of ports: [HCL.Block]) {
        var taken: [String: String] = [:]
        for port in ports {
            let body = port.body
            within(port) { checker in
                guard let number = body.shown("static") ?? body.value("static").map(HCLPrinter.print),
                    body.truth("ignore_collision").known != true
                else { return }
                let key = "\(number) \(body.shown("host_network") ?? "default")"
                if let other = taken[key] {
                    let name = body.value("static").map(HCLPrinter.print) ?? number
                    checker.add(
                        .ports,
                        "ports \"\(other)\" and \"\(port.label)\" both take port \(name) of the node",
                        at: "static"
                    )
                }
                taken[key] = port.label
            }
        }
    }

    /// The labels of the ports of a group, and those of the old networks of a task.
    func portLabels(task: HCL.Block?) -> Set<String> {
        let networks =
            (group?.body.inners("network") ?? []) + (task?.body.inner("resources")?.body.inners("network") ?? [])
        return Set(networks.flatMap { ($0.body.inners("port") + $0.body.inners("reserved_ports")).map(\.label) })
    }

    /// Whether `name` is made of DNS labels.
    static func isDNSName(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= 253 else { return false }
        return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
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
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil && !$0.hasPrefix("+") }
    }
}
