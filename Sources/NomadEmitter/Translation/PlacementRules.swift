internal import HCL
internal import ComposeParser

/// Which nodes a group may run on.
enum PlacementRules {
    /// Where a group may run. Source: Nomad docs, constraint block.
    static func constraints(of group: PlannedGroup, _ found: inout JobFindings) -> [Jobspec.Constraint] {
        var result: [Jobspec.Constraint] = []
        for task in group.tasks {
            for constraint in platform(of: task.service) where !result.contains(constraint) {
                result.append(constraint)
            }
        }
        for service in group.isPod ? group.tasks.filter({ $0.role != .beacon }).map(\.service) : [group.lead] {
            for text in service.deploy?.constraints ?? [] {
                guard let constraint = constraint(text, of: service, group.lead.name, &found),
                    !result.contains(constraint)
                else { continue }
                result.append(constraint)
            }
        }
        if let limit = group.lead.deploy?.maxReplicasPerNode, limit.value > 0 {
            result.append(
                limit.value == 1
                    ? .distinctHosts : .distinctProperty(.runtime("node.unique.id"), count: limit.value)
            )
        }
        return result
    }

    private static func platform(of service: Compose.Service) -> [Jobspec.Constraint] {
        guard
            let platform = service.platform?.string
                ?? (service.build?.platforms.count == 1 ? service.build?.platforms.first?.string : nil)
        else { return [] }
        let parts = platform.split(at: "/").map(String.init)
        guard let os = parts.first else { return [] }
        var constraints: [Jobspec.Constraint] = []
        if parts.count == 1, os != "linux", os != "windows" {
            return [equals("attr.cpu.arch", architecture(os))]
        }
        constraints.append(equals("attr.kernel.name", os))
        if parts.count > 1 { constraints.append(equals("attr.cpu.arch", architecture(parts[1]))) }
        return constraints
    }

    private static func equals(_ attribute: String, _ value: String) -> Jobspec.Constraint {
        Jobspec.Constraint(attribute: .runtime(attribute), comparison: .equals, value: Interpolated(value))
    }

    /// Go's name of an architecture.
    private static func architecture(_ name: String) -> String {
        switch name {
        case "x86_64", "x86-64": "amd64"
        case "aarch64": "arm64"
        case "armhf", "armel": "arm"
        default: name
        }
    }

    private static func constraint(
        _ text: Compose.Text,
        of service: Compose.Service,
        _ scope: String,
        _ found: inout JobFindings
    ) -> Jobspec.Constraint? {
        let bytes = Array(text.string.utf8)
        guard
            let cut = bytes.indices.dropLast().first(where: {
                bytes[$0 + 1] == UInt8(ascii: "=")
                    && (bytes[$0] == UInt8(ascii: "=") || bytes[$0] == UInt8(ascii: "!"))
            })
        else {
            reportLost(text, "has no counterpart in Nomad", of: service, &found)
            return nil
        }
        let key = text.slice(0..<cut).trimmed.string
        let stated = text.slice((cut + 2)..<bytes.count).trimmed
        guard !stated.string.isEmpty else {
            reportLost(text, "has an empty value, which Nomad refuses", of: service, &found)
            return nil
        }
        var value = found.text(stated, scope)
        if key == "node.platform.arch", let literal = value.literal {
            value = Interpolated(architecture(literal))
        }
        guard let attribute = Self.attribute(key) else {
            reportLost(text, "has no counterpart in Nomad", of: service, &found)
            return nil
        }
        return Jobspec.Constraint(
            attribute: .runtime(attribute),
            comparison: bytes[cut] == UInt8(ascii: "!") ? .notEquals : .equals,
            value: value
        )
    }

    private static func reportLost(
        _ text: Compose.Text,
        _ why: String,
        of service: Compose.Service,
        _ found: inout JobFindings
    ) {
        found.report(
            .placementLost,
            .warning,
            "the placement constraint `\(text.string)` of `\(service.name)` \(why)",
            at: text.range,
            hint: "use node.hostname or node.labels.X (client meta X in Nomad)",
            service: service
        )
    }

    /// Nomad's name of a node property that Swarm knows.
    private static func attribute(_ key: String) -> String? {
        switch key {
        case "node.hostname": return "attr.unique.hostname"
        case "node.id": return "node.unique.id"
        case "node.platform.os": return "attr.kernel.name"
        case "node.platform.arch": return "attr.cpu.arch"
        default:
            for prefix in ["node.labels.", "engine.labels."] where key.hasPrefix(prefix) {
                let label = String(key.dropFirst(prefix.count))
                let isPlain = label.utf8.allSatisfy {
                    HCL.isIdentifier(String(decoding: [$0], as: UTF8.self))
                        || (48...57).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
                }
                return isPlain && !label.isEmpty ? "meta.\(label)" : nil
            }
            return nil
        }
    }

    /// How instances spread. Source: Nomad docs, spread block.
    static func spreads(of service: Compose.Service) -> [Jobspec.Spread] {
        (service.deploy?.preferences ?? []).compactMap { text in
            attribute(text.string).map { Jobspec.Spread(attribute: .runtime($0), weight: 100) }
        }
    }
}

extension Compose.Text {
    /// Without spaces at either end.
    var trimmed: Compose.Text {
        let bytes = Array(string.utf8)
        let isSpace: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard let first = bytes.firstIndex(where: { !isSpace($0) }),
            let last = bytes.lastIndex(where: { !isSpace($0) })
        else { return Compose.Text("", range: range) }
        return slice(first..<(last + 1))
    }
}
