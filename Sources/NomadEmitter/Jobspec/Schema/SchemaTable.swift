// Written by Scripts/generate-schema from Tests/TestSupport/Schemas/nomad.json: change the schema, not this file.

/// The types of blocks of Nomad and of its docker driver, by their names in Nomad's own source.
enum BlockName: Int, Sendable, CaseIterable {
    case action
    case affinity
    case changeScript
    case checkRestart
    case cniConfig
    case constraint
    case consul
    case consulConnect
    case consulExposeConfig
    case consulExposePath
    case consulGateway
    case consulGatewayBindAddress
    case consulGatewayProxy
    case consulGatewayTLSConfig
    case consulGatewayTLSSDSConfig
    case consulHTTPHeaderModifiers
    case consulIngressConfigEntry
    case consulIngressListener
    case consulIngressService
    case consulLinkedService
    case consulMeshConfigEntry
    case consulMeshGateway
    case consulProxy
    case consulSidecarService
    case consulTerminatingConfigEntry
    case consulTransparentProxy
    case consulUpstream
    case csiMountOptions
    case disconnectStrategy
    case dispatchPayloadConfig
    case dnsConfig
    case dockerAuth
    case dockerBindOptions
    case dockerConfig
    case dockerDevices
    case dockerDriverConfig
    case dockerHealthchecks
    case dockerLogging
    case dockerMount
    case dockerTmpfsOptions
    case dockerVolumeOptions
    case ephemeralDisk
    case job
    case jobUIConfig
    case jobUILink
    case logConfig
    case migrateStrategy
    case multiregion
    case multiregionRegion
    case multiregionStrategy
    case networkResource
    case numaResource
    case parameterizedJobConfig
    case periodicConfig
    case port
    case requestedDevice
    case reschedulePolicy
    case resources
    case restartPolicy
    case scalingPolicy
    case secret
    case service
    case serviceCheck
    case serviceWeights
    case sidecarTask
    case spread
    case spreadTarget
    case task
    case taskArtifact
    case taskCSIPluginConfig
    case taskGroup
    case taskLifecycle
    case taskSchedule
    case taskScheduleCron
    case template
    case updateStrategy
    case vault
    case volumeMount
    case volumeRequest
    case waitConfig
    case workloadIdentity
}

extension NomadSchema {
    /// All types of blocks, in the order of their names.
    static let recorded: [BlockType] = [
        action,
        affinity,
        changeScript,
        checkRestart,
        cniConfig,
        constraint,
        consul,
        consulConnect,
        consulExposeConfig,
        consulExposePath,
        consulGateway,
        consulGatewayBindAddress,
        consulGatewayProxy,
        consulGatewayTLSConfig,
        consulGatewayTLSSDSConfig,
        consulHTTPHeaderModifiers,
        consulIngressConfigEntry,
        consulIngressListener,
        consulIngressService,
        consulLinkedService,
        consulMeshConfigEntry,
        consulMeshGateway,
        consulProxy,
        consulSidecarService,
        consulTerminatingConfigEntry,
        consulTransparentProxy,
        consulUpstream,
        csiMountOptions,
        disconnectStrategy,
        dispatchPayloadConfig,
        dnsConfig,
        dockerAuth,
        dockerBindOptions,
        dockerConfig,
        dockerDevices,
        dockerDriverConfig,
        dockerHealthchecks,
        dockerLogging,
        dockerMount,
        dockerTmpfsOptions,
        dockerVolumeOptions,
        ephemeralDisk,
        job,
        jobUIConfig,
        jobUILink,
        logConfig,
        migrateStrategy,
        multiregion,
        multiregionRegion,
        multiregionStrategy,
        networkResource,
        numaResource,
        parameterizedJobConfig,
        periodicConfig,
        port,
        requestedDevice,
        reschedulePolicy,
        resources,
        restartPolicy,
        scalingPolicy,
        secret,
        service,
        serviceCheck,
        serviceWeights,
        sidecarTask,
        spread,
        spreadTarget,
        task,
        taskArtifact,
        taskCSIPluginConfig,
        taskGroup,
        taskLifecycle,
        taskSchedule,
        taskScheduleCron,
        template,
        updateStrategy,
        vault,
        volumeMount,
        volumeRequest,
        waitConfig,
        workloadIdentity,
    ]

    private static let action = BlockType(
        .action,
        attributes: [
            .init("args", .strings, api: "Args"),
            .init("command", .string, api: "Command", isRequired: true),
        ]
    )

    private static let affinity = BlockType(
        .affinity,
        attributes: [
            .init("attribute", .string, api: "LTarget"),
            .init("operator", .string, api: "Operand"),
            .init("regexp", .string, api: "Regexp"),
            .init("semver", .string, api: "Semver"),
            .init("set_contains", .string, api: "SetContains"),
            .init("set_contains_all", .string, api: "SetContainsAll"),
            .init("set_contains_any", .string, api: "SetContainsAny"),
            .init("value", .string, api: "RTarget"),
            .init("version", .string, api: "Version"),
            .init("weight", .number, api: "Weight"),
        ]
    )

    private static let changeScript = BlockType(
        .changeScript,
        attributes: [
            .init("args", .strings, api: "Args"),
            .init("command", .string, api: "Command"),
            .init("fail_on_error", .bool, api: "FailOnError"),
            .init("run_on_first_render", .bool, api: "RunOnFirstRender"),
            .init("timeout", .duration, api: "Timeout"),
        ]
    )

    private static let checkRestart = BlockType(
        .checkRestart,
        attributes: [
            .init("grace", .duration, api: "Grace"),
            .init("ignore_warnings", .bool, api: "IgnoreWarnings"),
            .init("limit", .number, api: "Limit"),
        ]
    )

    private static let cniConfig = BlockType(
        .cniConfig,
        attributes: [
            .init("args", .map, api: "Args")
        ]
    )

    private static let constraint = BlockType(
        .constraint,
        attributes: [
            .init("attribute", .string, api: "LTarget"),
            .init("distinct_hosts", .bool, api: "DistinctHosts"),
            .init("distinct_property", .string, api: "DistinctProperty"),
            .init("is_not_set", .string, api: "IsNotSet"),
            .init("is_set", .string, api: "IsSet"),
            .init("operator", .string, api: "Operand"),
            .init("regexp", .string, api: "Regexp"),
            .init("semver", .string, api: "Semver"),
            .init("set_contains", .string, api: "SetContains"),
            .init("set_contains_all", .string, api: "SetContainsAll"),
            .init("set_contains_any", .string, api: "SetContainsAny"),
            .init("value", .string, api: "RTarget"),
            .init("version", .string, api: "Version"),
        ]
    )

    private static let consul = BlockType(
        .consul,
        attributes: [
            .init("cluster", .string, api: "Cluster"),
            .init("namespace", .string, api: "Namespace"),
            .init("partition", .string, api: "Partition"),
        ]
    )

    private static let consulConnect = BlockType(
        .consulConnect,
        attributes: [
            .init("native", .bool, api: "Native")
        ],
        blocks: [
            .init("gateway", .once(.consulGateway), api: "Gateway"),
            .init("sidecar_service", .once(.consulSidecarService), api: "SidecarService"),
            .init("sidecar_task", .once(.sidecarTask), api: "SidecarTask"),
        ]
    )

    private static let consulExposeConfig = BlockType(
        .consulExposeConfig,
        blocks: [
            .init("path", .many(.consulExposePath), api: "Paths")
        ]
    )

    private static let consulExposePath = BlockType(
        .consulExposePath,
        attributes: [
            .init("listener_port", .string, api: "ListenerPort"),
            .init("local_path_port", .number, api: "LocalPathPort"),
            .init("path", .string, api: "Path"),
            .init("protocol", .string, api: "Protocol"),
        ]
    )

    private static let consulGateway = BlockType(
        .consulGateway,
        blocks: [
            .init("ingress", .once(.consulIngressConfigEntry), api: "Ingress"),
            .init("mesh", .once(.consulMeshConfigEntry), api: "Mesh"),
            .init("proxy", .once(.consulGatewayProxy), api: "Proxy"),
            .init("terminating", .once(.consulTerminatingConfigEntry), api: "Terminating"),
        ]
    )

    private static let consulGatewayBindAddress = BlockType(
        .consulGatewayBindAddress,
        attributes: [
            .init("address", .string, api: "Address"),
            .init("port", .number, api: "Port"),
        ]
    )

    private static let consulGatewayProxy = BlockType(
        .consulGatewayProxy,
        attributes: [
            .init("connect_timeout", .duration, api: "ConnectTimeout"),
            .init("envoy_dns_discovery_type", .string, api: "EnvoyDNSDiscoveryType"),
            .init("envoy_gateway_bind_tagged_addresses", .bool, api: "EnvoyGatewayBindTaggedAddresses"),
            .init("envoy_gateway_no_default_bind", .bool, api: "EnvoyGatewayNoDefaultBind"),
        ],
        blocks: [
            .init("config", .map(.any), api: "Config"),
            .init(
                "envoy_gateway_bind_addresses",
                .many(.consulGatewayBindAddress),
                api: "EnvoyGatewayBindAddresses",
                labels: 1
            ),
        ]
    )

    private static let consulGatewayTLSConfig = BlockType(
        .consulGatewayTLSConfig,
        attributes: [
            .init("cipher_suites", .strings, api: "CipherSuites"),
            .init("enabled", .bool, api: "Enabled"),
            .init("tls_max_version", .string, api: "TLSMaxVersion"),
            .init("tls_min_version", .string, api: "TLSMinVersion"),
        ],
        blocks: [
            .init("sds", .once(.consulGatewayTLSSDSConfig), api: "SDS")
        ]
    )

    private static let consulGatewayTLSSDSConfig = BlockType(
        .consulGatewayTLSSDSConfig,
        attributes: [
            .init("cert_resource", .string, api: "CertResource"),
            .init("cluster_name", .string, api: "ClusterName"),
        ]
    )

    private static let consulHTTPHeaderModifiers = BlockType(
        .consulHTTPHeaderModifiers,
        attributes: [
            .init("remove", .strings, api: "Remove")
        ],
        blocks: [
            .init("add", .map(.string), api: "Add"),
            .init("set", .map(.string), api: "Set"),
        ]
    )

    private static let consulIngressConfigEntry = BlockType(
        .consulIngressConfigEntry,
        blocks: [
            .init("listener", .many(.consulIngressListener), api: "Listeners"),
            .init("tls", .once(.consulGatewayTLSConfig), api: "TLS"),
        ]
    )

    private static let consulIngressListener = BlockType(
        .consulIngressListener,
        attributes: [
            .init("port", .number, api: "Port"),
            .init("protocol", .string, api: "Protocol"),
        ],
        blocks: [
            .init("service", .many(.consulIngressService), api: "Services")
        ]
    )

    private static let consulIngressService = BlockType(
        .consulIngressService,
        attributes: [
            .init("hosts", .strings, api: "Hosts"),
            .init("max_concurrent_requests", .number, api: "MaxConcurrentRequests"),
            .init("max_connections", .number, api: "MaxConnections"),
            .init("max_pending_requests", .number, api: "MaxPendingRequests"),
            .init("name", .string, api: "Name"),
        ],
        blocks: [
            .init("request_headers", .once(.consulHTTPHeaderModifiers), api: "RequestHeaders"),
            .init("response_headers", .once(.consulHTTPHeaderModifiers), api: "ResponseHeaders"),
            .init("tls", .once(.consulGatewayTLSConfig), api: "TLS"),
        ]
    )

    private static let consulLinkedService = BlockType(
        .consulLinkedService,
        attributes: [
            .init("ca_file", .string, api: "CAFile"),
            .init("cert_file", .string, api: "CertFile"),
            .init("key_file", .string, api: "KeyFile"),
            .init("name", .string, api: "Name"),
            .init("sni", .string, api: "SNI"),
        ]
    )

    private static let consulMeshConfigEntry = BlockType(.consulMeshConfigEntry)

    private static let consulMeshGateway = BlockType(
        .consulMeshGateway,
        attributes: [
            .init("mode", .string, api: "Mode")
        ]
    )

    private static let consulProxy = BlockType(
        .consulProxy,
        attributes: [
            .init("local_service_address", .string, api: "LocalServiceAddress"),
            .init("local_service_port", .number, api: "LocalServicePort"),
        ],
        blocks: [
            .init("config", .map(.any), api: "Config"),
            .init("expose", .once(.consulExposeConfig), api: "Expose"),
            .init("transparent_proxy", .once(.consulTransparentProxy), api: "TransparentProxy"),
            .init("upstreams", .many(.consulUpstream), api: "Upstreams"),
        ]
    )

    private static let consulSidecarService = BlockType(
        .consulSidecarService,
        attributes: [
            .init("disable_default_tcp_check", .bool, api: "DisableDefaultTCPCheck"),
            .init("port", .string, api: "Port"),
            .init("tags", .strings, api: "Tags"),
        ],
        blocks: [
            .init("meta", .map(.string), api: "Meta"),
            .init("proxy", .once(.consulProxy), api: "Proxy"),
        ]
    )

    private static let consulTerminatingConfigEntry = BlockType(
        .consulTerminatingConfigEntry,
        blocks: [
            .init("service", .many(.consulLinkedService), api: "Services")
        ]
    )

    private static let consulTransparentProxy = BlockType(
        .consulTransparentProxy,
        attributes: [
            .init("exclude_inbound_ports", .strings, api: "ExcludeInboundPorts"),
            .init("exclude_outbound_cidrs", .strings, api: "ExcludeOutboundCIDRs"),
            .init("exclude_outbound_ports", .numbers, api: "ExcludeOutboundPorts"),
            .init("exclude_uids", .strings, api: "ExcludeUIDs"),
            .init("no_dns", .bool, api: "NoDNS"),
            .init("outbound_port", .number, api: "OutboundPort"),
            .init("uid", .string, api: "UID"),
        ]
    )

    private static let consulUpstream = BlockType(
        .consulUpstream,
        attributes: [
            .init("datacenter", .string, api: "Datacenter"),
            .init("destination_name", .string, api: "DestinationName"),
            .init("destination_namespace", .string, api: "DestinationNamespace"),
            .init("destination_partition", .string, api: "DestinationPartition"),
            .init("destination_peer", .string, api: "DestinationPeer"),
            .init("destination_type", .string, api: "DestinationType"),
            .init("local_bind_address", .string, api: "LocalBindAddress"),
            .init("local_bind_port", .number, api: "LocalBindPort"),
            .init("local_bind_socket_mode", .string, api: "LocalBindSocketMode"),
            .init("local_bind_socket_path", .string, api: "LocalBindSocketPath"),
        ],
        blocks: [
            .init("config", .map(.any), api: "Config"),
            .init("mesh_gateway", .once(.consulMeshGateway), api: "MeshGateway"),
        ]
    )

    private static let csiMountOptions = BlockType(
        .csiMountOptions,
        attributes: [
            .init("fs_type", .string, api: "FSType"),
            .init("mount_flags", .strings, api: "MountFlags"),
        ]
    )

    private static let disconnectStrategy = BlockType(
        .disconnectStrategy,
        attributes: [
            .init("lost_after", .duration, api: "LostAfter"),
            .init("reconcile", .string, api: "Reconcile"),
            .init("replace", .bool, api: "Replace"),
            .init("stop_on_client_after", .duration, api: "StopOnClientAfter"),
        ]
    )

    private static let dispatchPayloadConfig = BlockType(
        .dispatchPayloadConfig,
        attributes: [
            .init("file", .string, api: "File")
        ]
    )

    private static let dnsConfig = BlockType(
        .dnsConfig,
        attributes: [
            .init("options", .strings, api: "Options"),
            .init("searches", .strings, api: "Searches"),
            .init("servers", .strings, api: "Servers"),
        ]
    )

    private static let dockerAuth = BlockType(
        .dockerAuth,
        attributes: [
            .init("email", .string, api: "Email"),
            .init("password", .string, api: "Password"),
            .init("server_address", .string, api: "ServerAddress"),
            .init("username", .string, api: "Username"),
        ]
    )

    private static let dockerBindOptions = BlockType(
        .dockerBindOptions,
        attributes: [
            .init("propagation", .string, api: "Propagation")
        ]
    )

    private static let dockerConfig = BlockType(
        .dockerConfig,
        attributes: [
            .init("advertise_ipv6_address", .bool, api: "AdvertiseIpv6Address"),
            .init("args", .strings, api: "Args"),
            .init("auth_soft_fail", .bool, api: "AuthSoftFail"),
            .init("cap_add", .strings, api: "CapAdd"),
            .init("cap_drop", .strings, api: "CapDrop"),
            .init("cgroupns", .string, api: "Cgroupns"),
            .init("command", .string, api: "Command"),
            .init("container_exists_attempts", .number, api: "ContainerExistsAttempts"),
            .init("cpu_cfs_period", .number, api: "CpuCfsPeriod"),
            .init("cpu_hard_limit", .bool, api: "CpuHardLimit"),
            .init("cpuset_cpus", .string, api: "CpusetCpus"),
            .init("dns_options", .strings, api: "DnsOptions"),
            .init("dns_search_domains", .strings, api: "DnsSearchDomains"),
            .init("dns_servers", .strings, api: "DnsServers"),
            .init("entrypoint", .strings, api: "Entrypoint"),
            .init("extra_hosts", .strings, api: "ExtraHosts"),
            .init("force_pull", .bool, api: "ForcePull"),
            .init("group_add", .strings, api: "GroupAdd"),
            .init("hostname", .string, api: "Hostname"),
            .init("image", .string, api: "Image", isRequired: true),
            .init("image_pull_timeout", .string, api: "ImagePullTimeout"),
            .init("init", .bool, api: "Init"),
            .init("interactive", .bool, api: "Interactive"),
            .init("ipc_mode", .string, api: "IpcMode"),
            .init("ipv4_address", .string, api: "Ipv4Address"),
            .init("ipv6_address", .string, api: "Ipv6Address"),
            .init("isolation", .string, api: "Isolation"),
            .init("load", .string, api: "Load"),
            .init("mac_address", .string, api: "MacAddress"),
            .init("memory_hard_limit", .number, api: "MemoryHardLimit"),
            .init("network_aliases", .strings, api: "NetworkAliases"),
            .init("network_mode", .string, api: "NetworkMode"),
            .init("oom_score_adj", .number, api: "OomScoreAdj"),
            .init("pid_mode", .string, api: "PidMode"),
            .init("pids_limit", .number, api: "PidsLimit"),
            .init("ports", .strings, api: "Ports"),
            .init("privileged", .bool, api: "Privileged"),
            .init("readonly_rootfs", .bool, api: "ReadonlyRootfs"),
            .init("runtime", .string, api: "Runtime"),
            .init("security_opt", .strings, api: "SecurityOpt"),
            .init("shm_size", .number, api: "ShmSize"),
            .init("tty", .bool, api: "Tty"),
            .init("userns_mode", .string, api: "UsernsMode"),
            .init("uts_mode", .string, api: "UtsMode"),
            .init("volume_driver", .string, api: "VolumeDriver"),
            .init("volumes", .strings, api: "Volumes"),
            .init("work_dir", .string, api: "WorkDir"),
        ],
        blocks: [
            .init("auth", .once(.dockerAuth), api: "Auth"),
            .init("devices", .many(.dockerDevices), api: "Devices"),
            .init("healthchecks", .once(.dockerHealthchecks), api: "Healthchecks"),
            .init("labels", .map(.string), api: "Labels", orAttribute: true),
            .init("logging", .once(.dockerLogging), api: "Logging"),
            .init("mount", .many(.dockerMount), api: "Mount"),
            .init("mounts", .many(.dockerMount), api: "Mounts"),
            .init("port_map", .map(.number), api: "PortMap", orAttribute: true),
            .init("storage_opt", .map(.string), api: "StorageOpt", orAttribute: true),
            .init("sysctl", .map(.string), api: "Sysctl", orAttribute: true),
            .init("ulimit", .map(.string), api: "Ulimit", orAttribute: true),
        ]
    )

    private static let dockerDevices = BlockType(
        .dockerDevices,
        attributes: [
            .init("cgroup_permissions", .string, api: "CgroupPermissions"),
            .init("container_path", .string, api: "ContainerPath"),
            .init("host_path", .string, api: "HostPath"),
        ]
    )

    private static let dockerDriverConfig = BlockType(
        .dockerDriverConfig,
        attributes: [
            .init("name", .string, api: "Name")
        ],
        blocks: [
            .init("options", .map(.string), api: "Options", orAttribute: true)
        ]
    )

    private static let dockerHealthchecks = BlockType(
        .dockerHealthchecks,
        attributes: [
            .init("disable", .bool, api: "Disable")
        ]
    )

    private static let dockerLogging = BlockType(
        .dockerLogging,
        attributes: [
            .init("driver", .string, api: "Driver"),
            .init("type", .string, api: "Type"),
        ],
        blocks: [
            .init("config", .map(.string), api: "Config", orAttribute: true)
        ]
    )

    private static let dockerMount = BlockType(
        .dockerMount,
        attributes: [
            .init("readonly", .bool, api: "Readonly"),
            .init("source", .string, api: "Source"),
            .init("target", .string, api: "Target"),
            .init("type", .string, api: "Type"),
        ],
        blocks: [
            .init("bind_options", .once(.dockerBindOptions), api: "BindOptions"),
            .init("tmpfs_options", .once(.dockerTmpfsOptions), api: "TmpfsOptions"),
            .init("volume_options", .once(.dockerVolumeOptions), api: "VolumeOptions"),
        ]
    )

    private static let dockerTmpfsOptions = BlockType(
        .dockerTmpfsOptions,
        attributes: [
            .init("mode", .number, api: "Mode"),
            .init("size", .number, api: "Size"),
        ]
    )

    private static let dockerVolumeOptions = BlockType(
        .dockerVolumeOptions,
        attributes: [
            .init("no_copy", .bool, api: "NoCopy")
        ],
        blocks: [
            .init("driver_config", .once(.dockerDriverConfig), api: "DriverConfig"),
            .init("labels", .map(.string), api: "Labels", orAttribute: true),
        ]
    )

    private static let ephemeralDisk = BlockType(
        .ephemeralDisk,
        attributes: [
            .init("migrate", .bool, api: "Migrate"),
            .init("size", .number, api: "SizeMB"),
            .init("sticky", .bool, api: "Sticky"),
        ]
    )

    private static let job = BlockType(
        .job,
        attributes: [
            .init("all_at_once", .bool, api: "AllAtOnce"),
            .init("datacenters", .strings, api: "Datacenters"),
            .init("id", .string, api: "ID"),
            .init("name", .string, api: "Name"),
            .init("namespace", .string, api: "Namespace"),
            .init("node_pool", .string, api: "NodePool"),
            .init("priority", .number, api: "Priority"),
            .init("region", .string, api: "Region"),
            .init("type", .string, api: "Type"),
        ],
        blocks: [
            .init("affinity", .many(.affinity), api: "Affinities"),
            .init("constraint", .many(.constraint), api: "Constraints"),
            .init("group", .many(.taskGroup), api: "TaskGroups", labels: 1),
            .init("meta", .map(.string), api: "Meta", orAttribute: true),
            .init("migrate", .once(.migrateStrategy), api: "Migrate"),
            .init("multiregion", .once(.multiregion), api: "Multiregion"),
            .init("parameterized", .once(.parameterizedJobConfig), api: "ParameterizedJob"),
            .init("periodic", .once(.periodicConfig), api: "Periodic"),
            .init("reschedule", .once(.reschedulePolicy), api: "Reschedule"),
            .init("secret", .many(.secret), api: "Secrets", labels: 1),
            .init("spread", .many(.spread), api: "Spreads"),
            .init("task", .many(.task), api: "TaskGroups", labels: 1),
            .init("ui", .once(.jobUIConfig), api: "UI"),
            .init("update", .once(.updateStrategy), api: "Update"),
            .init("vault", .once(.vault), api: "Vault"),
        ]
    )

    private static let jobUIConfig = BlockType(
        .jobUIConfig,
        attributes: [
            .init("description", .string, api: "Description")
        ],
        blocks: [
            .init("link", .many(.jobUILink), api: "Links")
        ]
    )

    private static let jobUILink = BlockType(
        .jobUILink,
        attributes: [
            .init("label", .string, api: "Label"),
            .init("url", .string, api: "URL"),
        ]
    )

    private static let logConfig = BlockType(
        .logConfig,
        attributes: [
            .init("disabled", .bool, api: "Disabled"),
            .init("enabled", .bool, api: "Enabled"),
            .init("max_file_size", .number, api: "MaxFileSizeMB"),
            .init("max_files", .number, api: "MaxFiles"),
        ]
    )

    private static let migrateStrategy = BlockType(
        .migrateStrategy,
        attributes: [
            .init("health_check", .string, api: "HealthCheck"),
            .init("healthy_deadline", .duration, api: "HealthyDeadline"),
            .init("max_parallel", .number, api: "MaxParallel"),
            .init("min_healthy_time", .duration, api: "MinHealthyTime"),
        ]
    )

    private static let multiregion = BlockType(
        .multiregion,
        blocks: [
            .init("region", .many(.multiregionRegion), api: "Regions", labels: 1),
            .init("strategy", .once(.multiregionStrategy), api: "Strategy"),
        ]
    )

    private static let multiregionRegion = BlockType(
        .multiregionRegion,
        attributes: [
            .init("count", .number, api: "Count"),
            .init("datacenters", .strings, api: "Datacenters"),
            .init("node_pool", .string, api: "NodePool"),
        ],
        blocks: [
            .init("meta", .map(.string), api: "Meta")
        ]
    )

    private static let multiregionStrategy = BlockType(
        .multiregionStrategy,
        attributes: [
            .init("max_parallel", .number, api: "MaxParallel"),
            .init("on_failure", .string, api: "OnFailure"),
        ]
    )

    private static let networkResource = BlockType(
        .networkResource,
        attributes: [
            .init("cidr", .string, api: "CIDR"),
            .init("device", .string, api: "Device"),
            .init("hostname", .string, api: "Hostname"),
            .init("ip", .string, api: "IP"),
            .init("mbits", .number, api: "MBits"),
            .init("mode", .string, api: "Mode"),
        ],
        blocks: [
            .init("cni", .once(.cniConfig), api: "CNI"),
            .init("dns", .once(.dnsConfig), api: "DNS"),
            .init("port", .many(.port), api: "DynamicPorts", labels: 1),
            .init("reserved_ports", .many(.port), api: "ReservedPorts", labels: 1),
        ]
    )

    private static let numaResource = BlockType(
        .numaResource,
        attributes: [
            .init("affinity", .string, api: "Affinity"),
            .init("devices", .strings, api: "Devices"),
        ]
    )

    private static let parameterizedJobConfig = BlockType(
        .parameterizedJobConfig,
        attributes: [
            .init("meta_optional", .strings, api: "MetaOptional"),
            .init("meta_required", .strings, api: "MetaRequired"),
            .init("payload", .string, api: "Payload"),
        ]
    )

    private static let periodicConfig = BlockType(
        .periodicConfig,
        attributes: [
            .init("cron", .string, api: "Spec"),
            .init("crons", .strings, api: "Specs"),
            .init("enabled", .bool, api: "Enabled"),
            .init("prohibit_overlap", .bool, api: "ProhibitOverlap"),
            .init("time_zone", .string, api: "TimeZone"),
        ]
    )

    private static let port = BlockType(
        .port,
        attributes: [
            .init("host_network", .string, api: "HostNetwork"),
            .init("ignore_collision", .bool, api: "IgnoreCollision"),
            .init("static", .number, api: "Value"),
            .init("to", .number, api: "To"),
        ]
    )

    private static let requestedDevice = BlockType(
        .requestedDevice,
        attributes: [
            .init("count", .number, api: "Count")
        ],
        blocks: [
            .init("affinity", .many(.affinity), api: "Affinities"),
            .init("constraint", .many(.constraint), api: "Constraints"),
        ]
    )

    private static let reschedulePolicy = BlockType(
        .reschedulePolicy,
        attributes: [
            .init("attempts", .number, api: "Attempts"),
            .init("delay", .duration, api: "Delay"),
            .init("delay_function", .string, api: "DelayFunction"),
            .init("interval", .duration, api: "Interval"),
            .init("max_delay", .duration, api: "MaxDelay"),
            .init("unlimited", .bool, api: "Unlimited"),
        ]
    )

    private static let resources = BlockType(
        .resources,
        attributes: [
            .init("cores", .number, api: "Cores"),
            .init("cpu", .number, api: "CPU"),
            .init("disk", .number, api: "DiskMB"),
            .init("iops", .number, api: "IOPS"),
            .init("memory", .number, api: "MemoryMB"),
            .init("memory_max", .number, api: "MemoryMaxMB"),
            .init("secrets", .number, api: "SecretsMB"),
        ],
        blocks: [
            .init("device", .many(.requestedDevice), api: "Devices", labels: 1),
            .init("network", .many(.networkResource), api: "Networks"),
            .init("numa", .once(.numaResource), api: "NUMA"),
        ]
    )

    private static let restartPolicy = BlockType(
        .restartPolicy,
        attributes: [
            .init("attempts", .number, api: "Attempts"),
            .init("delay", .duration, api: "Delay"),
            .init("interval", .duration, api: "Interval"),
            .init("mode", .string, api: "Mode"),
            .init("render_templates", .bool, api: "RenderTemplates"),
        ]
    )

    private static let scalingPolicy = BlockType(
        .scalingPolicy,
        attributes: [
            .init("enabled", .bool, api: "Enabled"),
            .init("max", .number, api: "Max"),
            .init("min", .number, api: "Min"),
            .init("type", .string, api: "Type"),
        ],
        blocks: [
            .init("policy", .map(.any), api: "Policy")
        ]
    )

    private static let secret = BlockType(
        .secret,
        attributes: [
            .init("path", .string, api: "Path"),
            .init("provider", .string, api: "Provider"),
        ],
        blocks: [
            .init("config", .map(.any), api: "Config"),
            .init("env", .map(.string), api: "Env"),
        ]
    )

    private static let service = BlockType(
        .service,
        attributes: [
            .init("address", .string, api: "Address"),
            .init("address_mode", .string, api: "AddressMode"),
            .init("canary_tags", .strings, api: "CanaryTags"),
            .init("cluster", .string, api: "Cluster"),
            .init("enable_tag_override", .bool, api: "EnableTagOverride"),
            .init("kind", .string, api: "Kind"),
            .init("name", .string, api: "Name"),
            .init("on_update", .string, api: "OnUpdate"),
            .init("port", .string, api: "PortLabel"),
            .init("provider", .string, api: "Provider"),
            .init("tags", .strings, api: "Tags"),
            .init("task", .string, api: "TaskName"),
        ],
        blocks: [
            .init("canary_meta", .map(.string), api: "CanaryMeta"),
            .init("check", .many(.serviceCheck), api: "Checks"),
            .init("check_restart", .once(.checkRestart), api: "CheckRestart"),
            .init("connect", .once(.consulConnect), api: "Connect"),
            .init("identity", .once(.workloadIdentity), api: "Identity"),
            .init("meta", .map(.string), api: "Meta"),
            .init("tagged_addresses", .map(.string), api: "TaggedAddresses"),
            .init("weights", .once(.serviceWeights), api: "Weights"),
        ]
    )

    private static let serviceCheck = BlockType(
        .serviceCheck,
        attributes: [
            .init("address_mode", .string, api: "AddressMode"),
            .init("advertise", .string, api: "Advertise"),
            .init("args", .strings, api: "Args"),
            .init("body", .string, api: "Body"),
            .init("command", .string, api: "Command"),
            .init("expose", .bool, api: "Expose"),
            .init("failures_before_critical", .number, api: "FailuresBeforeCritical"),
            .init("failures_before_warning", .number, api: "FailuresBeforeWarning"),
            .init("grpc_service", .string, api: "GRPCService"),
            .init("grpc_use_tls", .bool, api: "GRPCUseTLS"),
            .init("initial_status", .string, api: "InitialStatus"),
            .init("interval", .duration, api: "Interval"),
            .init("method", .string, api: "Method"),
            .init("name", .string, api: "Name"),
            .init("notes", .string, api: "Notes"),
            .init("on_update", .string, api: "OnUpdate"),
            .init("path", .string, api: "Path"),
            .init("port", .string, api: "PortLabel"),
            .init("protocol", .string, api: "Protocol"),
            .init("success_before_passing", .number, api: "SuccessBeforePassing"),
            .init("task", .string, api: "TaskName"),
            .init("timeout", .duration, api: "Timeout"),
            .init("tls_server_name", .string, api: "TLSServerName"),
            .init("tls_skip_verify", .bool, api: "TLSSkipVerify"),
            .init("type", .string, api: "Type"),
        ],
        blocks: [
            .init("check_restart", .once(.checkRestart), api: "CheckRestart"),
            .init("header", .map(.strings), api: "Header"),
        ]
    )

    private static let serviceWeights = BlockType(
        .serviceWeights,
        attributes: [
            .init("passing", .number, api: "Passing"),
            .init("warning", .number, api: "Warning"),
        ]
    )

    private static let sidecarTask = BlockType(
        .sidecarTask,
        attributes: [
            .init("driver", .string, api: "Driver"),
            .init("kill_signal", .string, api: "KillSignal"),
            .init("kill_timeout", .duration, api: "KillTimeout"),
            .init("name", .string, api: "Name"),
            .init("shutdown_delay", .duration, api: "ShutdownDelay"),
            .init("user", .string, api: "User"),
        ],
        blocks: [
            .init("config", .once(.dockerConfig), api: "Config"),
            .init("env", .map(.string), api: "Env"),
            .init("identity", .many(.workloadIdentity), api: "Identities"),
            .init("logs", .once(.logConfig), api: "LogConfig"),
            .init("meta", .map(.string), api: "Meta"),
            .init("resources", .once(.resources), api: "Resources"),
            .init("volume_mount", .many(.volumeMount), api: "VolumeMounts"),
        ]
    )

    private static let spread = BlockType(
        .spread,
        attributes: [
            .init("attribute", .string, api: "Attribute"),
            .init("weight", .number, api: "Weight"),
        ],
        blocks: [
            .init("target", .many(.spreadTarget), api: "SpreadTarget", labels: 1)
        ]
    )

    private static let spreadTarget = BlockType(
        .spreadTarget,
        attributes: [
            .init("percent", .number, api: "Percent")
        ]
    )

    private static let task = BlockType(
        .task,
        attributes: [
            .init("driver", .string, api: "Driver"),
            .init("kill_signal", .string, api: "KillSignal"),
            .init("kill_timeout", .duration, api: "KillTimeout"),
            .init("kind", .string, api: "Kind"),
            .init("leader", .bool, api: "Leader"),
            .init("shutdown_delay", .duration, api: "ShutdownDelay"),
            .init("user", .string, api: "User"),
        ],
        blocks: [
            .init("action", .many(.action), api: "Actions", labels: 1),
            .init("affinity", .many(.affinity), api: "Affinities"),
            .init("artifact", .many(.taskArtifact), api: "Artifacts"),
            .init("config", .once(.dockerConfig), api: "Config"),
            .init("constraint", .many(.constraint), api: "Constraints"),
            .init("consul", .once(.consul), api: "Consul"),
            .init("csi_plugin", .once(.taskCSIPluginConfig), api: "CSIPluginConfig"),
            .init("dispatch_payload", .once(.dispatchPayloadConfig), api: "DispatchPayload"),
            .init("env", .map(.string), api: "Env", orAttribute: true),
            .init("identity", .many(.workloadIdentity), api: "Identities"),
            .init("lifecycle", .once(.taskLifecycle), api: "Lifecycle"),
            .init("logs", .once(.logConfig), api: "LogConfig"),
            .init("meta", .map(.string), api: "Meta", orAttribute: true),
            .init("resources", .once(.resources), api: "Resources"),
            .init("restart", .once(.restartPolicy), api: "RestartPolicy"),
            .init("scaling", .many(.scalingPolicy), api: "ScalingPolicies", labels: 1),
            .init("schedule", .once(.taskSchedule), api: "Schedule"),
            .init("secret", .many(.secret), api: "Secrets", labels: 1),
            .init("service", .many(.service), api: "Services"),
            .init("template", .many(.template), api: "Templates"),
            .init("vault", .once(.vault), api: "Vault"),
            .init("volume_mount", .many(.volumeMount), api: "VolumeMounts"),
        ]
    )

    private static let taskArtifact = BlockType(
        .taskArtifact,
        attributes: [
            .init("chown", .bool, api: "Chown"),
            .init("destination", .string, api: "RelativeDest"),
            .init("insecure", .bool, api: "GetterInsecure"),
            .init("mode", .string, api: "GetterMode"),
            .init("source", .string, api: "GetterSource"),
        ],
        blocks: [
            .init("headers", .map(.string), api: "GetterHeaders"),
            .init("options", .map(.string), api: "GetterOptions"),
        ]
    )

    private static let taskCSIPluginConfig = BlockType(
        .taskCSIPluginConfig,
        attributes: [
            .init("health_timeout", .duration, api: "HealthTimeout"),
            .init("id", .string, api: "ID"),
            .init("mount_dir", .string, api: "MountDir"),
            .init("stage_publish_base_dir", .string, api: "StagePublishBaseDir"),
            .init("type", .string, api: "Type"),
        ]
    )

    private static let taskGroup = BlockType(
        .taskGroup,
        attributes: [
            .init("count", .number, api: "Count"),
            .init("max_client_disconnect", .duration, api: "MaxClientDisconnect"),
            .init("max_run_duration", .duration, api: "MaxRunDuration"),
            .init("prevent_reschedule_on_lost", .bool, api: "PreventRescheduleOnLost"),
            .init("shutdown_delay", .duration, api: "ShutdownDelay"),
            .init("stop_after_client_disconnect", .duration, api: "StopAfterClientDisconnect"),
        ],
        blocks: [
            .init("affinity", .many(.affinity), api: "Affinities"),
            .init("constraint", .many(.constraint), api: "Constraints"),
            .init("consul", .once(.consul), api: "Consul"),
            .init("disconnect", .once(.disconnectStrategy), api: "Disconnect"),
            .init("ephemeral_disk", .once(.ephemeralDisk), api: "EphemeralDisk"),
            .init("meta", .map(.string), api: "Meta", orAttribute: true),
            .init("migrate", .once(.migrateStrategy), api: "Migrate"),
            .init("network", .many(.networkResource), api: "Networks"),
            .init("reschedule", .once(.reschedulePolicy), api: "ReschedulePolicy"),
            .init("restart", .once(.restartPolicy), api: "RestartPolicy"),
            .init("scaling", .once(.scalingPolicy), api: "Scaling"),
            .init("secret", .many(.secret), api: "Secrets", labels: 1),
            .init("service", .many(.service), api: "Services"),
            .init("spread", .many(.spread), api: "Spreads"),
            .init("task", .many(.task), api: "Tasks", labels: 1),
            .init("update", .once(.updateStrategy), api: "Update"),
            .init("vault", .once(.vault), api: "Vault"),
            .init("volume", .many(.volumeRequest), api: "Volumes", labels: 1),
        ]
    )

    private static let taskLifecycle = BlockType(
        .taskLifecycle,
        attributes: [
            .init("hook", .string, api: "Hook", isRequired: true),
            .init("sidecar", .bool, api: "Sidecar"),
        ]
    )

    private static let taskSchedule = BlockType(
        .taskSchedule,
        blocks: [
            .init("cron", .once(.taskScheduleCron), api: "Cron")
        ]
    )

    private static let taskScheduleCron = BlockType(
        .taskScheduleCron,
        attributes: [
            .init("end", .string, api: "End"),
            .init("start", .string, api: "Start"),
            .init("timezone", .string, api: "Timezone"),
        ]
    )

    private static let template = BlockType(
        .template,
        attributes: [
            .init("change_mode", .string, api: "ChangeMode"),
            .init("change_signal", .string, api: "ChangeSignal"),
            .init("data", .string, api: "EmbeddedTmpl"),
            .init("destination", .string, api: "DestPath"),
            .init("env", .bool, api: "Envvars"),
            .init("error_on_missing_key", .bool, api: "ErrMissingKey"),
            .init("gid", .number, api: "Gid"),
            .init("left_delimiter", .string, api: "LeftDelim"),
            .init("once", .bool, api: "Once"),
            .init("perms", .string, api: "Perms"),
            .init("right_delimiter", .string, api: "RightDelim"),
            .init("source", .string, api: "SourcePath"),
            .init("splay", .duration, api: "Splay"),
            .init("uid", .number, api: "Uid"),
            .init("vault_grace", .duration, api: "VaultGrace"),
        ],
        blocks: [
            .init("change_script", .once(.changeScript), api: "ChangeScript"),
            .init("wait", .once(.waitConfig), api: "Wait"),
        ]
    )

    private static let updateStrategy = BlockType(
        .updateStrategy,
        attributes: [
            .init("auto_promote", .bool, api: "AutoPromote"),
            .init("auto_revert", .bool, api: "AutoRevert"),
            .init("canary", .number, api: "Canary"),
            .init("health_check", .string, api: "HealthCheck"),
            .init("healthy_deadline", .duration, api: "HealthyDeadline"),
            .init("max_parallel", .number, api: "MaxParallel"),
            .init("min_healthy_time", .duration, api: "MinHealthyTime"),
            .init("progress_deadline", .duration, api: "ProgressDeadline"),
            .init("stagger", .duration, api: "Stagger"),
        ]
    )

    private static let vault = BlockType(
        .vault,
        attributes: [
            .init("allow_token_expiration", .bool, api: "AllowTokenExpiration"),
            .init("change_mode", .string, api: "ChangeMode"),
            .init("change_signal", .string, api: "ChangeSignal"),
            .init("cluster", .string, api: "Cluster"),
            .init("disable_file", .bool, api: "DisableFile"),
            .init("env", .bool, api: "Env"),
            .init("namespace", .string, api: "Namespace"),
            .init("policies", .strings, api: "Policies"),
            .init("role", .string, api: "Role"),
        ]
    )

    private static let volumeMount = BlockType(
        .volumeMount,
        attributes: [
            .init("destination", .string, api: "Destination"),
            .init("propagation_mode", .string, api: "PropagationMode"),
            .init("read_only", .bool, api: "ReadOnly"),
            .init("selinux_label", .string, api: "SELinuxLabel"),
            .init("volume", .string, api: "Volume"),
        ]
    )

    private static let volumeRequest = BlockType(
        .volumeRequest,
        attributes: [
            .init("access_mode", .string, api: "AccessMode"),
            .init("attachment_mode", .string, api: "AttachmentMode"),
            .init("per_alloc", .bool, api: "PerAlloc"),
            .init("read_only", .bool, api: "ReadOnly"),
            .init("source", .string, api: "Source"),
            .init("sticky", .bool, api: "Sticky"),
            .init("type", .string, api: "Type"),
        ],
        blocks: [
            .init("mount_options", .once(.csiMountOptions), api: "MountOptions")
        ]
    )

    private static let waitConfig = BlockType(
        .waitConfig,
        attributes: [
            .init("max", .duration, api: "Max"),
            .init("min", .duration, api: "Min"),
        ]
    )

    private static let workloadIdentity = BlockType(
        .workloadIdentity,
        attributes: [
            .init("aud", .strings, api: "Audience"),
            .init("change_mode", .string, api: "ChangeMode"),
            .init("change_signal", .string, api: "ChangeSignal"),
            .init("env", .bool, api: "Env"),
            .init("extra_claims", .strings, api: "ExtraClaims"),
            .init("file", .bool, api: "File"),
            .init("filepath", .string, api: "Filepath"),
            .init("name", .string, api: "Name"),
            .init("service_name", .string, api: "ServiceName"),
            .init("ttl", .duration, api: "TTL"),
        ]
    )
}
