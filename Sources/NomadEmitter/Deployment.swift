/// What a conversion gives: the jobs in dependency order, and the files that go with them.
public struct Deployment: Sendable, Hashable {
    /// A file beside the jobs.
    public struct Companion: Sendable, Hashable {
        /// The file name, without any folder.
        public var name: String
        /// The content.
        public var contents: [UInt8]
        /// The permission bits: 0600 for what holds values that were kept out of the compose file.
        public var mode: UInt16

        /// Makes a companion file.
        public init(name: String, contents: [UInt8], mode: UInt16 = 0o644) {
            self.name = name
            self.contents = contents
            self.mode = mode
        }
    }

    /// The jobs, dependencies first.
    public var jobs: [Jobspec]
    /// The files beside them, by name.
    public var companions: [Companion]
    /// The values of the job variables that the compose file kept out of itself.
    public var variables: [String: Jobspec.Variable.Value]

    /// Makes a deployment.
    public init(
        jobs: [Jobspec],
        companions: [Companion] = [],
        variables: [String: Jobspec.Variable.Value] = [:]
    ) {
        self.variables = variables
        self.jobs = jobs
        self.companions = companions
    }
}
