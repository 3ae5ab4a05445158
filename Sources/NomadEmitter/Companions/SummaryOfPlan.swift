internal import ComposeParser

extension Summary {
    /// The summary of a plan and of what its jobs need.
    init(_ plan: Plan, _ translation: ProjectTranslation, warnings: Int) {
        placements = plan.project.services.compactMap { service in
            plan.topology[service.name].map {
                Placement(service: service.name, job: $0.job.rawValue, group: $0.group.rawValue)
            }
        }
        network = plan.options.network
        reason = plan.choice.reason
        isOnOneNode = plan.pinsNode
        nodes = plan.obstacles.compactMap(\.nodes).max() ?? 1
        needs = Self.needs(plan, translation)
        self.warnings = warnings
    }

    private static func needs(_ plan: Plan, _ translation: ProjectTranslation) -> [String] {
        let client = translation.client
        let groups = plan.topology.jobs.flatMap(\.groups)
        var needs: [String] = []
        if translation.asksConsulDNS { needs.append("Consul's DNS on port 53 of the nodes") }
        if plan.network.hasSidecars { needs.append("Consul's service mesh") }
        let namespaces = groups.compactMap { plan.network.namespace(of: $0) }
        if !namespaces.isEmpty { needs.append("the CNI plugins") }
        if let cni = plan.options.cni, plan.options.network == .container { needs.append("the CNI network \(cni)") }
        if !client.dockerNetworks.isEmpty {
            needs.append(Self.all("Docker network", client.dockerNetworks.map(\.name)))
        }
        if !client.dockerVolumeReasons.isEmpty { needs.append("Docker volumes enabled") }
        if !client.hostVolumes.isEmpty {
            needs.append(Self.all("host volume", client.hostVolumes.map(\.name)))
        }
        if !client.createdVolumes.isEmpty {
            needs.append(Self.all("volume", client.createdVolumes.map(\.name)))
        }
        if !client.externalVolumes.isEmpty {
            needs.append(Self.all("external volume", client.externalVolumes.map(\.name)))
        }
        if !client.hostNetworks.isEmpty {
            needs.append(Self.all("host network", client.hostNetworks.map(\.name)))
        }
        if translation.variables.hasRegistry {
            let registry = plan.options.statedRegistry.map { "the registry \($0)" } ?? "a registry"
            needs.append("\(registry) for the built images")
        }
        if translation.readsVault { needs.append("Vault") }
        if !client.privilegedServices.isEmpty { needs.append("privileged containers allowed") }
        return needs
    }

    private static func all(_ what: String, _ names: [String]) -> String {
        "the \(what)\(names.count == 1 ? "" : "s") \(names.sorted().listed(most: 6))"
    }
}
