extension Shape {
    /// An entry of the top-level `networks`.
    static let network: Shape = .object(
        .network,
        [
            Field("name", .string(.networkName), default: resourceName),
            Field("driver", .string(.networkDriver)),
            Field("driver_opts", .options(.networkDriverOpts)),
            Field("ipam", ipam, absent: .emptyObject),
            Field("external", external(.networkExternal, name: .networkExternalName)),
            Field("internal", .bool(.networkInternal)),
            Field("attachable", .bool(.networkAttachable)),
            Field("labels", .pairs(.networkLabels), merge: .lists, items: .assignment),
            Field("enable_ipv4", .bool(.networkEnableIpv4, keepsEmpty: true)),
            Field("enable_ipv6", .bool(.networkEnableIpv6, keepsEmpty: true)),
        ],
        scalars: .null
    )

    private static let ipam: Shape = .object(
        .networkIpam,
        [
            Field("driver", .string(.networkIpamDriver)),
            Field("config", .list(.networkIpamConfig, of: pool), merge: .subnet),
            Field("options", .options(.networkIpamOptions, values: .string, allowsEmptyKeys: false), output: .never),
        ]
    )

    private static let pool: Shape = .object(
        nil,
        [
            Field("subnet", .string(.networkIpamPoolSubnet)),
            Field("gateway", .string(.networkIpamPoolGateway)),
            Field("ip_range", .string(.networkIpamPoolIpRange)),
            Field("aux_addresses", .options(.networkIpamPoolAuxAddresses, values: .string, allowsEmptyKeys: false)),
        ]
    )

    /// An entry of the top-level `volumes`.
    static let volume: Shape = .object(
        .volume,
        [
            Field("name", .string(.volumeName), default: resourceName),
            Field("driver", .string(.volumeDriver)),
            Field("driver_opts", .options(.volumeDriverOpts, each: .volumeDriverOpt), path: .bindOptions),
            Field("external", external(.volumeExternal, name: .volumeExternalName)),
            Field("labels", .pairs(.volumeLabels), merge: .lists),
        ],
        scalars: .null
    )

    /// An entry of the top-level `configs`.
    static let config: Shape = .object(
        .config,
        [
            Field("name", .string(.configName), default: resourceName),
            Field("file", .string(.configFile), path: .host),
            Field("environment", .string(.configEnvironment)),
            Field("content", .string(.configContent)),
            Field("external", external(.configExternal, name: .configExternalName, allowsUnknown: true)),
            Field("labels", .pairs(.configLabels)),
            Field("template_driver", .string(.configTemplateDriver)),
        ]
    )

    /// An entry of the top-level `secrets`.
    static let secret: Shape = .object(
        .secret,
        [
            Field("name", .string(.secretName), default: resourceName),
            Field("file", .string(.secretFile), path: .host),
            Field("environment", .string(.secretEnvironment)),
            Field("external", external(.secretExternal, name: .secretExternalName, allowsUnknown: true)),
            Field("labels", .pairs(.secretLabels)),
            Field("driver", .string(.secretDriver)),
            Field("driver_opts", .options(.secretDriverOpts, values: [.string, .integer, .strict])),
            Field("template_driver", .string(.secretTemplateDriver)),
        ]
    )

    /// An entry of the top-level `models`.
    static let model: Shape = .object(
        .model,
        [
            Field("name", .string(.modelName)),
            Field("model", .string(.modelModel)),
            Field("context_size", .integer(.modelContextSize, .integer, cast: false)),
            Field("runtime_flags", .strings(.modelRuntimeFlags)),
        ],
        required: ["model"]
    )

    private static let resourceName = Default(value: .resourceName, stage: .normalization)

    /// `external: true`, or its older form with a name.
    private static func external(_ attribute: Attribute, name: Attribute, allowsUnknown: Bool = false) -> Shape {
        let fields = Fields([Field("name", .string(name))], allowsUnknown: allowsUnknown)
        var shape = Shape(attribute, .object(fields), [.bool, .string])
        shape.short = .external
        shape.cast = .bool
        return shape
    }
}
