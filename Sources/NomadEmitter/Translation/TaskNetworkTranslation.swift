internal import ComposeParser
internal import OrderedCollections

/// The network of a task. Source: Nomad docs, Docker driver, networking.
extension NetworkTranslation {
    /// Puts the network of a task into its config and templates.
    func apply(
        _ network: TaskNetwork,
        to result: inout Jobspec.Task,
        _ task: PlannedTask,
        _ found: inout JobFindings
    ) {
        switch network {
        case .namespace:
            // Docker ignores or refuses the rest there.
            result.config.macAddress = nil
            result.config.extraHosts = hosts(task.service.name, &found)
        case .container(let other, let service):
            // Docker names a container after its task and allocation.
            result.config.networkMode = Interpolated("container:\(other)-") + .runtime("NOMAD_ALLOC_ID")
            result.config.macAddress = nil
            if !group.tasks.contains(where: { $0.startsEarly && $0.service.name == service }) {
                result.lifecycle = Jobspec.Lifecycle(hook: .poststart, sidecar: true)
            }
            result.comment.append("Joins the network of \(service), so it starts after it.")
        case .own(let own):
            applyPlain(own.ports, to: &result.config, task, &found)
            if let attachment = own.attachment { apply(attachment, to: &result.config, task.service, &found) }
            if let file = own.hostsFile { apply(file, to: &result, task.service, &found) }
        }
    }

    /// What a service adds to its hosts file. Published ports are bound on the node's own address, not on Docker's
    /// bridge, so the gateway is that address.
    func extraHosts(of service: Compose.Service, _ scope: String, _ found: inout JobFindings) -> [Interpolated] {
        service.extraHosts.compactMap { pair in
            // Nomad would refuse the task.
            guard let value = pair.value, HostAddress.isGateway(value.string) || JobChecker.isAddress(value.string)
            else { return nil }
            let address: Interpolated =
                HostAddress.isGateway(value.string)
                ? .runtime("attr.unique.network.ip-address") : found.text(value, scope)
            return Interpolated("\(pair.key):") + address
        }
    }

    /// What a service with a network of its own needs, or one on Docker's own bridge: mode, name, ports, hosts.
    private func applyPlain(
        _ ports: PortSelection,
        to config: inout DockerConfig,
        _ task: PlannedTask,
        _ found: inout JobFindings
    ) {
        let service = task.service
        let place = service.place
        switch place {
        case .host, .none, .container, .named:
            config.networkMode = service.networkMode.map { found.text($0, service.name) }
        case .project, .service: break
        }
        if place == .container {
            config.macAddress = nil
            return
        }
        config.hostname = hostname(of: service, service.name, &found) ?? ownName(of: service)
        config.extraHosts = extraHosts(of: service, service.name, &found)
        if task.role == .main, place != .host, place != .none {
            config.ports = plan.ports.labels(of: service, ports)
        }
    }

    private func apply(
        _ attachment: OwnNetwork.Attachment,
        to config: inout DockerConfig,
        _ service: Compose.Service,
        _ found: inout JobFindings
    ) {
        config.ports = OrderedSet(config.ports + attachment.ports).elements
        config.dnsServers = found.texts(service.dns, service.name)
        config.dnsSearchDomains = found.texts(service.dnsSearch, service.name)
        config.dnsOptions = found.texts(service.dnsOpt, service.name)
        config.networkMode = found.text(attachment.network, service.name)
        config.networkAliases = attachment.aliases.map { Interpolated($0) }
        config.ipv4Address = attachment.ipv4.map { found.text($0, service.name) }
        config.ipv6Address = attachment.ipv6.map { found.text($0, service.name) }
        if let address = attachment.macAddress { config.macAddress = found.text(address, service.name) }
    }

    /// The file replaces Docker's own, which knows the container's name and the extra hosts.
    private func apply(
        _ file: OwnNetwork.HostsFile,
        to result: inout Jobspec.Task,
        _ service: Compose.Service,
        _ found: inout JobFindings
    ) {
        result.config.extraHosts = []
        var name = Interpolated("{{ env \"attr.unique.hostname\" }}")
        if let fallback = file.hostname {
            name = hostname(of: service, service.name, &found) ?? "\(fallback)"
            result.config.hostname = name
        }
        result.templates.append(
            Jobspec.Template(
                destination: "local/hosts",
                changeMode: file.restarts ? .restart : .noop,
                content: .data(content(of: file, hostname: name, service, &found)),
                // Peers that come up one after the other are one change.
                wait: file.peers.isEmpty ? nil : Jobspec.Template.Wait(min: .seconds(5), max: .seconds(30)),
                comment: ["The names of the peers, at the addresses of their nodes."]
            )
        )
        if !file.peers.isEmpty { found.client.require(watchOf: plan.options.provider == .consul ? .consul : .nomad) }
        result.config.volumes.append("local/hosts:/etc/hosts")
    }

    /// The template of a service's `/etc/hosts`.
    private func content(
        of file: OwnNetwork.HostsFile,
        hostname: Interpolated,
        _ service: Compose.Service,
        _ found: inout JobFindings
    ) -> Interpolated {
        var own = plan.peers.allNames(of: service).filter { hostname.literal != $0 }
        if let name = hostname.literal, let short = name.split(at: ".").first, short.count < name.count {
            let short = String(short)
            if !own.contains(short) { own.append(short) }
        }
        var data = Interpolated("127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n127.0.0.1 ")
        data += hostname
        if !own.isEmpty { data += Interpolated(" \(own.joined(separator: " "))") }
        data += "\n"
        for peer in file.peers {
            let names = peer.names.joined(separator: " ")
            data += Interpolated("{{- range \(peer.query) }}\n{{ .Address }} \(names)\n{{- end }}\n")
        }
        for pair in service.extraHosts {
            guard let value = pair.value else { continue }
            data +=
                HostAddress.isGateway(value.string)
                ? "{{ env \"attr.unique.network.ip-address\" }}" : found.text(value, service.name)
            data += Interpolated(" \(pair.key)\n")
        }
        return data
    }

    /// The service's own name, so that its container finds itself by it; not where others have the name as well, or
    /// where Docker or Nomad takes no hostname.
    func ownName(of service: Compose.Service) -> Interpolated? {
        let isOne = service.replicas == 1 && service.deploy?.mode?.string != "global"
        guard isOne, service.uts == nil, JobChecker.isDNSName(service.name), service.name.utf8.count <= 63 else {
            return nil
        }
        switch service.place {
        case .project, .named: return Interpolated(service.name)
        case .host, .none, .container, .service: return nil
        }
    }

    /// The name of the container: `hostname`, with `domainname` behind it.
    func hostname(of service: Compose.Service, _ scope: String, _ found: inout JobFindings) -> Interpolated? {
        guard let domain = service.domainname else { return service.hostname.map { found.text($0, scope) } }
        let name = service.hostname.map { found.text($0, scope) } ?? Interpolated(service.name)
        return name + "." + found.text(domain, scope)
    }
}
