/// What a path leads to.
public struct FileStatus: Sendable, Hashable {
    /// The kinds of file that loading tells apart.
    public enum Kind: Sendable, Hashable {
        /// A regular file.
        case regular
        /// A directory.
        case directory
        /// Anything else that can be read: a pipe, a device.
        case other
    }

    /// What it is; symbolic links are followed.
    public var kind: Kind
    /// Its size in bytes; 0 where it has none.
    public var size: Int
    /// Its permission bits, such as `0o644`.
    public var permissions: UInt16

    /// Makes a status.
    public init(kind: Kind, size: Int, permissions: UInt16 = 0o644) {
        self.kind = kind
        self.size = size
        self.permissions = permissions
    }
}

/// Why a file cannot be read.
public enum FileAccessError: Error, Sendable, Hashable {
    /// Nothing is there.
    case notFound
    /// It is a directory, or a part of the path is not one.
    case notAFile
    /// The permissions forbid it.
    case permissionDenied
    /// It is a pipe, a device, or another file without an end that is known.
    case notRegular
    /// It is larger than the limit, in bytes.
    case tooLarge(limit: Int)
    /// The system says this.
    case failed(String)

    /// The reason in words, as the end of a sentence.
    public var reason: String {
        switch self {
        case .notFound: "no such file or directory"
        case .notAFile: "it is a directory"
        case .permissionDenied: "permission denied"
        case .notRegular: "it is no regular file"
        case .tooLarge(let limit): "it is larger than \(limit >> 20) MiB"
        case .failed(let reason): reason
        }
    }
}

/// Where a project's files come from: the disk, or memory for library users and tests.
///
/// Paths are absolute and clean (`PosixPath.clean`); `-` stands for standard input.
public protocol FileAccess: Sendable {
    /// The bytes of a regular file, at most `limit` of them. Anything else is refused: what a project names may not
    /// keep the conversion waiting.
    func read(_ path: String, limit: Int) throws(FileAccessError) -> [UInt8]

    /// The bytes of a file that a person names, at most `limit` of them: pipes and devices are read to their end. As
    /// `read` where there is no such thing.
    func readAny(_ path: String, limit: Int) throws(FileAccessError) -> [UInt8]

    /// What is at `path`, `nil` if nothing is.
    func status(_ path: String) -> FileStatus?

    /// The names in a directory, sorted by byte, without `.` and `..`.
    func entries(of path: String) throws(FileAccessError) -> [String]

    /// `path` with its symbolic links resolved; `path` itself where that is not possible.
    func resolvingLinks(_ path: String) -> String
}

extension FileAccess {
    /// The bytes of a regular file, at most `limit` of them.
    public func readAny(_ path: String, limit: Int) throws(FileAccessError) -> [UInt8] {
        try read(path, limit: limit)
    }
}

/// Files held in memory: for library users who have no disk, and for tests.
public struct MemoryFiles: FileAccess {
    /// The bytes of each file by its absolute path.
    public var files: [String: [UInt8]]
    /// The permission bits of the files that have others than `0o644`.
    public var permissions: [String: UInt16] = [:]
    /// Symbolic links: the path of each and the path that it leads to.
    public var links: [String: String] = [:]

    /// Makes a file tree from paths and texts. Directories exist where a file is below them.
    public init(_ texts: [String: String] = [:]) {
        files = [:]
        for (path, text) in texts { files[path] = Array(text.utf8) }
    }

    /// The bytes of a file.
    public func read(_ path: String, limit: Int) throws(FileAccessError) -> [UInt8] {
        guard let bytes = files[resolvingLinks(path)] else {
            throw status(path) == nil ? .notFound : .notAFile
        }
        guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
        return bytes
    }

    /// What is at `path`.
    public func status(_ path: String) -> FileStatus? {
        let path = resolvingLinks(path)
        if let bytes = files[path] {
            return FileStatus(kind: .regular, size: bytes.count, permissions: permissions[path] ?? 0o644)
        }
        let prefix = path.hasSuffix("/") ? path : path + "/"
        return files.keys.contains { $0.hasPrefix(prefix) }
            ? FileStatus(kind: .directory, size: 0, permissions: 0o755) : nil
    }

    /// The names in a directory.
    public func entries(of path: String) throws(FileAccessError) -> [String] {
        guard let status = status(path) else { throw .notFound }
        guard status.kind == .directory else { throw .notAFile }
        let resolved = resolvingLinks(path)
        let prefix = resolved.hasSuffix("/") ? resolved : resolved + "/"
        var names: Set<String> = []
        for file in [String](files.keys) + links.keys where file.hasPrefix(prefix) {
            let rest = file.utf8.dropFirst(prefix.utf8.count)
            names.insert(String(Substring(rest.prefix { $0 != UInt8(ascii: "/") })))
        }
        return names.sorted()
    }

    /// `path` with the links in it resolved, whatever they lead to.
    public func resolvingLinks(_ path: String) -> String {
        guard !links.isEmpty else { return path }
        var path = path
        for _ in 0..<40 {
            guard let link = links.keys.filter({ path == $0 || path.hasPrefix($0 + "/") }).min(),
                let target = links[link]
            else { return path }
            path = PosixPath.clean(target + path.dropFirst(link.count))
        }
        return path
    }
}
