internal import ComposeParser

/// Which services share the network namespace of another: `network_mode: service:NAME`, followed to its end.
struct NetworkNamespaces: Sendable {
    /// The service whose namespace it is, by the services that join it.
    private var roots: [String: String] = [:]

    init(_ project: Compose.Project) {
        var hosts: [String: String] = [:]
        for service in project.services {
            if case .service(let name) = service.place { hosts[service.name] = name }
        }
        guard !hosts.isEmpty else { return }
        let known = Set(project.services.map(\.name))
        for service in project.services {
            var joining: [String] = []
            var seen: Set<String> = [service.name]
            var root = service.name
            // What is known of one that was met before is not looked for again.
            while roots[root] == nil, let host = hosts[root], known.contains(host), seen.insert(host).inserted {
                joining.append(root)
                root = host
            }
            root = roots[root] ?? root
            for name in joining { roots[name] = root }
        }
    }

    /// The service whose network namespace `service` has; itself if it joins no other.
    func root(of service: String) -> String { roots[service] ?? service }
}
