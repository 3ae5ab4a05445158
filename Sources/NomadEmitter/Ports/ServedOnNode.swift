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
        let outside = project.services.filter { topology[$0.name]?.isInPod == false }
        let names = Set(outside.map(\.name))
        let awaited = Set(outside.flatMap { $0.dependsOn.map(\.service) })
        return Set(
            project.services.lazy.filter { service in
                if service.place == .host { return true }
                guard network.peersUseHostPorts else { return false }
                guard topology[service.name]?.isInPod == true else { return true }
                return awaited.contains(service.name) || mentions[service.name].contains { names.contains($0.by) }
            }.map(\.name)
        )
    }
}
