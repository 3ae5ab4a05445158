internal import HCL

extension Jobspec {
    /// `periodic`: when a batch job starts by itself.
    public struct Periodic: Sendable, Hashable {
        /// The times, as cron expressions.
        public var crons: [String] = []
        /// Whether it does not start while it still runs.
        public var prohibitOverlap: Bool?
        /// The time zone of the times.
        public var timeZone: String?
        /// Whether it starts at all.
        public var enabled: Bool?
        /// Lines above the block.
        public var comment: [String] = []

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

extension Jobspec.Periodic {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(crons: [])
        change(&self)
    }
}
