internal import ComposeParser

/// A stated attribute with what decides which row of the table is about it: its value, what its service states
/// besides, and what the plan makes of it.
struct CoverageSubject: Sendable {
    /// The attribute.
    var present: PresentAttribute
    /// Where it stands in `presence`.
    var index: Int
    /// All that the project states, in file order.
    var presence: [PresentAttribute]
    /// What the plan decides.
    var facts: CoverageFacts

    /// The text of a scalar.
    var value: String? { present.value?.string }

    /// The text of a scalar, or the items of a list, or the keys of a mapping.
    var words: [String] {
        if let value { [value] } else { present.items.map(\.string) }
    }

    /// Whether it is one of YAML's words for false.
    var isFalse: Bool {
        switch value {
        case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N": true
        default: false
        }
    }

    /// What the plan decides of the service.
    var service: CoverageFacts.ServiceFacts { facts[present.service] }

    /// What the same service states of `attribute`, the first of several.
    func stated(_ attribute: Attribute) -> PresentAttribute? {
        var position = index
        while position > 0, presence[position - 1].service == present.service { position -= 1 }
        while position < presence.count, presence[position].service == present.service {
            if presence[position].attribute == attribute { return presence[position] }
            position += 1
        }
        return nil
    }

    /// The value of the attribute `key` beside this one.
    func sibling(_ key: String) -> String? {
        guard let dot = present.path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        let parent = String(present.path[..<dot])
        let path = "\(parent).\(key)"
        var position = index
        // What is inside of one attribute stands together.
        while position > 0, CoverageDiagnostics.contains(parent, presence[position - 1].path) {
            position -= 1
            if presence[position].path == path { return presence[position].value?.string }
        }
        position = index
        while position + 1 < presence.count, CoverageDiagnostics.contains(parent, presence[position + 1].path) {
            position += 1
            if presence[position].path == path { return presence[position].value?.string }
        }
        return nil
    }

    /// What is stated inside of this attribute.
    var inside: ArraySlice<PresentAttribute> {
        presence[index...].dropFirst().prefix { CoverageDiagnostics.contains(present.path, $0.path) }
    }

    /// The value of the attribute `key` inside of this one.
    func part(_ key: String) -> String? {
        let path = "\(present.path).\(key)"
        return inside.first { $0.path == path }?.value?.string
    }

    /// The texts of all scalars inside of this attribute.
    var parts: [String] {
        words + inside.flatMap { part in part.value.map { [$0.string] } ?? part.items.map(\.string) }
    }

    /// Whether the service publishes the port of this one with another protocol too; none stated is `tcp`.
    func hasTwin(_ other: String) -> Bool {
        guard let target = sibling("target") else { return false }
        var position = index
        while position > 0, presence[position - 1].service == present.service { position -= 1 }
        var ports: [Substring: (target: String?, protocolName: String)] = [:]
        while position < presence.count, presence[position].service == present.service {
            let part = presence[position]
            position += 1
            guard part.attribute == .servicePortTarget || part.attribute == .servicePortProtocol,
                let dot = part.path.utf8.lastIndex(of: UInt8(ascii: "."))
            else { continue }
            var port = ports[part.path[..<dot]] ?? (nil, "tcp")
            if part.attribute == .servicePortTarget { port.target = part.value?.string }
            if part.attribute == .servicePortProtocol { port.protocolName = part.value?.string ?? "tcp" }
            ports[part.path[..<dot]] = port
        }
        return ports.values.contains { $0.target == target && $0.protocolName == other }
    }

    /// Whether the service says that it is a job of Swarm, which runs to its end.
    var isSwarmJob: Bool { stated(.serviceDeployMode)?.value?.string.hasSuffix("-job") == true }

    /// A duration such as `1m30s` in seconds.
    var seconds: Double? { value.flatMap(ComposeDuration.init).map { Double($0.nanoseconds) / 1e9 } }
}
