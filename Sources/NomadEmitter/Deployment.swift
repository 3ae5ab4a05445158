internal import HCL

/// What a conversion gives: the jobs in dependency order, and the files that go with them.
public struct Deployment: Sendable {
    /// A file to write.
    public struct File: Sendable, Hashable {
        /// The name, without any folder.
        public var name: String
        /// The content.
        public var contents: [UInt8]
        /// The permission bits: 0600 for what holds values that were kept out of the compose file.
        public var mode: UInt16 = 0o644

        package init(name: String, contents: [UInt8], mode: UInt16 = 0o644) {
            self.name = name
            self.contents = contents
            self.mode = mode
        }
    }

    /// The jobs, dependencies first.
    public var jobs: [Jobspec] { didSet { blocks = jobs.map(\.job.block) } }
    /// The blocks of the jobs, which take long to make.
    private(set) var blocks: [HCL.Block]
    /// What makes the files beside them.
    var source: Companions?
    /// The files beside them, by name; made when they are asked for.
    public var companions: [File] { source?.files ?? [] }
    /// The values of the job variables that the compose file kept out of itself.
    public var variables: [String: Jobspec.Variable.Value] = [:]
    /// The jobs that hold secrets which the compose file kept out of itself.
    var privateJobs: Set<JobName> = []
    /// What a reader wants to know first.
    public var summary: Summary?

    /// The jobs as files, dependencies first: job files, or bodies of Nomad's job API.
    public func jobFiles(_ format: ConversionOptions.Format = .hcl) -> [File] {
        zip(jobs, blocks).map { job, block in
            let isPrivate = privateJobs.contains(job.job.name)
            return switch format {
            case .hcl:
                File(
                    name: "\(job.job.name.rawValue).nomad.hcl",
                    contents: HCLPrinter.bytes(job.body(of: block)),
                    mode: isPrivate ? 0o600 : 0o644
                )
            case .json:
                File(
                    name: "\(job.job.name.rawValue).nomad.json",
                    contents: Array((job.apiJob(variables).text() + "\n").utf8),
                    mode: variables.isEmpty && !isPrivate ? 0o644 : 0o600
                )
            }
        }
    }

    /// The bodies of Nomad's job API for all jobs, dependencies first.
    package var apiJobs: JSONValue { .array(jobs.map { $0.apiJob(variables) }) }

    /// The files that the jobs do not run without: all beside them, and the script where it builds their images.
    package var neededFiles: [String] {
        let isBuilt = jobs.contains { $0.variables.contains { $0.name == OwnVariable.registry.rawValue } }
        return (source?.names ?? []).filter { $0 != "deploy.sh" || isBuilt }
    }

    /// All files: the jobs, then those beside them.
    public func files(_ format: ConversionOptions.Format = .hcl) -> [File] { jobFiles(format) + companions }
}
