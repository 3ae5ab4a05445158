import Foundation
import TestSupport

/// The program itself, as a shell runs it.
enum Program {
    /// Where it was built: beside the tests.
    static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/compose2nomad"

    /// Runs the program.
    ///
    /// - Parameters:
    ///   - arguments: its arguments.
    ///   - rest: what the shell gets behind them, such as redirections.
    ///   - before: what the shell gets before the program.
    static func run(_ arguments: [String], _ rest: String = "", before: String = "") -> Subprocess.Result {
        Subprocess.run(["sh", "-c", "\(before) \"$0\" \"$@\" \(rest)", path] + arguments)
    }
}
