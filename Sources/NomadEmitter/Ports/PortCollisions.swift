internal import ComposeParser
internal import OrderedCollections

/// Services that clash on one host port, or on several in a row.
struct PortClash: Sendable {
    /// A service and its port.
    typealias Owner = (service: Compose.Service, port: PlannedPort)

    var isPublished: Bool
    var owners: [Owner]
    var numbers: ClosedRange<Int>

    var names: [String] { owners.map(\.service.name) }

    /// Where the others ask for it.
    var others: [Diagnostic.Related] {
        owners.dropLast().map { .init("the other one is here", at: $0.port.range) }
    }

    /// Whether `next` says the same of the next number.
    fileprivate func isContinued(by next: PortClash) -> Bool {
        isPublished == next.isPublished && numbers.upperBound + 1 == next.numbers.lowerBound && names == next.names
            && owners.map(\.port.range) == next.owners.map(\.port.range)
    }

    /// `80` or `8080-8085`.
    static func spelled(_ numbers: ClosedRange<Int>) -> String {
        numbers.count == 1 ? "\(numbers.lowerBound)" : "\(numbers.lowerBound)-\(numbers.upperBound)"
    }
}

/// Where a number of the node is asked for: ports with equal ones clash with the same others.
private struct Asker: Hashable {
    var address: String?
    var privateNetwork: String?
    var job: JobName?
    var group: GroupName?
    var label: String

    init(_ port: PlannedPort, place: Topology.Placement?) {
        address = port.hostIP?.string
        privateNetwork = port.privateNetwork
        job = place?.job
        group = place?.group
        label = port.label
    }
}

/// Finds services that ask for one host port.
enum PortCollisions {
    private typealias Owner = PortClash.Owner

    /// Two published ports that clash are an error, as in Compose; a clash with an inferred port needs several nodes.
    static func clashes(
        _ project: Compose.Project,
        ports: [String: [PlannedPort]],
        topology: Topology,
        diagnostics: inout Diagnostics
    ) -> [PortClash] {
        // The first one of each: what clashes with another clashes with it.
        var owners: [Int: OrderedDictionary<Asker, Owner>] = [:]
        var clashes: [PortClash] = []
        var shared: [Int: Int] = [:]
        for service in project.services {
            let place = topology[service.name]
            for port in ports[service.name] ?? [] {
                guard let number = port.hostNumber else { continue }
                let owner: Owner = (service, port)
                if let other = owners[number]?.values.first(where: { isClash($0, owner, topology: topology) }) {
                    let isPublished = port.source == .published && other.port.source == .published
                    if !isPublished, let position = shared[number] {
                        // One with several ports comes several times, one after the other.
                        if clashes[position].owners.last?.service.name != service.name {
                            clashes[position].owners.append(owner)
                        }
                    } else {
                        if !isPublished { shared[number] = clashes.count }
                        clashes.append(
                            PortClash(isPublished: isPublished, owners: [other, owner], numbers: number...number)
                        )
                    }
                }
                let asker = Asker(port, place: place)
                if owners[number]?[asker] == nil { owners[number, default: [:]][asker] = owner }
            }
        }
        let all = joined(clashes)
        for clash in all where clash.isPublished { diagnostics.add(collision(clash)) }
        return all.filter { !$0.isPublished }
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
    private static func joined(_ clashes: [PortClash]) -> [PortClash] {
        var result: [PortClash] = []
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

    private static func collision(_ clash: PortClash) -> Diagnostic {
        let last = clash.owners[clash.owners.count - 1]
        let names = clash.names.quoted
        return Diagnostic(
            ConversionIssue.portCollision,
            .error,
            "services \(names.joined(separator: " and ")) publish the same host \(PortPlanner.name(of: clash.numbers))",
            at: last.port.range,
            hint: "give one of them another host port",
            service: last.service.name,
            related: clash.others
        )
    }
}
