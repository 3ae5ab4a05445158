internal import ComposeParser

extension PortPlanner {
    /// The ports that the file publishes.
    func published(_ service: Compose.Service, diagnostics: inout Diagnostics) -> [PlannedPort] {
        var ports: [PlannedPort] = []
        if service.ports.count > PortPlanner.mostPorts {
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.tooManyPorts,
                    .error,
                    "service `\(service.name)` publishes \(service.ports.count) ports; a job names each of them",
                    at: service.ports[0].range,
                    hint: "use network_mode: host for large port ranges",
                    service: service.name
                )
            )
            return []
        }
        reportLost(service, diagnostics: &diagnostics)
        var byNumber: [Int: [Int]] = [:]
        for port in service.ports where port.transport?.string != "sctp" {
            // In the node's network Docker maps nothing: the container listens on the node itself.
            let isOnNode = service.place == .host
            let planned = PlannedPort(
                label: "",
                target: port.target.value,
                targetText: port.target.text,
                host: isOnNode ? .same : hostPort(of: port, service: service, diagnostics: &diagnostics),
                hostIP: isOnNode ? nil : effectiveAddress(port.hostIP),
                isUDP: port.transport?.string == "udp",
                source: .published,
                appProtocol: port.appProtocol,
                name: port.name,
                range: port.range
            )
            // Ports of any number clash with those of the same target, which is no number of the node.
            let number = planned.hostNumber ?? -planned.target
            if let twin = byNumber[number]?.first(where: {
                planned.hostNumber == nil
                    || PortCollisions.isOneNetwork(ports[$0].hostIP?.string, planned.hostIP?.string)
            }) {
                if ports[twin].target != planned.target {
                    diagnostics.add(
                        Diagnostic(
                            ConversionIssue.portCollision,
                            .error,
                            "service `\(service.name)` publishes \(ports[twin].target) and \(planned.target) on host port \(planned.hostNumber ?? 0)",
                            at: planned.range,
                            hint: "give one of them another host port",
                            service: service.name,
                            related: [.init("the other one is here", at: ports[twin].range)]
                        )
                    )
                } else {
                    // 53:53/tcp and 53:53/udp: Nomad's one label maps both.
                    ports[twin].isUDP = ports[twin].isUDP && planned.isUDP
                }
                continue
            }
            byNumber[number, default: []].append(ports.count)
            ports.append(planned)
        }
        return ports
    }

    /// One line for each entry of the file, which may be a range.
    private func reportLost(_ service: Compose.Service, diagnostics: inout Diagnostics) {
        var lost: [(ports: ClosedRange<Int>, range: SourceRange)] = []
        for port in service.ports where port.transport?.string == "sctp" {
            let number = port.target.value
            if let last = lost.last, last.range == port.range, last.ports.upperBound + 1 == number {
                lost[lost.count - 1].ports = last.ports.lowerBound...number
            } else {
                lost.append((number...number, port.range))
            }
        }
        for entry in lost {
            let isOne = entry.ports.count == 1
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.unsupportedProtocol,
                    .warning,
                    "\(PortPlanner.name(of: entry.ports))/sctp of `\(service.name)` \(isOne ? "is" : "are") lost: Nomad maps tcp and udp only",
                    at: entry.range,
                    hint: "use network_mode: host for sctp",
                    service: service.name
                )
            )
        }
    }

    /// `port 80` or `ports 80-90`.
    static func name(of ports: ClosedRange<Int>) -> String {
        ports.count == 1 ? "port \(ports.lowerBound)" : "ports \(ports.lowerBound)-\(ports.upperBound)"
    }

    private func hostPort(
        of port: Compose.PortMapping,
        service: Compose.Service,
        diagnostics: inout Diagnostics
    ) -> HostPort {
        guard let published = port.published, published.string != "0", !published.string.isEmpty else {
            return .dynamic
        }
        if let number = Int(published.string) {
            if !(1...65535).contains(number) { reportRefused(published, of: service, diagnostics: &diagnostics) }
            return .fixed(published)
        }
        diagnostics.add(
            Diagnostic(
                ConversionIssue.portRangeLost,
                .warning,
                "`\(service.name)` asks for any host port of `\(published.string)`; Nomad takes any free one instead",
                at: port.range,
                hint: "min_dynamic_port and max_dynamic_port of the Nomad client set the range for the whole cluster",
                service: service.name
            )
        )
        return .dynamic
    }

    private func reportRefused(_ port: Compose.Text, of service: Compose.Service, diagnostics: inout Diagnostics) {
        diagnostics.add(
            Diagnostic(
                ConversionIssue.refusedByDocker,
                .error,
                "`\(port.string)` of `\(service.name)` is no port number",
                at: port.range,
                hint: "ports are from 1 to 65535",
                service: service.name
            )
        )
    }

    /// Addresses that mean all of them are as good as none.
    private func effectiveAddress(_ address: Compose.Text?) -> Compose.Text? {
        switch address?.string {
        case nil, "", "0.0.0.0", "::": nil
        default: address
        }
    }

    func addExposed(_ service: Compose.Service, to ports: inout [PlannedPort], diagnostics: inout Diagnostics) {
        for text in service.expose {
            let (range, transport) = PortPlanner.exposed(text.string)
            guard let range, transport != "sctp" else { continue }
            guard range.count <= PortPlanner.mostPorts else {
                reportMany("\(range.count)", of: service, at: text.range, diagnostics: &diagnostics)
                continue
            }
            for target in range {
                if let known = ports.indices.first(where: { serves(ports[$0], target, of: service) }) {
                    // Nomad's one label maps both.
                    if transport != "udp" { ports[known].isUDP = false }
                    continue
                }
                guard ports.count < PortPlanner.mostPorts else {
                    reportMany(
                        "more than \(PortPlanner.mostPorts)",
                        of: service,
                        at: text.range,
                        diagnostics: &diagnostics
                    )
                    return
                }
                ports.append(
                    PlannedPort(
                        label: "",
                        target: target,
                        host: servedOnNode.contains(service.name) ? .same : .dynamic,
                        isUDP: transport == "udp",
                        source: .exposed,
                        range: text.range
                    )
                )
            }
        }
    }

    private func reportMany(
        _ count: String,
        of service: Compose.Service,
        at range: SourceRange,
        diagnostics: inout Diagnostics
    ) {
        diagnostics.add(
            Diagnostic(
                ConversionIssue.tooManyPorts,
                .error,
                "service `\(service.name)` exposes \(count) ports; a job names each of them",
                at: range,
                hint: "expose only the ports that peers use",
                service: service.name
            )
        )
    }

    /// Whether peers that use `target` reach `port`.
    func serves(_ port: PlannedPort, _ target: Int, of service: Compose.Service) -> Bool {
        port.target == target
            && (service.place == .host || !servedOnNode.contains(service.name)
                || port.hostNumber == target && !port.isOnLoopback)
    }

    /// Reads `8080`, `8080-8085` and `8080/udp`.
    static func exposed(_ text: String) -> (ClosedRange<Int>?, String) {
        let parts = text.split(at: "/", maxSplits: 1)
        let transport = parts.count == 2 ? String(parts[1]) : "tcp"
        let bounds = (parts.first ?? "").split(at: "-", maxSplits: 1).map { Int($0) }
        guard let first = bounds.first, let low = first, (1...65535).contains(low) else { return (nil, transport) }
        guard bounds.count == 2 else { return (low...low, transport) }
        guard let high = bounds[1], high >= low, high <= 65535 else { return (nil, transport) }
        return (low...high, transport)
    }
}
