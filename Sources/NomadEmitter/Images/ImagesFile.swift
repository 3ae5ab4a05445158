internal import ComposeParser

/// The file that tells what the images of a project say.
package struct ImagesFile {
    /// The file of the project directory that is read without being named.
    package static let name = "compose2nomad.images.json"

    /// The absolute path, or `-`.
    let path: String
    /// The path as diagnostics show it.
    let shown: String
    /// Whether somebody named it.
    private let isNamed: Bool

    /// The file that is named, else the one in the project directory; `nil` if there is none.
    init?(_ stated: String?, of project: ResolvedProject, from directory: String, files: some FileAccess) {
        isNamed = stated != nil
        if let stated {
            path = stated == "-" ? stated : PosixPath.absolute(stated, in: directory)
            shown = stated == "-" ? "(standard input)" : stated
        } else {
            path = PosixPath.join(project.workingDirectory, Self.name)
            guard let status = files.status(path), status.kind != .directory else { return nil }
            shown = PosixPath.shown(path, from: directory)
        }
    }

    /// What it tells.
    func table(reading files: some FileAccess, sources: inout SourceTable) throws(Diagnostic) -> ImageTable {
        let bytes: [UInt8]
        do throws(FileAccessError) {
            let limit = YAMLLimits().fileBytes
            bytes = try isNamed ? files.readAny(path, limit: limit) : files.read(path, limit: limit)
        } catch {
            throw Diagnostic(
                error == .notFound ? LoadingIssue.fileNotFound : .unreadableFile,
                .error,
                "cannot read \(shown): \(error.reason)"
            )
        }
        return try ImageTable(reading: bytes, path: shown, sources: &sources)
    }
}
