public import ArgumentParser
public import NomadEmitter

extension ConversionOptions.Layout: ExpressibleByArgument {}
extension ConversionOptions.Network: ExpressibleByArgument {}
extension ConversionOptions.Provider: ExpressibleByArgument {}
extension ConversionOptions.Volumes: ExpressibleByArgument {}
extension ConversionOptions.Secrets: ExpressibleByArgument {}
extension ConversionOptions.Variables: ExpressibleByArgument {}
extension ConversionOptions.Format: ExpressibleByArgument {}

/// How the jobs are to be: the choices that a conversion leaves to its user.
struct ConversionFlags: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Convert this service with all that it depends on; repeatable.", valueName: "name")
    )
    var service: [String] = []

    @Option(
        name: .long,
        help: "project: one job, a group per service; service: a job per service; pod: one group for all."
    )
    var layout: ConversionOptions.Layout = .project

    @Option(
        name: .long,
        help: "How services find each other: auto, dns, container, hosts, docker or mesh. auto takes what fits."
    )
    var network: ConversionOptions.Network = .auto

    @Option(name: .long, help: ArgumentHelp("How many nodes may run the jobs.", valueName: "count"))
    var nodes: Int?

    @Option(name: .long, help: ArgumentHelp("The name of the one node that is to run the jobs.", valueName: "name"))
    var node: String?

    @Option(name: .long, help: "Who keeps the services: consul or nomad (without Consul's DNS and mesh).")
    var provider: ConversionOptions.Provider = .consul

    @Option(name: .long, help: "What named volumes become: host, dynamic, docker or csi.")
    var volumes: ConversionOptions.Volumes = .host

    @Option(name: .long, help: "Where Compose secrets are kept: nomad, vault or inline.")
    var secrets: ConversionOptions.Secrets = .nomad

    @Flag(name: .long, help: "Keep environment variables that look secret there, too.")
    var envSecrets = false

    @Option(name: .long, help: "What becomes of ${VAR}: keep makes job variables, inline writes values.")
    var variables: ConversionOptions.Variables = .keep

    @Option(name: .long, help: ArgumentHelp("A routable CNI network for --network container.", valueName: "name"))
    var cni: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The host network of the nodes for ports that the file does not publish, in place of their main address.",
            valueName: "name"
        )
    )
    var privateNetwork: String?

    @Option(name: .long, help: ArgumentHelp("CPU of tasks whose service states none.", valueName: "MHz"))
    var defaultCpu: Int?

    @Option(name: .long, help: ArgumentHelp("Memory of tasks whose service states none.", valueName: "MiB"))
    var defaultMemory: Int?

    @Option(
        name: .long,
        help: ArgumentHelp("Hard memory limit of tasks whose service states none.", valueName: "MiB")
    )
    var defaultMemoryLimit: Int?

    @Option(name: .long, help: ArgumentHelp("MHz of one core of the nodes, for cpus figures.", valueName: "MHz"))
    var cpuMhz: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The Nomad that the jobs are for: what it lacks is left out, or said (default: 1.8).",
            valueName: "version"
        ),
        transform: { text in
            if let version = NomadVersion(text) { return version }
            throw ValidationError("known are 1.8 to 1.11 and 2.0, with a release if it matters, such as 2.0.5")
        }
    )
    var nomadVersion = NomadVersion.oldest

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What docker image inspect prints of the images, - is standard input.",
            discussion: "Default: \(ImagesFile.name) in the project directory, if it is there.",
            valueName: "file"
        )
    )
    var images: String?

    func validate() throws {
        for (name, value, least) in [
            ("--nodes", nodes, 1), ("--default-cpu", defaultCpu, 1), ("--default-memory", defaultMemory, 10),
            ("--default-memory-limit", defaultMemoryLimit, 10), ("--cpu-mhz", cpuMhz, 1),
        ] {
            if let value, value < least { throw ValidationError("\(name) must be at least \(least)") }
        }
        if let memory = defaultMemory, let limit = defaultMemoryLimit, limit < memory {
            throw ValidationError("--default-memory-limit must not be below --default-memory")
        }
        if let name = privateNetwork, name.isEmpty || name == "default" || name == "loopback" {
            throw ValidationError(
                "--private-network needs the name of a host network, and not one that Nomad has itself"
            )
        }
        if node?.isEmpty == true { throw ValidationError("--node needs the name of a node") }
        if node != nil, let nodes, nodes > 1 {
            throw ValidationError("--node names one node: it does not go with --nodes \(nodes)")
        }
        if envSecrets, secrets == .inline {
            throw ValidationError("--env-secrets needs a store: --secrets nomad or vault")
        }
        if cni != nil, network != .container { throw ValidationError("--cni goes with --network container") }
    }

    /// The library's options.
    var options: ConversionOptions {
        var options = ConversionOptions()
        options.layout = layout
        options.network = network
        options.nodes = nodes
        options.node = node
        options.provider = provider
        options.volumes = volumes
        options.secrets = secrets
        options.environmentSecrets = envSecrets
        options.variables = variables
        options.cni = cni
        options.privateNetwork = privateNetwork
        options.nomadVersion = nomadVersion
        if let defaultCpu { options.defaultResources.cpu = defaultCpu }
        if let defaultMemory {
            options.defaultResources.memory = defaultMemory
            options.defaultResources.memoryHardLimit = max(options.defaultResources.memoryHardLimit, defaultMemory)
        }
        if let defaultMemoryLimit { options.defaultResources.memoryHardLimit = defaultMemoryLimit }
        if let cpuMhz { options.cpuMHz = cpuMhz }
        return options
    }
    /// The conversion of a project with these choices of files and images.
    func conversion(of project: ComposeOptions, _ files: [String], options: ConversionOptions) -> Conversion {
        Conversion(of: project.loadOptions(files: files, services: service), options: options, images: images)
    }
}
