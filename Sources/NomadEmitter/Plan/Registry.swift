/// The names by which services are registered and looked up in Consul or Nomad.
struct Registry: Sendable {
    /// The name of the project.
    let project: ServiceName
    let provider: ConversionOptions.Provider
    /// Whether each service has a name of its own in Consul.
    let namesEachService: Bool

    init(project: String, provider: ConversionOptions.Provider, network: any NetworkStrategy) {
        self.project = ServiceName(sanitizing: project)
        self.provider = provider
        namesEachService = network.namesEachService
    }

    /// The name that a service is registered by: the project's in Consul's DNS, one of its own in Nomad, which has no
    /// tags to ask for, and in the mesh, which knows names only.
    func name(of service: String) -> ServiceName {
        provider == .nomad || namesEachService ? ownName(of: service) : project
    }

    /// The name of a service alone, as those ask for it who read no tags.
    func ownName(of service: String) -> ServiceName {
        ServiceName(sanitizing: "\(project)-\(Names.dashed(service, limit: 40, fallback: "service"))")
    }

    /// A registration that says no more than that a task runs, or has run: others wait for it.
    func marker(_ name: String) -> Jobspec.Service {
        Jobspec.Service(
            name: self.name(of: name),
            tags: provider == .consul ? [Interpolated(name)] : [],
            provider: jobspecProvider
        )
    }

    /// The provider as a job states it; nothing for Nomad's default.
    var jobspecProvider: Jobspec.Service.Provider? { provider == .nomad ? .nomad : nil }

    /// Whether a registration is the one of `service`.
    func isRegistration(_ registration: Jobspec.Service, of service: String) -> Bool {
        registration.name == name(of: service)
            && (provider == .nomad || namesEachService || registration.tags.contains(Interpolated(service)))
    }

    /// The function of a template that lists who is registered under a name, or who passes its checks besides.
    func query(_ name: String, isHealthy: Bool = false) -> String {
        switch provider {
        case .nomad: "nomadService \"\(self.name(of: name))\""
        case .consul where namesEachService: "service \"\(self.name(of: name))|\(isHealthy ? "passing" : "any")\""
        case .consul: "service \"\(name).\(project)|\(isHealthy ? "passing" : "any")\""
        }
    }
}
