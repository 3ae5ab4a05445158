@testable import ComposeParser
@testable import NomadEmitter

/// Commands: split into words as Compose does, and read for ports, probes and whether they end.
enum CommandFuzzer {
    static func run(_ string: String) {
        let count = string.utf8.count
        let text = Compose.Text(string, origins: [Compose.Origin(span: 0..<(count / 2), variable: "A")])
        var words: [Compose.Text] = []
        do throws(Diagnostic) {
            words = try ShellWords.split(text)
            let again = try ShellWords.split(text)
            expect(words == again, "two splits differ")
            for word in words { InterpolationFuzzer.check(word, [:]) }
            if let end = ShellWords.end(of: text) { expect(end < count, "a command ends behind its end") }
        } catch {
            check(error, in: Array(string.utf8))
        }
        let variables = Variables(Compose.Service(name: "web"))
        for words in [words.map(\.string), ["sh", "-c", string], [string]] {
            _ = CommandEnd(words, variables: variables)
            _ = CommandEnd.onlyWaits(words)
            _ = CommandReader(words: words, variables: variables).listeners
        }
        _ = HealthProbe([Compose.Text("CMD-SHELL"), text])
        _ = HealthProbe([Compose.Text("CMD")] + words)
        _ = variables.expand(string)
    }
}
