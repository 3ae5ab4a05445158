#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif
import ArgumentParser
import ComposeParser

/// What a command needs of the process it runs in.
enum Process {
    /// The environment variables.
    static var environment: [String: String] {
        var variables: [String: String] = [:]
        var next = environ
        while let pointer = next.pointee {
            let entry = String(cString: pointer)
            if let equals = entry.utf8.firstIndex(of: UInt8(ascii: "=")) {
                variables[String(entry[..<equals])] = String(entry[entry.utf8.index(after: equals)...])
            }
            next += 1
        }
        return variables
    }

    /// What shows findings on standard output (1) or standard error (2).
    static func renderer(
        _ sources: SourceTable,
        _ color: ColorChoice = .auto,
        for descriptor: Int32
    ) -> DiagnosticRenderer {
        let environment = environment
        let isTerminal = isTerminal(descriptor)
        var renderer = DiagnosticRenderer(
            sources: sources,
            colors: color.isColored(environment: environment, isTerminal: isTerminal)
        )
        renderer.width = environment["COLUMNS"].flatMap { Int($0) } ?? (isTerminal ? terminalWidth(descriptor) : nil)
        return renderer
    }

    /// Whether somebody looks at what is written to a descriptor.
    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// The columns of a terminal; `nil` if it does not tell.
    private static func terminalWidth(_ descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Makes broken pipes errors of `write`, and keeps files that are opened later off closed standard descriptors.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 { _ = open("/dev/null", O_RDWR) }
    }

    /// Says on a terminal that something goes on, if it takes more than a second.
    static func tellingThatItTakesTime<Result>(_ work: () -> Result) -> Result {
        guard isTerminal(2) else { return work() }
        signal(SIGALRM) { _ in
            let text: StaticString = "compose2nomad: still at it\n"
            _ = Process.write(2, text.utf8Start, text.utf8CodeUnitCount)
        }
        alarm(1)
        defer { alarm(0) }
        return work()
    }

    /// Ends the process where all went well.
    static func succeed() -> Never { exit(0) }

    /// Ends the process as `error` asks: with its exit code, after its message.
    static func end(_ command: (some ParsableCommand).Type, with error: any Error) -> Never {
        let message = command.fullMessage(for: error)
        let code = command.exitCode(for: error)
        do {
            if !message.isEmpty, code == .success {
                try write(Array((message + "\n").utf8), to: 1)
            } else if !message.isEmpty {
                try write(message + "\n", to: 2)
            }
        } catch {
            if code == .success { end(command, with: error) }
        }
        exit(code.rawValue)
    }

    /// Writes data to standard output (1) or standard error (2): as it is, unless somebody looks at it on a terminal.
    static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        let isShown = descriptor == 1 && isTerminal(descriptor)
        try put(isShown ? Array(String(decoding: bytes, as: UTF8.self).visibleLines.utf8) : bytes, descriptor)
    }

    /// Writes findings as they are rendered: the colours are ours, and all else in them is visible already.
    static func write(rendered text: String, to descriptor: Int32) throws {
        try put(Array(text.utf8), descriptor)
    }

    /// A standard output that nobody reads any more ends the program, which is no failure; a standard error that nobody
    /// reads is passed over.
    private static func put(_ bytes: [UInt8], _ descriptor: Int32) throws {
        switch (writeAll(bytes, to: descriptor), descriptor) {
        case (nil, _), (EPIPE, 2), (EBADF, 2): return
        case (EPIPE, _), (EBADF, _): throw ExitCode.success
        case (_, 2): throw ExitCode.cannotConvert
        case (let failure?, _): throw OutputFailure.cannotWrite("standard output", failure)
        }
    }

    /// The most bytes of output.
    private static let largestOutput = 64 << 20

    /// Refuses output that nobody could use: a little input may stand for much.
    static func checkSize(_ bytes: Int) throws(OutputFailure) {
        guard bytes > largestOutput else { return }
        throw OutputFailure(
            message: "the output has \(bytes) bytes; at most \(largestOutput >> 20) MiB are written",
            hint: "split the project, or mount large files in place of what is embedded"
        )
    }

    /// Writes text for people to standard output (1) or standard error (2): what the text of others holds beside
    /// characters is shown, not done.
    static func write(_ text: String, to descriptor: Int32) throws {
        try write(Array(text.visibleLines.utf8), to: descriptor)
    }

    /// Writes all of `bytes`; the error of the system if that is not possible.
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                write(descriptor, buffer.baseAddress?.advanced(by: start), bytes.count - start)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return errno }
            start += count
        }
        return nil
    }

    private static func write(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Darwin)
        Darwin.write(descriptor, start, count)
        #elseif canImport(Musl)
        Musl.write(descriptor, start, count)
        #else
        Glibc.write(descriptor, start, count)
        #endif
    }

    /// The end of the names of files that are not whole yet.
    static let unfinished = ".tmp-"

    /// Puts bytes into a new file beside `path`, with exactly the permissions `mode`; its path.
    static func stage(_ bytes: [UInt8], for path: String, mode: mode_t) throws(OutputFailure) -> String {
        let temporary = path + unfinished + String(getpid())
        // What a run with this number left when it was interrupted.
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite(path, errno) }
        var failure = writeAll(bytes, to: descriptor)
        if failure == nil, fchmod(descriptor, mode) != 0 { failure = errno }
        if close(descriptor) != 0, failure == nil { failure = errno }
        guard let failure else { return temporary }
        unlink(temporary)
        throw .cannotWrite(path, failure)
    }

    /// Gives a staged file its name. A link of that name is replaced, not followed.
    static func place(_ temporary: String, at path: String) throws(OutputFailure) {
        guard rename(temporary, path) == 0 else {
            let failure = errno
            unlink(temporary)
            throw .cannotWrite(path, failure)
        }
    }

    /// Puts bytes into a file at once: into a new file beside it, which then takes its name.
    static func write(_ bytes: [UInt8], toFile path: String, mode: mode_t = 0o644) throws(OutputFailure) {
        try place(stage(bytes, for: path, mode: mode), at: path)
    }

    /// Loads a project and prints the findings to standard error; an error ends the program with exit code 1.
    static func load(_ options: LoadOptions) throws -> ResolvedProject {
        var sources = SourceTable()
        var diagnostics = Diagnostics()
        let project: ResolvedProject
        do throws(Diagnostic) {
            project = try ProjectLoader.load(
                options,
                files: LocalFiles(),
                sources: &sources,
                diagnostics: &diagnostics
            )
        } catch {
            var findings = diagnostics.all
            if !findings.contains(error) { findings.append(error) }
            try report(findings, sources: sources)
            throw ExitCode.cannotConvert
        }
        try report(diagnostics.all, sources: sources)
        return project
    }

    /// Tells findings on standard error, notes left out.
    static func report(_ diagnostics: [Diagnostic], sources: SourceTable) throws {
        try write(rendered: renderer(sources, for: 2).render(DiagnosticReport(diagnostics)), to: 2)
    }
}

/// Why output could not be written: ends the program with exit code 1.
struct OutputFailure: Error, CustomStringConvertible {
    /// What is the matter.
    let message: String
    /// What to do about it.
    var hint: String?

    /// Both.
    var description: String { message.visible + (hint.map { "\n  hint: \($0.visible)" } ?? "") }

    /// The reason of the system.
    static func cannotWrite(_ path: String, _ code: Int32) -> OutputFailure {
        OutputFailure(message: "cannot write \(path): \(String(cString: strerror(code)))")
    }
}
