internal import ComposeParser

extension Coverage {
    /// The rows of one attribute, its variants first.
    ///
    /// The switch is exhaustive: the compiler asks for the area of a new attribute, and a test for its rows.
    static func makeRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .version, .name, .extensionField, .include, .includeEntry, .includeEntryPath, .includeEntryEnvFile,
            .includeEntryProjectDirectory, .services, .service:
            projectRows(attribute)
        case .serviceAnnotations, .serviceAttach, .serviceContainerName, .serviceImage, .serviceInit,
            .serviceLabelFile, .serviceLabels, .serviceLogging, .serviceLoggingDriver, .serviceLoggingOptions,
            .servicePlatform, .serviceProfiles, .servicePullPolicy, .servicePullRefreshAfter, .serviceReadOnly,
            .serviceStdinOpen, .serviceStorageOpt, .serviceTty, .serviceUser, .serviceWorkingDir:
            containerRows(attribute)
        case .serviceBlkioConfig, .serviceBlkioConfigWeight, .serviceBlkioConfigDeviceReadBps,
            .serviceBlkioConfigDeviceReadBpsLimitPath, .serviceBlkioConfigDeviceReadBpsLimitRate,
            .serviceBlkioConfigDeviceReadIops, .serviceBlkioConfigDeviceReadIopsLimitPath,
            .serviceBlkioConfigDeviceReadIopsLimitRate, .serviceBlkioConfigDeviceWriteBps,
            .serviceBlkioConfigDeviceWriteBpsLimitPath, .serviceBlkioConfigDeviceWriteBpsLimitRate,
            .serviceBlkioConfigDeviceWriteIops, .serviceBlkioConfigDeviceWriteIopsLimitPath,
            .serviceBlkioConfigDeviceWriteIopsLimitRate, .serviceBlkioConfigWeightDevice,
            .serviceBlkioConfigWeightDeviceEntryPath, .serviceBlkioConfigWeightDeviceEntryWeight,
            .serviceCpuCount, .serviceCpuPercent, .serviceCpuShares, .serviceCpuPeriod, .serviceCpuQuota,
            .serviceCpuRtPeriod, .serviceCpuRtRuntime, .serviceCpus, .serviceCpuset, .serviceMemLimit,
            .serviceMemReservation, .serviceMemSwappiness, .serviceMemswapLimit, .serviceOomKillDisable,
            .serviceOomScoreAdj, .servicePidsLimit, .serviceShmSize, .serviceUlimits, .serviceUlimit,
            .serviceUlimitSoft, .serviceUlimitHard:
            resourceRows(attribute)
        case .serviceBuild, .serviceBuildContext, .serviceBuildDockerfile, .serviceBuildDockerfileInline,
            .serviceBuildArgs, .serviceBuildTarget, .serviceBuildAdditionalContexts, .serviceBuildSecrets,
            .serviceBuildSsh, .serviceBuildLabels, .serviceBuildTags, .serviceBuildPlatforms,
            .serviceBuildCacheFrom, .serviceBuildCacheTo, .serviceBuildNoCache, .serviceBuildNoCacheFilter,
            .serviceBuildPull, .serviceBuildNetwork, .serviceBuildExtraHosts, .serviceBuildShmSize,
            .serviceBuildUlimits, .serviceBuildIsolation, .serviceBuildPrivileged, .serviceBuildEntitlements,
            .serviceBuildProvenance, .serviceBuildSbom, .serviceBuildSecretSource, .serviceBuildSecretTarget,
            .serviceBuildSecretUid, .serviceBuildSecretGid, .serviceBuildSecretMode, .serviceBuildUlimitSoft,
            .serviceBuildUlimitHard, .serviceBuildExtraHostAddress:
            buildRows(attribute)
        case .serviceCapAdd, .serviceCapDrop, .serviceCgroup, .serviceCgroupParent, .serviceCredentialSpec,
            .serviceCredentialSpecFile, .serviceCredentialSpecRegistry, .serviceCredentialSpecConfig,
            .serviceDeviceCgroupRules, .serviceDevices, .serviceDevice, .serviceDeviceSource,
            .serviceDeviceTarget, .serviceDevicePermissions, .serviceGroupAdd, .serviceIpc, .serviceIsolation,
            .servicePid, .servicePrivileged, .serviceRuntime, .serviceSecurityOpt, .serviceSysctls,
            .serviceUseApiSocket, .serviceUsernsMode, .serviceUts:
            rightsRows(attribute)
        case .serviceCommand, .serviceEntrypoint, .serviceEnvFile, .serviceEnvFileEntryPath,
            .serviceEnvFileEntryRequired, .serviceEnvFileEntryFormat, .serviceEnvironment, .serviceExtends,
            .serviceExtendsService, .serviceExtendsFile, .serviceStopGracePeriod, .serviceStopSignal:
            lifecycleRows(attribute)
        case .serviceConfigs, .serviceConfig, .serviceConfigSource, .serviceConfigTarget, .serviceConfigUid,
            .serviceConfigGid, .serviceConfigMode, .configs, .config, .configFile, .configContent,
            .configEnvironment, .configExternal, .configExternalName, .configName, .configLabels,
            .configTemplateDriver:
            configRows(attribute)
        case .serviceDependsOn, .serviceDependencyName, .serviceDependency, .serviceDependencyCondition,
            .serviceDependencyRequired, .serviceDependencyRestart:
            dependencyRows(attribute)
        case .serviceDeploy, .serviceDeployMode, .serviceDeployEndpointMode, .serviceDeployLabels,
            .serviceDeployReplicas, .serviceDeployPlacement, .serviceDeployPlacementConstraints,
            .serviceDeployPlacementConstraint, .serviceDeployPlacementPreferences,
            .serviceDeployPlacementPreferenceSpread, .serviceDeployPlacementMaxReplicasPerNode,
            .serviceDeployRestartPolicy, .serviceDeployRestartPolicyCondition, .serviceDeployRestartPolicyDelay,
            .serviceDeployRestartPolicyMaxAttempts, .serviceDeployRestartPolicyWindow,
            .serviceDeployUpdateConfig, .serviceDeployUpdateConfigParallelism, .serviceDeployUpdateConfigDelay,
            .serviceDeployUpdateConfigFailureAction, .serviceDeployUpdateConfigMonitor,
            .serviceDeployUpdateConfigMaxFailureRatio, .serviceDeployUpdateConfigOrder,
            .serviceDeployRollbackConfig, .serviceDeployRollbackConfigParallelism,
            .serviceDeployRollbackConfigDelay, .serviceDeployRollbackConfigFailureAction,
            .serviceDeployRollbackConfigMonitor, .serviceDeployRollbackConfigMaxFailureRatio,
            .serviceDeployRollbackConfigOrder, .serviceScale:
            deployRows(attribute)
        case .serviceDeployResources, .serviceDeployResourcesLimits, .serviceLimitsCpus, .serviceLimitsMemory,
            .serviceLimitsPids, .serviceDeployResourcesReservations, .serviceReservationsCpus,
            .serviceReservationsMemory, .serviceReservationsGenericResources,
            .serviceReservationsGenericResourceSpec, .serviceReservationsGenericResourceSpecKind,
            .serviceReservationsGenericResourceSpecValue:
            deployResourceRows(attribute)
        case .serviceReservationsDevices, .serviceReservationsDeviceCapabilities,
            .serviceReservationsDeviceCount, .serviceReservationsDeviceIds, .serviceReservationsDeviceDriver,
            .serviceReservationsDeviceOptions, .serviceGpus, .serviceGpuCapabilities, .serviceGpuCount,
            .serviceGpuIds, .serviceGpuDriver, .serviceGpuOptions:
            gpuRows(attribute)
        case .serviceDevelop, .serviceDevelopWatch, .serviceDevelopWatchRulePath, .serviceDevelopWatchRuleAction,
            .serviceDevelopWatchRuleTarget, .serviceDevelopWatchRuleIgnore, .serviceDevelopWatchRuleInclude,
            .serviceDevelopWatchRuleInitialSync, .serviceDevelopWatchRuleExec,
            .serviceDevelopWatchRuleExecCommand, .serviceDevelopWatchRuleExecUser,
            .serviceDevelopWatchRuleExecPrivileged, .serviceDevelopWatchRuleExecWorkingDir,
            .serviceDevelopWatchRuleExecEnvironment:
            developRows(attribute)
        case .serviceDns, .serviceDnsOpt, .serviceDnsSearch, .serviceDomainname, .serviceExternalLinks,
            .serviceExtraHosts, .serviceExtraHost, .serviceHostname, .serviceLinks, .serviceMacAddress,
            .serviceNetworkMode, .serviceNetworks, .serviceNetworkName, .serviceNetwork, .serviceNetworkAliases,
            .serviceNetworkIpv4Address, .serviceNetworkIpv6Address, .serviceNetworkLinkLocalIps,
            .serviceNetworkMacAddress, .serviceNetworkDriverOpts, .serviceNetworkInterfaceName,
            .serviceNetworkPriority, .serviceNetworkGwPriority:
            serviceNetworkRows(attribute)
        case .serviceExpose, .servicePorts, .servicePort, .servicePortTarget, .servicePortPublished,
            .servicePortHostIp, .servicePortProtocol, .servicePortAppProtocol, .servicePortMode,
            .servicePortName:
            portRows(attribute)
        case .serviceHealthcheck, .serviceHealthcheckTest, .serviceHealthcheckInterval,
            .serviceHealthcheckTimeout, .serviceHealthcheckRetries, .serviceHealthcheckStartPeriod,
            .serviceHealthcheckStartInterval, .serviceHealthcheckDisable:
            healthRows(attribute)
        case .serviceModels, .serviceModel, .serviceModelEndpointVar, .serviceModelVar, .models, .model,
            .modelName, .modelModel, .modelContextSize, .modelRuntimeFlags:
            modelRows(attribute)
        case .servicePostStart, .servicePostStartHookCommand, .servicePostStartHookUser,
            .servicePostStartHookPrivileged, .servicePostStartHookWorkingDir, .servicePostStartHookEnvironment,
            .servicePreStart, .servicePreStartHookCommand, .servicePreStartHookImage, .servicePreStartHookUser,
            .servicePreStartHookPrivileged, .servicePreStartHookWorkingDir, .servicePreStartHookEnvironment,
            .servicePreStartHookPerReplica, .servicePreStop, .servicePreStopHookCommand,
            .servicePreStopHookUser, .servicePreStopHookPrivileged, .servicePreStopHookWorkingDir,
            .servicePreStopHookEnvironment:
            hookRows(attribute)
        case .serviceProvider, .serviceProviderType, .serviceProviderOptions:
            providerRows(attribute)
        case .serviceRestart:
            restartRows(attribute)
        case .serviceSecrets, .serviceSecret, .serviceSecretSource, .serviceSecretTarget, .serviceSecretUid,
            .serviceSecretGid, .serviceSecretMode, .secrets, .secret, .secretFile, .secretEnvironment,
            .secretExternal, .secretExternalName, .secretName, .secretLabels, .secretDriver, .secretDriverOpts,
            .secretTemplateDriver:
            secretRows(attribute)
        case .serviceTmpfs, .serviceVolumes, .serviceVolume, .serviceVolumeType, .serviceVolumeSource,
            .serviceVolumeTarget, .serviceVolumeReadOnly, .serviceVolumeConsistency, .serviceVolumeBind,
            .serviceVolumeBindPropagation, .serviceVolumeBindCreateHostPath, .serviceVolumeBindRecursive,
            .serviceVolumeBindSelinux, .serviceVolumeVolume, .serviceVolumeVolumeNocopy,
            .serviceVolumeVolumeSubpath, .serviceVolumeVolumeLabels, .serviceVolumeTmpfs,
            .serviceVolumeTmpfsSize, .serviceVolumeTmpfsMode, .serviceVolumeImage, .serviceVolumeImageSubpath,
            .serviceVolumesFrom:
            mountRows(attribute)
        case .networks, .network, .networkName, .networkDriver, .networkDriverOpts, .networkExternal,
            .networkExternalName, .networkInternal, .networkEnableIpv4, .networkEnableIpv6, .networkAttachable,
            .networkIpam, .networkIpamDriver, .networkIpamConfig, .networkIpamPoolSubnet,
            .networkIpamPoolIpRange, .networkIpamPoolGateway, .networkIpamPoolAuxAddresses, .networkIpamOptions,
            .networkLabels:
            networkRows(attribute)
        case .volumes, .volume, .volumeName, .volumeDriver, .volumeDriverOpts, .volumeDriverOpt, .volumeExternal,
            .volumeExternalName, .volumeLabels:
            volumeRows(attribute)
        }
    }
}
