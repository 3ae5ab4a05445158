internal import ComposeParser

/// What routers read of a service: the labels of Traefik, Fabio and Caddy.
struct RouterTags {
    let service: Compose.Service

    private var labels: [Compose.Pair] {
        (service.labels + (service.deploy?.labels ?? [])).filter { Router(label: $0.key) != nil }
    }

    /// The labels as tags, for a registration with the port `port` of the container.
    ///
    /// A router takes the port from the registration, so the label that names it is left out; a definition that a
    /// route asks for by name stays, by what it is without saying.
    func tags(port: Int?, _ found: inout JobFindings) -> [Interpolated] {
        let labels = labels
        var tags: [Interpolated] = []
        for pair in labels {
            guard let port, pair.value.flatMap({ ASCIIBytes.port($0.string) }) == port,
                let owner = RouterTags.owner(ofPort: pair.key)
            else {
                tags.append(RouterTags.tag(pair, service.name, &found))
                continue
            }
            let others = labels.filter { $0.key != pair.key && $0.key.hasPrefix(owner.prefix) }
            let isNamed = labels.contains { $0.key.hasSuffix(".service") && $0.value?.string == owner.name }
            if isNamed, others.isEmpty { tags.append(Interpolated(owner.prefix + owner.usual)) }
        }
        return tags
    }

    private static func tag(_ pair: Compose.Pair, _ scope: String, _ found: inout JobFindings) -> Interpolated {
        guard Router(label: pair.key) == .fabio else {
            return Interpolated("\(pair.key)=") + (pair.value.map { found.text($0, scope) } ?? "")
        }
        return Interpolated(pair.key) + (pair.value.map { $0.string.isEmpty ? "" : "=" + found.text($0, scope) } ?? "")
    }

    /// The definition of Traefik's that a label gives the port of, and an option of it with the value that it has anyway.
    private static func owner(ofPort key: String) -> (prefix: String, name: String, usual: String)? {
        if key == "traefik.port" { return ("traefik.", "", "") }
        let parts = key.split(at: ".").map(String.init)
        guard parts.count == 7, parts[2] == "services", parts[4...] == ["loadbalancer", "server", "port"] else {
            return nil
        }
        switch parts[1] {
        case "http": return ("traefik.http.services.\(parts[3]).", parts[3], "loadbalancer.passhostheader=true")
        case "tcp": return ("traefik.tcp.services.\(parts[3]).", parts[3], "loadbalancer.terminationdelay=100")
        default: return nil
        }
    }
}

/// A router that finds its services by their labels or tags.
enum Router: Sendable, Hashable {
    case traefik, fabio, caddy

    /// The router that reads a label.
    init?(label key: String) {
        if key.hasPrefix("traefik.") {
            self = .traefik
        } else if key.hasPrefix("urlprefix-") {
            self = .fabio
        } else if key == "caddy" || key.hasPrefix("caddy.") || key.hasPrefix("caddy_") {
            self = .caddy
        } else {
            return nil
        }
    }
}

extension Compose.Service {
    /// Whether a router is told of it.
    var isRouted: Bool { (self.labels + (self.deploy?.labels ?? [])).contains { Router(label: $0.key) != nil } }
}
