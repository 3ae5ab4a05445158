extension Jobspec {
    /// `check_restart`: when failing checks restart the task.
    public struct CheckRestart: Sendable, Hashable {
        /// After how many failures in a row.
        public var limit: Int?
        /// How long failures do not count after a start.
        public var grace: NomadDuration?
        /// Whether warnings are no failures.
        public var ignoreWarnings: Bool?
        /// Lines above the block.
        public var comment: [String]

        /// Makes the block; what is left out is Nomad's default.
        public init(
            limit: Int? = nil,
            grace: NomadDuration? = nil,
            ignoreWarnings: Bool? = nil,
            comment: [String] = []
        ) {
            self.limit = limit
            self.grace = grace
            self.ignoreWarnings = ignoreWarnings
            self.comment = comment
        }

        var block: HCL.Block {
            HCL.Block("check_restart", comment: comment) { body in
                body.attribute("limit", int: limit)
                body.attribute("grace", duration: grace)
                body.attribute("ignore_warnings", bool: ignoreWarnings)
            }
        }
    }
}
