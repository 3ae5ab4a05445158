internal import HCL

extension Jobspec {
    /// `affinity`: which nodes are better than others.
    public struct Affinity: Sendable, Hashable {
        /// What is compared, such as `${attr.cpu.arch}`.
        public var attribute: RuntimeReference?
        /// How it is compared.
        public var comparison: Comparison = .equals
        /// What it is compared with.
        public var value: Interpolated?
        /// From -100 to 100, not 0.
        public var weight: NumberValue?
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("affinity", comment: comment) { body in
                body.attribute("attribute", attribute?.expression)
                if comparison != .equals { body.attribute("operator", string: comparison.rawValue) }
                body.attribute("value", text: value)
                body.attribute("weight", number: weight)
            }
        }
    }
}

extension Jobspec.Affinity {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(attribute: nil)
        change(&self)
    }
}
