internal import ComposeParser

/// A host that a service names and that nothing in the project has the name of.
struct Stranger: Sendable, Hashable {
    let host: String
    /// The service that names it.
    let by: String
    /// The service whose container has the name in a project that is called otherwise.
    let meant: String?
    /// What that project is called.
    let project: String?
    let evidence: Evidence

    /// The host of a reference: Compose's name of a container of another project, or, in a file, the host of a URL.
    init?(
        _ reference: ReferenceScanner.Reference,
        meaning meant: [String],
        by service: String,
        hosts: HostNames,
        evidence: Evidence
    ) {
        host = reference.host
        by = service
        self.evidence = evidence
        if let container = hosts.containerElsewhere(reference.host) {
            (project, self.meant) = container
            return
        }
        (project, self.meant) = (nil, nil)
        guard case .file = evidence.kind, reference.isInURL, meant.isEmpty else { return nil }
        // A name with a dot is the business of DNS; one in capitals is to be replaced.
        let isName = host.utf8.allSatisfy { ASCIIBytes.isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
        guard isName, host.utf8.contains(where: { $0 >= 0x61 && $0 <= 0x7A }), host != "localhost" else { return nil }
    }

    /// What to say of those of a project; nothing of one that its user gets from elsewhere.
    static func diagnostics(
        of strangers: some Sequence<Stranger>,
        in project: Compose.Project,
        _ graph: DependencyGraph
    )
        -> [Diagnostic]
    {
        let external = Set(project.networks.filter(\.external).map(\.key))
        let disabled = Set(project.disabledServices)
        return strangers.compactMap { stranger in
            guard let user = graph.service(stranger.by), !user.knows(stranger.host), !disabled.contains(stranger.host),
                !user.hasOwnMode, user.networks.allSatisfy({ !external.contains($0.network) })
            else { return nil }
            return stranger.diagnostic(in: project)
        }
    }

    private func diagnostic(in project: Compose.Project) -> Diagnostic {
        if let meant, let other = self.project {
            return Diagnostic(
                ConversionIssue.otherProjectName,
                .warning,
                "\(evidence.description) names `\(host)`, which nothing has here: it is the container of \(meant) in a "
                    + "project called \(other), and this one is called \(project.name.string)",
                at: evidence.range,
                hint: "name the service \(meant), or convert with -p \(other)",
                service: by
            )
        }
        return Diagnostic(
            ConversionIssue.unknownHost,
            .note,
            "\(evidence.description) names the host `\(host)`, which no service here has",
            at: evidence.range,
            hint: "if the nodes do not know it, either, add it with extra_hosts",
            service: by
        )
    }
}

extension Compose.Service {
    /// Whether the service's own words make a host known to it.
    fileprivate func knows(_ host: String) -> Bool {
        self.hostname?.string == host || self.extraHosts.contains { $0.key == host }
            || self.externalLinks.contains { $0.string.split(at: ":").last.map(String.init) == host }
    }
}
