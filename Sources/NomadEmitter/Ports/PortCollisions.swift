internal import ComposeParser

/// Finds services that ask for one host port.
enum PortCollisions {
    /// Two published ports that clash are an error, as in Compose; a clash with an inferred port needs two nodes.
    ///
    /// - Parameter bindsUnpublished: whether the node binds what the file does not publish as well.
    static func check(
        _ project: Project,
        ports: [String: [PlannedPort]],
        topology: Topology,
        bindsUnpublished: Bool,
        diagnostics: inout Diagnostics
    ) {
        var owners: [Int: [(service: Service, port: PlannedPort)]] = [:]
        for service in project.services {
            for port in ports[service.name] ?? [] {
                guard let number = port.hostNumber else { continue }
                let place = topology[service.name]
                for other in owners[number] ?? [] where other.service.name != service.name {
                    guard overlaps(other.port.hostIP?.string, port.hostIP?.string) else { continue }
                    // In one namespace it is one port, under one label.
                    if let place, let twin = topology[other.service.name], place.job == twin.job,
                        place.group == twin.group, other.port.label == port.label
                    {
                        continue
                    }
                    report(number, (service, port), other, hint: bindsUnpublished, diagnostics: &diagnostics)
                    break
                }
                owners[number, default: []].append((service, port))
            }
        }
    }

    /// Whether two addresses are one host network: the loopback of both families is.
    static func isOneNetwork(_ a: String?, _ b: String?) -> Bool {
        guard let a, let b else { return a == b }
        return a == b || HostAddress.isLoopback(a) && HostAddress.isLoopback(b)
    }

    /// Whether Nomad sees one address in both: no address is that of the node, never its loopback.
    private static func overlaps(_ a: String?, _ b: String?) -> Bool {
        guard let one = a ?? b else { return true }
        return isOneNetwork(a, b) || (a == nil || b == nil) && !HostAddress.isLoopback(one)
    }

    private static func report(
        _ number: Int,
        _ one: (service: Service, port: PlannedPort),
        _ other: (service: Service, port: PlannedPort),
        hint bindsUnpublished: Bool,
        diagnostics: inout Diagnostics
    ) {
        let related = [Diagnostic.Related("the other one is here", at: other.port.range)]
        if one.port.source == .published, other.port.source == .published {
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.portCollision,
                    .error,
                    "services \"\(other.service.name)\" and \"\(one.service.name)\" publish the same host port \(number)",
                    at: one.port.range,
                    hint: "give one of them another host port",
                    service: one.service.name,
                    related: related
                )
            )
        } else {
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.sharedHostPort,
                    .warning,
                    "\"\(other.service.name)\" and \"\(one.service.name)\" both bind host port \(number): they need two nodes",
                    at: one.port.range,
                    hint: bindsUnpublished
                        ? "--network container binds no host port for what is not published"
                        : "a service with network_mode: host binds all its ports",
                    service: one.service.name,
                    related: related
                )
            )
        }
    }
}
