internal import HCL

extension Jobspec {
    /// `device`: a device that a task needs, such as `nvidia/gpu`.
    public struct Device: Sendable, Hashable {
        /// Type, vendor/type or vendor/type/model.
        public var name: String
        /// How many.
        public var count: NumberValue?
        /// What the device must be.
        public var constraints: [Constraint] = []
        /// What the device should rather be.
        public var affinities: [Affinity] = []
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("device", name, comment: comment) { body in
                body.attribute("count", number: count)
                body.blocks(constraints.map(\.block))
                body.blocks(affinities.map(\.block))
            }
        }
    }
}

extension Jobspec.Device {
    /// Makes the block; what is left out is Nomad's default.
    public init(name: String) {
        self.init(name: name, comment: [])
    }
}
