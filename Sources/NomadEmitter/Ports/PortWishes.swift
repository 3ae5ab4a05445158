internal import ComposeParser

extension PortPlanner {
    /// Why peers may want a port of a service that they do not name.
    enum Wish {
        /// A peer names it without a port.
        case named(Evidence)
        /// A peer waits for it.
        case awaited(by: String)
        /// It is called by name from where the file does not show, or serves nobody if not its peers.
        case likely
    }

    /// Why peers may want a port of `service`, if they may.
    func wish(for service: Compose.Service) -> Wish? {
        if let named = mentions[service.name].first(where: { $0.port == nil }) { return .named(named.evidence) }
        let dependents = Set(graph.dependents(of: service.name).map(\.service))
        if !dependents.isEmpty,
            let dependent = project.services.first(where: { dependents.contains($0.name) && awaits(service, by: $0) })
        {
            return .awaited(by: dependent.name)
        }
        return isLikelyCalled(service) ? .likely : nil
    }

    /// Whether `dependent` runs beside `service`, outside of its network namespace, and waits for it to serve.
    private func awaits(_ service: Compose.Service, by dependent: Compose.Service) -> Bool {
        let isWaiting = dependent.dependsOn.contains { dependency in
            dependency.service == service.name && dependency.condition != .completedSuccessfully
                && (!dependency.isImplicit
                    || dependent.links.contains {
                        $0.string.split(separator: ":").first.map(String.init) == service.name
                    })
        }
        guard isWaiting, staysRunning(dependent), dependent.hasNetwork else { return false }
        return SharedPorts.root(of: dependent, in: project) != SharedPorts.root(of: service, in: project)
    }

    /// Whether somebody who is not seen may call it: a backend always has callers; an alias is given for them, and so is
    /// a network that others join.
    private func isLikelyCalled(_ service: Compose.Service) -> Bool {
        guard staysRunning(service) else { return false }
        if let kind = ServerKind(service), kind.isBackend, kind.isCertain { return hasCompany(service) }
        guard !usualPorts(of: service).isEmpty else { return false }
        return service.networks.contains { attachment in
            !attachment.aliases.isEmpty
                || project.networks.contains { $0.key == attachment.network && $0.external }
        } || words[service.name].contains { $0.strength == .hint && $0.evidence.isOfAnother }
    }

    private func staysRunning(_ service: Compose.Service) -> Bool {
        guard let placement = topology[service.name], placement.role == .main, !placement.type.isBatch else {
            return false
        }
        return !topology.oneShots.contains(service.name) && RestartRule(service) != .never
    }

    /// Whether there are others that may call it.
    private func hasCompany(_ service: Compose.Service) -> Bool {
        project.services.contains { other in
            other.name != service.name && other.hasNetwork && topology[other.name]?.role == .main
        }
    }

    /// Whether nobody is seen to call a service, which calls nobody either: somebody must who is not seen.
    func isAlone(_ service: Compose.Service) -> Bool {
        needsKnownPorts && service.dependsOn.isEmpty && graph.dependents(of: service.name).isEmpty
            && service.command == nil && service.entrypoint == nil
            && service.volumes.allSatisfy { !$0.target.string.hasSuffix("docker.sock") }
            && usualPorts(of: service).isEmpty && staysRunning(service) && hasCompany(service) && !names(by: service)
    }

    private func names(by service: Compose.Service) -> Bool {
        mentions.byService.values.contains { $0.contains { $0.by == service.name } }
    }

    func reportAlone(_ service: Compose.Service, diagnostics: inout Diagnostics) {
        diagnostics.add(
            Diagnostic(
                ConversionIssue.unknownPort,
                .warning,
                "nobody is seen to call \"\(service.name)\", and nothing says which port it serves: peers do not reach it",
                at: service.range,
                hint: "add expose: [PORT] to \"\(service.name)\" if peers connect to it",
                service: service.name
            )
        )
    }

    func reportUnknown(_ service: Compose.Service, _ wish: Wish, diagnostics: inout Diagnostics) {
        let who: String
        switch wish {
        case .named(let evidence): who = evidence.description
        case .awaited(let dependent): who = "\(dependent) (depends_on)"
        case .likely: return
        }
        diagnostics.add(
            Diagnostic(
                ConversionIssue.unknownPort,
                needsKnownPorts ? .warning : .note,
                "\"\(service.name)\" is named by \(who), but nothing says which port it serves",
                at: service.range,
                hint: "add expose: [PORT] to \"\(service.name)\" if peers connect to it",
                service: service.name
            )
        )
    }
}
