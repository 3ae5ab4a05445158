internal import ComposeParser

/// Names in a rendered `/etc/hosts`: needs nothing of the nodes but Consul's or Nomad's list of services.
///
/// Names resolve to nodes. A changed address restarts those that may use it: a container sees the new file only then.
/// Left out are services that wait for this one, and for images that are known to call nobody of their own accord all
/// that they do not name: the first start of a database must not be cut short because its clients come up.
struct HostsNetwork: NetworkStrategy {
    var peersUseHostPorts: Bool { true }
    var needsKnownPorts: Bool { true }

    func diagnose(in translation: inout Translation) {
        if translation.options.network != .hosts, translation.options.network != .dns {
            translation.report(
                .strategyNeedsConsul,
                .warning,
                "--network \(translation.options.network.rawValue) needs Consul; with --provider nomad names stand in rendered hosts files",
                at: .none,
                hint: "use --provider consul, --network docker or --layout pod"
            )
        }
        for group in translation.topology.jobs.flatMap(\.groups) where group.sharesNamespace && !group.isPod {
            let isConsul = translation.options.provider == .consul
            translation.report(
                .namesUnresolved,
                .warning,
                isConsul
                    ? "\"\(group.lead.name)\" and those in its network need Consul's DNS to find their peers: Nomad owns their hosts file"
                    : "\"\(group.lead.name)\" and those in its network do not find their peers by name: Nomad owns their hosts file",
                at: group.tasks.last?.service.networkMode?.range ?? group.lead.range,
                hint: isConsul ? "point dns_servers to it" : "use --layout pod, --network docker or --provider consul",
                service: group.lead
            )
        }
    }

    func network(of group: PlannedGroup, in translation: inout Translation) -> Jobspec.Network? {
        guard group.lead.hasNetwork else { return nil }
        guard group.sharesNamespace else {
            return translation.plainNetwork(of: group, dns: translation.ownDNS(of: group))
        }
        return Jobspec.Network(
            mode: .bridge,
            hostname: translation.namespaceHostname(of: group),
            ports: translation.ports(of: group),
            dns: translation.options.provider == .consul
                ? translation.consulDNS(of: group) : translation.ownDNS(of: group)
        )
    }

    func configure(
        _ task: inout Jobspec.Task,
        planned: PlannedTask,
        group: PlannedGroup,
        in translation: inout Translation
    ) {
        guard !group.sharesNamespace else {
            translation.configureShared(&task, hosts: translation.sharedHosts(of: group))
            return
        }
        translation.configurePlain(&task, planned: planned)
        let service = planned.service
        guard service.hasNetwork, !service.mounts("/etc/hosts") else { return }
        // The file replaces Docker's own, which knows the container's name and the extra hosts.
        task.config.extraHosts = []
        var hostname = Interpolated("{{ env \"attr.unique.hostname\" }}")
        if service.place != .host {
            hostname = translation.hostname(of: service) ?? Interpolated(translation.names.task(service.name))
            task.config.hostname = hostname
        }
        let isRestartable = planned.role == .main && translation.topology[service.name]?.type.isBatch == false
        task.templates.append(
            Jobspec.Template(
                destination: "local/hosts",
                changeMode: isRestartable ? .restart : .noop,
                content: .data(translation.hostsFile(of: service, hostname: hostname)),
                comment: ["The names of the peers, at the addresses of their nodes."]
            )
        )
        task.config.volumes.append("local/hosts:/etc/hosts")
    }
}

extension Translation {
    /// The template of a service's `/etc/hosts`.
    fileprivate mutating func hostsFile(of service: Service, hostname: Interpolated) -> Interpolated {
        var own = allNames(of: service).filter { hostname.literal != $0 }
        if let name = hostname.literal, let short = name.split(separator: ".").first, short.count < name.count {
            let short = String(short)
            if !own.contains(short) { own.append(short) }
        }
        var data = Interpolated("127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n127.0.1.1 ")
        data += hostname
        if !own.isEmpty { data += Interpolated(" \(own.joined(separator: " "))") }
        data += "\n"
        for peer in peers(inHostsOf: service) {
            let query =
                options.provider == .nomad
                ? "nomadService \"\(serviceName(of: peer.name))\""
                : "service \"\(peer.name).\(names.project)|any\""
            let names = allNames(of: peer).joined(separator: " ")
            data += Interpolated("{{- range \(query) }}\n{{ .Address }} \(names)\n{{- end }}\n")
        }
        for pair in service.extraHosts {
            guard let value = pair.value else { continue }
            data +=
                value.string == "host-gateway"
                ? "{{ env \"attr.unique.network.ip-address\" }}" : text(value)
            data += Interpolated(" \(pair.key)\n")
        }
        return data
    }

    /// The services whose addresses a service is told, in the order of the project.
    private func peers(inHostsOf service: Service) -> [Service] {
        let waiting = servicesWaiting(for: service.name)
        let callsOnlyWhatItNames =
            service.build == nil && service.image.map { WellKnownImage.find($0.string) != nil } == true
            && !service.volumes.contains { $0.kind == .bind } && service.configs.isEmpty
        return project.services.filter { peer in
            guard peer.name != service.name, peer.provider == nil, peer.hasNetwork,
                topology[peer.name]?.role == .main
            else { return false }
            if names(peer, by: service) { return true }
            return !waiting.contains(peer.name) && !callsOnlyWhatItNames
        }
    }

    /// Whether `service` says that it uses `peer`.
    func names(_ peer: Service, by service: Service) -> Bool {
        mentions[peer.name].contains { $0.by == service.name }
            || service.dependsOn.contains { $0.service == peer.name }
            || service.links.contains { $0.string.split(separator: ":").first.map(String.init) == peer.name }
    }

    /// All that wait for a service, directly or not.
    private func servicesWaiting(for name: String) -> Set<String> {
        var found: Set<String> = []
        var open = [name]
        while let next = open.popLast() {
            for dependent in graph.dependents(of: next) where found.insert(dependent.service).inserted {
                open.append(dependent.service)
            }
        }
        return found
    }
}

extension Service {
    /// Whether it brings its own file for `path`.
    fileprivate func mounts(_ path: String) -> Bool { volumes.contains { $0.target.string == path } }
}
