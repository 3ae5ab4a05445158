internal import ComposeParser

/// Finds services that ask for one host port.
enum PortCollisions {
    private typealias Owner = (service: Compose.Service, port: PlannedPort)

    /// Services that clash on one host port, or on several in a row.
    private struct Clash {
        var isPublished: Bool
        var owners: [Owner]
        var numbers: ClosedRange<Int>

        var names: [String] { owners.map(\.service.name) }

        /// Whether `next` says the same of the next number.
        func isContinued(by next: Clash) -> Bool {
            isPublished == next.isPublished && numbers.upperBound + 1 == next.numbers.lowerBound && names == next.names
                && owners.map(\.port.range) == next.owners.map(\.port.range)
        }
    }

    /// Two published ports that clash are an error, as in Compose; a clash with an inferred port needs several nodes.
    ///
    /// - Parameter bindsUnpublished: whether the node binds what the file does not publish as well.
    static func check(
        _ project: Compose.Project,
        ports: [String: [PlannedPort]],
        topology: Topology,
        bindsUnpublished: Bool,
        diagnostics: inout Diagnostics
    ) {
        var owners: [Int: [Owner]] = [:]
        var clashes: [Clash] = []
        var shared: [Int: Int] = [:]
        for service in project.services {
            for port in ports[service.name] ?? [] {
                guard let number = port.hostNumber else { continue }
                let owner: Owner = (service, port)
                if let other = owners[number]?.first(where: { isClash($0, owner, topology: topology) }) {
                    let isPublished = port.source == .published && other.port.source == .published
                    if !isPublished, let position = shared[number] {
                        if !clashes[position].names.contains(service.name) { clashes[position].owners.append(owner) }
                    } else {
                        if !isPublished { shared[number] = clashes.count }
                        clashes.append(
                            Clash(isPublished: isPublished, owners: [other, owner], numbers: number...number)
                        )
                    }
                }
                owners[number, default: []].append(owner)
            }
        }
        for clash in joined(clashes) { report(clash, hint: bindsUnpublished, diagnostics: &diagnostics) }
    }

    private static func isClash(_ other: Owner, _ one: Owner, topology: Topology) -> Bool {
        guard other.service.name != one.service.name, other.port.privateNetwork == one.port.privateNetwork,
            overlaps(other.port.hostIP?.string, one.port.hostIP?.string)
        else { return false }
        // In one namespace it is one port, under one label.
        guard let place = topology[one.service.name], let twin = topology[other.service.name] else { return true }
        return place.job != twin.job || place.group != twin.group || other.port.label != one.port.label
    }

    /// The clashes with one entry for a range of ports.
    private static func joined(_ clashes: [Clash]) -> [Clash] {
        var result: [Clash] = []
        for clash in clashes {
            if let last = result.last, last.isContinued(by: clash) {
                result[result.count - 1].numbers = last.numbers.lowerBound...clash.numbers.upperBound
            } else {
                result.append(clash)
            }
        }
        return result
    }

    /// Whether two addresses are one host network.
    static func isOneNetwork(_ a: String?, _ b: String?) -> Bool {
        guard let a, let b else { return a == b }
        return a == b || HostAddress.network(a) == HostAddress.network(b)
    }

    /// Whether Nomad sees one address in both: no address is that of the node, never its loopback.
    static func overlaps(_ a: String?, _ b: String?) -> Bool {
        guard let one = a ?? b else { return true }
        return isOneNetwork(a, b) || (a == nil || b == nil) && !HostAddress.isLoopback(one)
    }

    private static func report(_ clash: Clash, hint bindsUnpublished: Bool, diagnostics: inout Diagnostics) {
        let last = clash.owners[clash.owners.count - 1]
        let related = clash.owners.dropLast().map { Diagnostic.Related("the other one is here", at: $0.port.range) }
        let ports = PortPlanner.name(of: clash.numbers)
        let names = clash.names.map { "\"\($0)\"" }
        if clash.isPublished {
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.portCollision,
                    .error,
                    "services \(names.joined(separator: " and ")) publish the same host \(ports)",
                    at: last.port.range,
                    hint: "give one of them another host port",
                    service: last.service.name,
                    related: related
                )
            )
        } else {
            let message =
                names.count == 2
                ? "\(names[0]) and \(names[1]) both bind host \(ports): they need two nodes"
                : "\(names.listed()) all bind host \(ports): they need \(names.count) nodes"
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.sharedHostPort,
                    .warning,
                    message,
                    at: last.port.range,
                    hint: bindsUnpublished
                        ? "--network container binds no host port for what is not published"
                        : "a service with network_mode: host binds all its ports",
                    service: last.service.name,
                    related: related
                )
            )
        }
    }
}
