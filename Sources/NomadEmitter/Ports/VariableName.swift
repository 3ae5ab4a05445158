/// The words of a name such as `DB_PORT`, `spring.redis.host` or `--http-port`, and what they say of a port.
struct VariableName: Sendable, Hashable {
    /// In lower case.
    let words: [String]

    init(_ name: String) {
        var name = name
        var words: [String] = []
        name.withUTF8 { bytes in
            var start = 0
            for end in 0...bytes.count where end == bytes.count || !ASCIIBytes.isLetterOrDigit(bytes[end]) {
                if start < end {
                    words.append(ASCIIBytes.lowercased(UnsafeBufferPointer(rebasing: bytes[start..<end])))
                }
                start = end + 1
            }
        }
        if let last = words.last, let split = VariableName.split(last) {
            words.replaceSubrange((words.count - 1)..., with: split)
        }
        self.words = words
    }

    private init(words: [String]) { self.words = words }

    /// `PGPORT` and `MYSQLHOST` are two words; so is a number at the end (`DB_HOST2`).
    private static func split(_ word: String) -> [String]? {
        for ending in ["port", "host"] where word.hasSuffix(ending) && word.utf8.count > ending.utf8.count {
            let front = String(word.dropLast(ending.utf8.count))
            if foreign.contains(front) || own.contains(front) { return [front, ending] }
        }
        return nil
    }

    /// Whether it holds the number of a port: `PORT`, `X_PORT`, `X_PORT_NUMBER`, `ASPNETCORE_HTTP_PORTS`.
    var namesPort: Bool {
        words.last == "port" || words.last == "ports" || words.suffix(2) == ["port", "number"]
    }

    /// Whether it holds the name of a host, or several.
    var namesHost: Bool {
        guard let last = withoutNumber.words.last else { return false }
        return VariableName.hostWords.contains(last)
    }

    /// Whether it holds an address to listen on.
    var namesListener: Bool { words.contains { VariableName.listenWords.contains($0) } }

    /// Whether it holds an address of some kind.
    var namesAddress: Bool {
        namesListener || namesHost || namesPort
            || words.last.map { ["http", "grpc", "socket", "urls", "listen"].contains($0) } == true
    }

    /// `REDIS_IMAGE=redis:7` names no port.
    var namesVersion: Bool { words.last.map { ["image", "version", "tag"].contains($0) } == true }

    /// Whether it holds the words of a command.
    var namesArguments: Bool {
        words.last.map { ["opts", "args", "arguments", "flags", "options", "command", "cmd"].contains($0) } == true
    }

    /// The words before those that say what it holds.
    var subject: [String] {
        if words.suffix(2) == ["port", "number"] { return Array(words.dropLast(2)) }
        let stem = withoutNumber.words
        return Array(stem.dropLast())
    }

    /// What `DB_PORT_1` and `DB_PORT` have in common.
    private var withoutNumber: VariableName {
        guard words.count > 1, let last = words.last else { return self }
        let digits = last.utf8.reversed().prefix(while: ASCIIBytes.isDigit).count
        if digits == 0 { return self }
        let bare = String(last.dropLast(digits))
        return VariableName(words: words.dropLast() + (bare.isEmpty ? [] : [bare]))
    }

    /// Whether `other` tells the host of this port: `DB_HOST` of `DB_PORT`.
    func isHost(of port: VariableName) -> Bool { namesHost && port.namesPort && subject == port.subject }

    /// Whether the subject speaks of the application itself, and of nothing else.
    static func isOwn(_ subject: [String]) -> Bool { subject.allSatisfy { own.contains($0) } }

    /// Whether the subject speaks of another protocol, of the node, or of a port that peers do not use.
    static func isForeign(_ subject: [String]) -> Bool { subject.contains { foreign.contains($0) } }

    private static let hostWords: Set<String> = [
        "host", "hostname", "hosts", "server", "servers", "address", "addresses", "addr", "addrs", "endpoint",
        "endpoints", "broker", "brokers", "nodes", "seeds", "upstream", "url", "uri", "urls", "uris", "master",
    ]

    private static let listenWords: Set<String> = ["listen", "listener", "listeners", "bind", "binds"]

    /// Whether it is a number that the service is told for others to use.
    static func isElsewhere(_ subject: [String]) -> Bool { subject.contains { elsewhere.contains($0) } }

    private static let elsewhere: Set<String> = [
        "announce", "announced", "bus", "advertise", "advertised", "publish", "published", "exposed", "external",
        "public",
        "host", "forward", "forwarded", "gossip", "raft", "peer",
    ]

    private static let own: Set<String> = [
        "http", "https", "server", "app", "application", "websecure", "listen", "listener", "listeners", "bind",
        "grpc", "container", "internal", "webserver", "main", "run", "node", "flask", "uvicorn",
        "gunicorn", "fastapi", "django", "rails", "puma", "express", "nest", "nuxt", "next", "nitro", "vite",
        "streamlit", "gradio", "quarkus", "spring", "micronaut", "aspnetcore", "kestrel", "virtual", "fastmcp", "mcp",
        "entrypoints", "entrypoint", "address", "default", "socket",
    ]

    private static let foreign: Set<String> = [
        "db", "database", "postgres", "postgresql", "pg", "psql", "mysql", "mariadb", "mssql", "sql", "mongo",
        "mongodb", "redis", "valkey", "smtp", "mail", "mailer", "email", "imap", "pop3", "rabbitmq", "rabbit", "amqp",
        "mqtt", "kafka", "memcached", "memcache", "elasticsearch", "elastic", "es", "opensearch", "ldap", "ldaps",
        "ssh", "sftp", "ftp", "proxy", "sentinel", "vault", "consul", "clickhouse", "neo4j", "cassandra", "statsd",
        "graphite", "syslog", "logstash", "fluentd", "dns", "s3", "minio", "cache", "queue", "broker", "debug",
        "debugger", "inspect", "inspector", "jmx", "jdwp", "metrics", "prometheus", "exporter", "telemetry", "otel",
        "otlp", "tracing", "jaeger", "zipkin", "health", "healthcheck", "admin", "management", "host", "public",
        "external", "publish", "published", "exposed", "forward", "forwarded", "remote", "target", "peer", "cluster",
        "gossip", "raft", "hmr", "livereload", "nats", "zookeeper", "etcd", "influxdb", "influx", "qdrant", "milvus",
        "turn", "stun", "console", "stats", "replication", "advertise", "advertised", "outbound", "upstream", "monitor",
        "monitoring", "profiling", "pprof", "probe", "status", "control", "xdebug", "oracle", "surreal", "temporal",
        "celery", "flower", "tunnel", "docker", "torrent", "rtp", "udp", "ice", "wireguard", "wg", "vpn",
    ]
}
