internal import HCL

extension Jobspec {
    /// `volume_mount`: where a task sees a volume of its group.
    public struct VolumeMount: Sendable, Hashable {
        /// The name of the volume in the group.
        public var volume: String
        /// The path in the container.
        public var destination: Interpolated
        /// Whether the task may not write to it.
        public var readOnly: Bool?
        /// `private`, `host-to-task` or `bidirectional`.
        public var propagationMode: Interpolated?
        /// `z` or `Z`.
        public var selinuxLabel: Interpolated?
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("volume_mount", comment: comment) { body in
                body.attribute("volume", string: volume)
                body.attribute("destination", text: destination)
                body.attribute("read_only", bool: readOnly)
                body.attribute("propagation_mode", text: propagationMode)
                body.attribute("selinux_label", text: selinuxLabel)
            }
        }
    }
}

extension Jobspec.VolumeMount {
    /// Makes the block; what is left out is Nomad's default.
    public init(volume: String, destination: Interpolated) {
        self.init(volume: volume, destination: destination, comment: [])
    }
}
