internal import HCL

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
        public var metaRequired: [String] = []
        /// The meta keys that a dispatch may give.
        public var metaOptional: [String] = []
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("parameterized", comment: comment) { body in
                body.attribute("payload", string: payload?.rawValue)
                body.attribute("meta_required", strings: metaRequired)
                body.attribute("meta_optional", strings: metaOptional)
            }
        }
    }
}

extension Jobspec.Parameterized {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(payload: nil)
        change(&self)
    }
}
