internal import ComposeParser
internal import OrderedCollections

/// The names under which the services of a project reach each other.
///
/// Names belong to networks: who uses one means the services that bear it in a network of both.
struct HostNames: Sendable {
    /// The services that bear each name, and in which networks; `nil` for every one.
    private var bearers: [String: OrderedDictionary<String, Set<String>?>] = [:]
    /// What each name means to those that give it with `links`: it holds for them only.
    private var linked: [String: OrderedDictionary<String, OrderedSet<String>>] = [:]
    /// The names that each service gives another one with `links`.
    private var given: [String: [String: OrderedSet<String>]] = [:]
    /// The names of a service besides its own: all of them, and those that do not come from links.
    private var others: [String: OrderedSet<String>] = [:]
    private var borne: [String: OrderedSet<String>] = [:]
    /// The networks of each service; a service that is in the network of the node has none, and everybody reaches it.
    private var networks: [String: Set<String>] = [:]
    private let services: Set<String>
    private let project: String
    /// The services that use names, sorted; not looked for where no name is shared.
    private var users: [String] = []
    /// The most dots in a name.
    private(set) var mostDots = 0
    /// The names that mean one service to one peer and another to another, with all that bear them.
    private(set) var ambiguous: [(name: String, services: [String])] = []
    /// The names that mean several services at once, to all that know them.
    private(set) var common: [(name: String, services: [String])] = []

    init(_ project: Compose.Project, namespaces: NetworkNamespaces) {
        services = Set(project.services.map(\.name))
        self.project = project.name.string
        for service in project.services { networks[service.name] = HostNames.networks(of: service) }
        for service in project.services {
            if case .service = service.place { networks[service.name] = networks[namespaces.root(of: service.name)] }
        }
        for service in project.services { addNames(of: service, project: project.name.string) }
        borne = others
        for service in project.services {
            for link in service.links {
                let parts = link.string.split(at: ":", maxSplits: 1).map(String.init)
                guard parts.count == 2, !parts[1].isEmpty, services.contains(parts[0]) else { continue }
                linked[parts[1], default: [:]][service.name, default: []].append(parts[0])
                given[service.name, default: [:]][parts[0], default: []].append(parts[1])
                note(parts[1], of: parts[0])
            }
        }
        let shared = shared
        if shared.isEmpty { return }
        users = services.sorted().filter { networks[$0] != nil }
        ambiguous = ambiguousNames(of: shared)
        common = commonNames(of: shared)
    }

    /// Compose calls its containers `PROJECT-SERVICE-1` and so on; a job states no more of these names than this.
    private static let mostInstances = 100

    private mutating func addNames(of service: Compose.Service, project: String) {
        let own = networks[service.name]
        add(service.name, of: service.name, in: own)
        if let name = service.containerName { add(name.string, of: service.name, in: own) }
        for network in service.networks {
            for alias in network.aliases {
                add(alias.string, of: service.name, in: own == nil ? nil : [network.network])
            }
        }
        for number in 1...max(1, min(service.replicas, HostNames.mostInstances)) {
            add("\(project)-\(service.name)-\(number)", of: service.name, in: own)
        }
    }

    private mutating func add(_ name: String, of service: String, in networks: Set<String>?) {
        guard !name.isEmpty else { return }
        if let known = bearers[name]?.index(forKey: service) {
            if let networks { bearers[name]?.values[known]?.formUnion(networks) }
            return
        }
        bearers[name, default: [:]].updateValue(networks, forKey: service)
        note(name, of: service)
    }

    private mutating func note(_ name: String, of service: String) {
        mostDots = max(mostDots, name.utf8.count { $0 == UInt8(ascii: ".") })
        if name != service { others[service, default: []].append(name) }
    }

    /// The networks of a service that stands in the project's; `nil` for one that stands elsewhere.
    private static func networks(of service: Compose.Service?) -> Set<String>? {
        guard let service, !service.hasOwnMode else { return nil }
        return service.networks.isEmpty ? ["default"] : Set(service.networks.map(\.network))
    }

    /// All names of a service but its own: aliases, the container's name, the names that links give it.
    func names(of service: String) -> [String] { others[service]?.elements ?? [] }

    /// The names by which `user` finds a service, the service's own first; none if no network joins them.
    func names(of service: String, for user: String) -> [String] {
        let names = OrderedSet([service]).union(borne[service] ?? []).union(given[user]?[service] ?? [])
        return names.elements.filter { services($0, for: user).contains(service) }
    }

    /// The services that `user` means by a name.
    func services(_ name: String, for user: String) -> [String] {
        if let linked = linked[name]?[user] { return linked.elements }
        guard let bearers = bearers[name] else { return [] }
        let own = networks[user]
        return bearers.compactMap { service, theirs in
            if let own, let theirs, own.isDisjoint(with: theirs) { return nil }
            return service
        }
    }

    /// The services that a text of `user` may mean by `host`; where no network has the name, those that bear it anywhere.
    ///
    /// `shop-db-1` and `shop_db_1` are Compose's own container names; the project's name is not compared, because
    /// files often spell the one of the folder that they were written in.
    func meanings(of host: String, for user: String) -> [String] {
        let exact = services(host, for: user)
        if !exact.isEmpty { return exact }
        if let first = bearers[host]?.keys.first ?? linked[host]?.values.first?.first { return [first] }
        return container(host).map { [$0.service] } ?? []
    }

    /// The project and the service of one of Compose's own container names, if that service is here.
    private func container(_ host: String) -> (project: String, service: String)? {
        let bytes = Array(host.utf8)
        var end = bytes.count
        while end > 0, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[end - 1]) { end -= 1 }
        guard end < bytes.count, end > 1 else { return nil }
        let separator = bytes[end - 1]
        guard separator == UInt8(ascii: "-") || separator == UInt8(ascii: "_") else { return nil }
        for index in bytes.indices where bytes[index] == separator && index > 0 && index + 1 < end - 1 {
            let name = String(decoding: bytes[(index + 1)..<(end - 1)], as: UTF8.self)
            if services.contains(name) { return (String(decoding: bytes[..<index], as: UTF8.self), name) }
        }
        return nil
    }

    /// What a host would be under another name of the project; `nil` if the host is something here.
    func containerElsewhere(_ host: String) -> (project: String, service: String)? {
        guard bearers[host] == nil, linked[host] == nil, let container = container(host), container.project != project
        else { return nil }
        return container
    }

    /// The names that several services bear, sorted, with those that bear them.
    private var shared: [(name: String, owners: [String])] {
        var names = Set(linked.keys)
        for (name, bearers) in bearers where bearers.count > 1 { names.insert(name) }
        return names.compactMap { name in
            var owners = bearers[name]?.keys ?? []
            for services in (linked[name] ?? [:]).values { owners.append(contentsOf: services) }
            return owners.count > 1 ? (name, owners.elements) : nil
        }.sorted { $0.name < $1.name }
    }

    private func ambiguousNames(of shared: [(name: String, owners: [String])]) -> [(name: String, services: [String])] {
        shared.filter { Set(meanings(of: $0.name).lazy.filter { !$0.isEmpty }.map(Set.init)).count > 1 }
            .map { ($0.name, $0.owners) }
    }

    private func commonNames(of shared: [(name: String, owners: [String])]) -> [(name: String, services: [String])] {
        let apart = Set(ambiguous.map(\.name))
        return shared.compactMap { name, _ in
            if apart.contains(name) { return nil }
            return meanings(of: name).first { $0.count > 1 }.map { (name, $0) }
        }
    }

    /// What a name means to the services of the project; those that see the same bearers are asked once.
    private func meanings(of name: String) -> [[String]] {
        let linking = linked[name] ?? [:]
        let known = (bearers[name] ?? [:]).values.reduce(into: Set<String>()) { $0.formUnion($1 ?? []) }
        var seen: Set<Set<String>> = []
        return users.filter { user in
            linking[user] != nil || seen.insert(networks[user]?.intersection(known) ?? []).inserted
        }.map { services(name, for: $0) }
    }
}
