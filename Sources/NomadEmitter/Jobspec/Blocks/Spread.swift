internal import HCL

extension Jobspec {
    /// `spread`: over which values allocations are spread.
    public struct Spread: Sendable, Hashable {
        /// The share of one value.
        public struct Target: Sendable, Hashable {
            /// The value.
            public var value: String
            /// Its share in percent.
            public var percent: NumberValue

            /// Gives `value` so many percent.
            public init(value: String, percent: NumberValue) {
                self.value = value
                self.percent = percent
            }

            var block: HCL.Block {
                HCL.Block("target", value) { $0.attribute("percent", number: percent) }
            }
        }

        /// What is spread over, such as `${node.datacenter}`.
        public var attribute: RuntimeReference
        /// From 0 to 100.
        public var weight: NumberValue?
        /// The shares of single values.
        public var targets: [Target] = []
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("spread", comment: comment) { body in
                body.attribute("attribute", attribute.expression)
                body.attribute("weight", number: weight)
                body.blocks(targets.map(\.block))
            }
        }
    }
}

extension Jobspec.Spread {
    /// Makes the block; what is left out is Nomad's default.
    public init(attribute: RuntimeReference) {
        self.init(attribute: attribute, comment: [])
    }
}
