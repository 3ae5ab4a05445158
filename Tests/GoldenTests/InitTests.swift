import ComposeParser
import NomadEmitter
import TestSupport
import Testing

@testable import compose2nomad

/// `compose2nomad init`.
@Suite("init")
struct InitTests {
    private let compose = "services: {web: {build: ., volumes: ['data:/d']}}\nvolumes: {data: {}}\n"

    @Test("It writes what the options choose, and a conversion reads it")
    func writes() throws {
        let folder = try ProjectFolder(["compose.yaml": compose])
        let made = folder.run(["init", "-p", "shop", "--provider", "nomad", "--nodes", "1"], "</dev/null")
        #expect(made.code == 0)
        #expect(made.output == "compose2nomad.yaml: new\nnext: compose2nomad -p shop -o nomad\n")
        let text = folder.text("compose2nomad.yaml") ?? ""
        #expect(text.contains("\nprovider: nomad\n") && text.contains("\nnodes: 1\n") && text.contains("\n# layout: "))
        #expect(folder.run(["check"]).output.contains("network: hosts"))
        #expect(folder.run(["check", "--provider", "consul"]).output.contains("network: dns"))
    }

    @Test("A file that is there stays")
    func stays() throws {
        let folder = try ProjectFolder(["compose.yaml": compose, "compose2nomad.yaml": "nodes: 2\n"])
        let again = folder.run(["init", "--nodes", "3"])
        #expect(again.code == 1 && again.output.contains("compose2nomad.yaml is there already"))
        #expect(folder.text("compose2nomad.yaml") == "nodes: 2\n")
    }

    @Test("Nothing is written for a project that cannot be loaded, or for choices that cannot be")
    func refuses() throws {
        let folder = try ProjectFolder(["compose.yaml": "services: {web: {imagge: a}}"])
        #expect(folder.run(["init"]).code == 1)
        let good = try ProjectFolder(["compose.yaml": compose])
        #expect(good.run(["init", "--nodes", "0"]).code == 64)
        #expect(good.run(["init", "--node", "a", "--nodes", "2"]).code == 64)
        #expect(folder.text("compose2nomad.yaml") == nil && good.text("compose2nomad.yaml") == nil)
    }

    /// The questions, and the options that come of the answers; `nil` where they end too early.
    private func ask(
        _ compose: String,
        _ arguments: [String] = [],
        _ answers: [String]
    ) throws -> (prompts: [String], options: ConversionOptions?) {
        let conversion = Conversion(of: compose, project: "shop")
        let command = try InitCommand.parse(arguments)
        var options = ConversionOptions()
        command.flags.choose(in: &options)
        var prompts: [String] = []
        var left = answers[...]
        do {
            try command.ask(#require(conversion.project), &options) { prompt in
                prompts.append(prompt)
                return left.popFirst()
            }
        } catch is OutputFailure {
            return (prompts, nil)
        }
        return (prompts, options)
    }

    @Test("It asks for what the project needs, until an answer is a choice; nothing means the usual")
    func asks() throws {
        let (prompts, options) = try ask(compose, [], ["zzz", " nomad ", "", "r.example:5000", "dynamic"])
        #expect(prompts.count == 5 && prompts[1] == "  it must be consul or nomad: ")
        #expect(prompts[0].hasPrefix("Who keeps the services?") && prompts[0].hasSuffix("[consul]: "))
        #expect(options?.provider == .nomad && options?.nodes == nil && options?.volumes == .dynamic)
        #expect(options?.registry == "r.example:5000")
    }

    @Test("It does not ask for what an option states, or the project does not have")
    func asksNoMore() throws {
        #expect(try ask("services: {web: {image: a}}", ["--nodes", "1"], [""]).prompts.count == 1)
        #expect(try ask(compose, [], ["consul"]).options == nil)
    }
}
