internal import ComposeParser

extension PortPlanner {
    /// What speaks for the port that a service serves, the surest first; what is told apart from it is left out.
    func usualPorts(of service: Compose.Service) -> [OwnPort] {
        func own(_ strength: OwnPort.Strength) -> [OwnPort] { words.ports(of: service.name, strength) }
        let kind = servers[service.name]
        let known = kind.map { [OwnPort(port: $0.port, strength: .stated, evidence: $0.evidence)] } ?? []
        let isBackend = kind?.isBackend == true
        let order: [[OwnPort]] = [
            own(.advertised), own(.stated),
            kind == nil ? own(.variable) : [], exposed(own(.exposed), by: kind, probed: own(.probed)),
            isBackend ? known : [], own(.probed), known, own(.variable), own(.implied),
        ]
        if let found = order.first(where: { !$0.isEmpty }) { return found }
        let hints = own(.hint)
        return hints.count == 1 ? hints : []
    }

    /// Of the ports that an image exposes: the one that it is known for, else all, with what its healthcheck asks first.
    private func exposed(_ ports: [OwnPort], by kind: ServerKind?, probed: [OwnPort]) -> [OwnPort] {
        if let kind, let known = ports.first(where: { $0.port == kind.port && !$0.isUDP }) { return [known] }
        let asked = Set(probed.map(\.port))
        return ports.filter { asked.contains($0.port) } + ports.filter { !asked.contains($0.port) }
    }
}
