internal import ComposeParser

/// Finds services in the network of the node that ask its loopback for what another service publishes: Nomad binds
/// published ports on the node's address only.
enum LoopbackReferences {
    static func check(
        _ project: Compose.Project,
        ports: ServicePorts,
        texts: [EmbeddedText],
        diagnostics: inout Diagnostics
    ) {
        var owners: [Int: Compose.Service] = [:]
        for service in project.services where service.place != .host {
            for port in ports[service.name] where port.isPublished && port.hostIP == nil {
                if let number = port.hostNumber { owners[number] = service }
            }
        }
        guard !owners.isEmpty else { return }
        for service in project.services where service.place == .host {
            var said: Set<Int> = []
            for (text, range) in words(of: service, texts) {
                for reference in ReferenceScanner.references(in: text) {
                    guard reference.host == "localhost" || reference.host.hasPrefix("127."),
                        let port = reference.port, let owner = owners[port], said.insert(port).inserted
                    else { continue }
                    diagnostics.add(
                        Diagnostic(
                            ConversionIssue.loopbackOfNode,
                            .warning,
                            "\"\(service.name)\" asks \(reference.host):\(port), but Nomad binds port \(port) of \"\(owner.name)\" on the node's address only",
                            at: range,
                            hint:
                                "ask the node's address, or publish the port on 127.0.0.1, which becomes a host network of the clients",
                            service: service.name
                        )
                    )
                }
            }
        }
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
