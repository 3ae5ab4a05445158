internal import ComposeParser

/// Finds services in the network of the node that ask its loopback for others.
enum LoopbackReferences {
    /// Warns of those that ask for what another service publishes: Nomad binds published ports on the node's address
    /// only. Those that ask for another one in the network of the node find it on the same node alone.
    ///
    /// - Returns: whether there are such, so that one node has to run them all.
    static func check(
        _ project: Compose.Project,
        ports: ServicePorts,
        texts: [EmbeddedText],
        diagnostics: inout Diagnostics
    ) -> Bool {
        var owners: [Int: Compose.Service] = [:]
        for service in project.services {
            let isOnNode = service.place == .host
            for port in ports[service.name] where isOnNode || port.isPublished && port.hostIP == nil {
                if let number = isOnNode ? port.target : port.hostNumber { owners[number] = service }
            }
        }
        guard !owners.isEmpty else { return false }
        var meet = false
        for service in project.services where service.place == .host {
            var said: Set<Int> = []
            for (text, range) in words(of: service, texts) {
                for reference in ReferenceScanner.references(in: text) {
                    guard reference.host == "localhost" || reference.host.hasPrefix("127."),
                        let port = reference.port, let owner = owners[port], owner.name != service.name,
                        said.insert(port).inserted
                    else { continue }
                    let asked = "`\(service.name)` asks `\(reference.host):\(port)`"
                    if owner.place == .host {
                        meet = true
                        diagnostics.add(
                            Diagnostic(
                                ConversionIssue.oneNodeOnly,
                                .note,
                                "\(asked), which is `\(owner.name)` on the same node only",
                                at: range,
                                hint: "where several nodes could run them, deploy.sh asks for one of them",
                                service: service.name
                            )
                        )
                        continue
                    }
                    diagnostics.add(
                        Diagnostic(
                            ConversionIssue.loopbackOfNode,
                            .warning,
                            "\(asked), but Nomad binds port \(port) of `\(owner.name)` on the node's address only",
                            at: range,
                            hint:
                                "ask the node's address, or publish the port on 127.0.0.1, which becomes a host network of the clients",
                            service: service.name
                        )
                    )
                }
            }
        }
        return meet
    }

    /// What a service says: environment, command, healthcheck, files.
    private static func words(_ texts: [Compose.Text]) -> [(String, SourceRange)] {
        texts.map { ($0.string, $0.range) }
    }

    private static func words(of service: Compose.Service, _ files: [EmbeddedText]) -> [(String, SourceRange)] {
        words(service.environment.compactMap(\.value)) + words(service.entrypoint ?? []) + words(service.command ?? [])
            + words(service.healthcheck?.isDisabled == false ? service.healthcheck?.test ?? [] : [])
            + files.lazy.filter { $0.service == service.name }.map {
                (ServerConfiguration.withoutComments($0.text), $0.range)
            }
    }
}
