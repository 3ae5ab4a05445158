internal import ComposeParser

/// The names under which the services of a project reach each other.
struct HostNames: Sendable {
    private var owners: [String: String] = [:]
    private let services: Set<String>
    private var others: [String: [String]] = [:]

    init(_ project: Compose.Project) {
        services = Set(project.services.map(\.name))
        let links = HostNames.linkNames(project)
        for service in project.services {
            let names = HostNames.names(of: service, links: links[service.name] ?? [], project: project.name.string)
            others[service.name] = names
            for name in names where owners[name] == nil { owners[name] = service.name }
        }
        for service in project.services { owners[service.name] = service.name }
    }

    /// All names of a service but its own: aliases, the container's name, the names that links give it.
    func names(of service: String) -> [String] { others[service] ?? [] }

    /// The service that `host` stands for.
    ///
    /// `shop-db-1` and `shop_db_1` are Compose's own container names; the project's name is not compared, because
    /// files often spell the one of the folder that they were written in.
    func service(_ host: String) -> String? {
        if let owner = owners[host] { return owner }
        let bytes = Array(host.utf8)
        var end = bytes.count
        while end > 0, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[end - 1]) { end -= 1 }
        guard end < bytes.count, end > 1 else { return nil }
        let separator = bytes[end - 1]
        guard separator == UInt8(ascii: "-") || separator == UInt8(ascii: "_") else { return nil }
        for index in bytes.indices where bytes[index] == separator && index > 0 && index + 1 < end - 1 {
            let name = String(decoding: bytes[(index + 1)..<(end - 1)], as: UTF8.self)
            if services.contains(name) { return name }
        }
        return nil
    }

    /// The names that `links` give to each service.
    private static func linkNames(_ project: Compose.Project) -> [String: [String]] {
        var names: [String: [String]] = [:]
        for service in project.services {
            for link in service.links {
                let parts = link.string.split(separator: ":", maxSplits: 1)
                if parts.count == 2 { names[String(parts[0]), default: []].append(String(parts[1])) }
            }
        }
        return names
    }

    private static func names(of service: Compose.Service, links: [String], project: String) -> [String] {
        var names: [String] = []
        func add(_ name: String) {
            if !name.isEmpty, name != service.name, !names.contains(name) { names.append(name) }
        }
        if let name = service.containerName { add(name.string) }
        for network in service.networks { network.aliases.forEach { add($0.string) } }
        links.forEach(add)
        add("\(project)-\(service.name)-1")
        return names
    }
}
