/// What must hold before anything is changed: as much of it as the attributes of the nodes tell.
struct Preflight {
    /// One thing that a node has to have.
    struct Expectation: Sendable, Hashable {
        /// What it is: `a node with …`.
        var what: String
        /// What mends it.
        var mending: String
        /// Any one of these: an attribute of the node, or `docker`, `volume NAME`, `network NAME`.
        var facts: [String]
    }

    let plan: Plan
    let translation: ProjectTranslation

    private var client: ClientRequirements { translation.client }

    /// What the nodes have to have, in the order in which it is mended.
    var expectations: [Expectation] {
        [docker] + settings + networks + stores + volumes
    }

    /// The oldest Nomad that takes the jobs.
    var version: NomadVersion {
        let stated = plan.options.nomadVersion
        return makesDynamicVolumes && !stated.has(.dynamicVolumes) ? .dynamicVolumes : stated
    }

    private var makesDynamicVolumes: Bool { client.createdVolumes.contains { !$0.isCSI } }

    /// Host volumes whose data is on the one node that has them.
    var stateVolumes: [String] { client.hostVolumes.filter(\.isState).map(\.name).sorted() }

    private let docker = Expectation(
        what: "a node with Docker",
        mending: "start Docker there; nomad node status -verbose NODE says how its driver is",
        facts: ["docker"]
    )

    /// Settings of the docker plugin. Source: Nomad docs, Docker driver, Client Attributes.
    private var settings: [Expectation] {
        var settings: [Expectation] = []
        func isSet(_ attribute: String) -> [String] { ["\(attribute)=true", "\(attribute)=1"] }
        if !client.dockerVolumeReasons.isEmpty {
            settings.append(
                Expectation(
                    what: "a node where Docker may mount volumes",
                    mending: "plugin \"docker\" { config { volumes { enabled = true } } }, in the block that it has",
                    facts: isSet("driver.docker.volumes.enabled")
                )
            )
        }
        if !client.privilegedServices.isEmpty {
            settings.append(
                Expectation(
                    what:
                        "a node that allows privileged containers, for \(client.privilegedServices.elements.listed())",
                    mending: "plugin \"docker\" { config { allow_privileged = true } }, in the block that it has",
                    facts: isSet("driver.docker.privileged.enabled")
                )
            )
        }
        return settings
    }

    private var networks: [Expectation] {
        var networks: [Expectation] = []
        let modes = plan.topology.jobs.flatMap(\.groups).compactMap { plan.network.namespace(of: $0) }
        if modes.contains(.bridge) {
            networks.append(
                Expectation(
                    what: "a node with the CNI plugins",
                    mending: "unpack them into /opt/cni/bin and restart its Nomad agent",
                    facts: ["plugins.cni.version.bridge"]
                )
            )
        }
        for network in client.hostNetworks {
            networks.append(
                Expectation(
                    what: "a node with the host network \(network.name)",
                    mending: "merge client.hcl into its configuration and restart its Nomad agent",
                    facts: ["network \(network.name)"]
                )
            )
        }
        return networks
    }

    private var stores: [Expectation] {
        var stores: [Expectation] = []
        let jobs = translation.jobs.map(\.job)
        let services = jobs.flatMap(\.groups).flatMap { $0.services + $0.tasks.flatMap(\.services) }
        if services.contains(where: { $0.provider != .nomad }) {
            stores.append(
                Expectation(
                    what: "a node with Consul",
                    mending: "run a Consul agent beside its Nomad agent, or convert with --provider nomad",
                    facts: ["consul.version"]
                )
            )
        }
        if plan.network.hasSidecars {
            stores.append(
                Expectation(
                    what: "a node with Consul's service mesh",
                    mending: "connect { enabled = true } and ports { grpc = 8502 } in Consul's configuration",
                    facts: ["consul.connect=true"]
                )
            )
        }
        if translation.readsVault {
            stores.append(
                Expectation(
                    what: "a node that reads from Vault",
                    mending: "vault { enabled = true } with its address in the node's configuration",
                    facts: ["vault.version"]
                )
            )
        }
        return stores
    }

    private var volumes: [Expectation] {
        var volumes: [Expectation] = []
        for volume in client.hostVolumes.sorted(by: { $0.name < $1.name }) {
            let first = volume.isExisting ? "have \(volume.path) there" : "run ./deploy.sh node-setup there"
            volumes.append(
                Expectation(
                    what: "a node with the host volume \(volume.name), for \(volume.services.elements.listed())",
                    mending: "\(first), merge client.hcl into its configuration, restart its Nomad agent",
                    facts: ["volume \(volume.name)"]
                )
            )
        }
        for volume in client.externalVolumes where volume.kind == .host {
            volumes.append(
                Expectation(
                    what: "a node with the host volume \(volume.name), which the file calls external",
                    mending: "client { host_volume \"\(volume.name)\" { path = \"…\" } } in its configuration",
                    facts: ["volume \(volume.name)"]
                )
            )
        }
        if makesDynamicVolumes {
            volumes.append(
                Expectation(
                    what: "a node that makes dynamic host volumes",
                    mending: "run Nomad \(NomadVersion.dynamicVolumes) or later there",
                    facts: ["plugins.host_volume.mkdir.version", "plugins.host_volume.version.mkdir"]
                )
            )
        }
        return volumes
    }
}
