#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif
import ComposeParser

/// The files of this machine, and which of them a conversion looked at: those that were missing, too.
struct WatchedFiles: FileAccess {
    /// The paths, and how each was when it was looked at first; a conversion reads on one thread.
    private final class Seen: @unchecked Sendable {
        var stamps: [String: Stamp?] = [:]
    }

    private let files = LocalFiles()
    private let seen = Seen()

    /// How many there are.
    var count: Int { seen.stamps.values.count { $0 != nil } }

    private func see(_ path: String) {
        if seen.stamps[path] == nil { seen.stamps[path] = .some(Stamp(path)) }
    }

    func read(_ path: String, limit: Int) throws(FileAccessError) -> [UInt8] {
        see(path)
        return try files.read(path, limit: limit)
    }

    func readAny(_ path: String, limit: Int) throws(FileAccessError) -> [UInt8] {
        see(path)
        return try files.readAny(path, limit: limit)
    }

    func status(_ path: String) -> FileStatus? {
        see(path)
        return files.status(path)
    }

    func entries(of path: String) throws(FileAccessError) -> [String] {
        see(path)
        return try files.entries(of: path)
    }

    func resolvingLinks(_ path: String) -> String { files.resolvingLinks(path) }

    /// What tells whether a file was changed or replaced.
    private struct Stamp: Equatable {
        var seconds: Int
        var nanoseconds: Int
        var size: Int
        var inode: UInt64

        init?(_ path: String) {
            var info = stat()
            guard stat(path, &info) == 0 else { return nil }
            #if canImport(Darwin)
            let time = info.st_mtimespec
            #else
            let time = info.st_mtim
            #endif
            (seconds, nanoseconds) = (Int(time.tv_sec), Int(time.tv_nsec))
            (size, inode) = (Int(info.st_size), UInt64(info.st_ino))
        }
    }

    /// Waits until one of the files is not as it was, and then until nothing changes for a moment.
    func waitForChange() {
        var last = seen.stamps
        while true {
            usleep(200_000)
            let now = Dictionary(uniqueKeysWithValues: seen.stamps.keys.map { ($0, Stamp($0)) })
            if now == last, now != seen.stamps { return }
            last = now
        }
    }
}
