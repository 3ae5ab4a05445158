internal import HCL

extension Jobspec {
    /// `action`: a command that the operator can run in the task.
    public struct Action: Sendable, Hashable {
        /// The name.
        public var name: String
        /// The program.
        public var command: Interpolated
        /// Its arguments.
        public var args: [Interpolated] = []
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("action", name, comment: comment) { body in
                body.attribute("command", text: command)
                body.attribute("args", list: args)
            }
        }
    }
}

extension Jobspec.Action {
    /// Makes the block; what is left out is Nomad's default.
    public init(name: String, command: Interpolated) {
        self.init(name: name, command: command, comment: [])
    }
}
