internal import ComposeParser

/// Which Docker network each service joins.
///
/// Nomad joins a task to one network. Where a service has several in Compose, they become one, so that it still reaches
/// all its peers; two external networks cannot be joined, and the first by `gw_priority`, `priority` and name stays.
struct DockerNetworkPlan: Sendable {
    /// The networks that became one, by the key that stands for them.
    private var members: [String: [String]] = [:]
    private var representatives: [String: String] = [:]
    private var definitions: [String: Compose.NetworkDefinition] = [:]
    /// The networks that stand for others, with the key of the one whose addresses they have.
    private var merged: [String: (definition: Compose.NetworkDefinition, addressed: String)] = [:]
    private let projectName: String

    init(_ project: Compose.Project) {
        projectName = project.name.string
        for network in project.networks { definitions[network.key] = network }
        for service in project.services where !service.hasOwnMode {
            let keys = DockerNetworkPlan.keys(of: service)
            guard let first = keys.first else { continue }
            for key in keys { join(key, first) }
        }
        for key in representatives.keys.sorted() {
            let root = shortened(key)
            members[root, default: []].append(key)
        }
        for (root, keys) in members { merged[root] = merge(keys, into: root) }
    }

    /// The keys of a service's networks, the one to keep first.
    private static func keys(of service: Compose.Service) -> [String] {
        guard !service.networks.isEmpty else { return ["default"] }
        return service.networks.sorted { a, b in
            let left = (-(a.gwPriority?.value ?? 0), -(a.priority?.value ?? 0))
            let right = (-(b.gwPriority?.value ?? 0), -(b.priority?.value ?? 0))
            return left != right ? left < right : a.network < b.network
        }.map(\.network)
    }

    private func root(_ key: String) -> String {
        var key = key
        while let next = representatives[key], next != key { key = next }
        return key
    }

    /// The root of a key, which the key and those on the way name from now on.
    private mutating func shortened(_ key: String) -> String {
        let root = root(key)
        var key = key
        while let next = representatives[key], next != root { (representatives[key], key) = (root, next) }
        return root
    }

    private mutating func join(_ one: String, _ other: String) {
        let a = shortened(one)
        let b = shortened(other)
        representatives[a] = representatives[a] ?? a
        representatives[b] = representatives[b] ?? b
        guard a != b else { return }
        let isExternal = (definitions[a]?.external ?? false, definitions[b]?.external ?? false)
        switch isExternal {
        case (true, true): return
        case (true, false): representatives[b] = a
        case (false, true): representatives[a] = b
        case (false, false): representatives[max(a, b)] = min(a, b)
        }
    }

    /// The key of the network that a service joins.
    private func key(of service: Compose.Service) -> String {
        DockerNetworkPlan.keys(of: service).first.map(root) ?? "default"
    }

    /// The name of the network that a service joins.
    func network(of service: Compose.Service) -> Compose.Text {
        let key = key(of: service)
        return definitions[key]?.name ?? Compose.Text("\(projectName)_\(key)")
    }

    /// What a service says of the network that it joins.
    func attachment(of service: Compose.Service) -> Compose.NetworkAttachment? {
        let key = key(of: service)
        let addressed = merged[key]?.addressed ?? key
        return service.networks.first { $0.network == addressed } ?? service.networks.first { $0.network == key }
    }

    private func definition(_ key: String) -> Compose.NetworkDefinition {
        definitions[key] ?? Compose.NetworkDefinition(key: key, name: Compose.Text("\(projectName)_\(key)"))
    }

    /// The network that stands for those that became one.
    private func merge(_ keys: [String], into root: String) -> (
        definition: Compose.NetworkDefinition, addressed: String
    ) {
        let definition = definition(root)
        guard !definition.external, definition.builtInMode == nil else { return (definition, root) }
        return definition.merged(with: keys.filter { $0 != root }.map { self.definition($0) })
    }

    /// The networks that must be created before the jobs run.
    var networksToCreate: [ClientRequirements.DockerNetwork] {
        members.keys.sorted().compactMap { key in
            guard let definition = merged[key]?.definition, !definition.external, definition.builtInMode == nil
            else { return nil }
            return ClientRequirements.DockerNetwork(definition)
        }
    }

    /// Says which networks became one, and what that loses.
    func diagnostics(in context: NetworkContext) -> Diagnostics {
        var diagnostics = Diagnostics()
        for key in members.keys.sorted() {
            let joined = members[key] ?? []
            if joined.count > 1 { diagnostics.add(merge(of: joined, into: key, context.project)) }
        }
        for service in context.project.services where !service.hasOwnMode {
            let joined = attachment(of: service)?.network
            for attachment in service.networks where attachment.network != joined {
                guard let address = attachment.ipv4Address ?? attachment.ipv6Address else { continue }
                diagnostics.add(
                    Diagnostic(
                        ConversionIssue.networksMerged,
                        .warning,
                        "the address \(address.string) of `\(service.name)` is lost: the task is not in \(attachment.network)",
                        at: address.range,
                        hint: "use the name of the service",
                        service: service.name
                    )
                )
            }
        }
        return diagnostics
    }

    /// Who does not reach whom.
    func outOfReach(in context: NetworkContext) -> [Obstacle] {
        context.project.services.filter { !$0.hasOwnMode }.compactMap { service in
            let own = key(of: service)
            let peers = context.peers.used(by: service.name).filter { peer in
                peer.name != service.name && !peer.hasOwnMode && key(of: peer) != own
            }.map(\.name)
            guard !peers.isEmpty else { return nil }
            return Obstacle(
                .networkOutOfReach,
                "\(service.name) and \(peers.listed(most: 3)) join different Docker networks",
                message:
                    "`\(service.name)` does not reach \(peers.quoted.listed()): they join different Docker networks",
                at: service.networks.first?.range ?? service.range,
                hint: "a Nomad task joins one Docker network: give both a common one, or use another --network",
                service: service.name
            )
        }
    }

    private func merge(of joined: [String], into key: String, _ project: Compose.Project) -> Diagnostic {
        let service = project.services.first { service in
            service.networks.count > 1 && !service.hasOwnMode
                && service.networks.contains { root($0.network) == key }
        }
        let lost = lostOptions(of: joined, in: key)
        return Diagnostic(
            ConversionIssue.networksMerged,
            .warning,
            "the networks \(joined.joined(separator: ", ")) become one, `\(definition(key).name.string)`"
                + "\(lost.isEmpty ? "" : ", without \(lost.joined(separator: " and "))")"
                + ": a Nomad task joins one Docker network",
            at: service?.networks.dropFirst().first?.range ?? service?.range ?? .none,
            hint: "give services that are to be kept apart no common peer, or use --network mesh with intentions",
            service: service?.name
        )
    }

    /// The options of each network that the one which stands for it does not have, for a message.
    private func lostOptions(of keys: [String], in root: String) -> [String] {
        let kept = Set(ClientRequirements.DockerNetwork(merged[root]?.definition ?? definition(root)).options)
        return keys.compactMap { key in
            let definition = definition(key)
            guard !definition.external else { return nil }
            let lost = ClientRequirements.DockerNetwork(definition).options.filter { !kept.contains($0) }
            return lost.isEmpty ? nil : "\(lost.joined(separator: " ")) of \(key)"
        }
    }
}

extension Compose.NetworkDefinition {
    /// One network in place of several: the options of all, the addresses of one, as a Docker bridge has one subnet of
    /// each family. It leads outside if any of them does.
    fileprivate func merged(with others: [Compose.NetworkDefinition]) -> (
        definition: Compose.NetworkDefinition, addressed: String
    ) {
        var merged = self
        let all = [self] + others
        merged.driver = all.lazy.compactMap { $0.driver?.string == "default" ? nil : $0.driver }.first
        for other in others {
            merged.driverOpts += other.driverOpts.filter { option in
                !merged.driverOpts.contains { $0.key == option.key }
            }
        }
        merged.isInternal = all.allSatisfy(\.isInternal)
        merged.enableIPv6 = all.contains { $0.enableIPv6 == true } ? true : enableIPv6
        merged.enableIPv4 = all.allSatisfy { $0.enableIPv4 == false } ? false : nil
        let addressed = all.first { !$0.pools.isEmpty } ?? self
        merged.pools = addressed.pools
        merged.ipamDriver = addressed.ipamDriver
        merged.ipamOptions = addressed.ipamOptions
        return (merged, addressed.key)
    }
}

extension ClientRequirements {
    /// A Docker network that the nodes need, with the words that create it.
    struct DockerNetwork: Sendable, Hashable {
        var name: String
        /// The options of `docker network create`, without the name.
        var options: [String]

        init(_ definition: Compose.NetworkDefinition) {
            name = definition.name.string
            var options: [String] = []
            func add(_ flag: String, _ value: Compose.Text?) {
                if let value, !value.string.isEmpty { options.append("--\(flag)=\(value.string)") }
            }
            if let driver = definition.driver, driver.string != "default" { add("driver", driver) }
            for option in definition.driverOpts {
                options.append("--opt=\(option.key)" + (option.value.map { "=\($0.string)" } ?? ""))
            }
            if definition.isInternal { options.append("--internal") }
            if definition.enableIPv6 == true { options.append("--ipv6") }
            if definition.enableIPv4 == false { options.append("--ipv4=false") }
            if definition.driver?.string == "overlay" { options.append("--attachable") }
            add("ipam-driver", definition.ipamDriver?.string == "default" ? nil : definition.ipamDriver)
            for option in definition.ipamOptions {
                options.append("--ipam-opt=\(option.key)" + (option.value.map { "=\($0.string)" } ?? ""))
            }
            for pool in definition.pools {
                add("subnet", pool.subnet)
                add("ip-range", pool.ipRange)
                add("gateway", pool.gateway)
                for address in pool.auxAddresses {
                    options.append("--aux-address=\(address.key)=\(address.value?.string ?? "")")
                }
            }
            self.options = options
        }
    }
}
