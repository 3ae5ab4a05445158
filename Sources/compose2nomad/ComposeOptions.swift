import ArgumentParser
import ComposeParser

/// Which project a command works on: the options that Docker Compose has, too.
struct ComposeOptions: ParsableArguments {
    @Option(
        name: [.customShort("f"), .long],
        help: ArgumentHelp(
            "A compose file; repeatable, later files are merged over earlier ones, - is standard input.",
            discussion: "Default: COMPOSE_FILE, else compose.yaml or docker-compose.yml of this folder or one above."
        )
    )
    var file: [String] = []

    @Option(name: [.customShort("p"), .long], help: "The project name (default: that of the folder).")
    var projectName: String?

    @Option(name: .long, help: "The project directory (default: that of the first compose file).")
    var projectDirectory: String?

    @Option(name: .long, help: "A file with variables; repeatable (default: .env in the project directory).")
    var envFile: [String] = []

    @Option(name: .long, help: "A profile to enable; repeatable, * enables all (default: COMPOSE_PROFILES).")
    var profile: [String] = []

    /// The options for the loader, with the environment and directory of this process.
    func loadOptions(files: [String] = [], services: [String] = []) -> LoadOptions {
        let environment = Process.environment
        var options = LoadOptions(workingDirectory: LocalFiles.currentDirectory(environment: environment))
        options.files = file + files
        options.projectName = projectName
        options.projectDirectory = projectDirectory
        if projectDirectory == nil, options.files.count == 1,
            Self.isFolder(options.files[0], in: options.workingDirectory)
        {
            options.projectDirectory = options.files[0]
            options.files = []
        }
        options.envFiles = envFile
        options.profiles = profile
        options.services = services
        options.environment = environment
        return options
    }

    /// The options as words of a command line.
    var words: [String] {
        var words = file.flatMap { ["-f", $0] }
        if let projectName { words += ["-p", projectName] }
        if let projectDirectory { words += ["--project-directory", projectDirectory] }
        words += envFile.flatMap { ["--env-file", $0] }
        return words + profile.flatMap { ["--profile", $0] }
    }

    private static func isFolder(_ path: String, in directory: String) -> Bool {
        LocalFiles().status(PosixPath.absolute(path, in: directory))?.kind == .directory
    }
}
