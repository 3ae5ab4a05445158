internal import ComposeParser

/// Who talks to whom, why, and under which names.
struct Peers: Sendable {
    let mentions: Mentions
    /// What services say of their own ports.
    let words: OwnWords
    /// The servers that are known as such, by the names of their services.
    let servers: [String: ServerKind]
    let graph: DependencyGraph
    let namespaces: NetworkNamespaces
    private let hosts: HostNames
    private let services: [Compose.Service]
    /// The service that has each fixed address; the first one, if several do.
    private var addressees: [String: Compose.Service] = [:]
    /// The positions of the services that a service says it uses, and of those that say they use it, both in order.
    private var used: [String: [Int]] = [:]
    private var users: [String: [Int]] = [:]

    /// - Parameters:
    ///   - texts: what goes into the jobs with the services and may name peers.
    ///   - images: what is known of their images.
    init(_ project: Compose.Project, graph: DependencyGraph, texts: [EmbeddedText], images: ImageTable? = nil) {
        self.graph = graph
        namespaces = NetworkNamespaces(project)
        hosts = HostNames(project, namespaces: namespaces)
        mentions = Mentions(project, hosts: hosts, files: texts)
        words = OwnWords(project, hosts: hosts, files: texts, images: images)
        servers = Dictionary(
            uniqueKeysWithValues: project.services.compactMap { service in
                ServerKind(service).map { (service.name, $0) }
            }
        )
        services = project.services
        for service in services {
            for address in service.networks.lazy.flatMap({ [$0.ipv4Address, $0.ipv6Address] }) {
                guard let address, addressees[address.string] == nil else { continue }
                addressees[address.string] = service
            }
        }
        connect()
    }

    /// Finds who says that it uses whom: services name each other, wait for each other and link each other.
    private mutating func connect() {
        var positions: [String: Int] = [:]
        for (index, service) in services.enumerated() { positions[service.name] = index }
        var sets: [String: Set<Int>] = [:]
        for (index, service) in services.enumerated() {
            for mention in mentions[service.name] { sets[mention.by, default: []].insert(index) }
            for name in service.dependsOn.lazy.map(\.service) + service.linkedServices {
                if let peer = positions[name] { sets[service.name, default: []].insert(peer) }
            }
        }
        used = sets.mapValues { $0.sorted() }
        for (index, service) in services.enumerated() {
            for peer in used[service.name] ?? [] { users[services[peer].name, default: []].append(index) }
        }
    }

    /// The service with this fixed address in a network of the project.
    func service(at address: String) -> Compose.Service? { addressees[address] }

    /// The services that `service` says it uses, in the order of the project.
    func used(by service: String) -> [Compose.Service] { (used[service] ?? []).map { services[$0] } }

    /// The services that any of `users` says it uses, in the order of the project.
    func used(by users: [String]) -> [Compose.Service] {
        Set(users.lazy.flatMap { used[$0] ?? [] }).sorted().map { services[$0] }
    }

    /// The services that say they use `service`, in the order of the project.
    func users(of service: String) -> [Compose.Service] { (users[service] ?? []).map { services[$0] } }

    /// All names of a service, its own first.
    func allNames(of service: Compose.Service) -> [String] { [service.name] + hosts.names(of: service.name) }

    /// The names by which `user` finds a service, its own first; none if no network joins them.
    func names(of service: Compose.Service, for user: Compose.Service) -> [String] {
        hosts.names(of: service.name, for: user.name)
    }

    /// The names that mean one service to one peer and another to another.
    var ambiguousNames: [(name: String, services: [String])] { hosts.ambiguous }

    /// The names that mean several services at once.
    var commonNames: [(name: String, services: [String])] { hosts.common }

    /// The most dots in a name that peers may use.
    var mostDots: Int { hosts.mostDots }

    /// Whether others have to find a service: they name it, or wait for its start or its health.
    func isSought(_ service: Compose.Service) -> Bool {
        !mentions[service.name].allSatisfy { $0.by == service.name }
            || graph.dependents(of: service.name).contains { $0.condition != .completedSuccessfully }
    }

    /// All that wait for a service, directly or not.
    func servicesWaiting(for name: String) -> Set<String> {
        var found: Set<String> = []
        var open = [name]
        while let next = open.popLast() {
            for dependent in graph.dependents(of: next) where found.insert(dependent.service).inserted {
                open.append(dependent.service)
            }
        }
        return found
    }
}
