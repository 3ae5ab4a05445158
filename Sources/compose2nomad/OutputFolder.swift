#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif
import ComposeParser
import NomadEmitter

/// The folder of `-o`: files are replaced at once, only where they differ, and not if somebody edited them.
struct OutputFolder {
    /// The record of what was written, so that later edits can be told from old output.
    static let recordName = ".compose2nomad"
    private static let ignoreName = ".gitignore"

    let path: String
    private let files = LocalFiles()

    init(path: String) {
        self.path = path
    }

    /// Writes what differs: whole new files first, which then all take their names, so that an interrupted run leaves
    /// nothing that the next one does not know.
    ///
    /// - Parameters:
    ///   - force: whether files that were edited since they were written are replaced, too.
    ///   - prune: whether files of earlier runs that are written no longer are removed, unless they were edited.
    /// - Returns: what became of the files.
    func write(_ outputs: [Deployment.File], force: Bool, prune: Bool = false) throws(OutputFailure) -> FolderChanges {
        try makeFolder()
        let lock = try lock()
        defer { close(lock) }
        let stated = readRecord()
        let changes = changes(for: outputs, knownBy: stated)
        let written = Set(changes.names(.new, .changed))
        let changed = outputs.filter { written.contains($0.name) }
        let edited = force ? [] : changed.filter { isEdited($0, stated) }
        guard edited.isEmpty else {
            throw OutputFailure(
                message: "\(path): \(edited.map(\.name).joined(separator: ", ")) would be overwritten, "
                    + "but not by what was written there before",
                hint: "say in x-nomad what you changed, or use --force"
            )
        }
        for output in outputs where !written.contains(output.name) { try correctMode(of: output) }
        // A fingerprint of a short secret would tell it: of private files the record's time says what came later.
        var record = stated
        for output in outputs { record[output.name] = isPrivate(output) ? nil : [Self.fingerprint(output.contents)] }
        let hidden = Set(outputs.filter(isPrivate).map(\.name)).union(ignored.filter(isThere))
        try ignore(hidden)
        if !changed.isEmpty {
            removeLeftovers(of: Set(outputs.map(\.name) + [Self.recordName, Self.ignoreName]).union(stated.keys))
            try place(changed, knownBy: stated.merging(record) { $0 + $1 })
        }
        if prune {
            for name in changes.names(.stale) {
                guard !isLink(name), let bytes = existing(name),
                    hidden.contains(name) ? isOlderThanRecord(name) : isOurs(bytes, of: name, stated)
                else { continue }
                unlink(location(name))
                record[name] = nil
            }
            try ignore(hidden.filter(isThere))
        }
        if record != stated || changed.contains(where: isPrivate) { try write(record: record) }
        return changes
    }

    /// What writing `outputs` would change.
    func changes(for outputs: [Deployment.File]) -> FolderChanges { changes(for: outputs, knownBy: readRecord()) }

    private func changes(for outputs: [Deployment.File], knownBy record: Record) -> FolderChanges {
        var changes = FolderChanges()
        for output in outputs {
            let isSame = !isLink(output.name) && existing(output.name) == output.contents
            changes.files.append((output.name, isSame ? .same : isThere(output.name) ? .changed : .new))
        }
        changes.files += stale(besides: outputs, record).map { ($0, .stale) }
        return changes
    }

    /// The files of earlier runs that are not among `outputs`.
    private func stale(besides outputs: [Deployment.File], _ record: Record) -> [String] {
        let names = Set(outputs.map(\.name))
        return ignored.union(record.keys).filter { !names.contains($0) && isThere($0) }.sorted()
    }

    /// Writes files that all take their names in the end, when the record knows both what is there and what comes.
    private func place(_ outputs: [Deployment.File], knownBy record: Record) throws(OutputFailure) {
        var staged: [(temporary: String, path: String)] = []
        defer { for file in staged { unlink(file.temporary) } }
        for output in outputs {
            let path = location(output.name)
            staged.append((try Process.stage(output.contents, for: path, mode: mode_t(output.mode)), path))
        }
        try write(record: record)
        for file in staged { try Process.place(file.temporary, at: file.path) }
    }

    /// Whether somebody else wrote what is there.
    private func isEdited(_ output: Deployment.File, _ record: Record) -> Bool {
        if isLink(output.name) { return true }
        guard let bytes = existing(output.name) else { return isThere(output.name) }
        if isPrivate(output) { return !isOlderThanRecord(output.name) }
        return !isOurs(bytes, of: output.name, record)
    }

    /// Whether an earlier run wrote what is in a file.
    private func isOurs(_ bytes: [UInt8], of name: String, _ record: Record) -> Bool {
        record[name]?.contains(Self.fingerprint(bytes)) == true
    }

    /// One run at a time writes into the folder; where the file system knows no locks, each goes on.
    ///
    /// - Returns: the descriptor that holds the lock until it is closed.
    private func lock() throws(OutputFailure) -> Int32 {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        for _ in 0..<1000 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK { return descriptor }
            usleep(10_000)
        }
        close(descriptor)
        throw OutputFailure(message: "\(path) is being written by another run", hint: "try again when it has ended")
    }

    /// Removes what interrupted runs left of `names`: whoever holds the lock is the only one to have such files.
    private func removeLeftovers(of names: Set<String>) {
        for entry in (try? files.entries(of: absolute(path))) ?? [] {
            guard let dash = entry.lastIndex(of: "-"), entry[dash...].dropFirst().allSatisfy(\.isNumber),
                entry[...dash].hasSuffix(Process.unfinished),
                names.contains(String(entry[...dash].dropLast(Process.unfinished.count)))
            else { continue }
            unlink(location(entry))
        }
    }

    // MARK: Private files

    /// Whether only its owner may read a file: its values come from outside of the compose file.
    private func isPrivate(_ output: Deployment.File) -> Bool { output.mode & 0o077 == 0 }

    private func isOlderThanRecord(_ name: String) -> Bool {
        var file = stat()
        var written = stat()
        guard lstat(location(name), &file) == 0, lstat(location(Self.recordName), &written) == 0 else { return false }
        return Self.modified(file) <= Self.modified(written)
    }

    private static func modified(_ info: stat) -> (Int, Int) {
        #if canImport(Darwin)
        (info.st_mtimespec.tv_sec, info.st_mtimespec.tv_nsec)
        #else
        (info.st_mtim.tv_sec, info.st_mtim.tv_nsec)
        #endif
    }

    private static let heading = "# Private files that compose2nomad wrote.\n"

    /// The private files that this run or earlier ones keep out of a repository.
    private var ignored: Set<String> {
        guard let bytes = existing(Self.ignoreName), bytes.starts(with: Self.heading.utf8) else { return [] }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        return Set(lines.filter { $0.hasPrefix("/") && !$0.contains("*") }.map { String($0.dropFirst()) })
    }

    /// Keeps private files out of a repository, unless somebody says there what is ignored.
    private func ignore(_ names: Set<String>) throws(OutputFailure) {
        let name = Self.ignoreName
        let heading = Self.heading
        let unfinished = "/*\(Process.unfinished)*\n"
        let text = Array((heading + unfinished + names.sorted().map { "/\($0)\n" }.joined()).utf8)
        let present = existing(name)
        guard !names.isEmpty, !isLink(name), present != text else { return }
        guard present?.starts(with: heading.utf8) ?? !isThere(name) else { return }
        try Process.write(text, toFile: location(name), mode: 0o644)
    }

    /// The difference between what would be written and what is there; empty if there is none. Private files may be
    /// missing: a repository does not have them.
    func differences(from outputs: [Deployment.File]) -> String {
        var text = ""
        for output in outputs {
            if isPrivate(output), !isThere(output.name) { continue }
            guard !isLink(output.name), let bytes = existing(output.name) else {
                text += "\(location(output.name)): missing\n"
                continue
            }
            if bytes == output.contents { continue }
            text += "--- \(location(output.name))\n+++ \(location(output.name))\tas converted\n"
            text += LineDiff.text(
                from: String(decoding: bytes, as: UTF8.self),
                to: String(decoding: output.contents, as: UTF8.self)
            )
        }
        for name in stale(besides: outputs, readRecord()) { text += "\(location(name)): no longer written\n" }
        return text
    }

    private func location(_ name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

    private func existing(_ name: String) -> [UInt8]? {
        try? files.read(absolute(location(name)), limit: 256 << 20)
    }

    private func absolute(_ path: String) -> String {
        PosixPath.absolute(path, in: LocalFiles.currentDirectory(environment: Process.environment))
    }

    /// Whether the name is a symbolic link: it may lead out of the folder, and is never followed to write.
    private func isLink(_ name: String) -> Bool {
        var info = stat()
        return lstat(location(name), &info) == 0 && info.st_mode & S_IFMT == S_IFLNK
    }

    private func isThere(_ name: String) -> Bool {
        var info = stat()
        return lstat(location(name), &info) == 0
    }

    /// Gives a file that is right otherwise its permissions.
    private func correctMode(of output: Deployment.File) throws(OutputFailure) {
        var info = stat()
        let path = location(output.name)
        guard lstat(path, &info) == 0, info.st_mode & 0o777 != mode_t(output.mode) else { return }
        guard chmod(path, mode_t(output.mode)) == 0 else { throw .cannotWrite(path, errno) }
    }

    private func makeFolder() throws(OutputFailure) {
        let full = absolute(path)
        if files.status(full)?.kind == .directory { return }
        var prefix = ""
        for part in full.split(separator: "/") {
            prefix += "/" + part
            if mkdir(prefix, 0o777) != 0, errno != EEXIST, files.status(prefix)?.kind != .directory {
                throw OutputFailure(message: "cannot make the folder \(path): \(String(cString: strerror(errno)))")
            }
        }
        guard files.status(full)?.kind == .directory else {
            throw OutputFailure(message: "\(path) is no folder")
        }
    }

    /// The fingerprints of what was written under each name: of several runs where one of them was interrupted.
    private typealias Record = [String: [String]]

    private func readRecord() -> Record {
        guard let bytes = existing(Self.recordName) else { return [:] }
        var record: Record = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: " ", maxSplits: 1)
            if parts.count == 2 { record[String(parts[1]), default: []].append(String(parts[0])) }
        }
        return record
    }

    private func write(record: Record) throws(OutputFailure) {
        var text = "# What compose2nomad wrote here, to tell your edits from its own output.\n"
        for name in record.keys.sorted() {
            for fingerprint in record[name] ?? [] { text += "\(fingerprint) \(name)\n" }
        }
        try Process.write(Array(text.utf8), toFile: location(Self.recordName))
    }

    /// FNV-1a, 64 bits: enough to notice an edit.
    private static func fingerprint(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
