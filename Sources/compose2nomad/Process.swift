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

    /// Whether colours would be seen on standard error.
    static var hasColorTerminal: Bool {
        isatty(2) == 1 && getenv("NO_COLOR") == nil && getenv("TERM").map { String(cString: $0) } != "dumb"
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
            guard count >= 0 else { throw ExitCode(1) }
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
            throw ExitCode(1)
        }
        try report(diagnostics.all, sources: sources)
        return project
    }

    /// Prints findings to standard error.
    static func report(_ diagnostics: [Diagnostic], sources: SourceTable) throws(ExitCode) {
        let renderer = DiagnosticRenderer(sources: sources, colors: hasColorTerminal)
        try write(renderer.render(diagnostics), to: 2)
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
