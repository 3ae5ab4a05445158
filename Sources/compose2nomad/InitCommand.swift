#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif
import ArgumentParser
import ComposeParser
import NomadEmitter

/// `compose2nomad init`: the choices for a project, in a file that later runs read.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write the choices for a project into \(ChoicesFile.name), which later runs read.",
        discussion:
            "On a terminal it asks for what the project needs and no option states; else the options say it all."
    )

    @Argument(help: ArgumentHelp("Compose files, as with -f.", valueName: "file"))
    var files: [String] = []

    @OptionGroup(title: "Project") var project: ComposeOptions
    @OptionGroup(title: "Choices") var flags: ConversionFlags

    func run() throws {
        let resolved = try Process.load(project.loadOptions(files: files))
        let here = LocalFiles.currentDirectory(environment: Process.environment)
        let path = PosixPath.join(resolved.workingDirectory, ChoicesFile.name)
        let shown = PosixPath.shown(path, from: here)
        var info = stat()
        guard lstat(path, &info) != 0 else {
            throw OutputFailure(message: "\(shown) is there already", hint: "edit it, or remove it and say this again")
        }
        var options = ConversionOptions()
        flags.choose(in: &options)
        if Process.isTerminal(0), Process.isTerminal(2) {
            try ask(Compose.Project(resolved), &options) { prompt in
                try Process.write(prompt, to: 2)
                return readLine()
            }
        }
        if let contradiction = options.contradiction { throw ValidationError(contradiction) }
        try Process.write(Array(ChoicesFile.text(of: options).utf8), toFile: path)
        let next = (["compose2nomad"] + project.words + files + ["-o", "nomad"]).map { Shell.quoted($0) }
        try Process.write("\(shown): new\nnext: \(next.joined(separator: " "))\n", to: 2)
    }

    /// Asks what the project needs and nobody stated, until the answers are choices.
    func ask(
        _ project: Compose.Project,
        _ options: inout ConversionOptions,
        answer: (_ prompt: String) throws -> String?
    ) throws {
        for question in Self.questions(about: project) where !flags.states(question.choice) {
            guard let choice = Choice.all.first(where: { $0.name == question.choice }) else { continue }
            let usual = choice.spelled(options)
            var prompt = "\(question.text)\n  \(choice.values) [\(usual ?? "not known")]: "
            while true {
                guard let line = try answer(prompt) else {
                    throw OutputFailure(message: "the answers ended: nothing is written")
                }
                let words = line.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
                if words.isEmpty || choice.choose(words, &options) { break }
                prompt = "  it must be \(choice.values): "
            }
        }
    }

    /// The choices that a person has to make for a project, each with a question.
    static func questions(about project: Compose.Project) -> [(choice: String, text: String)] {
        var questions = [
            ("provider", "Who keeps the services? With consul, a Consul agent runs beside each Nomad agent."),
            ("nodes", "How many nodes may run the jobs?"),
        ]
        if project.services.contains(where: { $0.build != nil }) {
            questions.append(
                ("registry", "Where are built images pushed to? With localhost they stay on the machine that builds.")
            )
        }
        if !project.volumes.isEmpty {
            questions.append(
                (
                    "volumes",
                    "Where is state kept? host: folders of the nodes; dynamic: volumes that Nomad makes (1.10)."
                )
            )
        }
        if !project.secrets.isEmpty { questions.append(("secrets", "Where are secrets kept?")) }
        return questions
    }
}
