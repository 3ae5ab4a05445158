extension Shape {
    static let ports: Shape = {
        let port = Shape.object(
            .servicePort,
            [
                Field("name", .string(.servicePortName)),
                Field(
                    "mode",
                    .string(.servicePortMode),
                    default: Default(value: .string("ingress"), stage: .resolution)
                ),
                Field("host_ip", .string(.servicePortHostIp)),
                Field("target", .unsigned(.servicePortTarget, bits: 32)),
                Field("published", Shape(.servicePortPublished, .scalar(.string), [.string, .integer])),
                Field(
                    "protocol",
                    .string(.servicePortProtocol),
                    default: Default(value: .string("tcp"), stage: .resolution)
                ),
                Field("app_protocol", .string(.servicePortAppProtocol)),
            ],
            required: ["target"],
            scalars: [.string, .integer]
        )
        return .list(.servicePorts, of: port, unique: true, short: .ports)
    }()

    static let device: Shape = .object(
        .serviceDevice,
        [
            Field("source", .string(.serviceDeviceSource)),
            Field("target", .string(.serviceDeviceTarget)),
            Field("permissions", .string(.serviceDevicePermissions)),
        ],
        required: ["source", "target"],
        scalars: .string,
        short: .device
    )

    static let serviceConfig = grant(
        .serviceConfig,
        source: .serviceConfigSource,
        target: .serviceConfigTarget,
        uid: .serviceConfigUid,
        gid: .serviceConfigGid,
        mode: .serviceConfigMode
    )

    static let serviceSecret = grant(
        .serviceSecret,
        source: .serviceSecretSource,
        target: .serviceSecretTarget,
        uid: .serviceSecretUid,
        gid: .serviceSecretGid,
        mode: .serviceSecretMode,
        directory: secretsDirectory
    )

    /// Where the secrets of a container stand.
    static let secretsDirectory = "/run/secrets"

    /// The grant of a config or secret; without a target it stands in `directory`, if that is given.
    static func grant(
        _ attribute: Attribute?,
        source: Attribute,
        target: Attribute,
        uid: Attribute,
        gid: Attribute,
        mode: Attribute,
        directory: String? = nil
    ) -> Shape {
        var fileMode = Shape(mode, .scalar(.fileMode), [.integer, .string])
        fileMode.keepsEmpty = true
        return .object(
            attribute,
            [
                Field("source", .string(source)),
                Field(
                    "target",
                    .string(target),
                    default: directory.map { Default(value: .path(in: $0, of: "source")) }
                ),
                Field("uid", .string(uid)),
                Field("gid", .string(gid)),
                Field("mode", fileMode),
            ],
            scalars: .string,
            short: .grant
        )
    }

    static let mount: Shape = .object(
        .serviceVolume,
        [
            Field(
                "type",
                .string(.serviceVolumeType, .oneOf(["bind", "volume", "tmpfs", "cluster", "npipe", "image"]))
            ),
            Field("source", .string(.serviceVolumeSource), path: .bindSource),
            Field("target", .string(.serviceVolumeTarget), path: .container),
            Field("read_only", .bool(.serviceVolumeReadOnly)),
            Field("consistency", .string(.serviceVolumeConsistency)),
            Field("bind", bindOptions),
            Field("volume", volumeOptions),
            Field("tmpfs", tmpfsOptions),
            Field("image", .object(.serviceVolumeImage, [Field("subpath", .string(.serviceVolumeImageSubpath))])),
        ],
        required: ["type", "target"],
        scalars: .string,
        short: .volume
    )

    private static let bindOptions: Shape = .object(
        .serviceVolumeBind,
        [
            Field("selinux", .string(.serviceVolumeBindSelinux, .oneOf(["z", "Z"]))),
            Field("propagation", .string(.serviceVolumeBindPropagation)),
            Field("create_host_path", .bool(.serviceVolumeBindCreateHostPath, cast: false)),
            Field(
                "recursive",
                .string(.serviceVolumeBindRecursive, .oneOf(["enabled", "disabled", "writable", "readonly"]))
            ),
        ]
    )

    private static let volumeOptions: Shape = .object(
        .serviceVolumeVolume,
        [
            Field("labels", .pairs(.serviceVolumeVolumeLabels)),
            Field("nocopy", .bool(.serviceVolumeVolumeNocopy)),
            Field("subpath", .string(.serviceVolumeVolumeSubpath)),
        ]
    )

    private static let tmpfsOptions: Shape = .object(
        .serviceVolumeTmpfs,
        [
            Field("size", .bytes(.serviceVolumeTmpfsSize, rule: .between(0, .max))),
            Field("mode", .unsigned(.serviceVolumeTmpfsMode, [.number, .strayString], bits: 32, cast: false)),
        ]
    )
}
