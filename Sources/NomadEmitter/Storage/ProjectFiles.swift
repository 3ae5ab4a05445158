internal import ComposeParser

/// Reads the files of a project that may go into a job.
struct ProjectFiles: Sendable {
    /// The most files of one tree that go into a job.
    static let largestCount = 64
    /// The most bytes of one mount that go into a job.
    static let largestSize = 256 << 10

    let files: any FileAccess
    let projectDirectory: String

    /// What is behind a path.
    enum Finding: Sendable {
        /// Files that can go into the job.
        case embeddable([EmbeddedFile])
        /// Nothing is there: Compose would create a directory.
        case missing
        /// It cannot go into the job, because of this.
        case unsuitable(String)
    }

    /// Whether a path lies in the project directory.
    func isInProject(_ path: String) -> Bool {
        let base = projectDirectory.hasSuffix("/") ? projectDirectory : projectDirectory + "/"
        return path == projectDirectory || path.hasPrefix(base)
    }

    /// The path as seen from the project directory.
    func relative(_ path: String) -> String {
        let relative = PosixPath.relative(path, to: projectDirectory)
        return relative == "." ? "./" : "./" + relative
    }

    /// Reads a file or a tree, if it is small and made of text.
    func find(_ path: String) -> Finding {
        guard let status = files.status(path) else { return .missing }
        switch status.kind {
        case .regular:
            return readFile(path, status: status, as: "")
        case .directory:
            var found: [EmbeddedFile] = []
            var size = 0
            if let reason = collect(path, below: "", into: &found, size: &size, depth: 0) {
                return .unsuitable(reason)
            }
            return found.isEmpty ? .unsuitable("it is an empty folder") : .embeddable(found)
        case .other:
            return .unsuitable("it is no regular file")
        }
    }

    private func readFile(_ path: String, status: FileStatus, as name: String) -> Finding {
        guard status.size <= ProjectFiles.largestSize else {
            return .unsuitable("it is larger than \(ProjectFiles.largestSize >> 10) KiB")
        }
        do {
            return .embeddable(
                [EmbeddedFile(path: name, contents: try files.read(path, limit: ProjectFiles.largestSize))])
        } catch {
            return .unsuitable(error.reason)
        }
    }

    /// Collects a tree; gives the reason if it cannot go into the job.
    private func collect(
        _ path: String,
        below prefix: String,
        into found: inout [EmbeddedFile],
        size: inout Int,
        depth: Int
    ) -> String? {
        guard depth < 16 else { return "its folders are nested too deep" }
        let names: [String]
        do { names = try files.entries(of: path) } catch { return error.reason }
        for name in names {
            let child = PosixPath.join(path, name)
            let childPrefix = prefix.isEmpty ? name : prefix + "/" + name
            guard let status = files.status(child) else { continue }
            switch status.kind {
            case .directory:
                if name == ".git" { return "it holds a git repository" }
                if let reason = collect(child, below: childPrefix, into: &found, size: &size, depth: depth + 1) {
                    return reason
                }
            case .regular:
                size += status.size
                guard size <= ProjectFiles.largestSize else {
                    return "it holds more than \(ProjectFiles.largestSize >> 10) KiB"
                }
                guard found.count < ProjectFiles.largestCount else {
                    return "it holds more than \(ProjectFiles.largestCount) files"
                }
                switch readFile(child, status: status, as: childPrefix) {
                case .embeddable(let files): found.append(contentsOf: files)
                case .unsuitable(let reason): return "\(childPrefix): \(reason)"
                case .missing: continue
                }
                guard let last = found.last, last.isText else { return "\(childPrefix) is binary" }
            case .other:
                return "\(childPrefix) is no regular file"
            }
        }
        return nil
    }
}

extension EmbeddedFile {
    /// The content as text, unless it is binary.
    var text: String? {
        contents.contains(0) ? nil : String(validating: contents, as: UTF8.self)
    }

    /// Whether the content is text.
    var isText: Bool { text != nil }
}
