internal import ComposeParser

/// The first listener of each port of a namespace. Services come one after the other, so the first one is another
/// service's or no other's.
private struct Listeners {
    typealias Listener = (owner: Compose.Service, port: PlannedPort)

    private struct Key: Hashable {
        var target: Int
        var isUDP: Bool?
        var hostNumber: Int?
    }

    private var first: [Key: Listener] = [:]

    mutating func add(_ listener: Listener) {
        let target = listener.port.target
        let keys = [
            Key(target: target), Key(target: target, isUDP: listener.port.isUDP),
            Key(target: target, hostNumber: listener.port.hostNumber),
        ]
        for key in keys where first[key] == nil { first[key] = listener }
    }

    /// The one of another service on the same port of the same protocol.
    func first(onProtocolOf port: PlannedPort, besides service: Compose.Service) -> Listener? {
        first(Key(target: port.target, isUDP: port.isUDP), besides: service)
    }

    /// The one of another service on the same port with a host port that does for both.
    func first(boundAs port: PlannedPort, besides service: Compose.Service) -> Listener? {
        let isFixed = if case .fixed = port.host { true } else { false }
        return first(Key(target: port.target, hostNumber: isFixed ? port.hostNumber : nil), besides: service)
    }

    private func first(_ key: Key, besides service: Compose.Service) -> Listener? {
        first[key].flatMap { $0.owner.name == service.name ? nil : $0 }
    }
}

/// The ports of tasks that share one network namespace: one label for what is one port, and no two for what clashes.
enum SharedPorts {
    /// Gives the ports of each group with a shared namespace labels that are unique in it.
    ///
    /// Two services of a pod that listen on one port are an error; services that Compose puts into one namespace know
    /// of each other's ports, so there the same port means the same listener.
    static func unify(
        _ ports: inout [String: [PlannedPort]],
        topology: Topology,
        namespaces: NetworkNamespaces,
        diagnostics: inout Diagnostics
    ) {
        for group in topology.jobs.flatMap(\.groups) where group.sharesNamespace {
            var listeners = Listeners()
            var labels: Set<String> = []
            var numbers: [String: Int] = [:]
            for task in group.mainTasks {
                let service = task.service
                for index in (ports[service.name] ?? []).indices {
                    guard var port = ports[service.name]?[index] else { continue }
                    if let other = listeners.first(onProtocolOf: port, besides: service),
                        namespaces.root(of: other.owner.name) != namespaces.root(of: service.name)
                    {
                        report(port, of: service, and: other, diagnostics: &diagnostics)
                    }
                    if let twin = listeners.first(boundAs: port, besides: service) {
                        // The first one binds the port for both.
                        port.label = twin.port.label
                        port.host = twin.port.host
                        port.hostIP = twin.port.hostIP
                    } else {
                        let base = port.label
                        while !labels.insert(port.label).inserted {
                            port.label = "\(base)_\(numbers[base, default: 2])"
                            numbers[base, default: 2] += 1
                        }
                    }
                    ports[service.name]?[index] = port
                    listeners.add((service, port))
                }
            }
            release(&ports, of: group)
        }
    }

    /// Leaves the host ports that the file publishes to those who publish them: the others are reached inside.
    private static func release(_ ports: inout [String: [PlannedPort]], of group: PlannedGroup) {
        var labels: [Int: Set<String>] = [:]
        for port in group.mainTasks.flatMap({ ports[$0.service.name] ?? [] }) {
            if case .fixed = port.host, let number = port.hostNumber { labels[number, default: []].insert(port.label) }
        }
        for task in group.mainTasks {
            for index in (ports[task.service.name] ?? []).indices {
                guard let port = ports[task.service.name]?[index], port.host == .same else { continue }
                let others = labels[port.target] ?? []
                if others.count > 1 || others.first.map({ $0 != port.label }) == true {
                    ports[task.service.name]?[index].host = .dynamic
                }
            }
        }
    }

    private static func report(
        _ port: PlannedPort,
        of service: Compose.Service,
        and other: Listeners.Listener,
        diagnostics: inout Diagnostics
    ) {
        diagnostics.add(
            Diagnostic(
                ConversionIssue.podPortClash,
                .error,
                "`\(other.owner.name)` and `\(service.name)` both listen on port \(port.target): in one pod only one of them can",
                at: port.range,
                hint: "--layout project gives each service a network of its own",
                service: service.name,
                related: [.init("the other one is here", at: other.port.range)]
            )
        )
    }
}
