internal import ComposeParser

/// Tells for which services the numbers of container ports have to be bound on the node.
enum ServedOnNode {
    /// The services whose names resolve to their node; of a pod, only those that somebody outside of it names.
    static func services(
        of project: Compose.Project,
        topology: Topology,
        mentions: Mentions,
        network: any NetworkStrategy
    ) -> Set<String> {
        Set(
            project.services.lazy.filter { service in
                if service.place == .host { return true }
                guard network.peersUseHostPorts else { return false }
                guard topology[service.name]?.isInPod == true else { return true }
                return project.services.contains { other in
                    guard topology[other.name]?.isInPod == false else { return false }
                    return other.dependsOn.contains { $0.service == service.name }
                        || mentions[service.name].contains { $0.by == other.name }
                }
            }.map(\.name)
        )
    }
}
