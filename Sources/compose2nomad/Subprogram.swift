#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif
import ComposeParser

/// A program of the PATH that is run without a shell.
enum Subprogram {
    /// What a run gave.
    struct Outcome {
        /// Zero if the program is content.
        var status: Int32
        /// What it wrote on standard output.
        var output: [UInt8]
        /// The first line that it wrote on standard error.
        var complaint: String
    }

    /// Runs a program and waits for it; `nil` if it is not there.
    ///
    /// It reads and writes files without a name: it may write before it has read.
    ///
    /// - Parameters:
    ///   - arguments: the program and its arguments.
    ///   - input: what it reads on standard input.
    ///   - body: what it reads from `/dev/fd/3`.
    static func run(_ arguments: [String], input: [UInt8], body: [UInt8]? = nil) throws(OutputFailure) -> Outcome? {
        var descriptors: [Int32] = []
        defer { for descriptor in descriptors { close(descriptor) } }
        for bytes in [input, [], [], body].compactMap(\.self) {
            let descriptor = try temporaryFile()
            descriptors.append(descriptor)
            if let failure = Process.writeAll(bytes, to: descriptor) { throw .cannotWrite("a temporary file", failure) }
            lseek(descriptor, 0, SEEK_SET)
        }
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        #else
        var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, descriptor) in descriptors.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
        }
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var pid = pid_t()
        let failure = posix_spawnp(&pid, arguments[0], &actions, nil, words, environ)
        if failure == ENOENT { return nil }
        guard failure == 0 else {
            throw OutputFailure(message: "cannot start `\(arguments[0])`: \(String(cString: strerror(failure)))")
        }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) == -1 && errno == EINTR {}
        let lines = String(decoding: try contents(of: descriptors[2]), as: UTF8.self).split(separator: "\n")
        return Outcome(
            status: status,
            output: try contents(of: descriptors[1]),
            complaint: lines.first.map(String.init) ?? "it says nothing"
        )
    }

    /// A file that nobody else finds, and that is gone when it is closed; its number is above those that a program is
    /// given.
    private static func temporaryFile() throws(OutputFailure) -> Int32 {
        let folder = Process.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array("\(folder)/compose2nomad-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .cannotWrite("a temporary file in \(folder)", errno) }
        unlink(template)
        let high = fcntl(descriptor, F_DUPFD_CLOEXEC, 10)
        let failure = errno
        close(descriptor)
        guard high >= 0 else { throw .cannotWrite("a temporary file in \(folder)", failure) }
        return high
    }

    private static func contents(of descriptor: Int32) throws(OutputFailure) -> [UInt8] {
        lseek(descriptor, 0, SEEK_SET)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw OutputFailure(message: "cannot read a temporary file: \(String(cString: strerror(errno)))")
            }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
        }
    }
}
