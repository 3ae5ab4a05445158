internal import HCL

extension Jobspec {
    /// `volume`: a volume that the tasks of a group can mount.
    public struct VolumeRequest: Sendable, Hashable {
        /// Where a volume lives, and how it is attached.
        public enum Kind: Sendable, Hashable {
            /// On the node: `host_volume` of the client, or a dynamic host volume with its access and attachment mode.
            case host(access: String? = nil, attachment: String? = nil)
            /// In a CSI plugin.
            case csi(access: String, attachment: String, fileSystem: String? = nil, mountFlags: [String] = [])
        }

        /// The name within the group.
        public var name: String
        /// Where the volume lives.
        public var kind: Kind
        /// The name of the volume in the cluster.
        public var source: Interpolated
        /// Whether no task may write to it.
        public var readOnly: Bool?
        /// Whether each allocation has its own: `source[0]`, `source[1]`, …
        public var perAlloc: Bool?
        /// Whether a replacement allocation keeps the dynamic host volume.
        public var sticky: Bool?
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("volume", name, comment: comment) { body in
                switch kind {
                case .host: body.attribute("type", "host")
                case .csi: body.attribute("type", "csi")
                }
                body.attribute("source", text: source)
                body.attribute("read_only", bool: readOnly)
                body.attribute("per_alloc", bool: perAlloc)
                body.attribute("sticky", bool: sticky)
                switch kind {
                case .host(let access, let attachment):
                    body.attribute("access_mode", string: access)
                    body.attribute("attachment_mode", string: attachment)
                case .csi(let access, let attachment, let fileSystem, let mountFlags):
                    body.attribute("access_mode", string: access)
                    body.attribute("attachment_mode", string: attachment)
                    if fileSystem != nil || !mountFlags.isEmpty {
                        body.block(
                            HCL.Block("mount_options") { body in
                                body.attribute("fs_type", string: fileSystem)
                                body.attribute("mount_flags", strings: mountFlags)
                            }
                        )
                    }
                }
            }
        }
    }
}

extension Jobspec.VolumeRequest {
    /// Makes the block; what is left out is Nomad's default.
    public init(name: String, kind: Kind, source: Interpolated) {
        self.init(name: name, kind: kind, source: source, comment: [])
    }
}
