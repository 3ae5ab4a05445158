internal import ComposeParser

/// What the services and their images say of the ports that they serve.
struct OwnWords: Sendable {
    private var byService: [String: [OwnPort]] = [:]

    init(_ project: Compose.Project, hosts: HostNames, files: [EmbeddedText], images: ImageTable? = nil) {
        let shared = OwnWords.sharedVariables(project)
        let files = Dictionary(grouping: files, by: \.service)
        for service in project.services {
            let facts = images?.facts(of: service, in: project)
            let reader = OwnWordsReader(service: facts?.completing(service) ?? service, hosts: hosts)
            var found = reader.environment(shared: shared) + reader.command() + reader.healthcheck()
            for file in files[service.name] ?? [] { found += reader.configuration(file) }
            if let facts { found = facts.attributing(found) + facts.exposed }
            byService[service.name, default: []] += found
            let stated = facts == nil ? reader : OwnWordsReader(service: service, hosts: hosts)
            for (peer, port) in stated.portsOfPeers() {
                byService[peer, default: []].append(port)
            }
        }
    }

    /// What speaks for a port of `service`.
    subscript(service: String) -> [OwnPort] { byService[service] ?? [] }

    /// The variables that one place of the project gives to several applications.
    private static func sharedVariables(_ project: Compose.Project) -> Set<Compose.Pair> {
        var owners: [Compose.Pair: String] = [:]
        var shared: Set<Compose.Pair> = []
        for service in project.services {
            let application = service.image?.string ?? service.build?.context?.string ?? service.name
            for pair in service.environment {
                if owners.updateValue(application, forKey: pair) ?? application != application { shared.insert(pair) }
            }
        }
        return shared
    }

    /// The ports of one strength, each with the first that speaks for it.
    func ports(of service: String, _ strength: OwnPort.Strength) -> [OwnPort] {
        var seen: Set<Int> = []
        return self[service].filter { $0.strength == strength && seen.insert($0.port).inserted }
    }
}

/// Reads the words of one service.
struct OwnWordsReader {
    let service: Compose.Service
    let hosts: HostNames
    /// Its variables, with what their names say.
    private let environment: [(pair: Compose.Pair, name: VariableName)]
    private let variables: Variables
    /// The words of its name and of its image's.
    private let names: Set<String>

    init(service: Compose.Service, hosts: HostNames) {
        self.service = service
        self.hosts = hosts
        environment = service.environment.map { ($0, VariableName($0.key)) }
        variables = Variables(service)
        let image =
            service.image.map { WellKnownImage.repository(of: $0.string).split(at: "/").last ?? "" } ?? ""
        names = Set(VariableName(service.name).words + VariableName(String(image)).words)
    }

    // MARK: Environment

    /// What its variables tell; one that other applications are given as well is no more than a hint.
    func environment(shared: Set<Compose.Pair>) -> [OwnPort] {
        var found: [OwnPort] = []
        for (pair, name) in environment {
            guard let value = pair.value, !value.string.isEmpty, !name.namesVersion else { continue }
            let evidence = Evidence(kind: .ownVariable(pair.key), range: value.range)
            let text = variables.expand(value.string)
            if let port = ASCIIBytes.port(text) {
                if let strength = strength(ofPort: name) {
                    let isShared = shared.contains(pair)
                    found.append(OwnPort(port: port, strength: isShared ? .hint : strength, evidence: evidence))
                }
            } else {
                found += addresses(text, in: name, evidence: evidence).map { port in
                    guard port.strength != .advertised, shared.contains(pair) else { return port }
                    return OwnPort(port: port.port, strength: .hint, evidence: evidence)
                }
                if name.namesArguments {
                    found += CommandReader(words: [text], variables: variables).listeners.map {
                        OwnPort(port: $0.port, strength: $0.strength, evidence: evidence)
                    }
                }
            }
        }
        return found
    }

    /// How surely a variable that holds a number tells the port that peers use; `nil` where it tells another's.
    private func strength(ofPort name: VariableName) -> OwnPort.Strength? {
        if name.words.count > 1, name.namesListener, ["listen", "bind", "listener"].contains(name.words.last) {
            return VariableName.isForeign(name.subject) && !isOfThatKind(name.subject) ? nil : .stated
        }
        let subject = name.subject
        guard name.namesPort, !VariableName.isElsewhere(subject) else { return nil }
        if let host = host(of: name) {
            let isOwn = self.isOwn(host) || ["", "0.0.0.0", "::", "*"].contains(host)
            guard
                isOwn
                    || hosts.meanings(of: host, for: service.name).isEmpty && isLocal(host)
                        && VariableName.isOwn(subject)
            else { return nil }
        } else if peer(named: subject) != nil {
            return nil
        }
        if subject.isEmpty { return name.words == ["port"] ? .variable : .hint }
        if name.namesListener { return VariableName.isForeign(subject) && !isOfThatKind(subject) ? .hint : .stated }
        if VariableName.isForeign(subject) {
            guard isOfThatKind(subject) else { return nil }
            // The known images of databases read other variables.
            let isKnown = service.image.flatMap { WellKnownImage.find($0.string) }.map { !$0.isNamesake } == true
            return !isKnown || name.words.suffix(2) == ["port", "number"] ? .stated : .variable
        }
        let others = subject.filter { !names.contains($0) }
        if VariableName.isOwn(others) { return .variable }
        return subject.last.map { ["http", "server", "webserver"].contains($0) } == true ? .variable : .hint
    }

    /// The value of the variable that tells the host of a port.
    private func host(of port: VariableName) -> String? {
        environment.first { $0.name.isHost(of: port) }?.pair.value?.string
    }

    /// The other service that a variable is called after: `API_PORT` beside a service `api`.
    private func peer(named subject: [String]) -> String? {
        guard !subject.isEmpty else { return nil }
        for separator in ["-", "_", ""] {
            let meant = hosts.meanings(of: subject.joined(separator: separator), for: service.name)
            if let peer = meant.first(where: { $0 != service.name }) { return peer }
        }
        if subject.last == "service", subject.count > 1 { return peer(named: subject.dropLast()) }
        return nil
    }

    /// Whether the service is what a variable is called after: `REDIS_PORT` of `redis`, not of `redis-exporter`.
    private func isOfThatKind(_ subject: [String]) -> Bool {
        names.isDisjoint(with: OwnWordsReader.clients)
            && subject.contains { word in
                names.contains(word)
                    || OwnWordsReader.synonyms.contains { $0.contains(word) && !names.isDisjoint(with: $0) }
            }
    }

    private static let synonyms: [Set<String>] = [
        ["db", "database"], ["postgres", "postgresql", "pg", "postgis", "timescaledb", "pgvector"],
        ["mongo", "mongodb"],
        ["rabbitmq", "rabbit", "amqp"], ["elasticsearch", "elastic", "es"], ["smtp", "mail", "mailhog", "mailpit"],
        ["redis", "valkey", "keydb"], ["mysql", "mariadb", "percona"], ["otel", "otlp", "collector"],
        ["s3", "minio"], ["memcached", "memcache"], ["mqtt", "mosquitto", "emqx"],
    ]

    /// Those that talk to what they are called after.
    private static let clients: Set<String> = [
        "exporter", "backup", "backups", "admin", "adminer", "commander", "ui", "insight", "express", "migrate",
        "migration", "migrations", "init", "client", "gui", "dashboard", "agent", "cli", "seed", "seeder", "setup",
        "worker", "app", "api", "web", "restore",
    ]

    /// The ports in a value that holds addresses: of any interface, or with a name of its own.
    private func addresses(_ text: String, in name: VariableName, evidence: Evidence) -> [OwnPort] {
        var found: [OwnPort] = []
        for reference in ReferenceScanner.references(in: text) where !reference.isImplied {
            guard let port = reference.port, isOwn(reference.host) else { continue }
            found.append(OwnPort(port: port, strength: .advertised, evidence: evidence))
        }
        let isForeign = VariableName.isForeign(name.subject) && !isOfThatKind(name.subject)
        for address in ListenAddress.list(text) where address.isAnywhere {
            // `:99` alone is a port where the name speaks of one: DISPLAY does not.
            guard !address.host.isEmpty || name.namesAddress else { continue }
            found.append(OwnPort(port: address.port, strength: isForeign ? .hint : .stated, evidence: evidence))
        }
        return found
    }

    /// The ports that its variables tell of others, by name alone: `API_PORT` beside a service `api`.
    func portsOfPeers() -> [(peer: String, port: OwnPort)] {
        environment.compactMap { pair, name in
            guard let value = pair.value, let port = ASCIIBytes.port(value.string), name.namesPort,
                host(of: name) == nil, let peer = peer(named: name.subject)
            else { return nil }
            let evidence = Evidence(kind: .variable(pair.key, of: service.name), range: value.range)
            return (peer, OwnPort(port: port, strength: .hint, evidence: evidence))
        }
    }

    // MARK: Command, healthcheck, files

    func command() -> [OwnPort] {
        let words = (service.entrypoint ?? []) + (service.command ?? [])
        guard let first = words.first else { return [] }
        let reader = CommandReader(words: words.map(\.string), variables: variables)
        var found: [OwnPort] = []
        for word in words {
            for reference in ReferenceScanner.references(in: word.string) where !reference.isImplied {
                guard let port = reference.port, isOwn(reference.host) else { continue }
                found.append(
                    OwnPort(port: port, strength: .advertised, evidence: Evidence(kind: .ownCommand, range: word.range))
                )
            }
        }
        for listener in reader.listeners {
            if let host = listener.host, !isOwn(host) { continue }
            let kind: Evidence.Kind = listener.strength == .implied ? .program(listener.program) : .ownCommand
            found.append(
                OwnPort(
                    port: listener.port,
                    strength: listener.strength,
                    evidence: Evidence(kind: kind, range: first.range)
                )
            )
        }
        return found
    }

    private func isOwn(_ host: String) -> Bool { hosts.meanings(of: host, for: service.name).contains(service.name) }

    private func isLocal(_ host: String) -> Bool { host == "localhost" || host == "127.0.0.1" || host == "0.0.0.0" }

    func healthcheck() -> [OwnPort] {
        guard let check = service.healthcheck, !check.isDisabled else { return [] }
        var found: [OwnPort] = []
        for word in check.test {
            for reference in ReferenceScanner.references(in: variables.expand(word.string)) {
                guard let port = reference.port, isLocal(reference.host) || isOwn(reference.host) else { continue }
                found.append(
                    OwnPort(
                        port: port,
                        strength: isLocal(reference.host) || reference.isImplied ? .probed : .advertised,
                        evidence: Evidence(kind: .ownHealthcheck, range: word.range)
                    )
                )
            }
        }
        let words = check.test.dropFirst().map { variables.expand($0.string) }
        for (host, port) in CommandReader(words: words, variables: variables).pairs {
            guard let port, isLocal(host) || isOwn(host) else { continue }
            let evidence = Evidence(kind: .ownHealthcheck, range: check.range)
            found.append(OwnPort(port: port, strength: .probed, evidence: evidence))
        }
        return found
    }

    func configuration(_ file: EmbeddedText) -> [OwnPort] {
        guard let target = file.target, let kind = ServerConfiguration(target: target) else { return [] }
        let evidence = Evidence(kind: .ownFile(file.path), range: file.range)
        return kind.listeners(in: variables.expand(file.text)).map {
            OwnPort(port: $0, strength: .stated, evidence: evidence)
        }
    }
}
