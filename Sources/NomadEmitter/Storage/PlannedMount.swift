internal import ComposeParser

/// A file of the project that goes into the job.
struct EmbeddedFile: Sendable, Hashable {
    /// The path below the mount's root; empty when the mount is a single file.
    var path: String
    /// The content.
    var contents: [UInt8]
}

/// What becomes of one mount of a service.
struct PlannedMount: Sendable {
    /// The kinds of mount that a task can have.
    enum Kind: Sendable, Hashable {
        /// A host or CSI volume of the group.
        case volume(label: String, source: String)
        /// A Docker volume.
        case dockerVolume(name: Interpolated?, driver: Text?, options: [Pair])
        /// Files of the project, carried in the job under a folder of the task.
        case embedded(root: String, files: [EmbeddedFile])
        /// A path of the node.
        case hostPath(Text)
        /// Memory.
        case tmpfs(size: NumberValue?, mode: Int?)
        /// Nothing that Nomad could mount; the diagnostic has been given.
        case none
    }

    var kind: Kind
    var mount: VolumeMount

    /// Whether the mount is read-only.
    var isReadOnly: Bool { mount.readOnly?.value == true }
}
