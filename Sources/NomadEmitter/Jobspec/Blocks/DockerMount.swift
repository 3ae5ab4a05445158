internal import HCL
public import OrderedCollections

extension DockerConfig {
    /// `mount`: what the container sees at a path.
    public struct Mount: Sendable, Hashable {
        /// What is mounted.
        public enum Kind: Sendable, Hashable {
            /// A volume of Docker; a nameless one without a source.
            case volume(source: Interpolated? = nil, options: VolumeOptions = VolumeOptions { _ in })
            /// A file or folder of the node, which must exist; relative to the task directory.
            case bind(source: Interpolated, propagation: Interpolated? = nil)
            /// A file system in memory; `size` in bytes, `mode` as permission bits.
            case tmpfs(size: NumberValue? = nil, mode: Int? = nil)
        }

        /// How a volume of Docker is made if it does not exist.
        public struct VolumeOptions: Sendable, Hashable {
            /// Whether the files of the image are not copied into it.
            public var noCopy: Bool?
            /// Its labels.
            public var labels: InterpolatedMap = [:]
            /// Its driver.
            public var driver: Interpolated?
            /// The options of the driver.
            public var driverOptions: InterpolatedMap = [:]
        }

        /// What is mounted.
        public var kind: Kind
        /// The path in the container.
        public var target: Interpolated
        /// Whether the container may not write to it.
        public var readonly: Bool?
        /// Lines above the block.
        public var comment: [String]

        /// Mounts `kind` at `target`.
        public init(_ kind: Kind, target: Interpolated, readonly: Bool? = nil, comment: [String] = []) {
            self.kind = kind
            self.target = target
            self.readonly = readonly
            self.comment = comment
        }

        var block: HCL.Block {
            HCL.Block("mount", comment: comment) { body in
                switch kind {
                case .volume(let source, let options):
                    body.attribute("type", "volume")
                    body.attribute("target", text: target, .twice)
                    body.attribute("source", text: source, .twice)
                    body.attribute("readonly", bool: readonly)
                    options.write(to: &body)
                case .bind(let source, let propagation):
                    body.attribute("type", "bind")
                    body.attribute("target", text: target, .twice)
                    body.attribute("source", text: source, .twice)
                    body.attribute("readonly", bool: readonly)
                    if propagation != nil {
                        body.block(HCL.Block("bind_options") { $0.attribute("propagation", text: propagation, .twice) })
                    }
                case .tmpfs(let size, let mode):
                    body.attribute("type", "tmpfs")
                    body.attribute("target", text: target, .twice)
                    body.attribute("readonly", bool: readonly)
                    if size != nil || mode != nil {
                        body.block(
                            HCL.Block("tmpfs_options") { body in
                                body.attribute("size", number: size)
                                body.attribute("mode", number: mode.map { .literal($0) })
                            }
                        )
                    }
                }
            }
        }
    }
}

extension DockerConfig.Mount.VolumeOptions {
    fileprivate func write(to body: inout HCL.Body) {
        if self == Self() { return }
        body.block(
            HCL.Block("volume_options") { body in
                body.attribute("no_copy", bool: noCopy)
                body.map("labels", labels, .twice, orAttribute: true)
                if driver != nil || !driverOptions.isEmpty {
                    body.block(
                        HCL.Block("driver_config") { body in
                            body.attribute("name", text: driver, .twice)
                            body.map("options", driverOptions, .twice, orAttribute: true)
                        }
                    )
                }
            }
        )
    }
}

extension DockerConfig.Mount.VolumeOptions {
    /// Makes options; Docker's defaults for what is left out.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(noCopy: nil)
        change(&self)
    }
}
