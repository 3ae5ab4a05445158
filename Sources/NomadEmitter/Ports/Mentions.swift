internal import ComposeParser

/// A service named somewhere in the project, with the port that goes with it if there is one.
struct Mention: Sendable, Hashable {
    /// The service that is named.
    var service: String
    /// The container port that it is expected to serve.
    var port: Int?
    /// The service that names it.
    var by: String
    /// Where.
    var evidence: Evidence
}

/// A text file that goes into the job with a service: its content may name peers.
struct EmbeddedText: Sendable {
    /// The service that mounts it.
    var service: String
    /// The path as the compose file spells it.
    var path: String
    /// The content.
    var text: String
    /// Where the mount stands.
    var range: SourceRange
}

/// All places where services name each other, or themselves on localhost.
struct Mentions: Sendable {
    /// By the service that is named, in the order of finding: healthchecks, environment, commands, files.
    private(set) var byService: [String: [Mention]] = [:]

    init(_ project: Project, hosts: HostNames, files: [EmbeddedText]) {
        for service in project.services { scanHealthcheck(service) }
        for service in project.services { scanEnvironment(service, hosts: hosts) }
        for service in project.services { scanCommand(service, hosts: hosts) }
        for file in files {
            scan(file.text, by: file.service, hosts: hosts, at: file.range) {
                "the file \(file.path) of \(file.service)"
            }
        }
    }

    subscript(service: String) -> [Mention] { byService[service] ?? [] }

    /// The services that others use a port of.
    var used: Set<String> {
        Set(byService.filter { $0.value.contains { $0.by != $0.service && $0.port != nil } }.keys)
    }

    private mutating func add(_ mention: Mention) {
        byService[mention.service, default: []].append(mention)
    }

    private mutating func scanHealthcheck(_ service: Service) {
        guard let check = service.healthcheck, !check.isDisabled else { return }
        for word in check.test {
            for reference in ReferenceScanner.references(in: word.string) {
                guard let port = reference.port, Mentions.isLocal(reference.host) else { continue }
                add(
                    Mention(
                        service: service.name,
                        port: port,
                        by: service.name,
                        evidence: Evidence(description: "its healthcheck", range: word.range)
                    )
                )
            }
        }
    }

    private mutating func scanEnvironment(_ service: Service, hosts: HostNames) {
        for pair in service.environment {
            guard let value = pair.value, !Mentions.namesVersion(pair.key) else { continue }
            let description = "the environment variable \(pair.key) of \(service.name)"
            scan(value.string, by: service.name, hosts: hosts, at: value.range) { description }
            if Mentions.namesHost(pair.key), let target = hosts.service(value.string), target != service.name {
                let port = Mentions.portKeys(for: pair.key).lazy
                    .compactMap { service.environment[$0] }.first.flatMap { Int($0.string) }
                    .flatMap { (1...65535).contains($0) ? $0 : nil }
                add(
                    Mention(
                        service: target,
                        port: port,
                        by: service.name,
                        evidence: Evidence(description: description, range: value.range)
                    )
                )
            }
        }
    }

    private mutating func scanCommand(_ service: Service, hosts: HostNames) {
        for word in (service.entrypoint ?? []) + (service.command ?? []) {
            scan(word.string, by: service.name, hosts: hosts, at: word.range) { "the command of \(service.name)" }
        }
    }

    private mutating func scan(
        _ text: String,
        by service: String,
        hosts: HostNames,
        at range: SourceRange,
        describe: () -> String
    ) {
        for reference in ReferenceScanner.references(in: text) {
            guard let target = hosts.service(reference.host), target != service else { continue }
            add(
                Mention(
                    service: target,
                    port: reference.port,
                    by: service,
                    evidence: Evidence(description: describe(), range: range)
                )
            )
        }
    }

    private static func isLocal(_ host: String) -> Bool {
        host == "localhost" || host == "127.0.0.1" || host == "0.0.0.0"
    }

    /// `REDIS_IMAGE=redis:7` names no port.
    private static func namesVersion(_ key: String) -> Bool {
        let key = key.uppercased()
        return key.hasSuffix("IMAGE") || key.hasSuffix("VERSION") || key.hasSuffix("TAG")
    }

    private static let hostWords = ["HOSTNAME", "HOST", "SERVER", "ADDRESS", "ADDR"]

    private static func namesHost(_ key: String) -> Bool {
        let key = key.uppercased()
        return hostWords.contains { key.hasSuffix($0) } || key.hasSuffix("HOSTS") || key.hasSuffix("SERVERS")
    }

    /// The variables that may hold the port beside a host: `DB_PORT` for `DB_HOST`.
    private static func portKeys(for key: String) -> [String] {
        hostWords.flatMap { word -> [String] in
            if key.hasSuffix(word) { return [key.dropLast(word.count) + "PORT"] }
            if key.hasSuffix(word.lowercased()) { return [key.dropLast(word.count) + "port"] }
            return []
        }
    }
}
