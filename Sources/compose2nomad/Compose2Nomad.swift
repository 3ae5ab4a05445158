import ArgumentParser

@main
struct Compose2Nomad: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compose2nomad",
        abstract: "Turn a Docker Compose project into HashiCorp Nomad job files.",
        subcommands: [
            ConvertCommand.self, ConfigCommand.self, CheckCommand.self, CoverageCommand.self, ImagesCommand.self,
        ],
        defaultSubcommand: ConvertCommand.self
    )
}
