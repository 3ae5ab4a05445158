internal import ComposeParser

/// Where `network_mode` puts a service. Source: Compose Specification, network_mode.
enum NetworkPlace: Sendable, Hashable {
    /// Among the services of the project, under their names.
    case project
    /// In the network of the node.
    case host
    /// Nowhere.
    case none
    /// In the network namespace of another service.
    case service(String)
    /// In the network namespace of a container that is not ours.
    case container
    /// In a Docker network that is not ours.
    case named
}

extension NetworkPlace {
    /// The place that a `network_mode` names; among the services of the project without one.
    init(mode: String?) {
        switch mode {
        case nil, "", "bridge", "default": self = .project
        case "host": self = .host
        case "none": self = .none
        case let mode? where mode.hasPrefix("service:"): self = .service(String(mode.dropFirst("service:".count)))
        case let mode? where mode.hasPrefix("container:"): self = .container
        default: self = .named
        }
    }
}

extension Compose.Service {
    /// Where `network_mode` puts it.
    var place: NetworkPlace { NetworkPlace(mode: self.networkMode?.string) }

    /// Whether it stays out of the project's network: then a network namespace of a group is not for it.
    var hasOwnMode: Bool {
        switch place {
        case .project, .service: false
        case .host, .none, .container, .named: true
        }
    }

    /// Whether it can listen on ports that others reach.
    var hasNetwork: Bool { place != .none && place != .container }
}

extension Compose.Project {
    /// The project with network modes that stand elsewhere written into the services: those of a single network with
    /// the driver `host` or `none`, and those of a service whose namespace another one joins.
    func resolvingNetworkModes() -> Compose.Project {
        var result = self
        var builtIn: [String: Compose.Text] = [:]
        for network in networks { if let mode = network.builtInMode { builtIn[network.key] = mode } }
        var ownModes: [String: Compose.Text] = [:]
        for index in result.services.indices {
            let service = services[index]
            if service.networkMode == nil, service.networks.count == 1,
                let mode = builtIn[service.networks[0].network]
            {
                result.services[index].networkMode = mode
            }
            if result.services[index].hasOwnMode { ownModes[service.name] = result.services[index].networkMode }
        }
        guard !ownModes.isEmpty else { return result }
        let namespaces = NetworkNamespaces(result)
        for index in result.services.indices {
            guard case .service = result.services[index].place else { continue }
            let root = namespaces.root(of: services[index].name)
            if let mode = ownModes[root] { result.services[index].networkMode = mode }
        }
        return result
    }
}

extension Compose.NetworkDefinition {
    /// `host` or `none`, where the network is one of the two that Docker always has.
    var builtInMode: Compose.Text? {
        if let driver, driver.string == "host" || driver.string == "none" { return driver }
        if external, name.string == "host" || name.string == "none" { return name }
        return nil
    }
}
