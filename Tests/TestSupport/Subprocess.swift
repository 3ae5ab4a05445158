import FoundationEssentials

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Runs a program and waits for it.
public enum Subprocess {
    /// What a program did.
    public struct Result: Sendable {
        /// Its exit code; -1 if it did not start or was killed.
        public var code: Int32
        /// What it wrote, to standard output and standard error.
        public var output: String
    }

    /// Runs `arguments`, the first of which is the path of the program.
    public static func run(_ arguments: [String]) -> Result {
        let log = temporaryPath("log")
        defer { unlink(log) }
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        #else
        var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)

        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var pid = pid_t()
        guard let program = arguments.first, posix_spawnp(&pid, program, &actions, nil, words, environ) == 0 else {
            return Result(code: -1, output: "cannot start \(arguments.first ?? "nothing")")
        }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) == -1 && errno == EINTR {}
        let data = (try? Data(contentsOf: URL(filePath: log))) ?? Data()
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
        return Result(code: code, output: String(decoding: data, as: UTF8.self))
    }

    /// What `Scripts/sanitize` tells the sanitizer in the program, as words for `env -i`.
    public static let sanitizer = environment("ASAN_OPTIONS").map { ["ASAN_OPTIONS=\($0)"] } ?? []

    /// A path in the folder for temporary files that no other test uses.
    public static func temporaryPath(_ name: String) -> String {
        let folder = environment("TMPDIR") ?? "/tmp"
        return "\(folder)/compose2nomad-\(getpid())-\(UInt64.random(in: 0 ... .max))-\(name)"
    }

    /// The value of an environment variable; `nil` if it is not set or empty.
    public static func environment(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// Writes a file.
    public static func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    /// Removes a file.
    public static func remove(_ path: String) {
        unlink(path)
    }
}
