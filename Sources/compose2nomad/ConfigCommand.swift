import ArgumentParser
import ComposeParser

/// `compose2nomad config`: the resolved model, as `docker compose config` prints it.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Print the resolved model, equal to docker compose config."
    )

    /// The forms of output.
    enum Format: String, WordArgument {
        case yaml
        case json
    }

    /// What is printed instead of the model.
    enum Listing: String, EnumerableFlag {
        case services
        case volumes
        case networks
        case models
        case images
        case profiles
        case variables
        case environment

        static func help(for value: Listing) -> ArgumentHelp? {
            switch value {
            case .services: "Print the names of the services, dependencies first."
            case .volumes: "Print the names of the volumes."
            case .networks: "Print the names of the networks."
            case .models: "Print the names of the models."
            case .images: "Print the names of the images."
            case .profiles: "Print the names of the profiles."
            case .variables: "Print the variables that the files mention, with their defaults."
            case .environment: "Print the variables that interpolation sees."
            }
        }
    }

    @OptionGroup var project: ComposeOptions

    @Option(name: .long, help: "The form of the output: yaml or json.")
    var format: Format = .yaml

    @Flag(exclusivity: .exclusive)
    var listing: Listing?

    @Flag(name: .long, help: "Leave ${VAR} as it is.")
    var noInterpolate = false

    @Flag(name: .shortAndLong, help: "Print nothing, only check.")
    var quiet = false

    @Option(name: .shortAndLong, help: "Write to a file.")
    var output: String?

    @Argument(help: "Services to keep, with what they depend on (default: all).")
    var services: [String] = []

    func run() throws {
        var options = project.loadOptions(services: services)
        options.interpolates = !noInterpolate && listing != .variables
        let resolved = try Process.load(options)
        if quiet { return }
        let bytes =
            listing.map { Array(text($0, of: resolved).utf8) }
            ?? ConfigPrinter.model(resolved, format: format, escapesDollars: !noInterpolate)
        try Process.checkSize(bytes.count)
        if let output {
            try Process.write(bytes, toFile: output)
        } else {
            try Process.write(bytes, to: 1)
        }
    }

    private func text(_ listing: Listing, of project: ResolvedProject) -> String {
        switch listing {
        case .services: ConfigPrinter.lines(ConfigPrinter.serviceNames(project))
        case .volumes: ConfigPrinter.lines(ConfigPrinter.names("volumes", in: project))
        case .networks: ConfigPrinter.lines(ConfigPrinter.names("networks", in: project))
        case .models: ConfigPrinter.lines(ConfigPrinter.names("models", in: project))
        case .images: ConfigPrinter.lines(ConfigPrinter.images(project))
        case .profiles: ConfigPrinter.lines(ConfigPrinter.profiles(project))
        case .variables: ConfigPrinter.variables(project)
        case .environment:
            ConfigPrinter.lines(project.variables.names.map { "\($0)=\(project.variables[$0] ?? "")" })
        }
    }
}
