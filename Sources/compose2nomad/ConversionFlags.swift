import ArgumentParser
import ComposeParser
public import NomadEmitter

extension ConversionOptions.Format: WordArgument {}

/// How the jobs are to be: the choices that a conversion leaves to its user.
///
/// All are texts, which `Choice` reads, as those of the file: each further type of an option takes the parser of the
/// command line as long as three services take to convert.
struct ConversionFlags: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Convert this service with all that it depends on; repeatable.", valueName: "name")
    )
    var service: [String] = []

    @Option(
        name: .long,
        help: "project: one job, a group per service; service: a job per service; pod: one group for all.",
        completion: words(ConversionOptions.Layout.self)
    )
    var layout: String?

    @Option(
        name: .long,
        help: "How services find each other: auto, dns, container, hosts, docker or mesh. auto takes what fits.",
        completion: words(ConversionOptions.Network.self)
    )
    var network: String?

    @Option(name: .long, help: ArgumentHelp("How many nodes may run the jobs.", valueName: "count"))
    var nodes: String?

    @Option(name: .long, help: ArgumentHelp("The name of the one node that is to run the jobs.", valueName: "name"))
    var node: String?

    @Option(
        name: .long,
        help: "Who keeps the services: consul or nomad (without Consul's DNS and mesh).",
        completion: words(ConversionOptions.Provider.self)
    )
    var provider: String?

    @Option(
        name: .long,
        help: "What named volumes become: host, dynamic, docker or csi.",
        completion: words(ConversionOptions.Volumes.self)
    )
    var volumes: String?

    @Option(
        name: .long,
        help: "Where Compose secrets are kept: nomad, vault or inline.",
        completion: words(ConversionOptions.Secrets.self)
    )
    var secrets: String?

    @Flag(name: .long, inversion: .prefixedNo, help: "Keep environment variables that look secret there, too.")
    var envSecrets: Bool?

    @Option(
        name: .long,
        help: "What becomes of ${VAR}: keep makes job variables, inline writes values.",
        completion: words(ConversionOptions.Variables.self)
    )
    var variables: String?

    @Option(name: .long, help: ArgumentHelp("A routable CNI network for --network container.", valueName: "name"))
    var cni: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The host network of the nodes for ports that the file does not publish, in place of their main address.",
            valueName: "name"
        )
    )
    var privateNetwork: String?

    @Option(name: .long, help: ArgumentHelp("CPU of tasks whose service states none.", valueName: "MHz"))
    var defaultCpu: String?

    @Option(name: .long, help: ArgumentHelp("Memory of tasks whose service states none.", valueName: "MiB"))
    var defaultMemory: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Hard memory limit of tasks whose service states none.", valueName: "MiB")
    )
    var defaultMemoryLimit: String?

    @Option(name: .long, help: ArgumentHelp("MHz of one core of the nodes, for cpus figures.", valueName: "MHz"))
    var cpuMhz: String?

    @Option(name: .long, help: ArgumentHelp("Where deploy.sh pushes the images that it builds.", valueName: "host"))
    var registry: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The Nomad that the jobs are for: what it lacks is left out, or said (default: 1.8).",
            valueName: "version"
        )
    )
    var nomadVersion: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What docker image inspect prints of the images, - is standard input.",
            discussion: "Default: \(ImagesFile.name) in the project directory, if it is there.",
            valueName: "file"
        )
    )
    var images: String?

    private static func words<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) -> CompletionKind {
        .list(Word.allCases.map { $0.rawValue })
    }

    /// The choices that are stated, by their names.
    private var stated: [(name: String, value: String)] {
        let all: [(name: String, value: String?)] = [
            ("layout", layout), ("network", network), ("nodes", nodes), ("node", node), ("provider", provider),
            ("private-network", privateNetwork), ("cni", cni), ("volumes", volumes), ("secrets", secrets),
            ("env-secrets", envSecrets.map { $0 ? "true" : "false" }), ("variables", variables),
            ("registry", registry), ("default-cpu", defaultCpu), ("default-memory", defaultMemory),
            ("default-memory-limit", defaultMemoryLimit), ("cpu-mhz", cpuMhz), ("nomad-version", nomadVersion),
        ]
        return all.compactMap { choice in choice.value.map { (choice.name, $0) } }
    }

    func validate() throws {
        var options = ConversionOptions()
        for (name, value) in stated {
            if let values = Choice.choose(name, value, in: &options) {
                throw ValidationError("--\(name) must be \(values)")
            }
        }
        if let contradiction = options.contradiction { throw ValidationError(contradiction) }
    }

    /// Whether a choice is stated.
    func states(_ name: String) -> Bool { stated.contains { $0.name == name } }

    /// Makes the stated choices over others, of which those go that do not go with them.
    func choose(in options: inout ConversionOptions) {
        if node != nil { options.nodes = nil }
        if let nodes, Int(nodes) != 1 { options.node = nil }
        if secrets == ConversionOptions.Secrets.inline.rawValue { options.environmentSecrets = false }
        if let network, network != ConversionOptions.Network.container.rawValue { options.cni = nil }
        for (name, value) in stated { _ = Choice.choose(name, value, in: &options) }
    }

    /// The conversion of a project with these choices of files, images and form.
    func conversion(
        of project: ComposeOptions,
        _ files: [String],
        reading access: some FileAccess = LocalFiles(),
        choosing choose: (inout ConversionOptions) -> Void = { _ in }
    ) -> Conversion {
        let loading = project.loadOptions(files: files, services: service)
        return Process.tellingThatItTakesTime {
            Conversion(of: loading, images: images, files: access) { options in
                self.choose(in: &options)
                choose(&options)
            }
        }
    }
}
