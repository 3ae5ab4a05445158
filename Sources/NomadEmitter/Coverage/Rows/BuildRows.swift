internal import ComposeParser

// What `deploy.sh` builds: Nomad itself runs images only.
extension Coverage {
    static func buildRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .serviceBuild:
            [
                .operatorAction(
                    "task.config.image",
                    "deploy.sh",
                    action: "build the image and push it to a registry that every node reaches, see deploy.sh"
                )
            ]
        case .serviceBuildSecretUid, .serviceBuildSecretGid, .serviceBuildSecretMode:
            [
                .unsupported(
                    "docker build takes no owner and mode of a secret",
                    instead: "state them in the RUN --mount of the Dockerfile"
                )
            ]
        case .serviceBuildContext, .serviceBuildDockerfile, .serviceBuildDockerfileInline, .serviceBuildArgs,
            .serviceBuildTarget, .serviceBuildAdditionalContexts, .serviceBuildSecrets, .serviceBuildSsh,
            .serviceBuildLabels, .serviceBuildTags, .serviceBuildPlatforms, .serviceBuildCacheFrom,
            .serviceBuildCacheTo, .serviceBuildNoCache, .serviceBuildNoCacheFilter, .serviceBuildPull,
            .serviceBuildNetwork, .serviceBuildExtraHosts, .serviceBuildShmSize, .serviceBuildUlimits,
            .serviceBuildIsolation, .serviceBuildPrivileged, .serviceBuildEntitlements, .serviceBuildProvenance,
            .serviceBuildSbom, .serviceBuildSecretSource, .serviceBuildSecretTarget, .serviceBuildUlimitSoft,
            .serviceBuildUlimitHard, .serviceBuildExtraHostAddress:
            [
                CoverageRow.operatorAction("deploy.sh", action: "see `services.*.build`").reported(with: .serviceBuild)
            ]
        default: []
        }
    }
}
