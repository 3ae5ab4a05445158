extension Jobspec {
    /// `scaling`: between which counts an autoscaler may move the group.
    public struct Scaling: Sendable, Hashable {
        /// Whether it may.
        public var enabled: Bool?
        /// The fewest allocations.
        public var min: Int?
        /// The most allocations.
        public var max: Int?
        /// The policy of the autoscaler.
        public var policy: HCL.Body
        /// Lines above the block.
        public var comment: [String]

        /// Makes the block; what is left out is Nomad's default.
        public init(
            enabled: Bool? = nil,
            min: Int? = nil,
            max: Int? = nil,
            policy: HCL.Body = HCL.Body(),
            comment: [String] = []
        ) {
            self.enabled = enabled
            self.min = min
            self.max = max
            self.policy = policy
            self.comment = comment
        }

        var block: HCL.Block {
            HCL.Block("scaling", comment: comment) { body in
                body.attribute("enabled", bool: enabled)
                body.attribute("min", int: min)
                body.attribute("max", int: max)
                if !policy.isEmpty { body.block(HCL.Block("policy", body: policy)) }
            }
        }
    }
}
