import ArgumentParser
import NomadEmitter

@main
struct Compose2Nomad: ParsableCommand {
    /// The release; CHANGELOG.md tells what is in it.
    static let release = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "compose2nomad",
        abstract: "Turn a Docker Compose project into HashiCorp Nomad job files.",
        discussion: ExitCode.meaning,
        version: "compose2nomad \(release), for Nomad \(NomadVersion.oldest) to \(NomadVersion.newest)",
        subcommands: [
            ConvertCommand.self, InitCommand.self, CheckCommand.self, PlanCommand.self, ExplainCommand.self,
            ConfigCommand.self, ImagesCommand.self, GraphCommand.self, CoverageCommand.self,
        ],
        defaultSubcommand: ConvertCommand.self
    )

    static func main() {
        Process.prepare()
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            var command = try command(arguments) ?? parseAsRoot(arguments)
            try command.run()
        } catch {
            Process.end(Self.self, with: error)
        }
    }

    /// The command that `arguments` name, if nothing is wrong with them and nobody asks for help.
    ///
    /// Parsed by itself: from the root, the parser takes as long as a small conversion.
    private static func command(_ arguments: [String]) -> (any ParsableCommand)? {
        if arguments.first == "help" { return nil }
        let named = configuration.subcommands.first { $0.configuration.commandName == arguments.first }
        return try? (named ?? ConvertCommand.self).parse(named == nil ? arguments : Array(arguments.dropFirst()))
    }
}
