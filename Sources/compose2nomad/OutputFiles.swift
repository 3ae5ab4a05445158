import ComposeParser
import NomadEmitter

/// A file to write.
struct OutputFile {
    var name: String
    var contents: [UInt8]
    var mode: UInt16 = 0o644
}

/// The files that a deployment consists of.
enum OutputFiles {
    /// The jobs, dependencies first.
    static func jobs(of deployment: Deployment, format: ConversionOptions.Format) -> [OutputFile] {
        deployment.jobs.map { job in
            switch format {
            case .hcl:
                OutputFile(name: "\(job.job.name.rawValue).nomad.hcl", contents: Array(job.hcl().utf8))
            case .json:
                OutputFile(
                    name: "\(job.job.name.rawValue).nomad.json",
                    contents: Array((job.apiJob(deployment.variables).text() + "\n").utf8),
                    mode: deployment.variables.isEmpty ? 0o644 : 0o600
                )
            }
        }
    }

    /// The files beside the jobs.
    static func companions(of deployment: Deployment) -> [OutputFile] {
        deployment.companions.map { OutputFile(name: $0.name, contents: $0.contents, mode: $0.mode) }
    }

    /// One job as it is; several with a line before each that names its file.
    static func concatenated(_ files: [OutputFile]) -> [UInt8] {
        guard files.count > 1 else { return files.first?.contents ?? [] }
        var bytes: [UInt8] = []
        for (index, file) in files.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "\n")) }
            bytes += Array("# file: \(file.name)\n".utf8)
            bytes += file.contents
        }
        return bytes
    }
}
