internal import ComposeParser

/// The ports of each service: published, exposed, told to a router, and inferred from what speaks for them.
struct PortPlanner {
    let project: Compose.Project
    let mentions: Mentions
    let words: OwnWords
    let servers: [String: ServerKind]
    let graph: DependencyGraph
    let topology: Topology
    let namespaces: NetworkNamespaces
    /// The first two services that may call others.
    let callers: [String]
    /// How many services ask for a port of the node, published or told to a router, by its number.
    let claims: [String: Int]
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
        let isOnlyOne = claims[String(target)] == 1
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

    /// How many services ask for each port of the node; of interest where a router is told one.
    static func claims(in project: Compose.Project) -> [String: Int] {
        let routed = project.services.map { routedPort(of: $0)?.port }
        guard routed.contains(where: { $0 != nil }) else { return [:] }
        var claims: [String: Int] = [:]
        for (service, port) in zip(project.services, routed) {
            for number in Set(service.ports.compactMap { $0.published?.string } + (port.map { [String($0)] } ?? [])) {
                claims[number, default: 0] += 1
            }
        }
        return claims
    }

    /// The port that a label names for Traefik or Caddy, or the name of a variable for Coolify.
    static func routedPort(of service: Compose.Service) -> (label: String, port: Int, range: SourceRange)? {
        for pair in service.labels + (service.deploy?.labels ?? []) {
            let key = ASCIIBytes.lowercased(pair.key)
            if Router(label: key) == .caddy, let value = pair.value, let port = upstreamPort(value.string) {
                return (pair.key, port, value.range)
            }
            guard key.hasPrefix("traefik."), !key.hasPrefix("traefik.udp."),
                key.hasSuffix(".loadbalancer.server.port") || key == "traefik.port", let value = pair.value,
                let port = ASCIIBytes.port(value.string)
            else { continue }
            return (pair.key, port, value.range)
        }
        // Coolify's: `SERVICE_URL_GITEA_3000`.
        for pair in service.environment where pair.key.hasPrefix("SERVICE_URL_") || pair.key.hasPrefix("SERVICE_FQDN_")
        {
            let parts = pair.key.split(at: "_")
            if parts.count > 3, let port = parts.last.flatMap({ ASCIIBytes.port($0) }) {
                return (pair.key, port, pair.keyRange)
            }
        }
        return nil
    }

    /// The port in Caddy's `{{upstreams 8080}}`.
    private static func upstreamPort(_ text: String) -> Int? {
        let words = text.split(at: " {}")
        guard let start = words.firstIndex(of: "upstreams") else { return nil }
        return words[(start + 1)...].prefix(2).lazy.compactMap { ASCIIBytes.port($0) }.first
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
        isUDP: Bool = false,
        of service: Compose.Service,
        because evidence: Evidence,
        givesWay: Bool = false,
        to ports: inout [PlannedPort],
        diagnostics: inout Diagnostics
    ) {
        guard !isReached(target, of: service, among: ports) else { return }
        let twin = ports.first { $0.target == target }
        ports.append(
            PlannedPort(
                label: "",
                target: target,
                host: servedOnNode.contains(service.name) ? .same : .dynamic,
                hostIP: twin.flatMap { $0.isOnLoopback ? nil : $0.hostIP },
                isUDP: isUDP,
                source: .inferred(evidence),
                range: evidence.range,
                givesWay: givesWay
            )
        )
        note(target...target, of: service, isAlso: twin != nil, because: evidence, diagnostics: &diagnostics)
    }

    /// Whether peers reach a port already. Where the container listens on another one than the file publishes, they
    /// may use the published number as it is.
    private func isReached(_ target: Int, of service: Compose.Service, among ports: [PlannedPort]) -> Bool {
        ports.contains { port in
            serves(port, target, of: service)
                || servedOnNode.contains(service.name) && port.hostNumber == target && !port.isOnLoopback
        }
    }

    private func note(
        _ targets: ClosedRange<Int>,
        of service: Compose.Service,
        isAlso: Bool = false,
        because evidence: Evidence,
        diagnostics: inout Diagnostics
    ) {
        let verb = targets.count == 1 ? "is" : "are"
        let reason =
            evidence.kind == .published
            ? "\(verb) also bound as \(targets.count == 1 ? "it is" : "they are"): peers use what the container serves, whatever the file publishes"
            : isAlso
                ? "\(verb) also bound as it is, because \(evidence.description) uses it"
                : "\(verb) inferred from \(evidence.description)"
        diagnostics.add(
            Diagnostic(
                ConversionIssue.inferredPort,
                .note,
                "\(PortPlanner.name(of: targets)) of `\(service.name)` \(reason)",
                at: evidence.range,
                hint: isAlso ? nil : "declare it with expose if that is wrong",
                service: service.name
            )
        )
    }

    // MARK: What the service serves as a rule

    private func addUsual(_ service: Compose.Service, to ports: inout [PlannedPort], diagnostics: inout Diagnostics) {
        guard !ports.contains(where: \.isDeclared) else {
            addOwnNumbers(service, to: &ports, diagnostics: &diagnostics)
            return
        }
        let wish = wish(for: service)
        if case .named = wish {} else if !ports.isEmpty { return }
        let usual = usualPorts(of: service)
        guard wish != nil || isServed(service) && usual.first.map({ $0.strength != .probed }) == true else { return }
        let isSure = usual.first.map { $0.strength > .hint } == true
        for (index, port) in usual.enumerated() where isSure || ports.isEmpty && wish != nil {
            add(
                port.port,
                isUDP: port.isUDP,
                of: service,
                because: port.evidence,
                givesWay: wish == nil || index > 0 && port.strength == .exposed,
                to: &ports,
                diagnostics: &diagnostics
            )
        }
    }

    /// Binds the ports of the container as they are where the file publishes them on other numbers or addresses: the
    /// one that a peer counts on in any case, the others as long as the node has them free.
    private func addOwnNumbers(
        _ service: Compose.Service,
        to ports: inout [PlannedPort],
        diagnostics: inout Diagnostics
    ) {
        guard servedOnNode.contains(service.name), service.place != .host else { return }
        let needed = neededPort(of: service, among: ports)
        var bound = Set(ports.lazy.filter { !$0.isOnLoopback }.compactMap(\.hostNumber))
        var notes: [(targets: ClosedRange<Int>, evidence: Evidence)] = []
        for port in ports where port.isPublished && !bound.contains(port.target) {
            if port.target == needed?.target, let evidence = needed?.evidence {
                add(port.target, of: service, because: evidence, to: &ports, diagnostics: &diagnostics)
                continue
            }
            guard mayBeCalled(service) else { continue }
            // Instances that any port serves may stand on one node.
            if service.replicas > 1, port.host == .dynamic { continue }
            bound.insert(port.target)
            let evidence = Evidence(kind: .published, range: port.range)
            ports.append(
                PlannedPort(
                    label: "",
                    target: port.target,
                    host: .same,
                    hostIP: port.isOnLoopback ? nil : port.hostIP,
                    isUDP: port.isUDP,
                    source: .inferred(evidence),
                    range: port.range,
                    givesWay: true
                )
            )
            if let last = notes.last, last.evidence == evidence, last.targets.upperBound + 1 == port.target {
                notes[notes.count - 1].targets = last.targets.lowerBound...port.target
            } else {
                notes.append((port.target...port.target, evidence))
            }
        }
        for (targets, evidence) in notes {
            note(targets, of: service, isAlso: true, because: evidence, diagnostics: &diagnostics)
        }
    }

    /// The declared port that somebody counts on who names no port, and why.
    private func neededPort(of service: Compose.Service, among ports: [PlannedPort]) -> (
        target: Int, evidence: Evidence
    )? {
        guard let wish = wish(for: service), !mentions[service.name].contains(where: { $0.port != nil }) else {
            return nil
        }
        let usual = usualPorts(of: service)
        let declared = ports.filter { $0.isDeclared && !$0.isUDP }
        let target = declared.first { port in usual.contains { $0.port == port.target } } ?? declared.first
        guard let target, target.isPublished else { return nil }
        if case .named(let evidence) = wish { return (target.target, evidence) }
        guard servers[service.name]?.isBackend == true else { return nil }
        return (target.target, Evidence(kind: .published, range: target.range))
    }

    /// The port that the healthcheck asks, for checks that do not run inside of the container.
    private func addProbed(_ service: Compose.Service, to ports: inout [PlannedPort], diagnostics: inout Diagnostics) {
        // What ends is not checked as its image, that of a server, says.
        let ends = topology[service.name]?.type.isBatch == true && service.healthcheck?.isOfImage == true
        guard !checksRunInside, !ends else { return }
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
            note(probed.port...probed.port, of: service, because: probed.evidence, diagnostics: &diagnostics)
        }
    }

    /// Gives each port its label: its name where that is a valid one, else `p<target>`.
    private func label(_ ports: inout [PlannedPort]) {
        var used: Set<String> = []
        /// The last number of each name.
        var numbers: [String: Int] = [:]
        for index in ports.indices {
            let base = ports[index].name.flatMap { PortPlanner.label($0.string) } ?? "p\(ports[index].target)"
            var label = base
            while !used.insert(label).inserted {
                let number = (numbers[base] ?? 1) + 1
                numbers[base] = number
                label = "\(base)_\(number)"
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
