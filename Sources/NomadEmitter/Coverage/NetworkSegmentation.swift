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
        var apart: [String] = []
        var place: PresentAttribute?
        for (index, group) in groups.enumerated() {
            for other in groups[(index + 1)...] where group.networks.isDisjoint(with: other.networks) {
                apart.append("\(group.names.joined(separator: ", ")) from \(other.names.joined(separator: ", "))")
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
}
