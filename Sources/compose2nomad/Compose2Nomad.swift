import ArgumentParser

@main
struct Compose2Nomad: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compose2nomad",
        abstract: "Turn a Docker Compose project into HashiCorp Nomad job files.",
        subcommands: [ConfigCommand.self, CoverageCommand.self]
    )
}
