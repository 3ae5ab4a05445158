extension Shape {
    /// The attribute `build` of a service.
    static let build: Shape = .object(
        .serviceBuild,
        [
            Field(
                "context",
                .string(.serviceBuildContext),
                path: .context,
                default: Default(value: .string("."), stage: .resolution)
            ),
            Field(
                "dockerfile",
                .string(.serviceBuildDockerfile),
                default: Default(
                    value: .string("Dockerfile"),
                    stage: .normalization,
                    alternative: "dockerfile_inline"
                )
            ),
            Field("dockerfile_inline", .string(.serviceBuildDockerfileInline)),
            Field("entitlements", .strings(.serviceBuildEntitlements)),
            Field(
                "args",
                .pairs(.serviceBuildArgs, missing: .dropped, variables: .project),
                merge: .lists,
                items: .assignment
            ),
            Field("provenance", attestation(.serviceBuildProvenance)),
            Field("sbom", attestation(.serviceBuildSbom)),
            Field("ssh", ssh, path: .host),
            Field("labels", .pairs(.serviceBuildLabels), merge: .lists, items: .assignment),
            Field("cache_from", .strings(.serviceBuildCacheFrom)),
            Field("cache_to", .strings(.serviceBuildCacheTo)),
            Field("no_cache", .bool(.serviceBuildNoCache, cast: false)),
            Field("no_cache_filter", .stringOrList(.serviceBuildNoCacheFilter)),
            Field("additional_contexts", contexts, merge: .lists, items: .assignment, path: .context),
            Field("pull", .bool(.serviceBuildPull, cast: false)),
            Field("extra_hosts", hosts(.serviceBuildExtraHosts, each: .serviceBuildExtraHostAddress), merge: .newItems),
            Field("isolation", .string(.serviceBuildIsolation)),
            Field("network", .string(.serviceBuildNetwork)),
            Field("target", .string(.serviceBuildTarget)),
            Field("secrets", .list(.serviceBuildSecrets, of: buildSecret)),
            Field("shm_size", .bytes(.serviceBuildShmSize)),
            Field("tags", .strings(.serviceBuildTags), items: .assignment),
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

    /// A table of resource limits; `merge` says how one of them merges.
    static func ulimits(
        _ attribute: Attribute,
        _ element: Attribute?,
        _ soft: Attribute,
        _ hard: Attribute,
        isCast: Bool,
        merge: Merge = .deep
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
        limit.merge = merge
        return .table(attribute, of: limit, names: .looseLowercase)
    }
}
