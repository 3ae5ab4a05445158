extension Jobspec {
    /// `parameterized`: a batch job that runs when it is dispatched.
    public struct Parameterized: Sendable, Hashable {
        /// Whether a dispatch carries a payload.
        public enum Payload: String, Sendable, Hashable, CaseIterable {
            /// It may.
            case optional
            /// It must.
            case required
            /// It must not.
            case forbidden
        }

        /// Whether a dispatch carries a payload.
        public var payload: Payload?
        /// The meta keys that a dispatch must give.
        public var metaRequired: [String]
        /// The meta keys that a dispatch may give.
        public var metaOptional: [String]
        /// Lines above the block.
        public var comment: [String]

        /// Makes the block; what is left out is Nomad's default.
        public init(
            payload: Payload? = nil,
            metaRequired: [String] = [],
            metaOptional: [String] = [],
            comment: [String] = []
        ) {
            self.payload = payload
            self.metaRequired = metaRequired
            self.metaOptional = metaOptional
            self.comment = comment
        }

        var block: HCL.Block {
            HCL.Block("parameterized", comment: comment) { body in
                body.attribute("payload", string: payload?.rawValue)
                body.attribute("meta_required", strings: metaRequired)
                body.attribute("meta_optional", strings: metaOptional)
            }
        }
    }
}
