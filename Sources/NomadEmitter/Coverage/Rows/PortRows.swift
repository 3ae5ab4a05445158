internal import ComposeParser

// Published and exposed ports.
extension Coverage {
    static func portRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .servicePorts: [refusedByDocker, withoutNetwork, .parts("group.network.port", "task.config.ports")]
        case .servicePort: portForms
        case .servicePortTarget: [.mapped("group.network.port.to")]
        case .servicePortPublished:
            [
                unmapped,
                CoverageRow.approximated("group.network.port.to", loses: "Nomad chooses the host port freely")
                    .reported(as: .portRangeLost)
                    .when("a range") { $0.value?.contains("-") == true },
                .mapped("group.network.port.static"),
            ]
        case .servicePortHostIp:
            [
                unmapped,
                .standard("0.0.0.0", "::"),
                .operatorAction(
                    "group.network.port.host_network",
                    "client.hcl",
                    action: "add the host_network of client.hcl to the client configuration"
                ),
            ]
        case .servicePortProtocol:
            [
                .standard("tcp"),
                .unsupported("Nomad publishes TCP and UDP only", instead: "use network_mode host")
                    .reported(as: .unsupportedProtocol).when("sctp"),
                .ignored("Nomad publishes a port for TCP and UDP alike").when("`udp` beside `tcp`") {
                    $0.hasTwin("tcp")
                },
                .approximated("group.network.port", loses: "the port is published for TCP as well"),
            ]
        case .servicePortAppProtocol: [.mapped("task.service.tags")]
        case .servicePortMode:
            [
                .mapped("group.network.port.static").when("host"),
                CoverageRow.approximated(
                    "group.network.port.static",
                    loses: "there is no routing mesh: only nodes with an instance answer",
                    hint: "put a load balancer such as Traefik or Fabio in front",
                    as: .warning
                ).when("`ingress`, several instances") { $0.service.isScaled },
                .standard("ingress"),
            ]
        case .servicePortName: [.mapped("group.network.port")]
        case .serviceExpose:
            [
                refusedByDocker,
                withoutNetwork,
                CoverageRow.mapped("group.network.port").when("--network container, docker or mesh, --layout pod") {
                    !$0.service.isServedOnNode
                },
                .approximated(
                    "group.network.port",
                    "task.config.ports",
                    loses: "the ports are reachable on the node's address, not by peers only"
                ),
            ]
        default: []
        }
    }

    private static var unmapped: CoverageRow {
        .ignored("Docker maps no ports there either").when("network_mode host") { $0.service.place == .host }
    }

    private static var portForms: [CoverageRow] {
        let range = "Nomad chooses the host port freely, not from the range"
        let host = "add the host_network of client.hcl to the client configuration"
        return [
            .mapped("group.network.port.static", "group.network.port.to").short("8080:80"),
            .mapped("group.network.port.static", "group.network.port.to").short("3000-3005:3000-3005"),
            .mapped("group.network.port.to").short("80"),
            .mapped("group.network.port.to").short("3000-3005"),
            .approximated("group.network.port.to", loses: range).reported(as: .portRangeLost).short("8000-9000:80"),
            .operatorAction("group.network.port.host_network", "client.hcl", action: host)
                .reported(with: .servicePortHostIp).short("127.0.0.1:8001:8001"),
            .operatorAction("group.network.port.host_network", "client.hcl", action: host)
                .reported(with: .servicePortHostIp).short("[::1]:6001:6001"),
            .approximated("group.network.port", loses: "the port is published for TCP as well")
                .reported(with: .servicePortProtocol).short("6060:6060/udp"),
            .parts("group.network.port", "task.config.ports"),
        ]
    }
}
