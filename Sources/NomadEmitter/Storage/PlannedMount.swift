internal import ComposeParser
internal import OrderedCollections

/// A file of the project that goes into the job.
struct EmbeddedFile: Sendable, Hashable {
    /// The path below the mount's root; empty when the mount is a single file.
    var path: String
    /// The content.
    var contents: [UInt8]
    /// The permission bits.
    var permissions: UInt16 = 0o644
    /// Whether it holds what does not belong into a job, such as a private key or a `.env` file.
    var isSecret = false
}

/// What becomes of one mount of a service.
struct PlannedMount: Sendable {
    /// The kinds of mount that a task can have.
    enum Kind: Sendable, Hashable {
        /// A host or CSI volume of the group.
        case volume(PlannedVolume)
        /// A Docker volume.
        case dockerVolume(name: Interpolated?, driver: Compose.Text?, options: [Compose.Pair], labels: [Compose.Pair])
        /// A file in a host volume of the group, by its path on the node.
        case volumeFile(PlannedVolume, path: String)
        /// Files of the project, carried in the job below the path `root` of a folder of the task; those that only
        /// their owner may read belong to `owner`, a `uid:gid`.
        case embedded(root: String, files: [EmbeddedFile], owner: String?)
        /// A path of the node.
        case hostPath(Compose.Text)
        /// Memory.
        case tmpfs(size: NumberValue?, mode: Int?)
        /// Nothing that Nomad could mount; the diagnostic has been given.
        case none
    }

    var kind: Kind
    var mount: Compose.VolumeMount
    /// What the project holds there, where it is small and text.
    var texts: [EmbeddedFile] = []

    /// The volume of the group that it needs.
    var volume: PlannedVolume? {
        switch kind {
        case .volume(let volume), .volumeFile(let volume, _): volume
        default: nil
        }
    }

    /// Whether the mount is read-only.
    var isReadOnly: Bool { mount.readOnly?.value == true }
    /// The path in the container, cleaned.
    var target: String { PosixPath.clean(mount.target.string) }
}

/// A volume of a group.
struct PlannedVolume: Sendable, Hashable {
    /// The name in the group.
    var label: String
    /// The name in the cluster.
    var source: String
    /// Where it lives.
    var kind: Jobspec.VolumeRequest.Kind = .host()
}

/// A volume that `nomad volume create` makes: a dynamic host volume, or one of a CSI plugin.
struct CreatedVolume: Sendable, Hashable {
    /// What makes it.
    enum Kind: Sendable, Hashable {
        /// The built-in plugin `mkdir`: a folder of one node.
        case dynamic
        /// A CSI plugin, with the access mode of the volume.
        case csi(access: String)
    }

    var name: String
    var kind: Kind
    /// `uid:gid` of the folder, where the image is known to need one.
    var owner: String?
    /// The services that mount it.
    var services: OrderedSet<String>

    /// The file that `nomad volume create` takes.
    var fileName: String { "\(name).volume.hcl" }

    /// Whether a CSI plugin makes it.
    var isCSI: Bool { kind != .dynamic }
}
