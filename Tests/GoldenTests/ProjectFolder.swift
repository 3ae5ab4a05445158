import Foundation
import TestSupport

/// A folder for a test that writes, removed with it.
struct ProjectFolder: ~Copyable {
    let path = Subprocess.temporaryPath("project")

    init(_ files: [String: String]) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in files { try Subprocess.write(text, to: "\(path)/\(name)") }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func text(_ name: String) -> String? { try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

    /// Runs the program in the folder.
    func run(_ arguments: [String], _ rest: String = "", environment: String = "") -> Subprocess.Result {
        Program.run(arguments, rest, before: "cd '\(path)' && \(environment)")
    }
}
