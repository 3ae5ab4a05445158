internal import HCL

extension Jobspec {
    /// `ephemeral_disk`: the disk of the allocation directory.
    public struct EphemeralDisk: Sendable, Hashable {
        /// The size in MB; more than the logs of all tasks need.
        public var size: NumberValue?
        /// Whether a replacement on the same node keeps the data.
        public var sticky: Bool?
        /// Whether the data follow the allocation to another node.
        public var migrate: Bool?
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("ephemeral_disk", comment: comment) { body in
                body.attribute("size", number: size)
                body.attribute("sticky", bool: sticky)
                body.attribute("migrate", bool: migrate)
            }
        }
    }
}

extension Jobspec.EphemeralDisk {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(size: nil)
        change(&self)
    }
}
