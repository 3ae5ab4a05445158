internal import ComposeParser

/// Which services run for ever and which end.
///
/// What a file states rules. Where it says nothing about restarts, Docker Compose starts a service once; most of these
/// are servers, but one of which nobody needs that it runs and which says itself that it ends is not started again.
struct Lifetimes: Sendable {
    private let graph: DependencyGraph
    /// The services that others use a port of.
    private let used: Set<String>
    /// What says that services end that state nothing.
    private let ending: [String: EndEvidence]
    /// The services that are known servers, as their image starts them.
    private let knownServers: Set<String>
    /// What was inferred, and what nothing tells.
    let diagnostics: Diagnostics

    init(_ project: Compose.Project, peers: Peers, images: ImageTable? = nil) {
        let graph = peers.graph
        var ending: [String: EndEvidence] = [:]
        var knownServers: Set<String> = []
        var diagnostics = Diagnostics()
        var unknown: [Compose.Service] = []
        let hosts = Set(project.services.compactMap(\.namespaceOwner))
        let linked = Set(project.services.flatMap(\.linkedServices))
        for service in project.services where service.provider == nil {
            let server = peers.servers[service.name]
            let end = ServiceEnd(service, as: server, image: images?.facts(of: service, in: project))
            if server?.isCertain == true, !end.isEnd { knownServers.insert(service.name) }
            let isNeeded =
                hosts.contains(service.name) || linked.contains(service.name)
                || !peers.mentions[service.name].allSatisfy { $0.by == service.name }
            guard service.leavesLifetimeOpen, !isNeeded else { continue }
            let dependents = graph.dependents(of: service.name)
            switch end {
            case .ends(let evidence) where !dependents.contains { $0.condition == .healthy }:
                ending[service.name] = evidence
                diagnostics.add(Self.inferred(service, evidence))
            case .unknown where dependents.isEmpty:
                unknown.append(service)
            case .ends, .runs, .unknown: break
            }
        }
        if let finding = Self.unknown(unknown) { diagnostics.add(finding) }
        self.graph = graph
        used = peers.mentions.used
        self.ending = ending
        self.knownServers = knownServers
        self.diagnostics = diagnostics
    }

    /// The type of job that a service calls for. One that others use a port of runs for ever, whatever it says of
    /// restarts, and so does a database that is told to start again `on-failure`.
    func type(of service: Compose.Service) -> PlannedJobType {
        if let chosen = service.chosenType { return chosen }
        switch service.deploy?.mode?.string {
        case "global": return .system
        case "global-job": return .sysbatch
        case "replicated-job": return .batch
        default: return ends(service) && graph.dependents(of: service.name).isEmpty ? .batch : .service
        }
    }

    /// Whether others wait for its end: because they say so, or because all it does is end.
    ///
    /// `restart: "no"` with nothing to serve is a step of the start, even where `depends_on` only says started: a
    /// registration would come and go before anybody sees it.
    func isOneShot(_ service: Compose.Service) -> Bool {
        let dependents = graph.dependents(of: service.name)
        guard !dependents.isEmpty else { return false }
        if dependents.contains(where: { $0.condition == .completedSuccessfully }) { return true }
        guard !service.isServer else { return false }
        if let chosenType = service.chosenType { return chosenType.isBatch }
        switch service.deploy?.mode?.string {
        case "replicated-job", "global-job": return true
        case "global": return false
        default:
            if ending[service.name] != nil { return true }
            return RestartRule(service) == .never && !knownServers.contains(service.name)
        }
    }

    private func ends(_ service: Compose.Service) -> Bool {
        if ending[service.name] != nil { return true }
        return RestartRule(service).runsToEnd && !service.isServer && !used.contains(service.name)
            && !knownServers.contains(service.name)
    }

    // MARK: Diagnostics

    private static func inferred(_ service: Compose.Service, _ evidence: EndEvidence) -> Diagnostic {
        Diagnostic(
            ConversionIssue.oneShotInferred,
            .note,
            "`\(service.name)` states no restart and runs once: \(evidence.description)",
            at: service.range,
            hint: "if it keeps running, say restart: unless-stopped, or give it the label nomad.type: service",
            service: service.name
        )
    }

    private static func unknown(_ services: [Compose.Service]) -> Diagnostic? {
        guard let first = services.first else { return nil }
        let names = services.map(\.name).quoted.listed(by: "or")
        return Diagnostic(
            ConversionIssue.endUnknown,
            .note,
            "nothing says whether \(names) ends; it is started again whenever it does",
            at: first.range,
            hint: "if it ends, say `restart: \"no\"`, or give it the label `nomad.type: batch`",
            service: services.count == 1 ? first.name : nil,
            related: services.dropFirst().map { .init("`\($0.name)` is here", at: $0.range) }
        )
    }
}

extension ServiceEnd {
    fileprivate var isEnd: Bool {
        if case .ends = self { true } else { false }
    }
}

extension Compose.Service {
    /// The service whose network namespace it joins.
    fileprivate var namespaceOwner: String? {
        if case .service(let name) = place { name } else { nil }
    }

    /// Whether it says neither how long it runs nor anything that only a server says.
    fileprivate var leavesLifetimeOpen: Bool {
        guard RestartRule(self) == .unstated, chosenType == nil, !isServer, namespaceOwner == nil,
            PortPlanner.routedPort(of: self) == nil
        else { return false }
        return self.deploy?.mode.map { $0.string == "replicated" } ?? true
    }

    /// Whether it runs for ever: it offers something over the network, or says when it is healthy or how to update it.
    var isServer: Bool {
        !self.ports.isEmpty || !self.expose.isEmpty
            || hasHealthcheck && self.healthcheck?.isOfImage == false
            || self.deploy?.updateConfig != nil
    }
}
