internal import ComposeParser

/// What a service is known to serve: by its image, or by what only such a server is told.
struct ServerKind: Sendable, Hashable {
    var port: Int
    /// Whether it only ever serves others of its project: what it is surpasses what a shared file of variables says.
    var isBackend: Bool
    var evidence: Evidence
    /// Whether that is the image's or the server's own testimony, and the command starts no other program.
    var isCertain = true

    init?(_ service: Compose.Service) {
        if let image = service.image, WellKnownImage.isFPM(image.string) {
            self.init(
                9000,
                isBackend: true,
                .image(WellKnownImage.repository(of: image.string) + " with FPM"),
                image.range
            )
        } else if let image = service.image, let known = WellKnownImage.find(image.string), let port = known.ports.first
        {
            self.init(port, isBackend: known.isBackend, .image(known.repository), image.range)
        } else if let (trait, reason, range) = ServerKind.trait(of: service) {
            self.init(trait.port, isBackend: true, .server(trait.name, because: reason), range)
            let words = Set(VariableName(service.name).words)
            isCertain =
                service.healthcheck != nil || !service.volumes.isEmpty
                || !words.isDisjoint(with: ["db", "database", ASCIIBytes.lowercased(trait.name)])
        } else {
            return nil
        }
        let program = service.programWords
        if !program.isEmpty, CommandReader(words: program, variables: Variables(service)).startsOther {
            isCertain = false
        }
    }

    private init(_ port: Int, isBackend: Bool, _ kind: Evidence.Kind, _ range: SourceRange) {
        self.port = port
        self.isBackend = isBackend
        evidence = Evidence(kind: kind, range: range)
    }

    /// What tells a server whose image nobody knows.
    private struct Trait {
        var name: String
        var port: Int
        /// Variables that only the server reads.
        var variables: [String]
        /// Variables that clients are given as well.
        var shared: [String] = []
        /// The program that its healthcheck runs.
        var probes: [String]
        /// Where it keeps its data.
        var data: String
        /// What the variables start with that are its.
        var prefixes: [Substring] { (variables + shared).compactMap { $0.split(at: "_").first } }

        /// Whether a variable is its, or a client's of it.
        func isTold(by key: String) -> Bool {
            variables.contains { $0.equals(key) } || shared.contains { $0.equals(key) }
        }
    }

    private static let traits = [
        Trait(
            name: "PostgreSQL",
            port: 5432,
            variables: ["POSTGRES_INITDB_ARGS", "POSTGRES_HOST_AUTH_METHOD", "PGDATA"],
            shared: ["POSTGRES_PASSWORD", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD_FILE"],
            probes: ["pg_isready"],
            data: "/var/lib/postgresql"
        ),
        Trait(
            name: "MySQL",
            port: 3306,
            variables: ["MYSQL_ROOT_PASSWORD", "MARIADB_ROOT_PASSWORD", "MYSQL_ROOT_PASSWORD_FILE"],
            shared: ["MYSQL_PASSWORD", "MYSQL_DATABASE", "MYSQL_USER"],
            probes: ["mysqladmin", "mariadb-admin"],
            data: "/var/lib/mysql"
        ),
        Trait(
            name: "MongoDB",
            port: 27017,
            variables: ["MONGO_INITDB_ROOT_USERNAME", "MONGO_INITDB_DATABASE"],
            probes: ["mongosh", "mongo"],
            data: "/data/db"
        ),
        Trait(name: "Redis", port: 6379, variables: [], probes: ["redis-cli", "valkey-cli"], data: ""),
        Trait(
            name: "RabbitMQ",
            port: 5672,
            variables: ["RABBITMQ_DEFAULT_USER", "RABBITMQ_ERLANG_COOKIE"],
            probes: ["rabbitmq-diagnostics", "rabbitmqctl"],
            data: "/var/lib/rabbitmq"
        ),
        Trait(
            name: "SQL Server",
            port: 1433,
            variables: ["MSSQL_SA_PASSWORD", "MSSQL_PID"],
            probes: ["sqlcmd"],
            data: "/var/opt/mssql"
        ),
    ]

    private static func trait(of service: Compose.Service) -> (Trait, String, SourceRange)? {
        let commands = probeCommands(of: service).map { (words: $0, programs: $0.map(\.programName)) }
        for trait in traits {
            if let probe = probe(of: service, in: commands, runs: trait.probes) {
                return (trait, "the \(probe) of its healthcheck", service.healthcheck?.range ?? service.range)
            }
            if !trait.data.isEmpty,
                let mount = service.volumes.first(where: { $0.target.string.hasPrefix(trait.data) }),
                mount.kind == .volume || mount.kind == .bind, keys(of: service, for: trait) > 0
            {
                return (trait, "its mount at \(mount.target.string)", mount.range)
            }
            // What a client is told as well tells a server only where a client would be told more.
            guard keys(of: service, for: trait) > 0, !namesOthers(service) else { continue }
            let isServer =
                service.environment.contains { trait.variables.contains($0.key) }
                || service.build == nil && service.command == nil
                    && service.environment.allSatisfy { isOfServer($0.key, trait) }
            if isServer,
                let pair = service.environment.first(where: { trait.isTold(by: $0.key) })
            {
                return (trait, "its variable \(pair.key)", pair.keyRange)
            }
        }
        return nil
    }

    private static func keys(of service: Compose.Service, for trait: Trait) -> Int {
        service.environment.count { trait.isTold(by: $0.key) }
    }

    private static func isOfServer(_ key: String, _ trait: Trait) -> Bool {
        trait.prefixes.contains { key.hasPrefix($0) } || key == "TZ" || key.hasPrefix("PG") || key.hasPrefix("LC_")
            || key == "LANG"
    }

    /// Whether its variables tell it of hosts.
    private static func namesOthers(_ service: Compose.Service) -> Bool {
        service.environment.contains { VariableName($0.key).namesHost }
    }

    /// The words of the commands that a healthcheck runs.
    private static func probeCommands(of service: Compose.Service) -> [[String]] {
        guard let check = service.healthcheck, !check.isDisabled else { return [] }
        let words = check.test.dropFirst().map(\.string)
        return words.count == 1 ? CommandReader.simpleCommands(words[0]) : [Array(words)]
    }

    /// The program of a healthcheck that asks the container itself.
    private static func probe(
        of service: Compose.Service,
        in commands: [(words: [String], programs: [String])],
        runs probes: [String]
    ) -> String? {
        for (command, programs) in commands {
            guard let program = programs.first(where: probes.contains) else { continue }
            let others = CommandReader(words: command, variables: Variables(service)).pairs.filter {
                !["localhost", "127.0.0.1", "::1", service.name].contains($0.host) && !$0.host.hasPrefix("/")
                    && !$0.host.contains("$")
            }
            if others.isEmpty, !command.contains("-u") || probes.contains("mysqladmin") {
                return program
            }
        }
        return nil
    }
}

extension Compose.Service {
    /// The words of what it starts in place of the image's own program.
    /// Entrypoint and command, as far as the file states them.
    var programWords: [String] { ((self.entrypoint ?? []) + (self.command ?? [])).map(\.string) }
}
