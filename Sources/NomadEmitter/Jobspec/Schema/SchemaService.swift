extension NomadSchema {
    /// The blocks of services, checks and the service mesh.
    static let serviceTypes: [BlockType] = [
        BlockType(
            "CheckRestart",
            attributes: [
                .init("grace", .duration),
                .init("ignore_warnings", .bool),
                .init("limit", .number),
            ]
        ),
        BlockType(
            "ConsulConnect",
            attributes: [
                .init("native", .bool)
            ],
            blocks: [
                .init("gateway", .once("ConsulGateway")),
                .init("sidecar_service", .once("ConsulSidecarService")),
                .init("sidecar_task", .once("SidecarTask")),
            ]
        ),
        BlockType(
            "ConsulExposeConfig",
            blocks: [
                .init("path", .many("ConsulExposePath"), api: "Paths")
            ]
        ),
        BlockType(
            "ConsulExposePath",
            attributes: [
                .init("listener_port", .string),
                .init("local_path_port", .number),
                .init("path", .string),
                .init("protocol", .string),
            ]
        ),
        BlockType(
            "ConsulMeshGateway",
            attributes: [
                .init("mode", .string)
            ]
        ),
        BlockType(
            "ConsulProxy",
            attributes: [
                .init("local_service_address", .string),
                .init("local_service_port", .number),
            ],
            blocks: [
                .init("config", .map(.any)),
                .init("expose", .once("ConsulExposeConfig")),
                .init("transparent_proxy", .once("ConsulTransparentProxy")),
                .init("upstreams", .many("ConsulUpstream")),
            ]
        ),
        BlockType(
            "ConsulSidecarService",
            attributes: [
                .init("disable_default_tcp_check", .bool, api: "DisableDefaultTCPCheck"),
                .init("port", .string),
                .init("tags", .strings),
            ],
            blocks: [
                .init("meta", .map(.string)),
                .init("proxy", .once("ConsulProxy")),
            ]
        ),
        BlockType(
            "ConsulTransparentProxy",
            attributes: [
                .init("exclude_inbound_ports", .strings),
                .init("exclude_outbound_cidrs", .strings, api: "ExcludeOutboundCIDRs"),
                .init("exclude_outbound_ports", .numbers),
                .init("exclude_uids", .strings, api: "ExcludeUIDs"),
                .init("no_dns", .bool, api: "NoDNS"),
                .init("outbound_port", .number),
                .init("uid", .string, api: "UID"),
            ]
        ),
        BlockType(
            "ConsulUpstream",
            attributes: [
                .init("datacenter", .string),
                .init("destination_name", .string),
                .init("destination_namespace", .string),
                .init("destination_partition", .string),
                .init("destination_peer", .string),
                .init("destination_type", .string),
                .init("local_bind_address", .string),
                .init("local_bind_port", .number),
                .init("local_bind_socket_mode", .string),
                .init("local_bind_socket_path", .string),
            ],
            blocks: [
                .init("config", .map(.any)),
                .init("mesh_gateway", .once("ConsulMeshGateway")),
            ]
        ),
        BlockType(
            "Service",
            attributes: [
                .init("address", .string),
                .init("address_mode", .string),
                .init("canary_tags", .strings),
                .init("cluster", .string),
                .init("enable_tag_override", .bool),
                .init("kind", .string),
                .init("name", .string),
                .init("on_update", .string),
                .init("port", .string, api: "PortLabel"),
                .init("provider", .string),
                .init("tags", .strings),
                .init("task", .string, api: "TaskName"),
            ],
            blocks: [
                .init("canary_meta", .map(.string)),
                .init("check", .many("ServiceCheck"), api: "Checks"),
                .init("check_restart", .once("CheckRestart")),
                .init("connect", .once("ConsulConnect")),
                .init("identity", .once("WorkloadIdentity")),
                .init("meta", .map(.string)),
                .init("tagged_addresses", .map(.string)),
                .init("weights", .once("ServiceWeights")),
            ]
        ),
        BlockType(
            "ServiceCheck",
            attributes: [
                .init("address_mode", .string),
                .init("advertise", .string),
                .init("args", .strings),
                .init("body", .string),
                .init("command", .string),
                .init("expose", .bool),
                .init("failures_before_critical", .number),
                .init("failures_before_warning", .number),
                .init("grpc_service", .string, api: "GRPCService"),
                .init("grpc_use_tls", .bool, api: "GRPCUseTLS"),
                .init("initial_status", .string),
                .init("interval", .duration),
                .init("method", .string),
                .init("name", .string),
                .init("notes", .string),
                .init("on_update", .string),
                .init("path", .string),
                .init("port", .string, api: "PortLabel"),
                .init("protocol", .string),
                .init("success_before_passing", .number),
                .init("task", .string, api: "TaskName"),
                .init("timeout", .duration),
                .init("tls_server_name", .string, api: "TLSServerName"),
                .init("tls_skip_verify", .bool, api: "TLSSkipVerify"),
                .init("type", .string),
            ],
            blocks: [
                .init("check_restart", .once("CheckRestart")),
                .init("header", .map(.strings)),
            ]
        ),
        BlockType(
            "ServiceWeights",
            attributes: [
                .init("passing", .number),
                .init("warning", .number),
            ]
        ),
        BlockType(
            "SidecarTask",
            attributes: [
                .init("driver", .string),
                .init("kill_signal", .string),
                .init("kill_timeout", .duration),
                .init("name", .string),
                .init("shutdown_delay", .duration),
                .init("user", .string),
            ],
            blocks: [
                .init("config", .once("DockerConfig")),
                .init("env", .map(.string)),
                .init("identity", .many("WorkloadIdentity"), api: "Identities"),
                .init("logs", .once("LogConfig"), api: "LogConfig"),
                .init("meta", .map(.string)),
                .init("resources", .once("Resources")),
                .init("volume_mount", .many("VolumeMount"), api: "VolumeMounts"),
            ]
        ),
    ]
}
