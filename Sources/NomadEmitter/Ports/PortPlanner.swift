internal import ComposeParser

/// The ports of each service: published, exposed, told to a router, and inferred from what speaks for them.
struct PortPlanner {
    let project: Compose.Project
    let mentions: Mentions
    let words: OwnWords
    let graph: DependencyGraph
    let topology: Topology
    /// The services whose names resolve to the node, so that peers need the container's port number on it.
    let servedOnNode: Set<String>
    /// Whether peers reach only the ports that the job names.
    let needsKnownPorts: Bool
    /// Whether healthchecks run inside of containers, and need no port.
    let checksRunInside: Bool

    /// The most ports that a service may have: each one is a block of the job, and five variables in the container.
    static let mostPorts = 4096

    /// Plans the ports of `service`; notes say where an inferred one comes from.
    func ports(of service: Compose.Service, diagnostics: inout Diagnostics) -> [PlannedPort] {
        guard service.hasNetwork else { return [] }
        var ports = published(service, diagnostics: &diagnostics)
        addExposed(service, to: &ports, diagnostics: &diagnostics)
        addRouted(service, to: &ports)
        addMentioned(service, to: &ports, diagnostics: &diagnostics)
        addUsual(service, to: &ports, diagnostics: &diagnostics)
        addProbed(service, to: &ports, diagnostics: &diagnostics)
        label(&ports)
        return ports
    }

    // MARK: What a router is told

    /// The label of a router that names the port comes first: it is what the service is registered with.
    private func addRouted(_ service: Compose.Service, to ports: inout [PlannedPort]) {
        guard let (label, target, range) = PortPlanner.routedPort(of: service) else { return }
        if let known = ports.firstIndex(where: { $0.target == target && !$0.isUDP }) {
            ports.insert(ports.remove(at: known), at: 0)
            return
        }
        // A router finds a registered port whatever its number; one that many serve would need as many nodes.
        let isOnlyOne = !project.services.contains { other in
            other.name != service.name
                && (PortPlanner.routedPort(of: other)?.port == target
                    || other.ports.contains { $0.published?.string == String(target) })
        }
        ports.insert(
            PlannedPort(
                label: "",
                target: target,
                host: isOnlyOne && servedOnNode.contains(service.name) ? .same : .dynamic,
                source: .routed(label: label),
                range: range
            ),
            at: 0
        )
    }

    /// The port that a label names for Traefik, or the name of a variable for Coolify.
    static func routedPort(of service: Compose.Service) -> (label: String, port: Int, range: SourceRange)? {
        for pair in service.labels + (service.deploy?.labels ?? []) {
            let key = ASCIIBytes.lowercased(pair.key)
            guard key.hasPrefix("traefik."), !key.hasPrefix("traefik.udp."),
                key.hasSuffix(".loadbalancer.server.port") || key == "traefik.port", let value = pair.value,
                let port = ASCIIBytes.port(value.string)
            else { continue }
            return (pair.key, port, value.range)
        }
        // Coolify's: `SERVICE_URL_GITEA_3000`.
        for pair in service.environment where pair.key.hasPrefix("SERVICE_URL_") || pair.key.hasPrefix("SERVICE_FQDN_")
        {
            let parts = pair.key.split(separator: "_")
            if parts.count > 3, let port = parts.last.flatMap({ ASCIIBytes.port($0) }) {
                return (pair.key, port, pair.keyRange)
            }
        }
        return nil
    }

    // MARK: What peers name

    private func addMentioned(_ service: Compose.Service, to ports: inout [PlannedPort], diagnostics: inout Diagnostics)
    {
        for mention in mentions[service.name] {
            guard let target = mention.port else { continue }
            add(target, of: service, because: mention.evidence, to: &ports, diagnostics: &diagnostics)
        }
    }

    /// Adds a port that nobody declares, unless peers reach it already.
    private func add(
        _ target: Int,
        of service: Compose.Service,
        because evidence: Evidence,
        to ports: inout [PlannedPort],
        diagnostics: inout Diagnostics
    ) {
        if ports.contains(where: { serves($0, target, of: service) }) { return }
        let isServed = servedOnNode.contains(service.name)
        // Peers that use the published number where the container listens on another reach it as it is.
        if isServed, ports.contains(where: { $0.hostNumber == target && $0.hostIP == nil }) { return }
        let isDeclaredTarget = ports.contains { $0.target == target }
        ports.append(
            PlannedPort(
                label: "",
                target: target,
                host: isServed ? .same : .dynamic,
                source: .inferred(evidence),
                range: evidence.range
            )
        )
        note(target, of: service, isAlso: isDeclaredTarget, because: evidence, diagnostics: &diagnostics)
    }

    private func note(
        _ target: Int,
        of service: Compose.Service,
        isAlso: Bool = false,
        because evidence: Evidence,
        diagnostics: inout Diagnostics
    ) {
        diagnostics.add(
            Diagnostic(
                ConversionIssue.inferredPort,
                .note,
                evidence.kind == .published
                    ? "port \(target) of \"\(service.name)\" is also bound as it is: peers use it, whatever the file publishes"
                    : isAlso
                        ? "port \(target) of \"\(service.name)\" is also bound as it is, because \(evidence.description) uses it"
                        : "port \(target) of \"\(service.name)\" is inferred from \(evidence.description)",
                at: evidence.range,
                hint: isAlso ? nil : "declare it with expose if that is wrong",
                service: service.name
            )
        )
    }

    // MARK: What the service serves as a rule

    private func addUsual(_ service: Compose.Service, to ports: inout [PlannedPort], diagnostics: inout Diagnostics) {
        guard let wish = wish(for: service) else {
            if ports.isEmpty, isAlone(service) { reportAlone(service, diagnostics: &diagnostics) }
            return
        }
        let usual = usualPorts(of: service)
        if ports.contains(where: \.isDeclared) {
            guard case .named(let evidence) = wish else {
                if let known = ServerKind(service), known.isBackend {
                    bindDeclared(service, usual, because: nil, to: &ports, diagnostics: &diagnostics)
                }
                return
            }
            bindDeclared(service, usual, because: evidence, to: &ports, diagnostics: &diagnostics)
            return
        }
        if case .named = wish {} else if !ports.isEmpty { return }
        let isSure = usual.first.map { $0.strength > .hint } == true
        for port in usual where isSure || ports.isEmpty {
            add(port.port, of: service, because: port.evidence, to: &ports, diagnostics: &diagnostics)
        }
        if ports.isEmpty { reportUnknown(service, wish, diagnostics: &diagnostics) }
    }

    /// Binds the container's port as it is where the file publishes it on another number or address.
    private func bindDeclared(
        _ service: Compose.Service,
        _ usual: [OwnPort],
        because evidence: Evidence?,
        to ports: inout [PlannedPort],
        diagnostics: inout Diagnostics
    ) {
        let declared = ports.filter { $0.isDeclared && !$0.isUDP }
        let target = declared.first { port in usual.contains { $0.port == port.target } } ?? declared.first
        guard let target, servedOnNode.contains(service.name), service.place != .host,
            !mentions[service.name].contains(where: { $0.port != nil })
        else { return }
        if case .routed = target.source { return }
        let evidence = evidence ?? Evidence(kind: .published, range: target.range)
        add(target.target, of: service, because: evidence, to: &ports, diagnostics: &diagnostics)
    }

    /// What speaks for the port that a service serves, the surest first; what is told apart from it is left out.
    func usualPorts(of service: Compose.Service) -> [OwnPort] {
        func own(_ strength: OwnPort.Strength) -> [OwnPort] { words.ports(of: service.name, strength) }
        let kind = ServerKind(service)
        let known = kind.map { [OwnPort(port: $0.port, strength: .stated, evidence: $0.evidence)] } ?? []
        let isBackend = kind?.isBackend == true
        let order: [[OwnPort]] = [
            own(.advertised), own(.stated), isBackend ? known : [],
            kind == nil ? own(.variable) : [], own(.probed), known, own(.variable), own(.implied),
        ]
        if let found = order.first(where: { !$0.isEmpty }) { return found }
        let hints = own(.hint)
        return hints.count == 1 ? hints : []
    }

    /// The port that the healthcheck asks, for checks that do not run inside of the container.
    private func addProbed(_ service: Compose.Service, to ports: inout [PlannedPort], diagnostics: inout Diagnostics) {
        guard !checksRunInside else { return }
        for probed in words.ports(of: service.name, .probed) where !ports.contains(where: { $0.target == probed.port })
        {
            ports.append(
                PlannedPort(
                    label: "",
                    target: probed.port,
                    host: service.place == .host ? .same : .dynamic,
                    source: .inferred(probed.evidence),
                    range: probed.evidence.range
                )
            )
            note(probed.port, of: service, because: probed.evidence, diagnostics: &diagnostics)
        }
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
