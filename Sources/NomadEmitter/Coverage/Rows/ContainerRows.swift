internal import ComposeParser

// What the container is: image, rights, namespaces, logging, labels.
extension Coverage {
    static func containerRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .serviceAnnotations:
            [
                .unsupported(
                    "the Docker driver sets no annotations",
                    instead: "use labels, or meta in x-nomad, if something reads them"
                )
            ]
        case .serviceAttach: [.ignored("only `docker compose up` reads it")]
        case .serviceContainerName:
            [
                .approximated(
                    "task.service.tags",
                    loses: "Docker knows the container as <task>-<allocation>; peers still find it by this name",
                    hint: "use nomad alloc exec and nomad alloc logs in place of docker exec and docker logs"
                )
            ]
        case .serviceImage: [CoverageRow.mapped("task.config.image").reported(as: .refusedByDocker)]
        case .serviceInit: [.mapped("task.config.init")]
        case .serviceLabelFile: [.loading("merged into labels")]
        case .serviceLabels: [.mapped("task.config.labels", "task.service.tags")]
        case .serviceLogging: [.parts("task.config.logging")]
        case .serviceLoggingDriver:
            [
                .mapped("task.config.logging.type").when("json-file", "local", "journald"),
                .approximated(
                    "task.config.logging.type",
                    loses: "nomad alloc logs shows nothing, as Docker cannot read the logs back",
                    hint: "read the logs where the driver sends them"
                ),
            ]
        case .serviceLoggingOptions:
            [CoverageRow.mapped("task.config.logging.config").reported(as: .refusedByDocker)]
        case .servicePlatform:
            [
                .approximated(
                    "group.constraint",
                    loses: "it chooses nodes of that system; Nomad neither emulates nor picks another image",
                    hint: "the variant of an architecture is dropped"
                )
            ]
        case .serviceProfiles: [.loading("services without an active profile are left out")]
        case .servicePullPolicy: pullPolicies
        case .servicePullRefreshAfter:
            [
                tagOfBuild { _ in true },
                .approximated(
                    "task.config.force_pull",
                    loses: "the image is pulled at every start of the task, not by age"
                ),
            ]
        case .serviceReadOnly: [.mapped("task.config.readonly_rootfs")]
        case .serviceStdinOpen: [.mapped("task.config.interactive")]
        case .serviceStorageOpt:
            [
                .operatorAction(
                    "task.config.storage_opt",
                    action: "the nodes need a storage driver that takes it, such as overlay2 on xfs with pquota"
                )
            ]
        case .serviceTty: [.mapped("task.config.tty")]
        case .serviceUser: [.mapped("task.user")]
        case .serviceWorkingDir: [CoverageRow.mapped("task.config.work_dir").reported(as: .refusedByDocker)]
        default: []
        }
    }

    static func rightsRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .serviceCapAdd:
            [
                .mapped("task.config.cap_add").when("capabilities that Nomad allows") { subject in
                    !subject.words.isEmpty && subject.words.allSatisfy { allowedCapabilities.contains(bare($0)) }
                },
                .operatorAction(
                    "task.config.cap_add",
                    action: "list the capabilities in allow_caps of the Docker plugin on the nodes"
                ),
            ]
        case .serviceCapDrop: [.mapped("task.config.cap_drop")]
        case .serviceCgroup: [.mapped("task.config.cgroupns").since("cgroupns", of: .dockerConfig)]
        case .serviceCgroupParent:
            [
                .unsupported(
                    "Nomad places tasks under its own cgroup",
                    instead: "set cgroup_parent in the client configuration"
                )
            ]
        case .serviceCredentialSpec: [.parts("task.config.security_opt")]
        case .serviceCredentialSpecFile, .serviceCredentialSpecRegistry:
            [
                .operatorAction(
                    "task.config.security_opt",
                    action: "the nodes must run Windows and hold the credential spec"
                )
            ]
        case .serviceCredentialSpecConfig:
            [.unsupported("only Swarm has it", instead: "put the file on the nodes and use credential_spec.file")]
        case .serviceDeviceCgroupRules:
            [.unsupported("the Docker driver has no such setting", instead: "name the devices, or use privileged")]
        case .serviceDevices:
            [
                .parts("task.config.devices").when("CDI names only") { subject in
                    let sources = subject.inside.filter { $0.attribute == .serviceDeviceSource }
                    return !sources.isEmpty && sources.allSatisfy { $0.value.flatMap { CDIName($0.string) } != nil }
                },
                .operatorAction("task.config.devices", action: deviceAction),
            ]
        case .serviceDevice:
            [
                cdiDevice.short("vendor.com/class=name"),
                CoverageRow.operatorAction("task.config.devices", action: deviceAction).reported(with: .serviceDevices),
            ]
        case .serviceDeviceSource:
            [
                cdiDevice.when("a CDI name") { $0.value.flatMap(CDIName.init) != nil },
                CoverageRow.operatorAction("task.config.devices.host_path", action: deviceAction)
                    .reported(with: .serviceDevices),
            ]
        case .serviceDeviceTarget: [cdiPart, .mapped("task.config.devices.container_path")]
        case .serviceDevicePermissions:
            [cdiPart, CoverageRow.mapped("task.config.devices.cgroup_permissions").reported(as: .refusedByDocker)]
        case .serviceGroupAdd: [.mapped("task.config.group_add")]
        case .serviceIpc, .servicePid:
            [
                .unsupported(
                    "containers of other groups cannot be named",
                    instead: "use --layout pod if both must share it, or host"
                ).when("`service:…`, `container:…`") {
                    $0.value?.hasPrefix("service:") == true || $0.value?.hasPrefix("container:") == true
                },
                namespace(attribute == .serviceIpc ? "ipc" : "pid"),
            ]
        case .serviceUsernsMode: [namespace("userns")]
        case .serviceUts: [namespace("uts")]
        case .serviceIsolation:
            [
                .standard("default"),
                .operatorAction("task.config.isolation", action: "the nodes must run Windows", as: .warning)
                    .when("hyperv", "process"),
                .unsupported("Linux containers have no such setting", instead: "leave it out"),
            ]
        case .servicePrivileged:
            [
                .standard("false"),
                .operatorAction(
                    "task.config.privileged",
                    action: "set allow_privileged in the Docker plugin on the nodes"
                ),
            ]
        case .serviceRuntime:
            [
                .standard("runc"),
                .operatorAction(
                    "task.config.runtime",
                    action: "install the runtime on the nodes and list it in allow_runtimes of the Docker plugin"
                ),
            ]
        case .serviceSecurityOpt:
            [
                .operatorAction(
                    "task.config.security_opt",
                    action: "put the seccomp profile on the nodes: it is read there"
                ).when("a seccomp profile") { subject in
                    subject.words.contains { $0.hasPrefix("seccomp") && !$0.hasSuffix("unconfined") }
                },
                CoverageRow.mapped("task.config.security_opt").reported(as: .refusedByDocker),
            ]
        case .serviceSysctls:
            [
                .unsupported(
                    "Docker refuses net.* sysctls in the node's network",
                    instead: "set them on the node"
                ).reported(as: .sysctlLost).when("`net.…` with network_mode host") { subject in
                    subject.service.place == .host
                        && subject.words.contains { $0.hasPrefix("net.") }
                },
                CoverageRow.mapped("task.config.sysctl").reported(as: .refusedByDocker),
            ]
        case .serviceUseApiSocket:
            [
                .standard("false"),
                .operatorAction(
                    "task.config.volumes",
                    action: "allow Docker volumes in the client configuration; the service then controls the node, and "
                        + "registry credentials are not copied",
                    as: .warning
                ),
            ]
        default: []
        }
    }

    private static let deviceAction =
        "the devices must be on the node: add a constraint that says which nodes have them"

    private static var cdiDevice: CoverageRow {
        .unsupported("the Docker driver knows no CDI names", instead: "use gpus, or a Nomad device plugin")
    }

    private static var cdiPart: CoverageRow {
        cdiDevice.reported(with: .serviceDeviceSource)
            .when("of a CDI name") { $0.sibling("source").flatMap(CDIName.init) != nil }
    }

    private static func namespace(_ name: String) -> CoverageRow {
        .operatorAction(
            "task.config.\(name)_mode",
            action: "from Nomad 2.0.4 on, the Docker plugin needs allow_privileged, or allowed_modes for \(name)"
        )
    }

    /// What the Docker driver of Nomad allows unless its `allow_caps` says otherwise. Source: the driver's
    /// documentation, plugin options.
    private static let allowedCapabilities: Set<String> = [
        "audit_write", "chown", "dac_override", "fowner", "fsetid", "kill", "mknod", "net_bind_service", "setfcap",
        "setgid", "setpcap", "setuid", "sys_chroot",
    ]

    private static func bare(_ capability: String) -> String {
        let lower = capability.lowercased()
        return lower.hasPrefix("cap_") ? String(lower.dropFirst(4)) : lower
    }

    /// Where each build has a tag that nothing had before, there is never a newer image to pull.
    private static func tagOfBuild(_ matches: @escaping @Sendable (CoverageSubject) -> Bool) -> CoverageRow {
        CoverageRow.ignored("each build has a tag of its own, so that no newer image can be pulled")
            .when("of a build without a registry of its own") { $0.service.hasTagOfBuild && matches($0) }
    }

    private static var pullPolicies: [CoverageRow] {
        [
            .standard("missing", "if_not_present"),
            tagOfBuild { !["never", "build"].contains($0.value) },
            .mapped("task.config.force_pull").when("always"),
            .unsupported(
                "Nomad pulls an image that is missing, and latest always",
                instead: "pin a tag and load the image on the nodes beforehand"
            ).when("never"),
            .operatorAction(
                "task.config.image",
                "deploy.sh",
                action: "deploy.sh builds the image"
            ).when("build"),
            .approximated(
                "task.config.force_pull",
                loses: "the image is pulled at every start of the task, not by age"
            ),
        ]
    }
}
