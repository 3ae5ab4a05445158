import Foundation
import TestSupport
import Testing

@testable import compose2nomad

/// One run of the program that is kept as a golden.
///
/// `Fixtures/cli/NAME` holds `args` (one a line) and what came of it: `stdout`, `stderr` and, unless it is 0, `exit`.
/// The program runs in `project` beside them, or in the folder of `Fixtures` that the file `folder` names, with no
/// environment but the lines of `env`.
struct CommandLineCase: Sendable, CustomTestStringConvertible {
    let name: String
    var testDescription: String { name }

    static let all: [CommandLineCase] = names(in: "Fixtures/cli")
        .filter { FixtureCase.wanted == nil || $0 == FixtureCase.wanted }.map(CommandLineCase.init(name:))

    /// What a folder of the repository holds.
    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: Repository.path(folder))) ?? []).sorted()
            .filter { !$0.hasPrefix(".") }
    }

    /// The program, which lies beside what this test was built into.
    static let program: String? = CommandLine.arguments.lazy.compactMap { word -> String? in
        guard let end = word.range(of: "/compose2nomadPackageTests.xctest") else { return nil }
        return word[..<end.lowerBound] + "/compose2nomad"
    }.first { FileManager.default.isExecutableFile(atPath: $0) }

    func path(_ file: String) -> String { Repository.path("Fixtures/cli/\(name)/\(file)") }

    func text(_ file: String) -> String? { try? String(contentsOfFile: path(file), encoding: .utf8) }

    private func lines(_ file: String) -> [String] {
        (text(file) ?? "").split(separator: "\n").map(String.init)
    }

    /// What the program writes, and its exit code, by the name of the golden.
    func run(_ program: String) throws -> [String: String] {
        let folder = text("folder").map { Repository.path("Fixtures/" + $0.trimmingCharacters(in: .newlines)) }
        let outputs = ["stdout", "stderr"].map { (name: $0, path: Subprocess.temporaryPath($0)) }
        defer { for output in outputs { Subprocess.remove(output.path) } }
        let script = """
            cd "$1" && shift && out="$1" && shift && err="$1" && shift && exec env -i "$@" < /dev/null > "$out" 2> "$err"
            """
        let run = Subprocess.run(
            ["/bin/sh", "-c", script, "sh", folder ?? path("project"), outputs[0].path, outputs[1].path]
                + ["HOME=/home/user"] + Subprocess.sanitizer + lines("env") + [program] + lines("args")
        )
        var found: [String: String] = [:]
        for output in outputs {
            let text = try String(contentsOfFile: output.path, encoding: .utf8)
            found[output.name] = text.replacingOccurrences(of: Repository.path("Fixtures"), with: "FIXTURES")
        }
        if run.code != 0 { found["exit"] = "\(run.code)\n" }
        return found
    }
}

/// `UPDATE_GOLDEN=1 swift test --filter CommandLineTests` writes the goldens anew; read the diff.
@Suite("Command line")
struct CommandLineTests {
    @Test("A run gives the golden output and exit code", arguments: CommandLineCase.all)
    func golden(of run: CommandLineCase) throws {
        let found = try run.run(try #require(CommandLineCase.program, "the program is not built"))
        for file in ["stdout", "stderr", "exit"] {
            if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
                if let text = found[file], !text.isEmpty {
                    try text.write(toFile: run.path(file), atomically: true, encoding: .utf8)
                } else {
                    Subprocess.remove(run.path(file))
                }
            }
            let difference = LineDiff.text(from: run.text(file) ?? "", to: found[file] ?? "")
            #expect(difference.isEmpty, "\(run.name)/\(file) differs:\n\(difference)")
        }
    }
}
