internal import ComposeParser
internal import OrderedCollections

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
    /// The path in the container, where it is known.
    var target: String?
    /// The content.
    var text: String
    /// Where the mount stands.
    var range: SourceRange
}

/// All places where services name each other.
struct Mentions: Sendable {
    /// By the service that is named, in the order of finding: environment, commands, healthchecks, labels, files.
    private var byService: [String: OrderedSet<Mention>] = [:]
    /// The hosts that are named and that nothing here has the name of, in the order of finding.
    private(set) var strangers: OrderedSet<Stranger> = []

    init(_ project: Compose.Project, hosts: HostNames, files: [EmbeddedText]) {
        for service in project.services { scanEnvironment(service, hosts: hosts) }
        for service in project.services { scanCommands(service, hosts: hosts) }
        for service in project.services { scanLabels(service, hosts: hosts) }
        scanFiles(files, hosts: hosts)
    }

    subscript(service: String) -> [Mention] { byService[service]?.elements ?? [] }

    /// The services that others use a port of.
    var used: Set<String> { Set(byService.filter { $0.value.contains { $0.port != nil } }.keys) }

    private mutating func add(
        _ references: [ReferenceScanner.Reference],
        by service: String,
        hosts: HostNames,
        evidence: Evidence
    ) {
        for reference in references {
            let meant = hosts.meanings(of: reference.host, for: service)
            if let stranger = Stranger(reference, meaning: meant, by: service, hosts: hosts, evidence: evidence) {
                strangers.append(stranger)
            }
            guard !meant.contains(service) else { continue }
            for target in meant {
                byService[target, default: []].append(
                    Mention(service: target, port: reference.port, by: service, evidence: evidence)
                )
            }
        }
    }

    private mutating func scanEnvironment(_ service: Compose.Service, hosts: HostNames) {
        for pair in service.environment {
            guard let value = pair.value?.string, !value.isEmpty else { continue }
            let name = VariableName(pair.key)
            guard !name.namesVersion else { continue }
            let evidence = Evidence(kind: .variable(pair.key, of: service.name), range: pair.value?.range ?? .none)
            var references = ReferenceScanner.references(in: value) + ConnectionWords.references(in: value)
            references += items(of: value, in: name, of: service, besides: references, hosts: hosts)
            if name.namesArguments { references += Mentions.calls([value], Variables(service)) }
            add(references, by: service.name, hosts: hosts, evidence: evidence)
        }
    }

    /// The bare names in a value that names hosts: `db`, `es1,es2`, `zk1:2181,zk2`.
    private func items(
        of value: String,
        in name: VariableName,
        of service: Compose.Service,
        besides references: [ReferenceScanner.Reference],
        hosts: HostNames
    ) -> [ReferenceScanner.Reference] {
        func isName(_ host: String) -> Bool { !hosts.meanings(of: host, for: service.name).isEmpty }
        guard name.namesHost || references.contains(where: { isName($0.host) }) else { return [] }
        let items = value.split(at: ",; ").map(String.init)
        let names = items.filter(isName)
        if names.isEmpty { return [] }
        let port =
            items.count == 1
            ? service.environment.lazy.filter { name.isHost(of: VariableName($0.key)) }
                .compactMap { $0.value.flatMap { ASCIIBytes.port($0.string) } }.first : nil
        return names.map { ReferenceScanner.Reference(host: $0, port: port) }
    }

    private mutating func scanCommands(_ service: Compose.Service, hosts: HostNames) {
        let words = (service.entrypoint ?? []) + (service.command ?? [])
        let check = service.healthcheck.flatMap { $0.isDisabled ? nil : $0 }
        if words.isEmpty, check == nil { return }
        let variables = Variables(service)
        for word in words {
            add(
                ReferenceScanner.references(in: word.string) + ConnectionWords.references(in: word.string),
                by: service.name,
                hosts: hosts,
                evidence: Evidence(kind: .command(of: service.name), range: word.range)
            )
        }
        if let first = words.first {
            let evidence = Evidence(kind: .command(of: service.name), range: first.range)
            let calls = Mentions.calls(words.map(\.string), variables)
            add(calls, by: service.name, hosts: hosts, evidence: evidence)
        }
        guard let check else { return }
        let test = check.test.dropFirst().map { variables.expand($0.string) }
        add(
            test.flatMap { ReferenceScanner.references(in: $0) } + Mentions.calls(test, variables),
            by: service.name,
            hosts: hosts,
            evidence: Evidence(kind: .healthcheck(of: service.name), range: check.range)
        )
    }

    private static func calls(_ words: [String], _ variables: Variables) -> [ReferenceScanner.Reference] {
        CommandReader(words: words, variables: variables).pairs.map {
            ReferenceScanner.Reference(host: $0.host, port: $0.port)
        }
    }

    /// A router calls what a label gives as an address.
    private mutating func scanLabels(_ service: Compose.Service, hosts: HostNames) {
        for pair in service.labels + (service.deploy?.labels ?? []) {
            guard let value = pair.value else { continue }
            add(
                ReferenceScanner.references(in: value.string),
                by: service.name,
                hosts: hosts,
                evidence: Evidence(kind: .label(pair.key, of: service.name), range: value.range)
            )
        }
    }

    private mutating func scanFiles(_ files: [EmbeddedText], hosts: HostNames) {
        var upstreams: [String: Set<String>] = [:]
        for file in files {
            upstreams[file.service, default: []].formUnion(ServerConfiguration.upstreams(in: file.text))
        }
        for file in files {
            let text = ServerConfiguration.withoutComments(file.text)
            // A host that is an upstream's name is the upstream.
            let named = ReferenceScanner.references(in: text).filter {
                !($0.port == nil || $0.isImplied) || upstreams[file.service]?.contains($0.host) != true
            }
            let served = ServerConfiguration.upstreamHosts(in: text).map {
                ReferenceScanner.Reference(host: $0, port: 80, isImplied: true)
            }
            add(
                named + served + ConnectionWords.references(in: text),
                by: file.service,
                hosts: hosts,
                evidence: Evidence(kind: .file(file.path, of: file.service), range: file.range)
            )
        }
    }
}
