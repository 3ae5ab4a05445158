internal import HCL

extension Jobspec {
    /// `migrate`: how allocations leave a node that is drained; service jobs only.
    public struct Migrate: Sendable, Hashable {
        /// What makes an allocation healthy.
        public enum HealthCheck: String, Sendable, Hashable, CaseIterable {
            /// Running tasks and passing checks.
            case checks
            /// Running tasks.
            case taskStates = "task_states"
        }

        /// How many allocations move at a time.
        public var maxParallel: NumberValue?
        /// What makes an allocation healthy.
        public var healthCheck: HealthCheck?
        /// How long it must be healthy.
        public var minHealthyTime: DurationValue?
        /// How long it may take to become healthy.
        public var healthyDeadline: DurationValue?
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("migrate", comment: comment) { body in
                body.attribute("max_parallel", number: maxParallel)
                body.attribute("health_check", string: healthCheck?.rawValue)
                body.attribute("min_healthy_time", duration: minHealthyTime)
                body.attribute("healthy_deadline", duration: healthyDeadline)
            }
        }
    }
}

extension Jobspec.Migrate {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(maxParallel: nil)
        change(&self)
    }
}
