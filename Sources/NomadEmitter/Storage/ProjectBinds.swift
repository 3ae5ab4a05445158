internal import ComposeParser

/// Where the project's own files live that services mount: in the jobs or on the nodes. Decided for all of them at once,
/// because what one service writes another may read.
struct ProjectBinds: Sendable {
    /// A mount of files of the project.
    struct Bind: Sendable {
        var service: Compose.Service
        var mount: Compose.VolumeMount
        /// The path in the project.
        var source: String
    }

    /// Why files are on the nodes.
    enum Reason: Sendable, Hashable {
        /// A service writes there.
        case state
        /// They cannot go into a job.
        case unsuitable(String)
        /// They are not there yet.
        case missing
    }

    /// Where the files of a mount live.
    enum Home: Sendable {
        /// In the job.
        case job([EmbeddedFile], skipped: [String])
        /// In a folder of the project that is a host volume; `file` is the path in it, if a file is mounted.
        case node(folder: String, file: String?, Reason)
    }

    /// What the project has at a path, and what services do with it.
    private struct Path {
        var found: ProjectFiles.Finding
        var isFile: Bool
        var uses: [BindUse] = []

        /// Whether a copy in the job does: nobody writes it.
        func isConfiguration(at source: String) -> Bool {
            uses.contains(.configuration)
                || isFile && BindUse.configurationEndings.contains(BindUse.ending(of: PosixPath.lastComponent(source)))
        }

        /// Why it is on the nodes, `nil` if it is in the jobs.
        var reason: Reason? {
            if case .missing = found, isFile { return .missing }
            if uses.contains(.state) { return .state }
            switch found {
            case .embeddable where uses.count > 1 && uses.contains(.content):
                return .unsuitable("several services mount it and may write there")
            case .embeddable: return nil
            case .empty: return .unsuitable("it is an empty folder")
            case .missing: return .missing
            case .unsuitable(let reason): return .unsuitable(reason)
            }
        }
    }

    private var paths: [String: Path] = [:]
    /// The folders that are on the nodes as a whole, with whether services write there.
    private var folders: [String: Bool] = [:]
    /// What services write, sorted.
    private var written: [String] = []

    init(_ binds: [Bind], files: ProjectFiles) {
        for bind in binds {
            let found = paths[bind.source]?.found ?? files.find(bind.source)
            let isFile = paths[bind.source]?.isFile ?? Self.isFile(bind, in: files)
            let use = BindUse(of: bind.mount, in: bind.service, found: found, isFile: isFile)
            paths[bind.source, default: Path(found: found, isFile: isFile)].uses.append(use)
        }
        for (source, path) in paths where !path.isFile {
            if let reason = path.reason { folders[source] = reason == .state }
        }
        written = paths.filter { $0.value.reason == .state }.map(\.key).sorted()
    }

    /// Whether a file is there, or would be if what is missing were made: its name ends as those of files do.
    private static func isFile(_ bind: Bind, in files: ProjectFiles) -> Bool {
        guard let status = files.files.status(bind.source) else {
            let endings = [bind.source, PosixPath.clean(bind.mount.target.string)].map {
                BindUse.ending(of: PosixPath.lastComponent($0))
            }
            return endings.allSatisfy { !$0.isEmpty && $0 != "d" }
        }
        return status.kind != .directory
    }

    /// Where the files of a mount live.
    func home(of source: String) -> Home? {
        guard let path = paths[source] else { return nil }
        let holder = enclosing(source)
        if let reason = path.reason {
            guard path.isFile else { return .node(folder: source, file: nil, reason) }
            let folder = holder ?? PosixPath.directory(of: source)
            return .node(folder: folder, file: PosixPath.relative(source, to: folder), reason)
        }
        // What another service writes, this one wants to see.
        if let holder, folders[holder] == true, !path.isConfiguration(at: source) {
            guard path.isFile else { return .node(folder: source, file: nil, .state) }
            return .node(folder: holder, file: PosixPath.relative(source, to: holder), .state)
        }
        guard case .embeddable(let files, let skipped) = path.found else { return nil }
        return .job(files, skipped: skipped)
    }

    /// What the project has at a path, where it is small and text.
    func texts(of source: String) -> [EmbeddedFile] {
        if case .embeddable(let files, _)? = paths[source]?.found { files } else { [] }
    }

    /// The outermost folder on the nodes that `path` lies in.
    func enclosing(_ path: String) -> String? {
        var position = path.utf8.startIndex
        while let slash = path.utf8[position...].firstIndex(of: UInt8(ascii: "/")) {
            position = path.utf8.index(after: slash)
            let folder = slash == path.utf8.startIndex ? "/" : String(path[..<slash])
            if folder != path, folders[folder] != nil { return folder }
        }
        return nil
    }

    /// What services write in `folder`, if they do not write all of it.
    func written(below folder: String) -> [String] {
        guard folders[folder] != true else { return [] }
        return written.filter { $0 != folder && ProjectFiles.contains(folder, $0) }
    }

    /// Whether what has to be done for a folder of the nodes is done for the file as well.
    func brings(_ file: String, with folder: String) -> Bool {
        guard let isWritten = folders[folder] else { return false }
        return isWritten || paths[file]?.reason != .state
    }
}
