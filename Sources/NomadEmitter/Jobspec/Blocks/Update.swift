internal import HCL

extension Jobspec {
    /// `update`: how a new version of a service or system job is rolled out.
    public struct Update: Sendable, Hashable {
        /// What makes an allocation healthy.
        public enum HealthCheck: String, Sendable, Hashable, CaseIterable {
            /// Running tasks and passing checks.
            case checks
            /// Running tasks.
            case taskStates = "task_states"
            /// A call of the operator.
            case manual
        }

        /// How many allocations change at a time.
        public var maxParallel: NumberValue?
        /// How many allocations of the new version run beside the old one first.
        public var canary: NumberValue?
        /// What makes an allocation healthy.
        public var healthCheck: HealthCheck?
        /// How long it must be healthy; less than the healthy deadline.
        public var minHealthyTime: DurationValue?
        /// How long it may take to become healthy; less than the progress deadline.
        public var healthyDeadline: DurationValue?
        /// How long the deployment may go without a healthy allocation.
        public var progressDeadline: DurationValue?
        /// Whether a failed deployment goes back to the last good version.
        public var autoRevert: Bool?
        /// Whether healthy canaries are promoted; needs a canary.
        public var autoPromote: Bool?
        /// The wait between drained allocations of system jobs.
        public var stagger: DurationValue?
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("update", comment: comment) { body in
                body.attribute("max_parallel", number: maxParallel)
                body.attribute("canary", number: canary)
                body.attribute("health_check", string: healthCheck?.rawValue)
                body.attribute("min_healthy_time", duration: minHealthyTime)
                body.attribute("healthy_deadline", duration: healthyDeadline)
                body.attribute("progress_deadline", duration: progressDeadline)
                body.attribute("auto_revert", bool: autoRevert)
                body.attribute("auto_promote", bool: autoPromote)
                body.attribute("stagger", duration: stagger)
            }
        }
    }
}

extension Jobspec.Update {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(maxParallel: nil)
        change(&self)
    }
}
