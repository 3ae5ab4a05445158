extension Shape {
    /// The attribute `build` of a service.
    static let build: Shape = .object(
        .serviceBuild,
        [
            Field("context", .string(.serviceBuildContext)),
            Field("dockerfile", .string(.serviceBuildDockerfile)),
            Field("dockerfile_inline", .string(.serviceBuildDockerfileInline)),
            Field("entitlements", .strings(.serviceBuildEntitlements)),
            Field("args", .pairs(.serviceBuildArgs, missing: .dropped)),
            Field("provenance", attestation(.serviceBuildProvenance)),
            Field("sbom", attestation(.serviceBuildSbom)),
            Field("ssh", ssh),
            Field("labels", .pairs(.serviceBuildLabels)),
            Field("cache_from", .strings(.serviceBuildCacheFrom)),
            Field("cache_to", .strings(.serviceBuildCacheTo)),
            Field("no_cache", .bool(.serviceBuildNoCache, cast: false)),
            Field("no_cache_filter", .stringOrList(.serviceBuildNoCacheFilter)),
            Field("additional_contexts", contexts),
            Field("pull", .bool(.serviceBuildPull, cast: false)),
            Field("extra_hosts", hosts(.serviceBuildExtraHosts, each: .serviceBuildExtraHostAddress)),
            Field("isolation", .string(.serviceBuildIsolation)),
            Field("network", .string(.serviceBuildNetwork)),
            Field("target", .string(.serviceBuildTarget)),
            Field("secrets", .list(.serviceBuildSecrets, of: buildSecret)),
            Field("shm_size", .bytes(.serviceBuildShmSize)),
            Field("tags", .strings(.serviceBuildTags)),
            Field(
                "ulimits",
                ulimits(.serviceBuildUlimits, nil, .serviceBuildUlimitSoft, .serviceBuildUlimitHard, isCast: false)
            ),
            Field("platforms", .strings(.serviceBuildPlatforms)),
            Field("privileged", .bool(.serviceBuildPrivileged, cast: false)),
        ],
        scalars: .string,
        short: .build
    )

    private static let buildSecret = grant(
        nil,
        source: .serviceBuildSecretSource,
        target: .serviceBuildSecretTarget,
        uid: .serviceBuildSecretUid,
        gid: .serviceBuildSecretGid,
        mode: .serviceBuildSecretMode
    )

    private static let ssh: Shape = {
        var shape = Shape.pairs(.serviceBuildSsh)
        shape.short = .ssh
        return shape
    }()

    private static let contexts = Shape(
        .serviceBuildAdditionalContexts,
        .pairs(Pairs(missing: .empty, requiresValue: true, values: .string))
    )

    private static func attestation(_ attribute: Attribute) -> Shape {
        Shape(attribute, .scalar(.string), [.string, .bool])
    }

    /// A table of resource limits.
    static func ulimits(
        _ attribute: Attribute,
        _ element: Attribute?,
        _ soft: Attribute,
        _ hard: Attribute,
        isCast: Bool
    ) -> Shape {
        let types: ScalarTypes = isCast ? [.integer, .string, .strict] : [.integer, .strict]
        var limit = Shape.object(
            element,
            [
                Field("soft", .integer(soft, types, cast: isCast)),
                Field("hard", .integer(hard, types, cast: isCast)),
            ],
            required: ["soft", "hard"],
            scalars: types,
            short: .ulimit
        )
        limit.cast = isCast ? .integer : nil
        return .table(attribute, of: limit, names: .looseLowercase)
    }
}
