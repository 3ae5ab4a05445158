internal import ComposeParser
internal import OrderedCollections

/// Leaves the numbers of the node to those who are known to need them.
///
/// A port that nobody is seen to use is bound all the same, as long as nothing else wants its number.
enum PortPrecedence {
    private struct Claim {
        var service: Compose.Service
        var port: PlannedPort
        var group: String
    }

    /// Claims to a number with equal ones stand in the way of the same ports.
    private struct Holder: Hashable {
        var address: String?
        var group: String
    }

    /// What listens on the nodes themselves: sshd, the agents of Nomad and Consul, and Consul's DNS where it resolves names.
    private static func isOfTheNode(_ number: Int, _ network: any NetworkStrategy) -> Bool {
        switch number {
        case 22, 4646...4648, 8300...8302, 8500...8503, 8600: true
        case 53: network.resolvesByDNS
        default: false
        }
    }

    /// Takes the ports that give way off the numbers that others need.
    static func settle(
        _ ports: inout [String: [PlannedPort]],
        project: Compose.Project,
        topology: Topology,
        network: any NetworkStrategy,
        diagnostics: inout Diagnostics
    ) {
        func group(of service: Compose.Service) -> String {
            topology[service.name].map { "\($0.job)/\($0.group)" } ?? service.name
        }
        // The first one of each.
        var claims: [Int: OrderedDictionary<Holder, Claim>] = [:]
        func claim(_ number: Int, _ claim: Claim) {
            let holder = Holder(address: claim.port.hostIP?.string, group: claim.group)
            if claims[number]?[holder] == nil { claims[number, default: [:]][holder] = claim }
        }
        for service in project.services {
            for port in ports[service.name] ?? [] where !port.givesWay {
                guard let number = port.hostNumber else { continue }
                claim(number, Claim(service: service, port: port, group: group(of: service)))
            }
        }
        for service in project.services {
            let group = group(of: service)
            var kept: [PlannedPort] = []
            for port in ports[service.name] ?? [] {
                guard port.givesWay, let number = port.hostNumber else {
                    kept.append(port)
                    continue
                }
                let owner = claims[number]?.values.first {
                    $0.group != group && PortCollisions.overlaps($0.port.hostIP?.string, port.hostIP?.string)
                }
                if owner == nil, !isOfTheNode(number, network) {
                    kept.append(port)
                    claim(number, Claim(service: service, port: port, group: group))
                    continue
                }
                diagnostics.add(taken(port, of: service, by: owner))
                // Its address is still to be registered, by a port that leads to it.
                let isReached = (ports[service.name] ?? []).contains {
                    $0 != port && $0.target == port.target && !$0.isOnLoopback
                }
                guard !isReached else { continue }
                var free = port
                free.host = .dynamic
                kept.append(free)
            }
            ports[service.name] = kept
        }
    }

    private static func taken(_ port: PlannedPort, of service: Compose.Service, by owner: Claim?) -> Diagnostic {
        Diagnostic(
            ConversionIssue.portTaken,
            .note,
            "port \(port.target) of `\(service.name)` is not bound as it is: \(owner.map { "`\($0.service.name)` needs that number of the node" } ?? "the node itself listens there")",
            at: port.range,
            hint: "peers that connect to it need --network container or docker",
            service: service.name,
            related: owner.map { [.init("the other one is here", at: $0.port.range)] } ?? []
        )
    }
}
