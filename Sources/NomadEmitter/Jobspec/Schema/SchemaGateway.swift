extension NomadSchema {
    /// The blocks of the gateways of the service mesh.
    static let gatewayTypes: [BlockType] = [
        BlockType(
            "ConsulGateway",
            blocks: [
                .init("ingress", .once("ConsulIngressConfigEntry")),
                .init("mesh", .once("ConsulMeshConfigEntry")),
                .init("proxy", .once("ConsulGatewayProxy")),
                .init("terminating", .once("ConsulTerminatingConfigEntry")),
            ]
        ),
        BlockType(
            "ConsulGatewayBindAddress",
            labels: ["name"],
            attributes: [
                .init("address", .string),
                .init("port", .number),
            ]
        ),
        BlockType(
            "ConsulGatewayProxy",
            attributes: [
                .init("connect_timeout", .duration),
                .init("envoy_dns_discovery_type", .string, api: "EnvoyDNSDiscoveryType"),
                .init("envoy_gateway_bind_tagged_addresses", .bool),
                .init("envoy_gateway_no_default_bind", .bool),
            ],
            blocks: [
                .init("config", .map(.any)),
                .init("envoy_gateway_bind_addresses", .many("ConsulGatewayBindAddress")),
            ]
        ),
        BlockType(
            "ConsulGatewayTLSConfig",
            attributes: [
                .init("cipher_suites", .strings),
                .init("enabled", .bool),
                .init("tls_max_version", .string, api: "TLSMaxVersion"),
                .init("tls_min_version", .string, api: "TLSMinVersion"),
            ],
            blocks: [
                .init("sds", .once("ConsulGatewayTLSSDSConfig"), api: "SDS")
            ]
        ),
        BlockType(
            "ConsulGatewayTLSSDSConfig",
            attributes: [
                .init("cert_resource", .string),
                .init("cluster_name", .string),
            ]
        ),
        BlockType(
            "ConsulHTTPHeaderModifiers",
            attributes: [
                .init("remove", .strings)
            ],
            blocks: [
                .init("add", .map(.string)),
                .init("set", .map(.string)),
            ]
        ),
        BlockType(
            "ConsulIngressConfigEntry",
            blocks: [
                .init("listener", .many("ConsulIngressListener"), api: "Listeners"),
                .init("tls", .once("ConsulGatewayTLSConfig"), api: "TLS"),
            ]
        ),
        BlockType(
            "ConsulIngressListener",
            attributes: [
                .init("port", .number),
                .init("protocol", .string),
            ],
            blocks: [
                .init("service", .many("ConsulIngressService"), api: "Services")
            ]
        ),
        BlockType(
            "ConsulIngressService",
            attributes: [
                .init("hosts", .strings),
                .init("max_concurrent_requests", .number),
                .init("max_connections", .number),
                .init("max_pending_requests", .number),
                .init("name", .string),
            ],
            blocks: [
                .init("request_headers", .once("ConsulHTTPHeaderModifiers")),
                .init("response_headers", .once("ConsulHTTPHeaderModifiers")),
                .init("tls", .once("ConsulGatewayTLSConfig"), api: "TLS"),
            ]
        ),
        BlockType(
            "ConsulLinkedService",
            attributes: [
                .init("ca_file", .string, api: "CAFile"),
                .init("cert_file", .string),
                .init("key_file", .string),
                .init("name", .string),
                .init("sni", .string, api: "SNI"),
            ]
        ),
        BlockType(
            "ConsulMeshConfigEntry",
        ),
        BlockType(
            "ConsulTerminatingConfigEntry",
            blocks: [
                .init("service", .many("ConsulLinkedService"), api: "Services")
            ]
        ),
    ]
}
