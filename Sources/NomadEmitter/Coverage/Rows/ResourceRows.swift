internal import ComposeParser

// CPU, memory, devices, limits.
extension Coverage {
    static func deployResourceRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .serviceDeployResources, .serviceDeployResourcesLimits, .serviceDeployResourcesReservations:
            [.parts("task.resources")]
        case .serviceLimitsCpus:
            [
                .standard("0"),
                CoverageRow.approximated(
                    "task.resources.cpu",
                    loses: "Nomad has one CPU figure: the reservation counts, the limit is dropped",
                    hint: "drop the reservation if the limit matters more"
                ).reported(as: .cpuLimitLost).when("with a reservation") { $0.stated(.serviceReservationsCpus) != nil },
                cpuLimit,
            ]
        case .serviceLimitsMemory: [.mapped("task.resources.memory", "task.config.memory_hard_limit")]
        case .serviceLimitsPids: [.mapped("task.config.pids_limit")]
        case .serviceReservationsCpus:
            [
                .standard("0"),
                .approximated(
                    "task.resources.cpu",
                    loses: "Nomad counts MHz: the figure is right where a core runs at the variable cpu_mhz",
                    hint: "set cpu_mhz to the clock of the nodes"
                ),
            ]
        case .serviceReservationsMemory: [.mapped("task.resources.memory")]
        case .serviceReservationsGenericResources, .serviceReservationsGenericResourceSpec,
            .serviceReservationsGenericResourceSpecKind, .serviceReservationsGenericResourceSpecValue:
            [
                .unsupported(
                    "Nomad knows no resources of this kind",
                    instead: "use a device plugin, or meta in the client configuration with a constraint"
                )
            ]
        default: []
        }
    }

    static func resourceRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .serviceCpus: [.standard("0", "0.0"), cpuLimit]
        case .serviceCpuQuota: [.standard("0", "-1"), cpuLimit]
        case .serviceCpuPeriod: [.standard("0"), cpuLimit]
        case .serviceCpuShares:
            [
                .standard("0"),
                CoverageRow.unsupported("the service states its CPU elsewhere", instead: "leave it out").when(
                    "with cpus"
                ) { subject in
                    [.serviceCpus, .serviceCpuQuota, .serviceLimitsCpus, .serviceReservationsCpus].contains {
                        subject.stated($0) != nil
                    }
                },
                .approximated(
                    "task.resources.cpu",
                    loses: "Nomad weighs tasks by MHz: 1024 shares become 1000 MHz"
                ),
            ]
        case .serviceCpuCount:
            [
                .standard("0"),
                .unsupported("it is for Windows containers", instead: "use cpus, or resources.cores in x-nomad"),
            ]
        case .serviceCpuPercent:
            [
                .standard("0"),
                .unsupported("it is for Windows containers", instead: "use cpus"),
            ]
        case .serviceCpuRtPeriod, .serviceCpuRtRuntime:
            [
                .standard("0", "0s"),
                .unsupported("the Docker driver has no realtime settings", instead: "run the task with raw_exec"),
            ]
        case .serviceCpuset:
            [
                .unsupported(
                    "Nomad picks the cores itself",
                    instead: "reserve whole cores with resources.cores in x-nomad"
                )
            ]
        case .serviceMemLimit:
            [
                CoverageRow.mapped("task.resources.memory", "task.config.memory_hard_limit")
                    .reported(as: .refusedByDocker)
            ]
        case .serviceMemReservation: [CoverageRow.mapped("task.resources.memory").reported(as: .refusedByDocker)]
        case .serviceMemSwappiness:
            [.standard("0"), .unsupported("Nomad switches swap off for tasks", instead: "give the task more memory")]
        case .serviceMemswapLimit:
            [
                .standard("0"),
                CoverageRow.ignored("no swap is what happens anyway").when("equal to mem_limit") {
                    $0.value != nil && $0.value == $0.stated(.serviceMemLimit)?.value?.string
                },
                .unsupported("Nomad switches swap off for tasks", instead: "give the task more memory"),
            ]
        case .serviceOomKillDisable:
            [
                .standard("false"),
                .unsupported("the Docker driver has no such setting", instead: "set oom_score_adj, or more memory"),
            ]
        case .serviceOomScoreAdj: [.mapped("task.config.oom_score_adj").since("oom_score_adj", of: .dockerConfig)]
        case .servicePidsLimit: [.mapped("task.config.pids_limit")]
        case .serviceShmSize: [CoverageRow.mapped("task.config.shm_size").reported(as: .refusedByDocker)]
        case .serviceUlimits, .serviceUlimit, .serviceUlimitSoft, .serviceUlimitHard:
            [CoverageRow.mapped("task.config.ulimit").reported(as: .refusedByDocker)]
        case .serviceBlkioConfig, .serviceBlkioConfigWeight, .serviceBlkioConfigDeviceReadBps,
            .serviceBlkioConfigDeviceReadBpsLimitPath, .serviceBlkioConfigDeviceReadBpsLimitRate,
            .serviceBlkioConfigDeviceReadIops, .serviceBlkioConfigDeviceReadIopsLimitPath,
            .serviceBlkioConfigDeviceReadIopsLimitRate, .serviceBlkioConfigDeviceWriteBps,
            .serviceBlkioConfigDeviceWriteBpsLimitPath, .serviceBlkioConfigDeviceWriteBpsLimitRate,
            .serviceBlkioConfigDeviceWriteIops, .serviceBlkioConfigDeviceWriteIopsLimitPath,
            .serviceBlkioConfigDeviceWriteIopsLimitRate, .serviceBlkioConfigWeightDevice,
            .serviceBlkioConfigWeightDeviceEntryPath, .serviceBlkioConfigWeightDeviceEntryWeight:
            [
                .unsupported(
                    "the Docker driver has no block I/O settings",
                    instead: "limit block I/O with systemd or cgroup settings on the node"
                )
            ]
        default: []
        }
    }

    /// GPUs and other devices that a plugin hands out: `gpus` and `deploy.resources.reservations.devices`.
    static func gpuRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .serviceGpus:
            [
                .operatorAction("task.resources.device", action: "\(devicePlugin); one device is asked for").short(
                    "all"
                ),
                .operatorAction("task.resources.device", action: devicePlugin),
            ]
        case .serviceReservationsDevices: [.operatorAction("task.resources.device", action: devicePlugin)]
        case .serviceGpuCount, .serviceReservationsDeviceCount:
            [oneDevice.when("all", "-1"), .mapped("task.resources.device.count")]
        case .serviceGpuCapabilities, .serviceReservationsDeviceCapabilities: [deviceKind(attribute)]
        case .serviceGpuDriver, .serviceReservationsDeviceDriver:
            [.ignored("the names of the devices say whose they are").when("cdi"), deviceKind(attribute)]
        case .serviceGpuIds, .serviceReservationsDeviceIds:
            [
                .unsupported(
                    "the number of a device differs from node to node",
                    instead: "name the device by its UUID, or state a count"
                ).when("numbers") { subject in subject.words.contains { Int($0) != nil } },
                CoverageRow.approximated(
                    "task.resources.device",
                    loses: "Nomad knows no CDI names: any device of the kind is asked for",
                    hint: "name the device by its UUID",
                    as: .warning
                ).when("CDI names") { subject in subject.words.contains { CDIName($0) != nil } },
                .operatorAction(
                    "task.resources.device.constraint",
                    action: devicePlugin
                ).reported(with: attribute.isGpu ? .serviceGpus : .serviceReservationsDevices),
            ]
        case .serviceGpuOptions, .serviceReservationsDeviceOptions:
            [.unsupported("Nomad passes no options to devices", instead: "set them in the device plugin")]
        default: []
        }
    }

    private static let devicePlugin =
        "install the device plugin and the container runtime of the vendor on the nodes"

    private static var oneDevice: CoverageRow {
        CoverageRow.approximated(
            "task.resources.device.count",
            loses: "Nomad cannot ask for all devices: one is asked for",
            hint: "state the number"
        ).reported(as: .allDevices)
    }

    private static func deviceKind(_ attribute: Attribute) -> CoverageRow {
        CoverageRow.operatorAction("task.resources.device", action: devicePlugin)
            .reported(with: attribute.isGpu ? .serviceGpus : .serviceReservationsDevices)
    }

    private static var cpuLimit: CoverageRow {
        .approximated(
            "task.resources.cpu",
            "task.config.cpu_hard_limit",
            loses: "Nomad counts MHz: the limit is right where a core runs at the variable cpu_mhz",
            hint: "set cpu_mhz to the clock of the nodes"
        )
    }
}

extension Attribute {
    fileprivate var isGpu: Bool {
        switch self {
        case .serviceGpus, .serviceGpuCount, .serviceGpuCapabilities, .serviceGpuDriver, .serviceGpuIds,
            .serviceGpuOptions:
            true
        default: false
        }
    }
}
