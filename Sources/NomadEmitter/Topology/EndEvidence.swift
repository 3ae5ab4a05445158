internal import ComposeParser

/// What says that a service ends by itself, where the file says nothing about restarts.
///
/// Docker Compose starts it once and leaves it ended; Nomad would start a service again for ever.
enum EndEvidence: Sendable, Hashable {
    /// The last command that it runs is one that ends.
    case command(String)
    /// The command of its image is one that ends.
    case imageCommand(String)
    /// Its image is that of a tool.
    case image(String)
    /// It is called like a step of a setup.
    case name

    /// The words of a diagnostic.
    var description: String {
        switch self {
        case .command(let command): "its command ends with `\(command)`"
        case .imageCommand(let command): "its image starts `\(command)`, which ends"
        case .image(let image): "the image \(image) is that of a tool that ends"
        case .name: "its name says so"
        }
    }
}

/// Whether a service ends by itself, as far as its command, its image and its name tell.
enum ServiceEnd: Sendable, Hashable {
    case ends(EndEvidence)
    case runs
    case unknown

    /// A command that waits for ever, or serves, outweighs image and name; so does a server that everybody knows.
    ///
    /// - Parameters:
    ///   - server: what it is known to serve.
    ///   - facts: what is known of its image.
    init(_ service: Compose.Service, as server: ServerKind?, image facts: ImageFacts? = nil) {
        switch CommandEnd(service.programWords, variables: Variables(facts?.completing(service) ?? service)) {
        case .ends(let command):
            self = .ends(.command(command))
            return
        case .runs:
            self = .runs
            return
        case .unknown: break
        }
        let image = service.image.map { WellKnownImage.repository(of: $0.string) }
        if let image, EndingNames.isTool(image) {
            self = .ends(.image(image))
        } else if server?.isCertain == true {
            self = .runs
        } else if let facts, let end = ServiceEnd(service, imageOf: facts) {
            self = end
        } else if EndingNames.isStep(service.name) {
            self = .ends(.name)
        } else {
            self = EndingNames.stays(service.name) ? .runs : .unknown
        }
    }

    /// What the image tells: its command, or that it serves, as long as it is started as it is.
    private init?(_ service: Compose.Service, imageOf facts: ImageFacts) {
        switch facts.end(of: service) {
        case .ends(let command): self = .ends(.imageCommand(command))
        case .runs: self = .runs
        case .unknown:
            guard facts.isServer, service.entrypoint == nil, service.command == nil else { return nil }
            self = .runs
        }
    }
}

/// The words by which names, images and commands say that something ends.
enum EndingNames {
    /// Programs that end whatever their arguments are.
    static let programs: Set<String> = [
        "[", "[[", "apk", "apt", "apt-get", "aws", "awslocal", "certbot", "chgrp", "chmod", "chown", "composer", "cp",
        "createdb", "curl", "date", "dbmate", "echo", "envsubst", "exit", "export", "false", "flyway", "git", "goose",
        "grep", "gunzip", "install", "jq", "keytool", "kafka-configs", "kafka-configs.sh", "kafka-topics",
        "kafka-topics.sh", "liquibase", "ln", "ls", "mc", "migrate", "mkdir", "mongo", "mongoimport", "mongorestore",
        "mongosh", "mariadb", "mv", "mysql", "openssl", "pg_dump", "pg_restore", "pip", "pip3", "printf", "psql",
        "rabbitmqadmin", "redis-cli", "cqlsh", "clickhouse-client", "sqlcmd", "rm", "rpk", "rsync", "sed", "sqlx",
        "sqitch", "tar", "test", "touch", "true", "tee", "terraform", "unzip", "wget", ":",
    ]

    /// Programs that do many things.
    static let runners: Set<String> = [
        "alembic", "artisan", "bun", "bundle", "bunx", "cargo", "django-admin", "dotnet", "drizzle-kit", "flask", "go",
        "java", "knex", "manage.py", "mix", "node", "npm", "npx", "php", "pnpm", "poetry", "prisma", "python",
        "python3", "rails", "rake", "ruby", "sequelize", "symfony", "tsx", "ts-node", "typeorm", "uv", "yarn",
    ]

    /// Tasks of programs that do many things.
    static let tasks: Set<String> = [
        "build", "ci", "collectstatic", "compilemessages", "createsuperuser", "deploy", "install", "loaddata",
        "makemigrations", "restore", "upgrade",
    ]

    /// Words that tell something that stays.
    private static let staying: Set<String> = [
        "consumer", "cron", "daemon", "dev", "loop", "node", "run", "runserver", "scheduler", "serve", "server",
        "start", "watch", "watcher", "worker", "workers",
    ]

    /// Words of names of steps.
    private static let steps: Set<String> = [
        "bootstrap", "bootstrapper", "configurator", "configure", "initializer", "initialiser", "initialize",
        "installer", "permissions", "prepare", "provision", "provisioner", "seed", "seeder", "seeding", "seeds",
        "initdb", "initcontainer", "initdata",
    ]

    /// Images of tools that end.
    private static let tools: Set<String> = [
        "curlimages/curl", "minio/mc", "migrate/migrate", "flyway/flyway", "liquibase/liquibase", "amacneil/dbmate",
        "amazon/aws-cli", "hello-world", "alpine/git", "alpine/curl", "alpine/openssl", "arigaio/atlas",
        "sqitch/sqitch", "bitnami/minio-client", "bitnamilegacy/minio-client",
    ]

    /// Whether `migrate:latest`, `db:seed`, `seed.js` or `create_buckets.py` names a task that ends.
    static func isTask(_ word: String) -> Bool {
        let file = word.split(at: "/").last ?? ""
        let dot = file.lastIndex(of: ".") ?? file.endIndex
        return isStep(String(file[..<dot]))
    }

    /// Whether words tell something that stays, whatever else they tell.
    static func stays(_ name: String) -> Bool { words(of: name).contains(where: staying.contains) }

    /// Whether a service is called like a step of a setup: `server-init` is one, `init-server` may be a server.
    static func isStep(_ name: String) -> Bool {
        let words = words(of: name)
        if let last = words.last, isStepWord(last) { return true }
        return words.contains(where: isStepWord) && !words.contains(where: staying.contains)
    }

    private static func isStepWord(_ word: String) -> Bool {
        steps.contains(word) || word.hasPrefix("create") && word != "created" || word.hasPrefix("migrat")
            || word.hasPrefix("setup") || word.hasSuffix("setup") || word.hasSuffix("init")
            || word.hasSuffix("migrate") || word.hasSuffix("migration") || word.hasSuffix("migrations")
    }

    /// Whether an image is that of a tool that ends.
    static func isTool(_ repository: String) -> Bool {
        if tools.contains(repository) { return true }
        guard let last = repository.split(at: "/").last, let word = words(of: String(last)).last else {
            return false
        }
        // Of a bare `init` or `seed` nobody knows whether it is a process that stays.
        return isStepWord(word) && (last.contains("-") || !["init", "seed"].contains(word))
    }

    /// The words of a name in lower case: split at everything that is no letter.
    static func words(of name: String) -> [String] {
        name.utf8.split { !(($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A) }.map {
            ASCIIBytes.lowercased(String(decoding: $0, as: UTF8.self))
        }
    }
}
