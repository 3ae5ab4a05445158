/// Job variables that the conversion adds.
enum OwnVariable: String, Sendable, Hashable, CaseIterable {
    case dnsServers = "dns_servers"
    case cpuMHz = "cpu_mhz"
    case memoryLimit = "memory_limit"
    case registry
    case tag
    case node

    func declaration(_ options: ConversionOptions) -> Jobspec.Variable {
        switch self {
        case .dnsServers:
            Jobspec.Variable(
                name: rawValue,
                type: .strings,
                default: .strings(["${attr.unique.network.ip-address}"]),
                description: "Resolvers that answer *.consul and forward the rest."
            )
        case .cpuMHz:
            Jobspec.Variable(
                name: rawValue,
                type: .number,
                default: .number(options.cpuMHz),
                description: "MHz of one core of the nodes: Compose counts cores, Nomad MHz."
            )
        case .memoryLimit:
            Jobspec.Variable(
                name: rawValue,
                type: .number,
                default: .number(max(options.defaultResources.memoryHardLimit, options.defaultResources.memory)),
                description: "MiB that a task may take at most where the compose file states no limit."
            )
        case .node:
            Jobspec.Variable(
                name: rawValue,
                type: .string,
                default: .string(options.node ?? ""),
                description: "Name of the node that runs the job, where several could: deploy.sh asks for it."
            )
        case .registry:
            Jobspec.Variable(
                name: rawValue,
                type: .string,
                description: "Registry that deploy.sh pushes the built images to and the nodes pull from."
            )
        case .tag:
            Jobspec.Variable(
                name: rawValue,
                type: .string,
                description: "Tag of the built images: deploy.sh takes it from git or the time."
            )
        }
    }
}
