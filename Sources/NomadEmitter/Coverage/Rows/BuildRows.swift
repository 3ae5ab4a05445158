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
                    action:
                        "deploy.sh builds the image and pushes it to REGISTRY, from where the nodes pull it; without REGISTRY it stays on that machine, which has to be the node then"
                ).when("without a registry of its own") { $0.service.hasTagOfBuild },
                .operatorAction(
                    "task.config.image",
                    "deploy.sh",
                    action:
                        "deploy.sh builds the image; deploy.sh --push also pushes it to the registry that it names"
                ),
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
