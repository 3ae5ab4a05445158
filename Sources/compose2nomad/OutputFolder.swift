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

    let path: String
    private let files = LocalFiles()

    init(path: String) {
        self.path = path
    }

    /// Writes what differs.
    ///
    /// - Parameter force: whether files that were edited since they were written are replaced, too.
    /// - Returns: the names of the files that were written.
    func write(_ outputs: [Deployment.File], force: Bool) throws(OutputFailure) -> [String] {
        var record = readRecord()
        let stated = record
        let changed = outputs.filter { isLink($0.name) || existing($0.name) != $0.contents }
        if !force {
            let edited = changed.filter { output in
                if isLink(output.name) { return true }
                guard let bytes = existing(output.name) else { return isThere(output.name) }
                if isPrivate(output) { return !isOlderThanRecord(output.name) }
                return record[output.name] != Self.fingerprint(bytes)
            }
            guard edited.isEmpty else {
                throw OutputFailure(
                    "\(path): \(edited.map(\.name).joined(separator: ", ")) would be overwritten, "
                        + "but not by what was written there before\n  hint: move your changes away, or use --force"
                )
            }
        }
        for output in outputs where !changed.contains(where: { $0.name == output.name }) {
            try correctMode(of: output)
            note(output, in: &record)
        }
        if !changed.isEmpty || record.isEmpty { try makeFolder() }
        for output in changed {
            do {
                try Process.write(output.contents, toFile: location(output.name), mode: mode_t(output.mode))
            } catch {
                // What was written so far is ours: the next run may replace it.
                if record != stated { try? write(record: record) }
                throw error
            }
            note(output, in: &record)
        }
        try ignore(outputs.filter(isPrivate).map(\.name))
        if record != stated || changed.contains(where: isPrivate) { try write(record: record) }
        return changed.map(\.name)
    }

    // MARK: Private files

    /// Whether only its owner may read a file: its values come from outside of the compose file.
    private func isPrivate(_ output: Deployment.File) -> Bool { output.mode & 0o077 == 0 }

    /// A fingerprint of a short secret would tell it: of private files the record's time says what came later.
    private func note(_ output: Deployment.File, in record: inout [String: String]) {
        record[output.name] = isPrivate(output) ? nil : Self.fingerprint(output.contents)
    }

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

    /// Keeps private files out of a repository, unless somebody says there what is ignored.
    private func ignore(_ names: [String]) throws(OutputFailure) {
        let name = ".gitignore"
        let heading = "# Private files that compose2nomad wrote.\n"
        let text = Array((heading + names.sorted().map { "/\($0)\n" }.joined()).utf8)
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
            text += "--- \(location(output.name))\n+++ converted\n"
            text += LineDiff.text(
                from: String(decoding: bytes, as: UTF8.self),
                to: String(decoding: output.contents, as: UTF8.self)
            )
        }
        let names = Set(outputs.map(\.name))
        for name in readRecord().keys.sorted() where !names.contains(name) && existing(name) != nil {
            text += "\(location(name)): no longer written\n"
        }
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
        guard chmod(path, mode_t(output.mode)) == 0 else { throw .cannotWrite(path) }
    }

    private func makeFolder() throws(OutputFailure) {
        let full = absolute(path)
        var prefix = ""
        for part in full.split(separator: "/") {
            prefix += "/" + part
            if mkdir(prefix, 0o777) != 0, errno != EEXIST, files.status(prefix)?.kind != .directory {
                throw OutputFailure("cannot make the folder \(path): \(String(cString: strerror(errno)))")
            }
        }
        guard files.status(full)?.kind == .directory else {
            throw OutputFailure("\(path) is no folder")
        }
    }

    private func readRecord() -> [String: String] {
        guard let bytes = existing(Self.recordName) else { return [:] }
        var record: [String: String] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: " ", maxSplits: 1)
            if parts.count == 2 { record[String(parts[1])] = String(parts[0]) }
        }
        return record
    }

    private func write(record: [String: String]) throws(OutputFailure) {
        var text = "# What compose2nomad wrote here, to tell your edits from its own output.\n"
        for name in record.keys.sorted() { text += "\(record[name] ?? "") \(name)\n" }
        try Process.write(Array(text.utf8), toFile: location(Self.recordName), mode: 0o644)
    }

    /// FNV-1a, 64 bits: enough to notice an edit.
    private static func fingerprint(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
