internal import HCL
public import OrderedCollections

extension Jobspec {
    /// `artifact`: a file or tree that Nomad fetches before the task starts.
    public struct Artifact: Sendable, Hashable {
        /// What the destination is.
        public enum ArtifactMode: String, Sendable, Hashable, CaseIterable {
            /// What the source is.
            case any
            /// A file.
            case file
            /// A folder.
            case dir
        }

        /// The address.
        public var source: Interpolated
        /// Where it goes, in the task directory.
        public var destination: Interpolated?
        /// What the destination is.
        public var mode: ArtifactMode?
        /// Whether the files belong to the user of the task.
        public var chown: Bool?
        /// Whether the certificate of the server is not checked.
        public var insecure: Bool?
        /// Options of the getter, such as `checksum`.
        public var options: InterpolatedMap = [:]
        /// Headers of the request.
        public var headers: InterpolatedMap = [:]
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("artifact", comment: comment) { body in
                body.attribute("source", text: source)
                body.attribute("destination", text: destination)
                body.attribute("mode", string: mode?.rawValue)
                body.attribute("chown", bool: chown)
                body.attribute("insecure", bool: insecure)
                body.map("options", options)
                body.map("headers", headers)
            }
        }
    }
}

extension Jobspec.Artifact {
    /// Makes the block; what is left out is Nomad's default.
    public init(source: Interpolated) {
        self.init(source: source, comment: [])
    }
}
