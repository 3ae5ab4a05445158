internal import HCL

extension Jobspec {
    /// `reschedule`: whether a failed allocation moves to another node.
    public struct Reschedule: Sendable, Hashable {
        /// How the wait between attempts grows.
        public enum DelayFunction: String, Sendable, Hashable, CaseIterable {
            /// Not at all.
            case constant
            /// It doubles.
            case exponential
            /// By the two before it.
            case fibonacci
        }

        /// How often within the interval; not together with unlimited.
        public var attempts: NumberValue?
        /// The time in which attempts are counted; at least 15s.
        public var interval: DurationValue?
        /// The wait before the first attempt; at least 5s.
        public var delay: DurationValue?
        /// How the wait grows.
        public var delayFunction: DelayFunction?
        /// The longest wait.
        public var maxDelay: DurationValue?
        /// Whether attempts are not counted.
        public var unlimited: Bool?
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("reschedule", comment: comment) { body in
                body.attribute("attempts", number: attempts)
                body.attribute("interval", duration: interval)
                body.attribute("delay", duration: delay)
                body.attribute("delay_function", string: delayFunction?.rawValue)
                body.attribute("max_delay", duration: maxDelay)
                body.attribute("unlimited", bool: unlimited)
            }
        }
    }
}

extension Jobspec.Reschedule {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(attempts: nil)
        change(&self)
    }
}
