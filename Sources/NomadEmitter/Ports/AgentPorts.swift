internal import ComposeParser

/// Finds services that bind ports of the node which the agents there listen on.
enum AgentPorts {
    /// Whose port it is.
    private enum Agent: Sendable {
        case nomad, consul, resolver

        init?(_ port: Int, provider: ConversionOptions.Provider, resolvesByDNS: Bool) {
            switch port {
            case 53 where resolvesByDNS: self = .resolver
            case 4646...4648: self = .nomad
            case 8300...8302, 8500...8503, 8600:
                guard provider == .consul else { return nil }
                self = .consul
            default: return nil
            }
        }

        var owner: String {
            switch self {
            case .nomad: "a port of Nomad's agent"
            case .consul: "a port of Consul's agent"
            case .resolver: "the port of Consul's DNS"
            }
        }

        var reason: String {
            switch self {
            case .nomad: "where Nomad's own agent listens on every node"
            case .consul: "where Consul's agent listens on every node"
            case .resolver: "where Consul's DNS answers on every node: with this --network, names need it there"
            }
        }

        var hint: String {
            switch self {
            case .nomad, .consul: "publish it on another number, or move the agent's"
            case .resolver:
                "let Consul's DNS answer on another address and name that in dns_servers, or use --network docker or hosts"
            }
        }
    }

    static func obstacles(
        _ project: Compose.Project,
        ports: ServicePorts,
        provider: ConversionOptions.Provider,
        resolvesByDNS: Bool
    ) -> [Obstacle] {
        var obstacles: [Obstacle] = []
        for service in project.services {
            var found: [(agent: Agent, numbers: ClosedRange<Int>, range: SourceRange)] = []
            for port in ports[service.name] {
                guard let number = port.hostNumber,
                    let agent = Agent(number, provider: provider, resolvesByDNS: resolvesByDNS)
                else { continue }
                if let last = found.last, last.agent == agent, last.range == port.range,
                    last.numbers.upperBound + 1 == number
                {
                    found[found.count - 1].numbers = last.numbers.lowerBound...number
                } else {
                    found.append((agent, number...number, port.range))
                }
            }
            for clash in found {
                obstacles.append(
                    Obstacle(
                        .agentPort,
                        "\(service.name) binds \(PortClash.spelled(clash.numbers)), \(clash.agent.owner)",
                        message:
                            "`\(service.name)` binds \(PortPlanner.name(of: clash.numbers)) of the node, \(clash.agent.reason)",
                        at: clash.range,
                        hint: clash.agent.hint,
                        service: service.name
                    )
                )
            }
        }
        return obstacles
    }
}
