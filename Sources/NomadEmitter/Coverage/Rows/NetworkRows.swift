internal import ComposeParser

// The networks of the project, and the place of a service in them.
extension Coverage {
    private static let ofDocker = "--network docker"

    private static func isDocker(_ subject: CoverageSubject) -> Bool {
        subject.facts.joinsDockerNetworks
    }

    static func networkRows(_ attribute: Attribute) -> [CoverageRow] {
        let noNetwork = "this network strategy makes no Docker networks"
        return switch attribute {
        case .networks:
            [
                CoverageRow.mapped("task.config.network_mode", "deploy.sh").when(ofDocker, isDocker),
                .approximated(
                    "group.network",
                    loses: "services of different networks reach each other",
                    hint: "use --network docker, --network mesh with Consul intentions, or the nodes' firewall"
                ).reported(with: .services),
            ]
        case .network:
            [
                CoverageRow.mapped("task.config.network_mode", "deploy.sh").when(ofDocker, isDocker),
                .approximated("group.network", loses: "it does not keep services apart").reported(with: .services),
            ]
        case .networkName:
            [
                CoverageRow.operatorAction(
                    "task.config.network_mode",
                    "deploy.sh",
                    action: "create the network on the node; deploy.sh has the command"
                ).when(ofDocker, isDocker),
                .approximated("group.network", loses: noNetwork, hint: "use --network docker to keep the name"),
            ]
        case .networkDriver:
            [
                .standard("bridge", "default"),
                CoverageRow.mapped("task.config.network_mode").when("`host`, `none`") {
                    $0.value == "host" || $0.value == "none"
                },
                CoverageRow.operatorAction(
                    "task.config.network_mode",
                    "deploy.sh",
                    action: "create the network on the node; deploy.sh has the command",
                    as: .warning
                ).when(ofDocker, isDocker),
                CoverageRow.approximated("group.network", loses: noNetwork).when("overlay"),
                .unsupported(noNetwork, instead: "use --network docker, or a CNI network of the nodes"),
            ]
        case .networkDriverOpts:
            [
                CoverageRow.mapped("deploy.sh").when(ofDocker, isDocker),
                .unsupported(noNetwork, instead: "use --network docker: deploy.sh then creates the network with them"),
            ]
        case .networkExternal:
            [
                .standard("false"),
                CoverageRow.operatorAction(
                    "task.config.network_mode",
                    action: "the Docker network must exist on the node"
                ).when(ofDocker, isDocker),
                .operatorAction(
                    action: "containers outside of the project are not found by name: list them in extra_hosts, or "
                        + "register them in Consul"
                ),
            ]
        case .networkExternalName: [olderName]
        case .networkInternal:
            [
                .standard("false"),
                CoverageRow.mapped("deploy.sh").when(ofDocker, isDocker),
                .unsupported(
                    "Nomad cannot keep a group from reaching the outside",
                    instead: "use --network docker, a CNI network, or the nodes' firewall"
                ),
            ]
        case .networkEnableIpv4:
            [
                .standard("true"),
                CoverageRow.mapped("deploy.sh").when(ofDocker, isDocker),
                .unsupported("addresses belong to the node", instead: "set it in the node's CNI or Docker network"),
            ]
        case .networkEnableIpv6:
            [
                .standard("false"),
                CoverageRow.mapped("deploy.sh").when(ofDocker, isDocker),
                .unsupported(
                    "addresses belong to the node",
                    instead: "set bridge_network_subnet_ipv6 in the client configuration, or IPv6 in the Docker daemon"
                ),
            ]
        case .networkAttachable: [.ignored("it matters to Swarm only")]
        case .networkLabels: [.ignored("nothing reads labels of networks")]
        case .networkIpam, .networkIpamDriver, .networkIpamConfig, .networkIpamPoolSubnet, .networkIpamPoolIpRange,
            .networkIpamPoolGateway, .networkIpamPoolAuxAddresses, .networkIpamOptions:
            [
                CoverageRow.mapped("deploy.sh").when(ofDocker, isDocker),
                .unsupported(
                    "addresses belong to the node",
                    instead: "use --network docker, or give the subnet to the node's CNI network"
                ),
            ]
        default: []
        }
    }

    static func serviceNetworkRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .serviceNetworks:
            [
                CoverageRow.approximated(
                    "task.config.network_mode",
                    loses: "a task joins one Docker network: those that a service joins become one"
                ).when("--network docker, several") { isDocker($0) && $0.present.items.count > 1 },
                CoverageRow.mapped("task.config.network_mode").when(ofDocker, isDocker),
                .approximated("group.network", loses: "networks do not keep services apart").reported(with: .services),
            ]
        case .serviceNetworkName, .serviceNetwork:
            [
                CoverageRow.mapped("task.config.network_mode").when(ofDocker, isDocker),
                .approximated("group.network", loses: "networks do not keep services apart").reported(with: .services),
            ]
        case .serviceNetworkAliases:
            [
                CoverageRow.mapped("task.config.network_aliases").when(ofDocker, isDocker),
                .approximated("task.service.tags", loses: "the whole project sees the alias, not one network only"),
            ]
        case .serviceNetworkIpv4Address, .serviceNetworkIpv6Address:
            [
                CoverageRow.operatorAction(
                    attribute == .serviceNetworkIpv4Address ? "task.config.ipv4_address" : "task.config.ipv6_address",
                    action: "the node's Docker network needs a matching subnet, and the service one instance"
                ).when(ofDocker, isDocker),
                CoverageRow.approximated(
                    "group.network.dns.servers",
                    loses: "addresses belong to the node, so those who ask for names there ask its resolvers"
                ).when("of a resolver") { $0.service.isResolver },
                .unsupported(
                    "addresses belong to the node",
                    instead: "reach the service by its name, or use --network docker"
                ),
            ]
        case .serviceNetworkMacAddress:
            [
                CoverageRow.unsupported(
                    "Docker sets no MAC address in a shared network namespace",
                    instead: "use --network dns or --network docker"
                ).when("bridge mode") { $0.service.isInNamespace },
                .approximated("task.config.mac_address", loses: "it is that of the one network kept"),
            ]
        case .serviceNetworkLinkLocalIps, .serviceNetworkDriverOpts, .serviceNetworkInterfaceName:
            [
                .unsupported(
                    "the Docker driver has no such setting",
                    instead: "create a CNI network that does it and name it in x-nomad"
                )
            ]
        case .serviceNetworkPriority, .serviceNetworkGwPriority:
            [
                .standard("0"),
                CoverageRow.approximated(
                    "task.config.network_mode",
                    loses: "it only decides which of several networks is kept"
                ).when(ofDocker, isDocker),
                .approximated(loses: "there is one network only"),
            ]
        case .serviceNetworkMode: networkModes
        case .serviceDns:
            [
                refusedByDocker,
                withoutNetwork,
                CoverageRow.mapped("group.network.dns.servers").when("--network hosts or mesh, --layout pod") {
                    !$0.facts.resolvesByDNS
                },
                .approximated(
                    "group.network.dns.servers",
                    loses: "they replace the resolver that knows the services of the project",
                    hint: "service names stop resolving unless the first server answers for .consul: let it forward "
                        + "that domain to Consul, or use --network hosts"
                ).reported(as: .ownResolvers, .refusedByDocker),
            ]
        case .serviceDnsOpt: [refusedByDocker, withoutNetwork, .mapped("group.network.dns.options")]
        case .serviceDnsSearch: [refusedByDocker, withoutNetwork, .mapped("group.network.dns.searches")]
        case .serviceDomainname:
            [
                refusedByDocker,
                .approximated("task.config.hostname", loses: "it is joined to the host name, not set as domain"),
            ]
        case .serviceHostname:
            [
                refusedByDocker,
                CoverageRow.mapped("group.network.hostname").when("bridge mode") { $0.service.isInNamespace },
                .mapped("task.config.hostname"),
            ]
        case .serviceExtraHosts:
            [
                refusedByDocker,
                hostGateway.when("host-gateway", asksForGateway),
                CoverageRow.mapped("task.config.extra_hosts").reported(as: .refusedByDocker),
            ]
        case .serviceExtraHost:
            [
                hostGateway.reported(with: .serviceExtraHosts).when("host-gateway", asksForGateway),
                .mapped("task.config.extra_hosts"),
            ]
        case .serviceMacAddress:
            [
                refusedByDocker,
                .ignored("there is no network of its own").when("network_mode host, none") {
                    $0.service.place == .host || $0.service.place == .none
                },
                CoverageRow.unsupported(
                    "Docker sets no MAC address in a shared network namespace",
                    instead: "use --network dns or --network docker"
                ).when("bridge mode") { $0.service.isInNamespace },
                CoverageRow.mapped("task.config.mac_address").reported(as: .refusedByDocker),
            ]
        case .serviceLinks:
            [
                CoverageRow.approximated(
                    "task.service.tags",
                    "task.template",
                    loses: "the whole project sees the alias, not this service only"
                ).when("with an alias") { subject in subject.words.contains { $0.contains(":") } },
                .mapped("task.service.tags", "task.template"),
            ]
        case .serviceExternalLinks:
            [
                .unsupported(
                    "containers outside of the project have no names in Nomad",
                    instead: "give the address in extra_hosts, or register the service in Consul"
                )
            ]
        default: []
        }
    }

    /// What cannot be said of a container in the network of another one.
    static var refusedByDocker: CoverageRow {
        CoverageRow.unsupported("Docker refuses it in the network of another container", instead: "leave it out")
            .when("network_mode container:…") { $0.service.place == .container }
    }

    /// What means nothing to a container without a network.
    static var withoutNetwork: CoverageRow {
        CoverageRow.ignored("there is no network").when("network_mode none") { $0.service.place == .none }
    }

    private static var hostGateway: CoverageRow {
        .approximated("task.config.extra_hosts", loses: "host-gateway becomes the address of the node")
    }

    private static func asksForGateway(_ subject: CoverageSubject) -> Bool {
        let words = subject.present.attribute == .serviceExtraHosts ? subject.parts : subject.words
        return words.contains { $0.hasSuffix("host-gateway") || $0.hasSuffix("172.17.0.1") }
    }

    private static var networkModes: [CoverageRow] {
        [
            .standard("bridge", "default"),
            .mapped("task.config.network_mode", "group.network.port.static").when("host"),
            .mapped("task.config.network_mode").when("none"),
            .approximated(
                "group.network.mode",
                "group.task",
                loses: "both services run in one group: they move, restart and scale together",
                hint: "the nodes need the CNI plugins",
                as: .warning
            ).when("`service:…`") { $0.value?.hasPrefix("service:") == true },
            .operatorAction(
                "task.config.network_mode",
                action: "the container must run on the node that Nomad chooses: pin the job with a constraint",
                as: .warning
            ).when("`container:…`") { $0.value?.hasPrefix("container:") == true },
            .operatorAction(
                "task.config.network_mode",
                action: "the Docker network must exist on every node",
                as: .warning
            ).when("another name") { _ in true },
        ]
    }
}
