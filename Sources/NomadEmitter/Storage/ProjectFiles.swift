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
        /// Files that can go into the job; links that leave the project are left out.
        case embeddable([EmbeddedFile], skipped: [String])
        /// An empty folder, or one that only keeps its place in a repository.
        case empty
        /// Nothing is there: Compose would create a directory.
        case missing
        /// It cannot go into the job, because of this.
        case unsuitable(String)
    }

    /// Whether a path lies in the project directory.
    func isInProject(_ path: String) -> Bool {
        Self.contains(projectDirectory, path)
    }

    /// The path as seen from the project directory.
    func relative(_ path: String) -> String {
        let relative = PosixPath.relative(path, to: projectDirectory)
        if relative == "." { return "./" }
        return relative.hasPrefix("../") || relative == ".." ? relative : "./" + relative
    }

    /// Reads a file or a tree, if it is small and made of text.
    func find(_ path: String) -> Finding {
        guard let status = files.status(path) else { return .missing }
        var reader = TreeReader(
            files: files,
            isOpen: (files.status(projectDirectory)?.permissions ?? 0o755) & 0o055 != 0,
            // A link may lead anywhere in the project, or in the tree itself.
            roots: [
                files.resolvingLinks(projectDirectory),
                PosixPath.join(
                    files.resolvingLinks(PosixPath.directory(of: path)),
                    PosixPath.lastComponent(path)
                ),
            ]
        )
        guard reader.isInside(path) else { return .unsuitable("it is a link that leaves the project") }
        switch status.kind {
        case .regular:
            if let reason = reader.read(path, status: status, as: "", allowsBinary: true) {
                return .unsuitable(reason)
            }
            return .embeddable(reader.found, skipped: [])
        case .directory:
            if let reason = reader.collect(path, below: "", depth: 0) { return .unsuitable(reason) }
            return reader.found.allSatisfy(\.keepsFolder)
                ? .empty : .embeddable(reader.found, skipped: reader.skipped)
        case .other:
            return .unsuitable("it is no regular file")
        }
    }

    /// The text that a config holds, where the project shows it.
    func text(of source: Compose.FileDefinition.Source) -> String? {
        switch source {
        case .content(let text): return text.string
        case .file(let path):
            guard case .embeddable(let found, _) = find(path.string) else { return nil }
            return found.first?.text
        case .environment, .external, .driver: return nil
        }
    }

    /// Whether `path` is `folder` or below it.
    static func contains(_ folder: String, _ path: String) -> Bool {
        path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }
}

/// Reads a tree into memory, up to the limits of what a job may carry.
private struct TreeReader {
    let files: any FileAccess
    /// Whether others may look into the project: where nobody may, the mode of a file says nothing of it.
    let isOpen: Bool
    let roots: [String]
    var found: [EmbeddedFile] = []
    var skipped: [String] = []
    private var size = 0

    init(files: any FileAccess, isOpen: Bool, roots: [String]) {
        self.files = files
        self.isOpen = isOpen
        self.roots = roots
    }

    /// Whether what `path` leads to lies in one of the roots.
    func isInside(_ path: String) -> Bool {
        let resolved = files.resolvingLinks(path)
        return roots.contains { ProjectFiles.contains($0, resolved) }
    }

    /// Collects a tree; gives the reason if it cannot go into the job.
    mutating func collect(_ path: String, below prefix: String, depth: Int) -> String? {
        guard depth < 16 else { return "its folders are nested too deep" }
        let names: [String]
        do { names = try files.entries(of: path) } catch { return error.reason }
        for name in names {
            let child = PosixPath.join(path, name)
            let childPrefix = prefix.isEmpty ? name : prefix + "/" + name
            guard let status = files.status(child) else { continue }
            guard isInside(child) else {
                skipped.append(childPrefix)
                continue
            }
            switch status.kind {
            case .directory:
                if name == ".git" { return "it holds a git repository" }
                if let reason = collect(child, below: childPrefix, depth: depth + 1) { return reason }
            case .regular:
                guard found.count < ProjectFiles.largestCount else {
                    return "it holds more than \(ProjectFiles.largestCount) files"
                }
                if let reason = read(child, status: status, as: childPrefix, allowsBinary: false) {
                    return "\(childPrefix): \(reason)"
                }
            case .other:
                return "\(childPrefix) is no regular file"
            }
        }
        return nil
    }

    /// Adds a file; gives the reason if it cannot go into the job.
    mutating func read(_ path: String, status: FileStatus, as name: String, allowsBinary: Bool) -> String? {
        let limit = ProjectFiles.largestSize
        guard status.size <= limit, size + status.size <= limit else {
            return "it is larger than \(limit >> 10) KiB"
        }
        var file = EmbeddedFile(path: name, contents: [], permissions: status.permissions & 0o777)
        do { file.contents = try files.read(path, limit: limit) } catch { return error.reason }
        size += file.contents.count
        file.isSecret =
            isOpen && file.isPrivate
            || SecretNames.isSecretFile(PosixPath.lastComponent(path), contents: file.contents)
        guard allowsBinary || file.isText || file.isSecret else { return "it is binary" }
        found.append(file)
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

    /// Whether only its owner may read it.
    var isPrivate: Bool { permissions & 0o077 == 0 }

    /// Whether its owner or others may run it.
    var isExecutable: Bool { permissions & 0o111 != 0 }

    /// Whether it is there only so that a repository keeps its folder.
    var keepsFolder: Bool {
        [".gitkeep", ".keep", ".gitignore", ".dockerignore"].contains(PosixPath.lastComponent(path))
    }
}
