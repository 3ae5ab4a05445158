extension Jobspec {
    /// `logs`: how Nomad keeps the output of a task.
    public struct LogConfig: Sendable, Hashable {
        /// How many files of each stream are kept.
        public var maxFiles: Int?
        /// The size of each in MB; all together must fit the ephemeral disk.
        public var maxFileSize: Int?
        /// Whether Nomad collects no output.
        public var disabled: Bool?
        /// Lines above the block.
        public var comment: [String]

        /// Makes the block; what is left out is Nomad's default.
        public init(
            maxFiles: Int? = nil,
            maxFileSize: Int? = nil,
            disabled: Bool? = nil,
            comment: [String] = []
        ) {
            self.maxFiles = maxFiles
            self.maxFileSize = maxFileSize
            self.disabled = disabled
            self.comment = comment
        }

        var block: HCL.Block {
            HCL.Block("logs", comment: comment) { body in
                body.attribute("max_files", int: maxFiles)
                body.attribute("max_file_size", int: maxFileSize)
                body.attribute("disabled", bool: disabled)
            }
        }
    }
}
