internal import ComposeParser

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
            var taken: [Int: [(owner: Compose.Service, port: PlannedPort)]] = [:]
            var labels: Set<String> = []
            var numbers: [String: Int] = [:]
            for task in group.mainTasks {
                let service = task.service
                for index in (ports[service.name] ?? []).indices {
                    guard var port = ports[service.name]?[index] else { continue }
                    let others = taken[port.target, default: []].lazy.filter { $0.owner.name != service.name }
                    if let listener = others.first(where: { $0.port.isUDP == port.isUDP }),
                        namespaces.root(of: listener.owner.name) != namespaces.root(of: service.name)
                    {
                        report(port, of: service, and: listener, diagnostics: &diagnostics)
                    }
                    let twin = others.first {
                        ($0.port.hostNumber == port.hostNumber || port.host == .dynamic || port.host == .same)
                    }
                    if let twin {
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
                    taken[port.target, default: []].append((service, port))
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
        and other: (owner: Compose.Service, port: PlannedPort),
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
