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
        let isTerminal = isatty(descriptor) == 1
        var renderer = DiagnosticRenderer(
            sources: sources,
            colors: color.isColored(environment: environment, isTerminal: isTerminal)
        )
        renderer.width = environment["COLUMNS"].flatMap { Int($0) } ?? (isTerminal ? terminalWidth(descriptor) : nil)
        return renderer
    }

    /// The columns of a terminal; `nil` if it does not tell.
    private static func terminalWidth(_ descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes bytes to standard output (1) or standard error (2).
    static func write(_ bytes: [UInt8], to descriptor: Int32) throws(ExitCode) {
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                #if canImport(Darwin)
                Darwin.write(descriptor, buffer.baseAddress?.advanced(by: start), bytes.count - start)
                #elseif canImport(Musl)
                Musl.write(descriptor, buffer.baseAddress?.advanced(by: start), bytes.count - start)
                #else
                Glibc.write(descriptor, buffer.baseAddress?.advanced(by: start), bytes.count - start)
                #endif
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw ExitCode.cannotConvert }
            start += count
        }
    }

    /// Writes text to standard output (1) or standard error (2).
    static func write(_ text: String, to descriptor: Int32) throws(ExitCode) {
        try write(Array(text.utf8), to: descriptor)
    }

    /// Puts bytes into a file at once: into a new file beside it, which then takes its name.
    ///
    /// A link of that name is replaced, not followed. The file gets exactly the permissions `mode`.
    static func write(_ bytes: [UInt8], toFile path: String, mode: mode_t = 0o644) throws(OutputFailure) {
        let temporary = path + ".tmp-\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite(path) }
        do {
            try write(bytes, to: descriptor)
        } catch {
            let failure = OutputFailure.cannotWrite(path)
            close(descriptor)
            unlink(temporary)
            throw failure
        }
        let isSet = fchmod(descriptor, mode) == 0
        guard close(descriptor) == 0, isSet, rename(temporary, path) == 0 else {
            let failure = OutputFailure.cannotWrite(path)
            unlink(temporary)
            throw failure
        }
    }

    /// Loads a project and prints the findings to standard error; an error ends the program with exit code 1.
    static func load(_ options: LoadOptions) throws(ExitCode) -> ResolvedProject {
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
    private static func report(_ diagnostics: [Diagnostic], sources: SourceTable) throws(ExitCode) {
        try write(renderer(sources, for: 2).render(DiagnosticReport(diagnostics)), to: 2)
    }
}

/// Why output could not be written: ends the program with exit code 1.
struct OutputFailure: Error, CustomStringConvertible {
    /// What is the matter, and what to do about it.
    let description: String

    init(_ description: String) {
        self.description = description
    }

    /// The system's reason for the last call.
    static func cannotWrite(_ path: String) -> OutputFailure {
        OutputFailure("cannot write \(path): \(String(cString: strerror(errno)))")
    }
}
