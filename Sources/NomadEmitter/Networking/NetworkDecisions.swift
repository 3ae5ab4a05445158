internal import ComposeParser

/// The network of a group, as a strategy decides it.
struct GroupNetwork: Sendable {
    /// Who resolves names.
    enum Resolver: Sendable {
        /// Docker, or the node: the job says nothing.
        case none
        /// Consul's DNS, with the project as search domain.
        case consul
        /// What the services ask for.
        case own
    }

    /// The network namespace that Nomad makes for the group; without one Docker gives each task a network.
    var namespace: Jobspec.Network.Mode?
    var ports = PortSelection.all
    var resolver: Resolver
    /// Whether the lead finds its own name by the name of the namespace, where the file gives none.
    var namesLead = false
}

/// The network of a task, as a strategy decides it.
enum TaskNetwork: Sendable {
    /// The namespace of its group.
    case namespace
    /// The network of the container of another task of its group.
    case container(task: TaskName, of: String)
    /// A network of its own.
    case own(OwnNetwork)
}

/// A line of a hosts file.
struct HostEntry: Sendable, Hashable {
    var name: String
    var address: String

    /// Lines for all names; one that several services bear has all their addresses.
    static func lines(_ services: [(names: [String], address: String)]) -> [HostEntry] {
        var lines: [HostEntry] = []
        var known: Set<HostEntry> = []
        for service in services {
            // An entry is split at its first colon, and nobody can ask for a name that has one.
            for name in service.names where !name.utf8.contains(UInt8(ascii: ":")) {
                let line = HostEntry(name: name, address: service.address)
                if known.insert(line).inserted { lines.append(line) }
            }
        }
        return lines
    }
}

/// What a task needs that has a network of its own, or one on Docker's bridge.
struct OwnNetwork: Sendable {
    /// A rendered hosts file in place of Docker's.
    struct HostsFile: Sendable {
        /// The names of a peer, and the query that gives its addresses.
        struct Peer: Sendable {
            var names: [String]
            var query: String
        }

        var peers: [Peer]
        /// The container's name where the file gives none; `nil` for the name of the node.
        var hostname: TaskName?
        /// Whether a changed address restarts the task: its container sees the new file only then.
        var restarts: Bool
    }

    /// A Docker network that it joins.
    struct Attachment: Sendable {
        var network: Compose.Text
        /// The ports of those that join the container's network.
        var ports: [PortLabel] = []
        var aliases: [String] = []
        var ipv4: Compose.Text?
        var ipv6: Compose.Text?
        var macAddress: Compose.Text?
    }

    var ports = PortSelection.all
    var hostsFile: HostsFile?
    var attachment: Attachment?
}

/// What the sidecars of a group reach.
struct Sidecars: Sendable {
    var upstreams: [Jobspec.Upstream]
    /// The name of a registration for a group that serves nobody: its sidecar is there for the upstreams.
    var name: ServiceName

    /// The registrations with the upstreams: all sidecars of a group share its network namespace, and one listens for
    /// the peers.
    func attached(to registrations: [Jobspec.Service], hosts: [Interpolated]) -> [Jobspec.Service] {
        var services = registrations
        if !upstreams.isEmpty, !services.contains(where: { $0.connect != nil }) {
            services.append(
                Jobspec.Service(
                    name: name,
                    connect: .sidecar(Jobspec.SidecarService()),
                    comment: ["Serves nobody: its sidecar reaches the peers."]
                )
            )
        }
        var upstreams = upstreams
        for index in services.indices {
            guard case .sidecar(var sidecar, _)? = services[index].connect else { continue }
            if !upstreams.isEmpty {
                sidecar.proxy = Jobspec.Proxy(upstreams: upstreams)
                upstreams = []
            }
            let task = hosts.isEmpty ? nil : Jobspec.SidecarTask(config: DockerConfig(extraHosts: hosts))
            services[index].connect = .sidecar(sidecar, task: task)
        }
        return services
    }
}
