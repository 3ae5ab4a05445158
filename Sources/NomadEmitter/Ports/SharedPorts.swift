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
        project: Compose.Project,
        diagnostics: inout Diagnostics
    ) {
        for group in topology.jobs.flatMap(\.groups) where group.sharesNamespace {
            var taken: [(owner: Compose.Service, port: PlannedPort)] = []
            var labels: Set<String> = []
            for task in group.mainTasks {
                let service = task.service
                for index in (ports[service.name] ?? []).indices {
                    guard var port = ports[service.name]?[index] else { continue }
                    let listener = taken.first {
                        $0.port.target == port.target && $0.port.isUDP == port.isUDP && $0.owner.name != service.name
                    }
                    if let listener, root(of: listener.owner, in: project) != root(of: service, in: project) {
                        report(port, of: service, and: listener, diagnostics: &diagnostics)
                    }
                    let twin = taken.first {
                        $0.owner.name != service.name && $0.port.target == port.target
                            && ($0.port.hostNumber == port.hostNumber || port.host == .dynamic || port.host == .same)
                    }
                    if let twin {
                        // The first one binds the port for both.
                        port.label = twin.port.label
                        port.host = twin.port.host
                        port.hostIP = twin.port.hostIP
                    } else {
                        let base = port.label
                        var number = 2
                        while !labels.insert(port.label).inserted {
                            port.label = "\(base)_\(number)"
                            number += 1
                        }
                    }
                    ports[service.name]?[index] = port
                    taken.append((service, port))
                }
            }
            release(&ports, of: group)
        }
    }

    /// Leaves the host ports that the file publishes to those who publish them: the others are reached inside.
    private static func release(_ ports: inout [String: [PlannedPort]], of group: PlannedGroup) {
        let all = group.mainTasks.flatMap { ports[$0.service.name] ?? [] }
        for task in group.mainTasks {
            for index in (ports[task.service.name] ?? []).indices {
                guard let port = ports[task.service.name]?[index], port.host == .same else { continue }
                let isTaken = all.contains { other in
                    if case .fixed = other.host {
                        other.hostNumber == port.target && other.label != port.label
                    } else {
                        false
                    }
                }
                if isTaken { ports[task.service.name]?[index].host = .dynamic }
            }
        }
    }

    /// The service whose network namespace it is in Compose.
    static func root(of service: Compose.Service, in project: Compose.Project) -> String {
        var seen: Set<String> = [service.name]
        var current = service
        while case .service(let name) = current.place, let host = project.service(name),
            seen.insert(name).inserted
        {
            current = host
        }
        return current.name
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
