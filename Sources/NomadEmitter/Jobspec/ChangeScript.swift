extension Jobspec {
    /// `change_script`: what runs in the task when a template has changed.
    public struct ChangeScript: Sendable, Hashable {
        /// The program.
        public var command: Interpolated
        /// Its arguments.
        public var args: [Interpolated]
        /// How long it may run.
        public var timeout: NomadDuration?
        /// Whether the task is killed if it fails.
        public var failOnError: Bool?
        /// Whether it also runs at the start.
        public var runOnFirstRender: Bool?
        /// Lines above the block.
        public var comment: [String]

        /// Makes the block; what is left out is Nomad's default.
        public init(
            command: Interpolated,
            args: [Interpolated] = [],
            timeout: NomadDuration? = nil,
            failOnError: Bool? = nil,
            runOnFirstRender: Bool? = nil,
            comment: [String] = []
        ) {
            self.command = command
            self.args = args
            self.timeout = timeout
            self.failOnError = failOnError
            self.runOnFirstRender = runOnFirstRender
            self.comment = comment
        }

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
