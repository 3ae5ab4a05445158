#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif
import ComposeParser

/// Graphviz's program `dot`, which lays pictures out.
enum Graphviz {
    /// The picture `source`, in the DOT language, as SVG.
    ///
    /// `dot` is started without a shell and reads and writes files without a name: it may write before it has read.
    static func svg(_ source: [UInt8]) throws(OutputFailure) -> [UInt8] {
        let input = try temporaryFile()
        defer { close(input) }
        let output = try temporaryFile()
        defer { close(output) }
        let log = try temporaryFile()
        defer { close(log) }
        if let failure = Process.writeAll(source, to: input) { throw .cannotWrite("a temporary file", failure) }
        lseek(input, 0, SEEK_SET)
        let status = try run(["dot", "-Tsvg"], input, output, log)
        guard status == 0 else {
            let lines = String(decoding: try contents(of: log), as: UTF8.self).split(separator: "\n")
            throw OutputFailure(
                message: "`dot` failed: \(lines.first ?? "it says nothing")",
                hint: "print `--format dot` and see what `dot` says of it"
            )
        }
        return try contents(of: output)
    }

    /// Runs a program of the PATH and waits for it; zero if it is content.
    private static func run(
        _ arguments: [String],
        _ input: Int32,
        _ output: Int32,
        _ log: Int32
    ) throws(OutputFailure) -> Int32 {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        #else
        var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, descriptor) in [input, output, log].enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
        }
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var pid = pid_t()
        let failure = posix_spawnp(&pid, arguments[0], &actions, nil, words, environ)
        guard failure == 0 else {
            throw OutputFailure(
                message: failure == ENOENT
                    ? "`--format svg` needs Graphviz, and its program `dot` is not on PATH"
                    : "cannot start `dot`: \(String(cString: strerror(failure)))",
                hint:
                    "`apt-get install graphviz`, or `brew install graphviz`; `--format mermaid` and `dot` need nothing"
            )
        }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) == -1 && errno == EINTR {}
        return status
    }

    /// A file that nobody else finds, and that is gone when it is closed.
    private static func temporaryFile() throws(OutputFailure) -> Int32 {
        let folder = Process.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array("\(folder)/compose2nomad-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .cannotWrite("a temporary file in \(folder)", errno) }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }

    private static func contents(of descriptor: Int32) throws(OutputFailure) -> [UInt8] {
        lseek(descriptor, 0, SEEK_SET)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw OutputFailure(message: "cannot read what `dot` made: \(String(cString: strerror(errno)))")
            }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
        }
    }
}
