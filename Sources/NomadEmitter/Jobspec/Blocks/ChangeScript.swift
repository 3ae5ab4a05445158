internal import HCL

extension Jobspec {
    /// `change_script`: what runs in the task when a template has changed.
    public struct ChangeScript: Sendable, Hashable {
        /// The program.
        public var command: Interpolated
        /// Its arguments.
        public var args: [Interpolated] = []
        /// How long it may run.
        public var timeout: DurationValue?
        /// Whether the task is killed if it fails.
        public var failOnError: Bool?
        /// Whether it also runs at the start.
        public var runOnFirstRender: Bool?
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("change_script", comment: comment) { body in
                body.attribute("command", text: command)
                body.attribute("args", list: args)
                body.attribute("timeout", duration: timeout)
                body.attribute("fail_on_error", bool: failOnError)
                body.attribute("run_on_first_render", bool: runOnFirstRender)
            }
        }
    }
}

extension Jobspec.ChangeScript {
    /// Makes the block; what is left out is Nomad's default.
    public init(command: Interpolated) {
        self.init(command: command, comment: [])
    }
}
