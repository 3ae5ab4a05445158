#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// The files of this machine.
public struct LocalFiles: FileAccess {
    /// Makes access to the files of this machine.
    public init() {}

    /// The bytes of a regular file, at most `limit` of them.
    public func read(_ path: String, limit: Int) throws(FileAccessError) -> [UInt8] {
        // To open a device may be to use it.
        if status(path)?.kind == .other { throw .notRegular }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        return try Self.read(descriptor, limit: limit, isAnyKind: false)
    }

    /// The bytes of a file, at most `limit` of them; pipes and devices are read to their end.
    public func readAny(_ path: String, limit: Int) throws(FileAccessError) -> [UInt8] {
        let descriptor = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        return try Self.read(descriptor, limit: limit, isAnyKind: true)
    }

    private static func read(
        _ descriptor: Int32,
        limit: Int,
        isAnyKind: Bool
    ) throws(FileAccessError) -> [UInt8] {
        guard descriptor >= 0 else { throw Self.error(errno) }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { throw Self.error(errno) }
        if info.st_mode & S_IFMT == S_IFDIR { throw .notAFile }
        let size = Int(info.st_size)
        guard size <= limit else { throw .tooLarge(limit: limit) }
        var bytes: [UInt8] = []
        // One byte more than the size, so that one read sees the end of the file.
        let isRegular = info.st_mode & S_IFMT == S_IFREG
        guard isRegular || isAnyKind else { throw .notRegular }
        var chunk = isRegular ? size + 1 : 65_536
        while true {
            let start = bytes.count
            var failure: Int32 = 0
            var count = 0
            bytes.append(contentsOf: repeatElement(0, count: chunk))
            bytes.withUnsafeMutableBytes { buffer in
                guard let base = buffer.baseAddress else { return }
                repeat {
                    #if canImport(Darwin)
                    count = Darwin.read(descriptor, base + start, chunk)
                    #elseif canImport(Musl)
                    count = Musl.read(descriptor, base + start, chunk)
                    #else
                    count = Glibc.read(descriptor, base + start, chunk)
                    #endif
                    failure = errno
                } while count < 0 && failure == EINTR
            }
            if count < 0, failure == EAGAIN, !isAnyKind { throw .notRegular }
            guard count >= 0 else { throw Self.error(failure) }
            bytes.removeLast(chunk - count)
            // The kernel's files have no size, and some of them no end.
            if size == 0, count > 0, !isAnyKind { throw .notRegular }
            if count == 0 || isRegular && count < chunk { return bytes }
            guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
            chunk = 65_536
        }
    }

    /// What is at `path`.
    public func status(_ path: String) -> FileStatus? {
        var info = stat()
        guard stat(path, &info) == 0 else { return nil }
        let permissions = UInt16(truncatingIfNeeded: info.st_mode & 0o7777)
        switch info.st_mode & S_IFMT {
        case S_IFREG: return FileStatus(kind: .regular, size: Int(info.st_size), permissions: permissions)
        case S_IFDIR: return FileStatus(kind: .directory, size: 0, permissions: permissions)
        default: return FileStatus(kind: .other, size: 0, permissions: permissions)
        }
    }

    /// The names in a directory.
    public func entries(of path: String) throws(FileAccessError) -> [String] {
        guard let directory = opendir(path) else { throw Self.error(errno) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// `path` with its symbolic links resolved.
    public func resolvingLinks(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The directory that relative paths start from. `PWD` is taken where it is right, because it keeps links.
    package static func currentDirectory(environment: [String: String]) -> String {
        let physical: String
        if let buffer = getcwd(nil, 0) {
            physical = String(cString: buffer)
            free(buffer)
        } else {
            physical = "/"
        }
        guard let stated = environment["PWD"], stated.hasPrefix("/") else { return physical }
        var a = stat()
        var b = stat()
        guard stat(stated, &a) == 0, stat(physical, &b) == 0, a.st_ino == b.st_ino, a.st_dev == b.st_dev else {
            return physical
        }
        return PosixPath.clean(stated)
    }

    private static func error(_ code: Int32) -> FileAccessError {
        switch code {
        case ENOENT: .notFound
        case EISDIR, ENOTDIR: .notAFile
        case EACCES, EPERM: .permissionDenied
        default: .failed(String(cString: strerror(code)))
        }
    }
}
