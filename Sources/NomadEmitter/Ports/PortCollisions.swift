internal import ComposeParser

/// Finds services that ask for one host port.
enum PortCollisions {
    /// Two published ports that clash are an error, as in Compose; a clash with an inferred port needs two nodes.
    static func check(_ project: Project, ports: [String: [PlannedPort]], diagnostics: inout Diagnostics) {
        var owners: [Int: [(service: Service, port: PlannedPort)]] = [:]
        for service in project.services {
            for port in ports[service.name] ?? [] {
                guard let number = port.hostNumber else { continue }
                for other in owners[number] ?? [] where other.service.name != service.name {
                    guard overlaps(other.port.hostIP?.string, port.hostIP?.string) else { continue }
                    report(number, (service, port), other, diagnostics: &diagnostics)
                    break
                }
                owners[number, default: []].append((service, port))
            }
        }
    }

    private static func overlaps(_ a: String?, _ b: String?) -> Bool {
        a == nil || b == nil || a == b
    }

    private static func report(
        _ number: Int,
        _ one: (service: Service, port: PlannedPort),
        _ other: (service: Service, port: PlannedPort),
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
                    hint: "--network container binds no host port for what is not published",
                    service: one.service.name,
                    related: related
                )
            )
        }
    }
}
