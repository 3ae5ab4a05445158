internal import ComposeParser
internal import OrderedCollections

/// The ports of each service and where they bind.
struct ServicePorts: Sendable {
    private let byService: [String: [PlannedPort]]
    /// The services whose unpublished ports the node binds too, because their names resolve to it.
    let servedOnNode: Set<String>
    /// The services with a name and without a port that anything speaks for.
    let unknown: [Compose.Service]
    /// The host ports that several groups ask for, not all of them by what the file publishes.
    let clashes: [PortClash]

    /// The ports of the service called `name`.
    subscript(name: String) -> [PlannedPort] { byService[name] ?? [] }

    /// Plans the ports of all services that others can reach.
    init(
        _ project: Compose.Project,
        topology: Topology,
        peers: Peers,
        network: any NetworkStrategy,
        options: ConversionOptions,
        diagnostics: inout Diagnostics
    ) {
        servedOnNode = ServedOnNode.services(
            of: project,
            topology: topology,
            mentions: peers.mentions,
            network: network
        )
        let planner = PortPlanner(
            project: project,
            mentions: peers.mentions,
            words: peers.words,
            servers: peers.servers,
            graph: peers.graph,
            topology: topology,
            namespaces: peers.namespaces,
            callers: PortPlanner.callers(in: project, topology),
            claims: PortPlanner.claims(in: project),
            servedOnNode: servedOnNode,
            needsKnownPorts: network.needsKnownPorts,
            checksRunInside: options.provider == .consul
        )
        var ports: [String: [PlannedPort]] = [:]
        for service in peers.graph.order {
            let isServed = topology[service.name]?.role == .main
            ports[service.name] = isServed ? planner.ports(of: service, diagnostics: &diagnostics) : []
        }
        unknown = planner.unknown(ports)
        PortPrecedence.settle(
            &ports,
            project: project,
            topology: topology,
            network: network,
            diagnostics: &diagnostics
        )
        SharedPorts.unify(&ports, topology: topology, namespaces: peers.namespaces, diagnostics: &diagnostics)
        let unpublished = UnpublishedPorts(project: project, topology: topology)
        if let name = options.privateNetwork {
            unpublished.keep(&ports, on: name, peersUseHostPorts: network.peersUseHostPorts)
        }
        clashes = PortCollisions.clashes(project, ports: ports, topology: topology, diagnostics: &diagnostics)
        byService = ports
        if network.peersUseHostPorts { unpublished.report(self, diagnostics: &diagnostics) }
    }

    /// The port that a service is registered with: the first one declared, published ones and tcp before others. What
    /// is bound on a private network is known there.
    func main(of service: Compose.Service) -> PlannedPort? {
        let apart = self[service.name].filter { $0.privateNetwork != nil }
        return main(
            of: service,
            among: servedOnNode.contains(service.name) && !apart.isEmpty ? apart : self[service.name]
        )
    }

    private func main(of service: Compose.Service, among ports: [PlannedPort]) -> PlannedPort? {
        if let chosen = service.chosenPort, let port = ports.first(where: { $0.target == chosen && !$0.isUDP }) {
            return port
        }
        return ports.first { $0.isDeclared && !$0.isUDP && !$0.isOnLoopback }
            ?? ports.first { !$0.isUDP && !$0.isOnLoopback } ?? ports.first
    }

    /// Whether a group binds host ports of fixed numbers: then each node holds one instance.
    func hasFixedHostPort(_ group: PlannedGroup) -> Bool {
        group.mainTasks.contains { task in self[task.service.name].contains { $0.hostNumber != nil } }
    }

    /// What frees a group of its host ports.
    func remedy(forFixedPortsOf group: PlannedGroup) -> String {
        let isPublished = group.mainTasks.contains { task in
            self[task.service.name].contains { if case .fixed = $0.host { true } else { false } }
        }
        return isPublished
            ? "publish the container port alone, as in `ports: [\"80\"]`, and let a router find it"
            : "--network container needs no host ports for what is not published"
    }

    /// The labels that the docker driver publishes for a task outside of a network namespace of its group.
    func labels(of service: Compose.Service, _ selection: PortSelection) -> [PortLabel] {
        var labels: OrderedSet<PortLabel> = []
        for port in self[service.name] where selection.takes(port) {
            labels.append(PortLabel(sanitizing: port.label))
        }
        return labels.elements
    }
}

/// Which ports of a service a job names.
enum PortSelection: Sendable {
    case all
    /// Those that the file publishes.
    case published

    func takes(_ port: PlannedPort) -> Bool { self == .all || port.isPublished }
}

extension PlannedPort {
    /// Whether the file publishes it.
    var isPublished: Bool { source == .published }

    /// Whether it is bound on the loopback of the node.
    var isOnLoopback: Bool { hostIP.map { HostAddress.isLoopback($0.string) } ?? false }

    /// Whether it is bound on an address of the node that Consul reaches.
    var isReachedOnNode: Bool { isPublished && !isOnLoopback }
}

/// Host addresses that ports bind to.
enum HostAddress {
    static func isLoopback(_ address: String) -> Bool {
        address.hasPrefix("127.") || address == "::1" || address == "localhost"
    }

    /// Whether it stands for the node as containers see it: Docker's word, or the address that its bridge mostly has.
    static func isGateway(_ address: String) -> Bool { address == "host-gateway" || address == "172.17.0.1" }

    /// The name of the client's host network for an address.
    static func network(_ address: String) -> ClientRequirements.HostNetwork {
        let isV6 = address.contains(":")
        if isLoopback(address) {
            return isV6
                ? ClientRequirements.HostNetwork(name: "loopback6", cidr: "::1/128")
                : ClientRequirements.HostNetwork(name: "loopback", cidr: "127.0.0.0/8")
        }
        return ClientRequirements.HostNetwork(
            name: "ip-\(Names.dashed(address, limit: 60, fallback: "address"))",
            cidr: "\(address)/\(isV6 ? 128 : 32)"
        )
    }
}
