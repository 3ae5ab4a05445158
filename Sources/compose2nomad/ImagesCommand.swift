import ArgumentParser
import ComposeParser
import NomadEmitter

/// `compose2nomad images`: what to ask `docker image inspect` for.
struct ImagesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "images",
        abstract: "Print the names of the project's images, for docker image inspect.",
        discussion: "docker image inspect $(compose2nomad images) > \(ImagesFile.name)"
    )

    @Argument(help: ArgumentHelp("Compose files, as with -f.", valueName: "file"))
    var files: [String] = []

    @OptionGroup(title: "Project") var project: ComposeOptions

    func run() throws {
        let resolved = try Process.load(project.loadOptions(files: files))
        try Process.write(Array(ConfigPrinter.lines(Compose.Project(resolved).imageNames).utf8), to: 1)
    }
}
