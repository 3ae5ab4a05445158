internal import ComposeParser

/// What the plan decides that rows of the coverage table ask for.
struct CoverageFacts: Sendable {
    /// What holds of one service.
    struct ServiceFacts: Sendable {
        /// Where `network_mode` puts it.
        var place = NetworkPlace.project
        /// Whether Nomad keeps it running.
        var isServer = false
        /// Whether it lives in a network namespace that it shares with its group.
        var isInNamespace = false
        /// Whether the node binds the ports that peers use.
        var isServedOnNode = false
        /// Whether its healthcheck is asked from outside of the container.
        var asksPort = false
        /// Whether the test of its healthcheck is that of its image.
        var hasTestOfImage = false
        /// Whether others ask it for names at a fixed address.
        var isResolver = false
        /// Whether it runs in several instances.
        var isScaled = false
        /// Whether each build gives its image a tag of its own.
        var hasTagOfBuild = false
    }

    /// The choices as they take effect.
    let options: ConversionOptions
    /// Whether services join Docker networks.
    let joinsDockerNetworks: Bool
    /// Whether sidecars carry what peers say to each other.
    let hasSidecars: Bool
    /// Whether names are resolved by Consul's DNS.
    let resolvesByDNS: Bool
    /// The paths of the volumes that are a tmpfs of one service.
    let tmpfs: Set<String>
    private let services: [String: ServiceFacts]

    /// What holds of a service; of none, and of one that is not converted, what holds of most.
    subscript(service: String?) -> ServiceFacts { service.flatMap { services[$0] } ?? ServiceFacts() }

    init(_ plan: Plan) {
        options = plan.options
        joinsDockerNetworks = plan.network.joinsDockerNetworks
        hasSidecars = plan.network.hasSidecars
        resolvesByDNS = plan.network.resolvesByDNS
        tmpfs = Set(
            plan.mounts.values.joined().compactMap { planned in
                guard case .tmpfs = planned.kind else { return nil }
                return planned.mount.source.map { "volumes.\($0.string)." }
            }
        )
        let servers = plan.topology.servers
        let resolvers = Set(plan.project.services.flatMap { $0.dns }.map(\.string))
        var services: [String: ServiceFacts] = [:]
        services.reserveCapacity(plan.project.services.count)
        for service in plan.project.services {
            services[service.name] = ServiceFacts(
                place: service.place,
                isServer: servers.contains(service.name),
                isServedOnNode: plan.ports.servedOnNode.contains(service.name),
                hasTestOfImage: service.healthcheck?.isOfImage == true,
                isResolver: service.networks.contains { attachment in
                    [attachment.ipv4Address, attachment.ipv6Address].compactMap(\.self)
                        .contains { resolvers.contains($0.string) }
                },
                isScaled: service.replicas > 1,
                hasTagOfBuild: service.hasTagOfBuild
            )
        }
        for group in plan.topology.jobs.lazy.flatMap(\.groups) {
            let hasNamespace = plan.network.namespace(of: group) != nil
            for task in group.tasks where hasNamespace || plan.network.joinsLead(task, of: group) {
                services[task.service.name]?.isInNamespace = true
            }
            for task in group.mainTasks {
                services[task.service.name]?.asksPort =
                    CheckTranslation(of: task.service, in: group, plan).asksPort
            }
        }
        self.services = services
    }
}
