extension Jobspec {
    /// `periodic`: when a batch job starts by itself.
    public struct Periodic: Sendable, Hashable {
        /// The times, as cron expressions.
        public var crons: [String]
        /// Whether it does not start while it still runs.
        public var prohibitOverlap: Bool?
        /// The time zone of the times.
        public var timeZone: String?
        /// Whether it starts at all.
        public var enabled: Bool?
        /// Lines above the block.
        public var comment: [String]

        /// Makes the block; what is left out is Nomad's default.
        public init(
            crons: [String] = [],
            prohibitOverlap: Bool? = nil,
            timeZone: String? = nil,
            enabled: Bool? = nil,
            comment: [String] = []
        ) {
            self.crons = crons
            self.prohibitOverlap = prohibitOverlap
            self.timeZone = timeZone
            self.enabled = enabled
            self.comment = comment
        }

        var block: HCL.Block {
            HCL.Block("periodic", comment: comment) { body in
                body.attribute("crons", strings: crons)
                body.attribute("prohibit_overlap", bool: prohibitOverlap)
                body.attribute("time_zone", string: timeZone)
                body.attribute("enabled", bool: enabled)
            }
        }
    }
}
