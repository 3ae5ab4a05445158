extension Shape {
    static let healthcheck: Shape = .object(
        .serviceHealthcheck,
        [
            Field("test", healthcheckTest, merge: .replace),
            Field("timeout", .duration(.serviceHealthcheckTimeout)),
            Field("interval", .duration(.serviceHealthcheckInterval)),
            Field("retries", .unsigned(.serviceHealthcheckRetries, [.number, .string], keepsEmpty: true)),
            Field("start_period", .duration(.serviceHealthcheckStartPeriod)),
            Field("start_interval", .duration(.serviceHealthcheckStartInterval)),
            Field("disable", .bool(.serviceHealthcheckDisable)),
        ]
    )

    private static let healthcheckTest: Shape = {
        var shape = Shape.strings(.serviceHealthcheckTest)
        shape.scalars = .string
        shape.short = .test
        return shape
    }()

    static let logging: Shape = .object(
        .serviceLogging,
        [
            Field("driver", .string(.serviceLoggingDriver)),
            Field("options", .options(.serviceLoggingOptions, values: [.string, .number, .null])),
        ]
    )

    static let credentialSpec: Shape = .object(
        .serviceCredentialSpec,
        [
            Field("config", .string(.serviceCredentialSpecConfig)),
            Field("file", .string(.serviceCredentialSpecFile)),
            Field("registry", .string(.serviceCredentialSpecRegistry)),
        ]
    )

    static let provider: Shape = .object(
        .serviceProvider,
        [
            Field("type", .string(.serviceProviderType)),
            Field("options", providerOptions),
        ],
        required: ["type"]
    )

    private static let providerOptions: Shape = {
        let value = Shape(nil, .scalar(.string), [.string, .number, .bool])
        var values = Shape.list(nil, of: value, short: .item)
        values.scalars = value.scalars
        values.merge = .single
        var shape = Shape.table(.serviceProviderOptions, of: values, names: .any)
        shape.dropsEmptyItems = true
        return shape
    }()

    static let extends: Shape = .object(
        .serviceExtends,
        [
            Field("file", .string(.serviceExtendsFile), path: .composeFile),
            Field("service", .string(.serviceExtendsService)),
        ],
        required: ["service"],
        allowsExtensions: false,
        scalars: .string,
        short: .extends
    )

    static let envFile: Shape = {
        let entry = Shape.object(
            nil,
            [
                Field("path", .string(.serviceEnvFileEntryPath), path: .local),
                Field("required", .bool(.serviceEnvFileEntryRequired, cast: false), default: .bool(true)),
                Field("format", .string(.serviceEnvFileEntryFormat)),
            ],
            required: ["path"],
            allowsExtensions: false,
            scalars: .string,
            short: .envFile
        )
        var shape = Shape.list(.serviceEnvFile, of: entry, short: .item)
        shape.scalars = .string
        return shape
    }()

    static let gpus: Shape = {
        let request = deviceRequest(
            capabilities: .serviceGpuCapabilities,
            driver: .serviceGpuDriver,
            count: .serviceGpuCount,
            deviceIDs: .serviceGpuIds,
            options: .serviceGpuOptions,
            isStrict: false
        )
        var shape = Shape.list(.serviceGpus, of: request, short: .gpus)
        shape.scalars = .string
        shape.rule = .oneOf(["all"])
        return shape
    }()

    static let dependsOn: Shape = {
        let conditions = ["service_started", "service_healthy", "service_completed_successfully"]
        let entry = Shape.object(
            .serviceDependency,
            [
                Field(
                    "condition",
                    .string(.serviceDependencyCondition, .oneOf(conditions)),
                    default: .string("service_started")
                ),
                Field("restart", .bool(.serviceDependencyRestart, cast: false)),
                Field(
                    "required",
                    .bool(.serviceDependencyRequired, cast: false, types: .bool, keepsEmpty: true),
                    default: .bool(true)
                ),
            ],
            required: ["condition"]
        )
        return .table(.serviceDependsOn, of: entry, short: .dependencies, each: .serviceDependencyName)
    }()

    static let serviceModels: Shape = {
        let entry = Shape.object(
            .serviceModel,
            [
                Field("endpoint_var", .string(.serviceModelEndpointVar)),
                Field("model_var", .string(.serviceModelVar)),
            ],
            scalars: .null
        )
        return .table(.serviceModels, of: entry, names: .looseIdentifier, short: .names)
    }()

    static let serviceNetworks: Shape = {
        let entry = Shape.object(
            .serviceNetwork,
            [
                Field("aliases", .strings(.serviceNetworkAliases), items: .assignment),
                Field("driver_opts", .options(.serviceNetworkDriverOpts)),
                Field("gw_priority", .integer(.serviceNetworkGwPriority, .number, cast: false)),
                Field("interface_name", .string(.serviceNetworkInterfaceName)),
                Field("ipv4_address", .string(.serviceNetworkIpv4Address)),
                Field("ipv6_address", .string(.serviceNetworkIpv6Address)),
                Field("link_local_ips", .strings(.serviceNetworkLinkLocalIps), items: .assignment),
                Field("mac_address", .string(.serviceNetworkMacAddress)),
                Field("priority", .integer(.serviceNetworkPriority, .number, cast: false)),
            ],
            scalars: .null
        )
        return .table(.serviceNetworks, of: entry, short: .names, each: .serviceNetworkName)
    }()

    static let develop: Shape = {
        let actions = ["rebuild", "sync", "restart", "sync+restart", "sync+exec"]
        let exec = hook(
            .serviceDevelopWatchRuleExec,
            command: .serviceDevelopWatchRuleExecCommand,
            user: .serviceDevelopWatchRuleExecUser,
            privileged: .serviceDevelopWatchRuleExecPrivileged,
            workingDir: .serviceDevelopWatchRuleExecWorkingDir,
            environment: .serviceDevelopWatchRuleExecEnvironment
        )
        let rule = Shape.object(
            nil,
            [
                Field("path", .string(.serviceDevelopWatchRulePath), path: .watched),
                Field("action", .string(.serviceDevelopWatchRuleAction, .oneOf(actions))),
                Field("target", .string(.serviceDevelopWatchRuleTarget)),
                Field("exec", exec, absent: .objectWithNull("command")),
                Field("include", .stringOrList(.serviceDevelopWatchRuleInclude, unique: true)),
                Field("ignore", .stringOrList(.serviceDevelopWatchRuleIgnore, unique: true)),
                Field("initial_sync", .bool(.serviceDevelopWatchRuleInitialSync, cast: false, types: .bool)),
            ],
            required: ["path", "action"]
        )
        return .object(.serviceDevelop, [Field("watch", .list(.serviceDevelopWatch, of: rule))], scalars: .null)
    }()

    /// A command that Compose runs in or around a container.
    static func hook(
        _ attribute: Attribute?,
        command: Attribute,
        user: Attribute,
        privileged: Attribute,
        workingDir: Attribute,
        environment: Attribute,
        further: [Field] = []
    ) -> Shape {
        .object(
            attribute,
            [
                Field("command", .command(command), absent: .null),
                Field("user", .string(user)),
                Field("privileged", .bool(privileged, cast: false)),
                Field("working_dir", .string(workingDir)),
                Field("environment", .pairs(environment, missing: .null)),
            ] + further,
            required: ["command"]
        )
    }

    static let blkioConfig: Shape = .object(
        .serviceBlkioConfig,
        [
            Field("weight", .unsigned(.serviceBlkioConfigWeight, [.integer, .strayString], bits: 16, cast: false)),
            Field(
                "weight_device",
                .list(
                    .serviceBlkioConfigWeightDevice,
                    of: .object(
                        nil,
                        [
                            Field(
                                "path",
                                .string(.serviceBlkioConfigWeightDeviceEntryPath),
                                absent: .string(""),
                                json: "Path"
                            ),
                            Field(
                                "weight",
                                .unsigned(
                                    .serviceBlkioConfigWeightDeviceEntryWeight,
                                    [.integer, .strayString],
                                    bits: 16,
                                    cast: false
                                ),
                                absent: .zero,
                                json: "Weight"
                            ),
                        ],
                        allowsExtensions: false
                    )
                )
            ),
            throttle(
                "device_read_bps",
                .serviceBlkioConfigDeviceReadBps,
                .serviceBlkioConfigDeviceReadBpsLimitPath,
                .serviceBlkioConfigDeviceReadBpsLimitRate
            ),
            throttle(
                "device_read_iops",
                .serviceBlkioConfigDeviceReadIops,
                .serviceBlkioConfigDeviceReadIopsLimitPath,
                .serviceBlkioConfigDeviceReadIopsLimitRate
            ),
            throttle(
                "device_write_bps",
                .serviceBlkioConfigDeviceWriteBps,
                .serviceBlkioConfigDeviceWriteBpsLimitPath,
                .serviceBlkioConfigDeviceWriteBpsLimitRate
            ),
            throttle(
                "device_write_iops",
                .serviceBlkioConfigDeviceWriteIops,
                .serviceBlkioConfigDeviceWriteIopsLimitPath,
                .serviceBlkioConfigDeviceWriteIopsLimitRate
            ),
        ],
        allowsExtensions: false
    )

    private static func throttle(_ key: String, _ list: Attribute, _ path: Attribute, _ rate: Attribute) -> Field {
        let limit = Shape.object(
            nil,
            [
                Field("path", .string(path), absent: .string(""), json: "Path"),
                Field("rate", .bytes(rate), absent: .string("0"), json: "Rate"),
            ],
            allowsExtensions: false
        )
        return Field(key, .list(list, of: limit))
    }
}
