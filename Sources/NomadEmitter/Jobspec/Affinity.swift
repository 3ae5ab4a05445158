extension Jobspec {
    /// `affinity`: which nodes are better than others.
    public struct Affinity: Sendable, Hashable {
        /// What is compared, such as `${attr.cpu.arch}`.
        public var attribute: Interpolated?
        /// How it is compared.
        public var comparison: Comparison
        /// What it is compared with.
        public var value: Interpolated?
        /// From -100 to 100, not 0.
        public var weight: Int?
        /// Lines above the block.
        public var comment: [String]

        /// Makes the block; what is left out is Nomad's default.
        public init(
            attribute: Interpolated? = nil,
            comparison: Comparison = .equals,
            value: Interpolated? = nil,
            weight: Int? = nil,
            comment: [String] = []
        ) {
            self.attribute = attribute
            self.comparison = comparison
            self.value = value
            self.weight = weight
            self.comment = comment
        }

        var block: HCL.Block {
            HCL.Block("affinity", comment: comment) { body in
                body.attribute("attribute", text: attribute)
                if comparison != .equals { body.attribute("operator", string: comparison.rawValue) }
                body.attribute("value", text: value)
                body.attribute("weight", int: weight)
            }
        }
    }
}
