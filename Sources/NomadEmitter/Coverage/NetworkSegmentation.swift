internal import ComposeParser

/// Which services can reach each other in Nomad although Compose keeps them apart in different networks.
enum NetworkSegmentation {
    /// One note for the project, at the first service of a pair that Compose keeps apart.
    ///
    /// With Docker networks (`--network docker`) the segments stay, with the mesh intentions can restore them.
    static func diagnostics(for presence: [PresentAttribute], _ facts: CoverageFacts) -> Diagnostics {
        var diagnostics = Diagnostics()
        guard !facts.joinsDockerNetworks else { return diagnostics }
        var services: [(name: String, networks: Set<String>, place: PresentAttribute)] = []
        var hasOwnNetwork: Set<String> = []
        for present in presence {
            switch present.attribute {
            case .service:
                services.append((present.service ?? "", ["default"], present))
            case .serviceNetworkMode:
                if let service = present.service, !present.isEmpty { hasOwnNetwork.insert(service) }
            case .serviceNetworks:
                guard !present.items.isEmpty, services.last?.name == present.service else { continue }
                services[services.count - 1].networks = Set(present.items.map(\.string))
                services[services.count - 1].place = present
            default: continue
            }
        }
        services.removeAll { hasOwnNetwork.contains($0.name) }
        // Services of the same networks see the same peers, so pairs of kinds are enough.
        var kinds: [Set<String>: Int] = [:]
        var groups: [(networks: Set<String>, names: [String], place: PresentAttribute)] = []
        for service in services {
            if let known = kinds[service.networks] {
                groups[known].names.append(service.name)
            } else {
                kinds[service.networks] = groups.count
                groups.append((service.networks, [service.name], service.place))
            }
        }
        // What all are in leaves nobody apart.
        guard groups.dropFirst().reduce(groups.first?.networks ?? [], { $0.intersection($1.networks) }).isEmpty else {
            return diagnostics
        }
        var apart: [String] = []
        var place: PresentAttribute?
        search: for (index, group) in groups.enumerated() {
            for other in groups[(index + 1)...] where group.networks.isDisjoint(with: other.networks) {
                guard apart.count < mostPairs else {
                    apart.append("and so on")
                    break search
                }
                apart.append("\(listed(group.names)) from \(listed(other.names))")
                place = place ?? group.place
            }
        }
        guard let place else { return diagnostics }
        diagnostics.add(
            Diagnostic(
                ConversionIssue.segmentationLost,
                .note,
                "networks no longer keep services apart: \(apart.joined(separator: "; "))",
                at: place.range,
                hint: facts.hasSidecars
                    ? "deny by default and allow what is wanted with Consul intentions"
                    : "use --network docker on one node, --network mesh with Consul intentions, or the nodes' firewall",
                path: place.path
            )
        )
        return diagnostics
    }

    /// The most pairs, and the most services of one kind, that the note names.
    private static let (mostPairs, mostNames) = (50, 50)

    private static func listed(_ names: [String]) -> String {
        let rest = names.count - mostNames
        return (rest > 0 ? names.prefix(mostNames) + ["\(rest) more"] : names[...]).joined(separator: ", ")
    }
}
