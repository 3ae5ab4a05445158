internal import ComposeParser

/// A stated attribute with what decides which row of the table is about it: its value, what its service states
/// besides, and the options of the conversion.
struct CoverageSubject: Sendable {
    /// The attribute.
    var present: PresentAttribute
    /// Where it stands in `presence`.
    var index: Int
    /// All that the project states, in file order.
    var presence: [PresentAttribute]
    /// The options of the conversion.
    var options: ConversionOptions
    /// What the services of the project say of each other.
    var relations: Relations

    /// What services say of each other.
    struct Relations: Sendable {
        /// The services that others depend on.
        private(set) var dependedOn: Set<String> = []
        /// The services that others expect to end.
        private(set) var awaited: Set<String> = []
        /// The services whose network namespace others join.
        private(set) var joined: Set<String> = []

        /// The services that Nomad keeps running, where that is known.
        let servers: Set<String>?

        init(_ presence: [PresentAttribute], servers: Set<String>? = nil) {
            self.servers = servers
            for present in presence {
                switch present.attribute {
                case .serviceDependency, .serviceDependencyName:
                    guard let service = present.service else { continue }
                    dependedOn.insert(String(present.path.dropFirst("services.\(service).depends_on.".count)))
                case .serviceDependencyCondition where present.value?.string == "service_completed_successfully":
                    guard let service = present.service else { continue }
                    let path = present.path.dropLast(".condition".count)
                    awaited.insert(String(path.dropFirst("services.\(service).depends_on.".count)))
                case .serviceNetworkMode:
                    if let value = present.value?.string, value.hasPrefix("service:") {
                        joined.insert(String(value.dropFirst("service:".count)))
                    }
                default: break
                }
            }
        }
    }

    /// The text of a scalar.
    var value: String? { present.value?.string }

    /// The text of a scalar, or the items of a list, or the keys of a mapping.
    var words: [String] {
        if let value { [value] } else { present.items.map(\.string) }
    }

    /// Whether it is one of YAML's words for false.
    var isFalse: Bool {
        switch value {
        case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N": true
        default: false
        }
    }

    /// Whether all groups have a network namespace that Nomad makes.
    var bridgesAll: Bool {
        options.layout == .pod || options.network == .container || options.network == .mesh
    }

    /// Whether the tasks of the group share a network namespace that Nomad makes.
    var isBridge: Bool {
        if bridgesAll { return true }
        if stated(.serviceNetworkMode)?.value?.string.hasPrefix("service:") == true { return true }
        return present.service.map { relations.joined.contains($0) } ?? false
    }

    /// The `network_mode` of the service, without what follows a colon.
    var networkMode: String? {
        stated(.serviceNetworkMode)?.value.map { String($0.string.prefix { $0 != ":" }) }
    }

    /// Whether names are resolved by Consul's DNS.
    var resolvesByDNS: Bool {
        options.layout != .pod && (options.network == .dns || options.network == .container)
    }

    /// What the same service states of `attribute`, the first of several.
    func stated(_ attribute: Attribute) -> PresentAttribute? {
        var found: PresentAttribute?
        var position = index
        while position > 0, presence[position - 1].service == present.service {
            position -= 1
            if presence[position].attribute == attribute { found = presence[position] }
        }
        if let found { return found }
        position = index
        while position + 1 < presence.count, presence[position + 1].service == present.service {
            position += 1
            if presence[position].attribute == attribute { return presence[position] }
        }
        return nil
    }

    /// The value of the attribute `key` beside this one.
    func sibling(_ key: String) -> String? {
        guard let dot = present.path.lastIndex(of: ".") else { return nil }
        let path = present.path[...dot] + key
        var position = index
        while position > 0, presence[position - 1].service == present.service {
            position -= 1
            if presence[position].path == path { return presence[position].value?.string }
        }
        position = index
        while position + 1 < presence.count, presence[position + 1].service == present.service {
            position += 1
            if presence[position].path == path { return presence[position].value?.string }
        }
        return nil
    }

    /// The value of the attribute `key` inside of this one.
    func part(_ key: String) -> String? {
        let path = "\(present.path).\(key)"
        return presence[index...].dropFirst().prefix { $0.path.hasPrefix(present.path) }.first { $0.path == path }?
            .value?.string
    }

    /// The texts of all scalars inside of this attribute.
    var parts: [String] {
        words
            + presence[index...].dropFirst().prefix { $0.path.hasPrefix(present.path) }.flatMap { part in
                part.value.map { [$0.string] } ?? part.items.map(\.string)
            }
    }

    /// Whether the service publishes the port of this one with another protocol too; none stated is `tcp`.
    func hasTwin(_ other: String) -> Bool {
        guard let target = sibling("target") else { return false }
        var position = index
        while position > 0, presence[position - 1].service == present.service { position -= 1 }
        var ports: [Substring: (target: String?, protocolName: String)] = [:]
        while position < presence.count, presence[position].service == present.service {
            let part = presence[position]
            position += 1
            guard part.attribute == .servicePortTarget || part.attribute == .servicePortProtocol,
                let dot = part.path.lastIndex(of: ".")
            else { continue }
            var port = ports[part.path[..<dot]] ?? (nil, "tcp")
            if part.attribute == .servicePortTarget { port.target = part.value?.string }
            if part.attribute == .servicePortProtocol { port.protocolName = part.value?.string ?? "tcp" }
            ports[part.path[..<dot]] = port
        }
        return ports.values.contains { $0.target == target && $0.protocolName == other }
    }

    /// Whether the service says that it is a job of Swarm, which runs to its end.
    var isSwarmJob: Bool { stated(.serviceDeployMode)?.value?.string.hasSuffix("-job") == true }

    /// Whether the service states a server's attributes or others depend on it, so that it becomes a service job.
    var isServer: Bool {
        if let servers = relations.servers, let service = present.service { return servers.contains(service) }
        if isSwarmJob { return false }
        if let service = present.service {
            if relations.awaited.contains(service) { return false }
            if relations.dependedOn.contains(service) { return true }
        }
        return [.servicePorts, .serviceExpose, .serviceHealthcheck, .serviceDeployUpdateConfig].contains {
            stated($0).map { !$0.isEmpty } == true
        }
    }

    /// Whether the service runs in several instances.
    var isScaled: Bool {
        [.serviceDeployReplicas, .serviceScale].contains { attribute in
            stated(attribute)?.value.flatMap { Int($0.string) }.map { $0 > 1 } == true
        }
    }

    /// A duration such as `1m30s` in seconds.
    var seconds: Double? { value.flatMap(ComposeDuration.init).map { Double($0.nanoseconds) / 1e9 } }
}
