internal import HCL

extension Jobspec {
    /// `lifecycle`: when a task runs that is not a main task.
    public struct Lifecycle: Sendable, Hashable {
        /// When the task starts.
        public enum Hook: String, Sendable, Hashable, CaseIterable {
            /// Before the main tasks; they wait for its end unless it is a sidecar.
            case prestart
            /// After the main tasks have started.
            case poststart
            /// After the main tasks have ended.
            case poststop
        }

        /// When it starts.
        public var hook: Hook
        /// Whether it runs on beside the main tasks.
        public var sidecar: Bool?
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("lifecycle", comment: comment) { body in
                body.attribute("hook", string: hook.rawValue)
                body.attribute("sidecar", bool: sidecar)
            }
        }
    }
}

extension Jobspec.Lifecycle {
    /// Makes the block; what is left out is Nomad's default.
    public init(hook: Hook) {
        self.init(hook: hook, comment: [])
    }
}
