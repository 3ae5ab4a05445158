public import HCL

extension Jobspec {
    /// `resources`: what a task needs of its node.
    public struct Resources: Sendable, Hashable {
        /// The share of the processors in MHz; not together with cores.
        public var cpu: NumberValue?
        /// Whole processor cores.
        public var cores: NumberValue?
        /// The memory in MB, at least 10.
        public var memory: NumberValue?
        /// The most memory in MB where the cluster allows oversubscription; at least memory.
        public var memoryMax: NumberValue?
        /// The size of the secrets directory in MB (Nomad 1.8.3).
        public var secrets: NumberValue?
        /// The devices.
        public var devices: [Device] = []
        /// Attributes and blocks that have no property here; they replace and complete the others.
        public var extra: HCL.Body = HCL.Body()
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("resources", comment: comment) { body in
                body.attribute("cpu", number: cpu)
                body.attribute("cores", number: cores)
                body.attribute("memory", number: memory)
                body.attribute("memory_max", number: memoryMax)
                body.attribute("secrets", number: secrets)
                body.blocks(devices.map(\.block))
                body.merge(extra, as: .resources)
            }
        }
    }
}

extension Jobspec.Resources {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(cpu: nil)
        change(&self)
    }
}
