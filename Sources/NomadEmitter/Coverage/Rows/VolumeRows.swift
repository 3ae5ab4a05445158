internal import ComposeParser

// The volumes of the project, and what a service mounts.
extension Coverage {
    static func volumeRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .volumes: volumes
        case .volume: volumes.map { $0.reported(with: .volumes) }
        case .volumeName: [.mapped("group.volume.source")]
        case .volumeDriver:
            [
                .standard("local", "default"),
                .operatorAction(
                    "task.config.mount.volume_options.driver_config.name",
                    action: "install the Docker volume plugin on the nodes and allow Docker volumes, see client.hcl",
                    as: .warning
                ),
            ]
        case .volumeDriverOpts:
            [
                nfs.when("nfs") { $0.part("type")?.hasPrefix("nfs") == true },
                ownTmpfs.when("tmpfs of one service, `size` and `mode` alone", isOwnTmpfs),
                dockerTmpfs.when("tmpfs") { $0.part("type") == "tmpfs" },
                .parts("client.hcl", "task.config.mount.volume_options.driver_config.options"),
            ]
        case .volumeDriverOpt:
            [
                nfs.reported(with: .volumeDriverOpts).when("nfs") { $0.sibling("type")?.hasPrefix("nfs") == true },
                .ignored("a tmpfs has none").when("`device`, tmpfs") {
                    $0.sibling("type") == "tmpfs" && $0.present.path.hasSuffix(".device")
                },
                ownTmpfs.reported(with: .volumeDriverOpts)
                    .when("tmpfs of one service, `size` and `mode` alone", isOwnTmpfs),
                dockerTmpfs.reported(with: .volumeDriverOpts).when("tmpfs") { $0.sibling("type") == "tmpfs" },
                .ignored("the device says it").when("`type: none`, `o: bind`") { subject in
                    subject.value == (subject.present.path.hasSuffix(".o") ? "bind" : "none")
                },
                .operatorAction(
                    "client.hcl",
                    action: "the directory must exist on the nodes before the Nomad agent starts"
                ),
            ]
        case .volumeExternal:
            [
                .standard("false"),
                CoverageRow.operatorAction(
                    "group.volume.source",
                    action: "a host volume of that name must exist on the nodes"
                ).reported(as: .externalVolume),
            ]
        case .volumeExternalName: [olderName]
        case .volumeLabels:
            [
                CoverageRow.mapped("task.config.mount.volume_options.labels")
                    .when("--volumes docker") { $0.facts.options.volumes == .docker },
                .approximated(loses: "host volumes have no labels", hint: "use --volumes docker to keep them"),
            ]
        default: []
        }
    }

    private static var nfs: CoverageRow {
        .operatorAction(
            "task.config.mount.volume_options.driver_config.options",
            action: "the nodes need an NFS client, and Docker volumes allowed in the client configuration",
            as: .warning
        )
    }

    private static var ownTmpfs: CoverageRow {
        .mapped("task.config.mount.tmpfs_options.size", "task.config.mount.tmpfs_options.mode")
    }

    private static var dockerTmpfs: CoverageRow {
        .operatorAction(
            "task.config.mount.volume_options.driver_config.options",
            action: "allow Docker volumes in the client configuration, see client.hcl"
        )
    }

    private static func isOwnTmpfs(_ subject: CoverageSubject) -> Bool {
        subject.facts.tmpfs.contains { subject.present.path.hasPrefix($0) }
    }

    private static var volumes: [CoverageRow] {
        [
            .operatorAction(
                "task.config.mount",
                action: "allow Docker volumes in the client configuration, see client.hcl"
            )
            .when("--volumes docker") { $0.facts.options.volumes == .docker },
            .operatorAction(
                "group.volume",
                "task.volume_mount",
                "*.volume.hcl",
                action: "deploy.sh creates the volumes; those of CSI start empty"
            ).when("--volumes dynamic or csi") {
                $0.facts.options.volumes == .dynamic || $0.facts.options.volumes == .csi
            },
            .operatorAction(
                "group.volume",
                "task.volume_mount",
                "client.hcl",
                action:
                    "run deploy.sh node-setup on the node that keeps the data, and add client.hcl to its configuration"
            ),
        ]
    }

    static func mountRows(_ attribute: Attribute) -> [CoverageRow] {
        switch attribute {
        case .serviceVolumes: [.parts("task.volume_mount", "task.config.volumes", "task.config.mount")]
        case .serviceVolume: mountForms
        case .serviceVolumeType:
            [
                .mapped("task.volume_mount", "task.config.volumes", "task.config.mount")
                    .when("volume", "bind", "tmpfs"),
                .operatorAction("task.config.volumes", action: "the nodes must run Windows and allow Docker volumes")
                    .when("npipe"),
                .operatorAction(
                    "group.volume",
                    "task.volume_mount",
                    action: "run the CSI plugin and register the volume; as in Docker Compose, its entry under volumes "
                        + "does not count",
                    as: .warning
                ).when("cluster"),
                imageMount.when("image"),
            ]
        case .serviceVolumeSource:
            [
                CoverageRow.approximated(
                    "task.config.volumes",
                    "group.volume.source",
                    "task.template",
                    loses: "files of the project become copies in the job, paths of the node must be there"
                ).reported(as: .hostPath, .embeddedFiles, .stateFolder, .syncedFolder, .missingSource).when("a path") {
                    subject in
                    subject.value.map { $0.hasPrefix("/") || $0.hasPrefix(".") || $0.hasPrefix("~") } == true
                },
                imageMount.reported(with: .serviceVolumeType).when("an image") { $0.sibling("type") == "image" },
                .mapped("group.volume.source"),
            ]
        case .serviceVolumeTarget:
            [
                CoverageRow.mapped("task.volume_mount.destination", "task.config.mount.target")
                    .reported(as: .refusedByDocker)
            ]
        case .serviceVolumeReadOnly: [.mapped("task.volume_mount.read_only", "task.config.mount.readonly")]
        case .serviceVolumeConsistency: [.ignored("it only mattered to Docker on macOS")]
        case .serviceVolumeBind, .serviceVolumeVolume: [.parts("task.config.mount")]
        case .serviceVolumeBindPropagation:
            [
                CoverageRow.mapped("task.config.volumes", "task.config.mount.bind_options.propagation")
                    .reported(as: .mountOptionLost, .refusedByDocker)
            ]
        case .serviceVolumeBindCreateHostPath:
            [CoverageRow.mapped("task.config.volumes", "task.config.mount.type").reported(as: .mountOptionLost)]
        case .serviceVolumeBindRecursive:
            [
                .standard("enabled"),
                .unsupported(
                    "the Docker driver has no such setting",
                    instead: "mount the directories below one by one"
                ),
            ]
        case .serviceVolumeBindSelinux:
            [
                CoverageRow.mapped("task.config.volumes", "task.volume_mount.selinux_label")
                    .reported(as: .mountOptionLost)
            ]
        case .serviceVolumeVolumeNocopy:
            [
                CoverageRow.mapped("task.config.mount.volume_options.no_copy")
                    .when("--volumes docker") { $0.facts.options.volumes == .docker },
                .mapped("deploy.sh")
                    .when("--volumes host") { $0.facts.options.volumes == .host },
                .ignored("the volume never takes the content of the image"),
            ]
        case .serviceVolumeVolumeSubpath:
            [
                CoverageRow.operatorAction(
                    "group.volume",
                    "client.hcl",
                    action: "create the directory inside of the volume: it is a host volume of its own"
                ).reported(as: .subpathLost)
            ]
        case .serviceVolumeVolumeLabels:
            [
                CoverageRow.mapped("task.config.mount.volume_options.labels")
                    .when("--volumes docker") { $0.facts.options.volumes == .docker },
                .approximated(loses: "host volumes have no labels", hint: "use --volumes docker to keep them"),
            ]
        case .serviceVolumeTmpfs: [.parts("task.config.mount.tmpfs_options")]
        case .serviceVolumeTmpfsSize: [.mapped("task.config.mount.tmpfs_options.size")]
        case .serviceVolumeTmpfsMode: [.mapped("task.config.mount.tmpfs_options.mode")]
        case .serviceVolumeImage, .serviceVolumeImageSubpath: [imageMount.reported(with: .serviceVolumeType)]
        case .serviceVolumesFrom:
            [
                .unsupported(
                    "containers outside of the project have no names in Nomad",
                    instead: "name their volumes under volumes"
                ).when("`container:…`") { subject in subject.words.contains { $0.hasPrefix("container:") } },
                .approximated(
                    "task.volume_mount",
                    "task.config.volumes",
                    loses: "the data is shared only where both services run on one node"
                ),
            ]
        case .serviceTmpfs:
            [
                .approximated(
                    "task.config.mount.tmpfs_options",
                    loses: "options other than size and mode are dropped"
                ).reported(as: .tmpfsOptionsLost, .refusedByDocker).when("with other options") { subject in
                    subject.words.contains { hasOtherOptions($0) }
                },
                .mapped("task.config.mount.target", "task.config.mount.tmpfs_options"),
            ]
        default: []
        }
    }

    private static var imageMount: CoverageRow {
        .unsupported(
            "the Docker driver mounts no images",
            instead: "fetch the files with an artifact block in x-nomad, or copy them into the service's image"
        )
    }

    private static var mountForms: [CoverageRow] {
        let path = "the path must exist on the nodes, and the client configuration must allow Docker volumes"
        return [
            .operatorAction(
                "group.volume",
                "task.volume_mount",
                "client.hcl",
                action: "create the volume, see client.hcl and deploy.sh"
            ).reported(with: .volumes).short("name:/path"),
            .approximated(
                "task.template",
                "task.config.volumes",
                loses:
                    "configuration and code are copies: what the container writes there is gone with the allocation; "
                    + "what it keeps elsewhere is a host volume"
            ).reported(as: .embeddedFiles, .stateFolder, .syncedFolder, .missingSource).short("./path:/path"),
            .operatorAction("task.config.volumes", "client.hcl", action: path)
                .reported(as: .hostPath).short("/path:/path"),
            .operatorAction("task.config.volumes", "client.hcl", action: path)
                .reported(as: .hostPath).short("~/path:/path"),
            .operatorAction(
                "task.config.volumes",
                "client.hcl",
                action: "allow Docker volumes in the client configuration; the service then controls the node"
            ).reported(as: .hostPath).short("/var/run/docker.sock:…"),
            .approximated("task.config.mount", loses: "each allocation has an anonymous volume of its own")
                .reported(as: .anonymousVolume).short("/path"),
            .parts("task.volume_mount", "task.config.volumes", "task.config.mount"),
        ]
    }

    /// Whether a tmpfs entry such as `/run:size=1m,uid=5` has options that Nomad does not take.
    private static func hasOtherOptions(_ entry: String) -> Bool {
        guard let colon = entry.firstIndex(of: ":") else { return false }
        return entry[entry.index(after: colon)...].split(at: ",").contains {
            !$0.hasPrefix("size=") && !$0.hasPrefix("mode=") && $0 != "rw"
        }
    }
}
