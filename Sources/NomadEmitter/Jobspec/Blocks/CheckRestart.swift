internal import HCL

extension Jobspec {
    /// `check_restart`: when failing checks restart the task.
    public struct CheckRestart: Sendable, Hashable {
        /// After how many failures in a row.
        public var limit: NumberValue?
        /// How long failures do not count after a start.
        public var grace: DurationValue?
        /// Whether warnings are no failures.
        public var ignoreWarnings: Bool?
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("check_restart", comment: comment) { body in
                body.attribute("limit", number: limit)
                body.attribute("grace", duration: grace)
                body.attribute("ignore_warnings", bool: ignoreWarnings)
            }
        }
    }
}

extension Jobspec.CheckRestart {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(limit: nil)
        change(&self)
    }
}
