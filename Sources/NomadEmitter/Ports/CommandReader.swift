/// Reads a command line for the ports that it makes a program listen on, and the hosts that it makes it call.
struct CommandReader {
    struct Listener: Hashable {
        var port: Int
        var strength: OwnPort.Strength
        /// The host of the address, where it is neither absent nor any.
        var host: String?
        /// The program.
        var program: String
    }

    private let commands: [[String]]

    /// - Parameter words: the words of a command; one with spaces in it is a script of its own.
    init(words: [String], variables: Variables) {
        var commands: [[String]] = []
        var current: [String] = []
        for word in words {
            let word = variables.expand(word)
            if word.utf8.contains(where: ASCIIBytes.isSpace) {
                commands.append(current)
                current = []
                commands += CommandReader.simpleCommands(word)
            } else {
                current.append(word)
            }
        }
        commands.append(current)
        self.commands = commands.filter { !$0.isEmpty }
    }

    /// The words of each simple command of a shell script. Quotes are dropped: what stands in them is words as well.
    static func simpleCommands(_ script: String) -> [[String]] {
        var commands: [[String]] = []
        var words: [String] = []
        var word: [UInt8] = []
        // A backslash before the end of a line has been dropped: a flag goes on there.
        let joinsLines = script.utf8.contains(UInt8(ascii: "\\"))
        func endWord() {
            if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
            word = []
        }
        for byte in script.utf8 {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("),
                UInt8(ascii: ")"), UInt8(ascii: "\\"):
                endWord()
            case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "\n"), UInt8(ascii: "`"):
                endWord()
                if byte != UInt8(ascii: "\n") || !joinsLines {
                    commands.append(words)
                    words = []
                }
            default: word.append(byte)
            }
        }
        endWord()
        commands.append(words)
        return commands.filter { !$0.isEmpty }
    }

    // MARK: Flags

    /// A flag with its value.
    private struct Flag {
        var name: VariableName
        var spelling: String
        var value: String

        var isShort: Bool { spelling.utf8.count == 1 }
    }

    private static func flags(_ words: [String]) -> [Flag] {
        var flags: [Flag] = []
        for (index, word) in words.enumerated() {
            let bare = Substring(word.utf8.drop { $0 == UInt8(ascii: "-") })
            let equals = bare.utf8.firstIndex(of: UInt8(ascii: "="))
            if bare.utf8.count == word.utf8.count {
                // `PORT=80 node .`, `-c port=5433`
                guard let equals, VariableName(String(bare[..<equals])).words.last == "port" else { continue }
                flags.append(flag(bare[..<equals], bare[bare.utf8.index(after: equals)...]))
            } else if let equals {
                flags.append(flag(bare[..<equals], bare[bare.utf8.index(after: equals)...]))
            } else if index + 1 < words.count, !words[index + 1].hasPrefix("-") {
                flags.append(flag(bare, Substring(words[index + 1])))
            } else if word.utf8.count > 2, word.hasPrefix("-p"), let port = ASCIIBytes.port(word.dropFirst(2)) {
                flags.append(flag("p", Substring(String(port))))
            }
        }
        return flags
    }

    private static func flag(_ name: Substring, _ value: Substring) -> Flag {
        // Java's `-Dserver.port=8080`.
        let name = name.hasPrefix("D") && name.contains(".") ? name.dropFirst() : name
        return Flag(name: VariableName(String(name)), spelling: String(name), value: String(value))
    }

    private static func program(_ words: [String]) -> String {
        let word = words.first { !$0.hasPrefix("-") && !$0.utf8.contains(UInt8(ascii: "=")) && $0 != "exec" } ?? ""
        return word.programName
    }

    // MARK: What it listens on

    /// The ports that the command makes its programs listen on.
    var listeners: [Listener] {
        commands.flatMap { words in
            let program = CommandReader.program(words)
            if CommandReader.clients.contains(program) { return [Listener]() }
            let flags = CommandReader.flags(words)
            var found = flags.flatMap { listeners($0, among: flags, program: program) }
            found += positional(words, program: program)
            if !found.contains(where: { $0.strength == .stated }), let port = implied(words, flags, program) {
                found.append(Listener(port: port, strength: .implied, program: program))
            }
            return found
        }
    }

    private func listeners(_ flag: Flag, among flags: [Flag], program: String) -> [Listener] {
        let name = flag.name
        if let port = ASCIIBytes.port(flag.value) {
            guard let strength = strength(flag, among: flags) else { return [] }
            return [Listener(port: port, strength: strength, program: program)]
        }
        return flag.value.split(at: ",;").compactMap { item in
            guard let address = ListenAddress(String(item)) else { return nil }
            if address.isAnywhere {
                // Without a host it may be half of a mapping.
                guard !address.host.isEmpty || name.namesAddress || flag.isShort || item.contains("://") else {
                    return nil
                }
                let isOther = VariableName.isForeign(flag.name.words)
                return Listener(port: address.port, strength: isOther ? .hint : .stated, program: program)
            }
            guard name.namesListener || name.words.last.map({ ["address", "addr"].contains($0) }) == true else {
                return nil
            }
            return Listener(port: address.port, strength: .stated, host: address.host, program: program)
        }
    }

    /// What a flag with a number says.
    private func strength(_ flag: Flag, among flags: [Flag]) -> OwnPort.Strength? {
        if flag.isShort {
            switch flag.spelling {
            case "p", "P":
                let host = flags.first {
                    ($0.isShort && ["h", "H"].contains($0.spelling)) || $0.name.words == ["host"]
                }
                return flag.spelling == "p"
                    && host.map { CommandReader.isAnywhere($0.value) || $0.value.hasPrefix("/") } != false
                    ? .stated : nil
            case "l", "b": return ASCIIBytes.port(flag.value).map { $0 >= 80 } == true ? .stated : nil
            default: return nil
            }
        }
        if flag.name.namesPort {
            let subject = flag.name.subject
            let host = flags.first { $0.name.isHost(of: flag.name) }
            if let host, !CommandReader.isAnywhere(host.value) { return nil }
            if VariableName.isForeign(subject) { return nil }
            return VariableName.isOwn(subject) || flag.name.namesListener ? .stated : .hint
        }
        return flag.name.words.last.map { ["listen", "bind", "http"].contains($0) } == true
            && !VariableName.isForeign(flag.name.words) ? .stated : nil
    }

    private static func isAnywhere(_ host: String) -> Bool {
        ["", "0.0.0.0", "::", "[::]", "*", "0"].contains(host)
    }

    private func positional(_ words: [String], program: String) -> [Listener] {
        var found: [Listener] = []
        for (index, word) in words.enumerated() where !word.hasPrefix("-") {
            let isValue = index > 0 && words[index - 1].hasPrefix("-") && !words[index - 1].contains("=")
            if !isValue, let address = ListenAddress(word), address.isAnywhere, !address.host.isEmpty {
                found.append(Listener(port: address.port, strength: .stated, program: program))
            }
            // socat
            let upper = word.uppercased()
            if upper.hasPrefix("TCP"), let start = upper.firstIndex(of: ":"), upper[..<start].hasSuffix("LISTEN"),
                let port = ASCIIBytes.port(upper[upper.index(after: start)...].prefix { $0 != "," })
            {
                found.append(Listener(port: port, strength: .stated, program: program))
            }
            if word == "http.server" || word == "SimpleHTTPServer" {
                guard !words.contains("127.0.0.1"), !words.contains("localhost") else { continue }
                let next = index + 1 < words.count ? ASCIIBytes.port(words[index + 1]) : nil
                let given = next ?? words[index...].lazy.compactMap { ASCIIBytes.port($0) }.first
                found.append(Listener(port: given ?? 8000, strength: given == nil ? .implied : .stated, program: word))
            }
        }
        return found
    }

    /// The port of a program that is told none.
    private func implied(_ words: [String], _ flags: [Flag], _ program: String) -> Int? {
        if let port = CommandReader.servers[program] { return port }
        let isOpen =
            words.contains { CommandReader.isAnywhere($0) && !$0.isEmpty }
            || flags.contains { CommandReader.isAnywhere($0.value) }
        guard isOpen else { return nil }
        return words.lazy.compactMap { CommandReader.openable[$0] }.first
    }

    /// Those that listen on all interfaces by themselves.
    private static let servers = [
        "php-fpm": 9000, "redis-server": 6379, "mysqld": 3306, "mongod": 27017, "memcached": 11211,
        "nats-server": 4222, "rabbitmq-server": 5672, "httpd-foreground": 80, "apache2-foreground": 80,
    ]

    /// Those that do when they are told the host `0.0.0.0`.
    private static let openable = [
        "uvicorn": 8000, "daphne": 8000, "hypercorn": 8000, "flask": 5000, "rails": 3000, "puma": 9292, "vite": 5173,
        "jupyter": 8888, "streamlit": 8501, "next": 3000, "mkdocs": 8000,
    ]

    /// Programs whose `-p` and `--port` are those of somebody else, or no ports at all.
    private static let clients: Set<String> = [
        "psql", "pg_isready", "pg_dump", "pg_restore", "pg_basebackup", "mysql", "mysqladmin", "mysqldump",
        "mariadb", "mariadb-admin", "redis-cli", "valkey-cli", "mongo", "mongosh", "mongodump", "nc", "ncat", "netcat",
        "ssh", "scp", "rsync", "curl", "wget", "telnet", "clickhouse-client", "cqlsh", "docker", "mkdir", "cp", "tar",
        "celery", "wait-for-it.sh", "wait-for-it", "wait-for", "wait-for.sh", "dockerize", "etcdctl", "influx",
        "until", "while", "if", "sleep", "timeout", "test", "grep", "kubectl", "ps", "kill", "echo", "nmap", "unzip",
    ]

    /// Whether it starts something else than a server: a script that names none, or a client.
    var startsOther: Bool {
        guard let first = commands.first else { return false }
        let program = CommandReader.program(first)
        if CommandReader.clients.contains(program) || ["tail", "true", "mc"].contains(program) { return true }
        guard ["sh", "bash", "ash"].contains(program) else { return false }
        return !commands.joined().contains { word in
            let name = word.programName
            return CommandReader.servers[name] != nil || CommandReader.starters.contains { name.hasPrefix($0) }
        }
    }

    /// What images name the script or the program that starts their server.
    private static let starters = [
        "docker-entrypoint", "entrypoint", "postgres", "mariadbd", "mongos", "redis-s", "valkey-s", "run.sh", "run",
        "kafka-server-start", "start", "elasticsearch", "minio", "server", "etcd", "zkServer", "redpanda", "init",
    ]

    // MARK: Whom it calls

    /// The hosts that the command names apart from their ports: `-h db -p 5432`, `--db-host=db`, `nc -z db 5432`.
    var pairs: [(host: String, port: Int?)] {
        commands.flatMap { words -> [(host: String, port: Int?)] in
            let flags = CommandReader.flags(words)
            var found: [(host: String, port: Int?)] = []
            for flag in flags {
                if flag.isShort, flag.spelling == "h" || flag.spelling == "H" {
                    let port = flags.lazy.filter { $0.isShort && ["p", "P"].contains($0.spelling) }
                        .compactMap { ASCIIBytes.port($0.value) }.first
                    found.append((flag.value, port))
                } else if !flag.isShort, flag.name.namesHost {
                    let port = flags.lazy.filter { $0.name.namesPort && flag.name.isHost(of: $0.name) }
                        .compactMap { ASCIIBytes.port($0.value) }.first
                    found.append((flag.value, port))
                }
            }
            for (index, word) in words.enumerated().dropLast()
            where !word.hasPrefix("-") && ASCIIBytes.port(word) == nil {
                if let port = ASCIIBytes.port(words[index + 1]) { found.append((word, port)) }
            }
            return found
        }
    }
}

extension String {
    /// The name of the program that a word of a command starts, without the folders that it is in.
    var programName: String { split(at: "/").last.map(String.init) ?? self }
}
