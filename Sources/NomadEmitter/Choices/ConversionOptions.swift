internal import ComposeParser

/// The choices that a conversion leaves to its user.
public struct ConversionOptions: Sendable, Hashable {
    /// How services spread over jobs and groups.
    public enum Layout: String, Sendable, Hashable, CaseIterable {
        /// One job, one group per service.
        case project
        /// One job per service.
        case service
        /// One job, one group: all tasks in one network namespace.
        case pod
    }

    /// How services find each other by name.
    public enum Network: String, Sendable, Hashable, CaseIterable {
        /// The first of `dns`, `container` and `docker` that nothing stands against, else the one with the least.
        case auto
        /// Consul DNS, static host ports.
        case dns
        /// Consul DNS, container addresses.
        case container
        /// Rendered `/etc/hosts` files.
        case hosts
        /// A Docker network per Compose network.
        case docker
        /// Connect sidecars.
        case mesh
    }

    /// Who keeps the services.
    public enum Provider: String, Sendable, Hashable, CaseIterable {
        case consul, nomad
    }

    /// What a named volume becomes.
    public enum Volumes: String, Sendable, Hashable, CaseIterable {
        /// Host volumes of the client configuration.
        case host
        /// Dynamic host volumes (Nomad 1.10 and later).
        case dynamic
        /// Docker volumes.
        case docker
        /// CSI volumes.
        case csi
    }

    /// Where Compose secrets are kept.
    public enum Secrets: String, Sendable, Hashable, CaseIterable {
        /// Nomad variables.
        case nomad
        /// Vault.
        case vault
        /// The job itself.
        case inline
    }

    /// What becomes of `${VAR}`.
    public enum Variables: String, Sendable, Hashable, CaseIterable {
        /// A job variable.
        case keep
        /// Its value.
        case inline
    }

    /// The form in which the jobs are written.
    public enum Format: String, Sendable, Hashable, CaseIterable {
        /// Job files.
        case hcl
        /// Bodies of Nomad's job API, with values in place of the job variables.
        case json
    }

    /// The resources of a task whose service states none.
    public struct DefaultResources: Sendable, Hashable {
        /// MHz.
        public var cpu = 200
        /// MiB.
        public var memory = 512
        /// MiB; the hard limit of the container.
        public var memoryHardLimit = 2048

        /// Makes the figures of the design: 200 MHz, 512 MiB, at most 2048 MiB.
        public init() {}
    }

    /// How services spread over jobs and groups.
    public var layout = Layout.project
    /// How services find each other by name.
    public var network = Network.auto
    /// Who keeps the services.
    public var provider = Provider.consul
    /// What a named volume becomes.
    public var volumes = Volumes.host
    /// Where Compose secrets are kept.
    public var secrets = Secrets.nomad
    /// Whether variables of the environment that look secret are kept where secrets are, too.
    public var environmentSecrets = false
    /// What becomes of `${VAR}`.
    public var variables = Variables.keep
    /// Where built images are pushed to and the nodes pull them from: a host with a path. With `localhost` they stay
    /// on the machine that builds them, which then has to be the node.
    public var registry = "localhost"
    /// The form in which the jobs are written: the companion files name them.
    public var format = Format.hcl
    /// The folder that the files are written to, absolute: `deploy.sh` finds the project from there.
    package var outputFolder: String?
    /// The routable CNI network of the `container` strategy.
    public var cni: String?
    /// The network of the nodes on which ports are bound that the file does not publish; their main one without it.
    public var privateNetwork: String?
    /// How many nodes may run the jobs; not known without it.
    public var nodes: Int?
    /// The name of the one node that is to run the jobs.
    public var node: String?
    /// The resources of a task whose service states none.
    public var defaultResources = DefaultResources()
    /// MHz of one core, the default of the job variable `cpu_mhz` that `cpus` figures are multiplied with.
    public var cpuMHz = 2000
    /// The Nomad that the jobs are for: what it lacks is left out, or said.
    public var nomadVersion = NomadVersion.oldest
    /// What is known of the images.
    public var images: ImageTable?

    /// Makes the default choices.
    public init() {}
}

extension ConversionOptions {
    /// The choices as they take effect: without Consul there is no DNS and no mesh, and names stand in rendered hosts
    /// files. Nothing behind the door of the conversion looks at the choices as they were stated.
    var inEffect: ConversionOptions {
        var options = self
        if provider == .nomad, network != .docker { options.network = .hosts }
        if node != nil { options.nodes = 1 }
        return options
    }

    /// The registry, where it is another than nobody's.
    var statedRegistry: String? { registry == ConversionOptions().registry ? nil : registry }

    /// The strategy that the stated choices ask for.
    func strategy(for project: Compose.Project) -> any NetworkStrategy {
        let effective = inEffect.network
        let base: any NetworkStrategy =
            switch effective {
            case .auto, .dns: DNSNetwork()
            case .container: ContainerNetwork(cni: cni)
            case .hosts:
                HostsNetwork(provider: provider, replaced: network == effective || network == .auto ? nil : network)
            case .docker: DockerNetwork(plan: DockerNetworkPlan(project))
            case .mesh: MeshNetwork()
            }
        return layout == .pod ? PodNetwork(base: base) : base
    }
}
