public import HCL

extension Jobspec {
    /// `scaling`: between which counts an autoscaler may move the group.
    public struct Scaling: Sendable, Hashable {
        /// Whether it may.
        public var enabled: Bool?
        /// The fewest allocations.
        public var min: NumberValue?
        /// The most allocations.
        public var max: NumberValue?
        /// The policy of the autoscaler.
        public var policy: HCL.Body = HCL.Body()
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("scaling", comment: comment) { body in
                body.attribute("enabled", bool: enabled)
                body.attribute("min", number: min)
                body.attribute("max", number: max)
                if !policy.isEmpty { body.block(HCL.Block("policy", body: policy)) }
            }
        }
    }
}

extension Jobspec.Scaling {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(enabled: nil)
        change(&self)
    }
}
