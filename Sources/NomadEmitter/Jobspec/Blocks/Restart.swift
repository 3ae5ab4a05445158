internal import HCL

extension Jobspec {
    /// `restart`: what happens on the node when a task ends or fails.
    public struct Restart: Sendable, Hashable {
        /// What happens after the last attempt of an interval.
        public enum Mode: String, Sendable, Hashable, CaseIterable {
            /// The allocation fails and may be rescheduled.
            case fail
            /// The task waits for the next interval and starts again.
            case delay
        }

        /// How often within the interval; with 0 the task is never restarted in place.
        public var attempts: NumberValue?
        /// The time in which attempts are counted; at least 5s, and room for all attempts.
        public var interval: DurationValue?
        /// The wait before each restart.
        public var delay: DurationValue?
        /// What happens after the last attempt.
        public var mode: Mode?
        /// Whether templates are rendered again.
        public var renderTemplates: Bool?
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("restart", comment: comment) { body in
                body.attribute("attempts", number: attempts)
                body.attribute("interval", duration: interval)
                body.attribute("delay", duration: delay)
                body.attribute("mode", string: mode?.rawValue)
                body.attribute("render_templates", bool: renderTemplates)
            }
        }
    }
}

extension Jobspec.Restart {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(attempts: nil)
        change(&self)
    }
}
