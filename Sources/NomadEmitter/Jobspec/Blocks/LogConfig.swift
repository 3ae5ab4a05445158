internal import HCL

extension Jobspec {
    /// `logs`: how Nomad keeps the output of a task.
    public struct LogConfig: Sendable, Hashable {
        /// How many files of each stream are kept.
        public var maxFiles: NumberValue?
        /// The size of each in MB; all together must fit the ephemeral disk.
        public var maxFileSize: NumberValue?
        /// Whether Nomad collects no output.
        public var disabled: Bool?
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("logs", comment: comment) { body in
                body.attribute("max_files", number: maxFiles)
                body.attribute("max_file_size", number: maxFileSize)
                body.attribute("disabled", bool: disabled)
            }
        }
    }
}

extension Jobspec.LogConfig {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(maxFiles: nil)
        change(&self)
    }
}
