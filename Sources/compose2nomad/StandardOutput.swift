import ComposeParser
import NomadEmitter

/// What a conversion without `-o` prints: the jobs, and on standard error what goes with them.
struct StandardOutput {
    let deployment: Deployment
    let format: ConversionOptions.Format

    /// One job as it is. Several: with a line before each that names its file, or as one array in JSON.
    var bytes: [UInt8] {
        let jobs = deployment.jobFiles(format)
        guard jobs.count > 1 else { return jobs.first?.contents ?? [] }
        switch format {
        case .hcl:
            let texts = jobs.map { Array("# file: \($0.name)\n".utf8) + $0.contents }
            return Array(texts.joined(separator: [UInt8(ascii: "\n")]))
        case .json:
            return Array((deployment.apiJobs.text() + "\n").utf8)
        }
    }

    /// Says what cannot be on standard output, and the command that writes it; `nil` if all is there.
    ///
    /// - Parameter arguments: those of this run, the program first.
    func note(_ arguments: [String]) -> Diagnostic? {
        var parts: [String] = []
        if deployment.jobs.count > 1 {
            parts.append("\(deployment.jobs.count) jobs are on standard output, and nomad takes one at a time")
        }
        let files = deployment.neededFiles
        if !files.isEmpty {
            let jobs = deployment.jobs.count > 1 ? "they need" : "the job on standard output needs"
            parts.append("\(jobs) \(files.listed()) beside \(deployment.jobs.count > 1 ? "them" : "it")")
        }
        guard !parts.isEmpty else { return nil }
        let program = arguments.first?.split(separator: "/").last.map(String.init) ?? "compose2nomad"
        let command = ([program] + arguments.dropFirst() + ["-o", "nomad"]).map { Shell.quoted($0) }
        return Diagnostic(
            ConversionIssue.filesLeftOut,
            .note,
            parts.joined(separator: "; "),
            hint: "write all files: \(command.joined(separator: " "))"
        )
    }
}
