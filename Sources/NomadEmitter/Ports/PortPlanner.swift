internal import ComposeParser

/// The ports of each service: published, exposed, and inferred from what names them.
struct PortPlanner {
    let project: Project
    let mentions: Mentions
    let graph: DependencyGraph
    /// The services whose names resolve to the node, so that peers need the container's port number on it.
    let servedOnNode: Set<String>
    /// Whether peers reach only the ports that the job names.
    let needsKnownPorts: Bool

    /// The largest range that is written out port by port.
    static let largestRange = 64

    /// Plans the ports of `service`; notes say where an inferred one comes from.
    func ports(of service: Service, diagnostics: inout Diagnostics) -> [PlannedPort] {
        guard service.hasNetwork else { return [] }
        var ports = published(service, diagnostics: &diagnostics)
        addExposed(service, to: &ports, diagnostics: &diagnostics)
        addMentioned(service, to: &ports, diagnostics: &diagnostics)
        if ports.isEmpty { addWellKnown(service, to: &ports, diagnostics: &diagnostics) }
        label(&ports)
        return ports
    }

    private func published(_ service: Service, diagnostics: inout Diagnostics) -> [PlannedPort] {
        var ports: [PlannedPort] = []
        if service.ports.count > PortPlanner.largestRange {
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.tooManyPorts,
                    .error,
                    "service \"\(service.name)\" publishes \(service.ports.count) ports; a job names each of them",
                    at: service.ports[0].range,
                    hint: "use network_mode: host for large port ranges",
                    service: service.name
                )
            )
            return []
        }
        for port in service.ports {
            if port.transport?.string == "sctp" {
                diagnostics.add(
                    Diagnostic(
                        ConversionIssue.unsupportedProtocol,
                        .warning,
                        "port \(port.target.value)/sctp of \"\(service.name)\" is lost: Nomad maps tcp and udp only",
                        at: port.range,
                        hint: "use network_mode: host for sctp",
                        service: service.name
                    )
                )
                continue
            }
            // In the node's network Docker maps nothing: the container listens on the node itself.
            let isOnNode = service.place == .host
            let planned = PlannedPort(
                label: "",
                target: port.target.value,
                host: isOnNode ? .same : hostPort(of: port, service: service, diagnostics: &diagnostics),
                hostIP: isOnNode ? nil : effectiveAddress(port.hostIP),
                isUDP: port.transport?.string == "udp",
                source: .published,
                appProtocol: port.appProtocol,
                name: port.name,
                range: port.range
            )
            if let twin = ports.firstIndex(where: {
                $0.hostNumber != nil && $0.hostNumber == planned.hostNumber
                    && PortCollisions.isOneNetwork($0.hostIP?.string, planned.hostIP?.string)
                    || $0.target == planned.target && $0.host == .dynamic && planned.host == .dynamic
            }) {
                if ports[twin].target != planned.target {
                    diagnostics.add(
                        Diagnostic(
                            ConversionIssue.portCollision,
                            .error,
                            "service \"\(service.name)\" publishes \(ports[twin].target) and \(planned.target) on host port \(planned.hostNumber ?? 0)",
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
            ports.append(planned)
        }
        return ports
    }

    private func hostPort(
        of port: PortMapping,
        service: Service,
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
                "\"\(service.name)\" asks for any host port of \(published.string); Nomad takes any free one instead",
                at: port.range,
                hint: "min_dynamic_port and max_dynamic_port of the Nomad client set the range for the whole cluster",
                service: service.name
            )
        )
        return .dynamic
    }

    private func reportRefused(_ port: Text, of service: Service, diagnostics: inout Diagnostics) {
        diagnostics.add(
            Diagnostic(
                ConversionIssue.refusedByDocker,
                .error,
                "\(port.string) of \"\(service.name)\" is no port number",
                at: port.range,
                hint: "ports are from 1 to 65535",
                service: service.name
            )
        )
    }

    /// Addresses that mean all of them are as good as none.
    private func effectiveAddress(_ address: Text?) -> Text? {
        switch address?.string {
        case nil, "", "0.0.0.0", "::": nil
        default: address
        }
    }

    private func addExposed(_ service: Service, to ports: inout [PlannedPort], diagnostics: inout Diagnostics) {
        for text in service.expose {
            let (range, transport) = PortPlanner.exposed(text.string)
            guard let range, transport != "sctp" else { continue }
            guard range.count <= PortPlanner.largestRange else {
                diagnostics.add(
                    Diagnostic(
                        ConversionIssue.tooManyPorts,
                        .error,
                        "service \"\(service.name)\" exposes \(range.count) ports; a job names each of them",
                        at: text.range,
                        hint: "expose only the ports that peers use",
                        service: service.name
                    )
                )
                continue
            }
            for target in range {
                if let known = ports.firstIndex(where: { serves($0, target, of: service) }) {
                    // Nomad's one label maps both.
                    if transport != "udp" { ports[known].isUDP = false }
                    continue
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

    /// Whether peers that use `target` reach `port`.
    private func serves(_ port: PlannedPort, _ target: Int, of service: Service) -> Bool {
        port.target == target
            && (service.place == .host || !servedOnNode.contains(service.name)
                || port.hostNumber == target && port.hostIP == nil)
    }

    /// Reads `8080`, `8080-8085` and `8080/udp`.
    static func exposed(_ text: String) -> (ClosedRange<Int>?, String) {
        let parts = text.split(separator: "/", maxSplits: 1)
        let transport = parts.count == 2 ? String(parts[1]) : "tcp"
        let bounds = (parts.first ?? "").split(separator: "-", maxSplits: 1).map { Int($0) }
        guard let first = bounds.first, let low = first, (1...65535).contains(low) else { return (nil, transport) }
        guard bounds.count == 2 else { return (low...low, transport) }
        guard let high = bounds[1], high >= low, high <= 65535 else { return (nil, transport) }
        return (low...high, transport)
    }

    private func addMentioned(_ service: Service, to ports: inout [PlannedPort], diagnostics: inout Diagnostics) {
        var noted: Set<Int> = []
        for mention in mentions[service.name] {
            guard let target = mention.port, !noted.contains(target) else { continue }
            // A healthcheck on its own published port needs no second label: it runs inside.
            let isOwn = mention.by == service.name
            guard !(isOwn && ports.contains { $0.target == target }),
                !ports.contains(where: { serves($0, target, of: service) })
            else { continue }
            // Peers that use the published number where the container listens on another reach it as it is.
            if servedOnNode.contains(service.name),
                ports.contains(where: { $0.hostNumber == target && $0.hostIP == nil })
            {
                continue
            }
            noted.insert(target)
            let isDeclaredTarget = ports.contains { $0.target == target }
            ports.append(
                PlannedPort(
                    label: "",
                    target: target,
                    host: servedOnNode.contains(service.name) ? .same : .dynamic,
                    source: .inferred(mention.evidence),
                    range: mention.evidence.range
                )
            )
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.inferredPort,
                    .note,
                    isDeclaredTarget
                        ? "port \(target) of \"\(service.name)\" is also bound as it is, because \(mention.evidence.description) uses it"
                        : "port \(target) of \"\(service.name)\" is inferred from \(mention.evidence.description)",
                    at: mention.evidence.range,
                    hint: isDeclaredTarget ? nil : "declare it with expose if that is wrong",
                    service: service.name
                )
            )
        }
    }

    private func addWellKnown(_ service: Service, to ports: inout [PlannedPort], diagnostics: inout Diagnostics) {
        let named = mentions[service.name].first { $0.by != service.name }
        let dependents = graph.dependents(of: service.name).filter { $0.condition != .completedSuccessfully }
        guard named != nil || !dependents.isEmpty else { return }
        if let image = service.image, let known = WellKnownImage.find(image.string), let port = known.ports.first {
            let evidence = Evidence(description: "its image \(known.repository)", range: image.range)
            ports.append(
                PlannedPort(
                    label: "",
                    target: port,
                    host: servedOnNode.contains(service.name) ? .same : .dynamic,
                    source: .inferred(evidence),
                    range: image.range
                )
            )
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.inferredPort,
                    .note,
                    "port \(port) of \"\(service.name)\" is inferred from \(evidence.description)",
                    at: image.range,
                    hint: "declare it with expose if that is wrong",
                    service: service.name
                )
            )
            return
        }
        let who = named.map(\.evidence.description) ?? "\(dependents[0].service) (depends_on)"
        diagnostics.add(
            Diagnostic(
                ConversionIssue.unknownPort,
                needsKnownPorts ? .warning : .note,
                "\"\(service.name)\" is named by \(who), but nothing says which port it serves",
                at: service.range,
                hint: "add expose: [PORT] to \"\(service.name)\" if peers connect to it",
                service: service.name
            )
        )
    }

    /// Gives each port its label: its name where that is a valid one, else `p<target>`.
    private func label(_ ports: inout [PlannedPort]) {
        var used: Set<String> = []
        for index in ports.indices {
            let base = ports[index].name.flatMap { PortPlanner.label($0.string) } ?? "p\(ports[index].target)"
            var label = base
            var number = 2
            while !used.insert(label).inserted {
                label = "\(base)_\(number)"
                number += 1
            }
            ports[index].label = label
        }
    }

    /// A label of `[a-z0-9_]`, so that `NOMAD_PORT_<label>` spells it as it is.
    private static func label(_ name: String) -> String? {
        let bytes = name.lowercased().utf8.map { byte -> UInt8 in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
            default: UInt8(ascii: "_")
            }
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
