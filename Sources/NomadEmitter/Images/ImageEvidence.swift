internal import ComposeParser

extension ImageFacts {
    /// The most exposed ports that are taken for what peers use: each one is a block of the job.
    static let mostExposed = 16

    /// The ports that the image exposes: first those of tcp. A label of Nomad maps tcp and udp of one number.
    var exposed: [OwnPort] {
        let tcp = Set(ports.lazy.filter { $0.transport == .tcp }.map(\.number))
        let udp = Set(ports.lazy.filter { $0.transport == .udp }.map(\.number)).subtracting(tcp)
        let evidence = Evidence(kind: .exposed, range: range)
        let all =
            tcp.sorted().map { OwnPort(port: $0, strength: .exposed, evidence: evidence) }
            + udp.sorted().map { OwnPort(port: $0, strength: .exposed, isUDP: true, evidence: evidence) }
        return Array(all.prefix(Self.mostExposed))
    }

    /// What a service says of its ports with what its image says among it: that is told as such, and where the image
    /// exposes ports, its command and variables speak for no others.
    func attributing(_ found: [OwnPort]) -> [OwnPort] {
        let numbers = Set(ports.map(\.number))
        return found.map { port in
            guard port.evidence.range.file == range.file else { return port }
            var port = port
            port.evidence.kind = .ofImage(port.evidence.kind)
            if !numbers.isEmpty, !numbers.contains(port.port), port.strength > .exposed { port.strength = .hint }
            return port
        }
    }
}
