internal import ComposeParser

// Published and exposed ports.
extension Coverage {
    static func portRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .servicePorts: [.parts("group.network.port", "task.config.ports")]
        case .servicePort: portForms
        case .servicePortTarget: [.mapped("group.network.port.to")]
        case .servicePortPublished:
            [
                CoverageRow.approximated("group.network.port.to", loses: "Nomad chooses the host port freely")
                    .reported(as: .portRangeLost)
                    .when("a range") { $0.value?.contains("-") == true },
                .mapped("group.network.port.static"),
            ]
        case .servicePortHostIp:
            [
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
                CoverageRow.mapped("group.network.port").when("`udp` beside `tcp`") { $0.hasTwin("tcp") },
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
                ).when("`ingress`, several instances") { $0.isScaled },
                .standard("ingress"),
            ]
        case .servicePortName: [.mapped("group.network.port")]
        case .serviceExpose:
            [
                CoverageRow.mapped("group.network.port").when("--network container, docker or mesh, --layout pod") {
                    $0.isBridge || $0.options.network == .docker
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

    /// The short forms of a port: the presence pass has taken them apart, so that their parts speak.
    private static var portForms: [CoverageRow] {
        let range = "Nomad chooses the host port freely, not from the range"
        let host = "add the host_network of client.hcl to the client configuration"
        return [
            .approximated("group.network.port", loses: "the port is published for TCP as well")
                .reported(with: .servicePortProtocol)
                .when("`6060:6060/udp`") { $0.value?.hasSuffix("/udp") == true },
            .operatorAction("group.network.port.host_network", "client.hcl", action: host)
                .reported(with: .servicePortHostIp)
                .when("`[::1]:6001:6001`") { $0.value?.hasPrefix("[") == true },
            .operatorAction("group.network.port.host_network", "client.hcl", action: host)
                .reported(with: .servicePortHostIp)
                .when("`127.0.0.1:8001:8001`") { ($0.value?.split(separator: ":").count ?? 0) > 2 },
            .mapped("group.network.port.static", "group.network.port.to").when("`3000-3005:3000-3005`") {
                guard let parts = $0.value?.split(separator: ":"), parts.count == 2 else { return false }
                return parts[0].contains("-") && parts[1].contains("-")
            },
            .approximated("group.network.port.to", loses: range)
                .reported(as: .portRangeLost)
                .when("`8000-9000:80`") {
                    guard let parts = $0.value?.split(separator: ":"), parts.count == 2 else { return false }
                    return parts[0].contains("-")
                },
            .mapped("group.network.port.static", "group.network.port.to")
                .when("`8080:80`") { $0.value?.contains(":") == true },
            .mapped("group.network.port.to").when("`3000-3005`") { $0.value?.contains("-") == true },
            .mapped("group.network.port.to").when("`80`") { $0.value != nil },
            .parts("group.network.port", "task.config.ports"),
        ]
    }
}
