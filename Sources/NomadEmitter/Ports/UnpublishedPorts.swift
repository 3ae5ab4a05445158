internal import ComposeParser

/// The ports that a job binds on the nodes although the file does not publish them: peers reach them there.
struct UnpublishedPorts {
    let project: Compose.Project
    let topology: Topology

    /// Puts them on a network of the nodes that only the nodes reach.
    ///
    /// A name resolves to one address, so a service that has both kinds is known there, and what it publishes is bound
    /// there as well.
    func keep(_ ports: inout [String: [PlannedPort]], on network: String, peersUseHostPorts: Bool) {
        for group in topology.jobs.flatMap(\.groups) {
            let shared = publishedTogether(in: group, ports)
            for task in group.mainTasks where task.service.place != .host {
                var own = ports[task.service.name] ?? []
                let published = shared ?? own.filter(\.isPublished)
                for index in own.indices where isUnpublished(own[index], besides: published) {
                    own[index].privateNetwork = network
                }
                if peersUseHostPorts, own.contains(where: { $0.privateNetwork != nil }) {
                    own += own.filter { twinIsNeeded($0, among: own) }.map { twin(of: $0, on: network) }
                }
                ports[task.service.name] = own
            }
        }
    }

    private func twinIsNeeded(_ port: PlannedPort, among own: [PlannedPort]) -> Bool {
        guard port.isPublished, port.hostIP == nil, let number = port.hostNumber else { return false }
        return !own.contains { $0.privateNetwork != nil && $0.hostNumber == number }
    }

    private func twin(of port: PlannedPort, on network: String) -> PlannedPort {
        var twin = port
        twin.label += "_private"
        twin.privateNetwork = network
        twin.source = .inferred(Evidence(kind: .published, range: port.range))
        return twin
    }

    /// Says which ones the main address of the nodes opens.
    func report(_ ports: ServicePorts, diagnostics: inout Diagnostics) {
        var all: [String: [PlannedPort]] = [:]
        for service in project.services { all[service.name] = ports[service.name] }
        var open: [(service: String, numbers: ClosedRange<Int>)] = []
        for group in topology.jobs.flatMap(\.groups) {
            var seen: Set<String> = []
            let shared = publishedTogether(in: group, all)
            for task in group.mainTasks where task.service.place != .host {
                let published = shared ?? ports[task.service.name].filter(\.isPublished)
                for port in ports[task.service.name]
                where isUnpublished(port, besides: published) && port.privateNetwork == nil
                    && seen.insert(port.label).inserted
                {
                    if let last = open.last, last.service == task.service.name,
                        last.numbers.upperBound + 1 == port.target
                    {
                        open[open.count - 1].numbers = last.numbers.lowerBound...port.target
                    } else {
                        open.append((task.service.name, port.target...port.target))
                    }
                }
            }
        }
        guard !open.isEmpty else { return }
        let names = open.map { "\($0.service):\(PortClash.spelled($0.numbers))" }
        diagnostics.add(
            Diagnostic(
                ConversionIssue.reachablePorts,
                .warning,
                "whoever reaches the nodes reaches ports that the file does not publish: \(names.joined(separator: ", "))",
                at: project.servicesRange,
                hint:
                    "--network container gives peers the addresses of containers, --private-network NAME binds these ports on a private network of the nodes; or let a firewall keep them"
            )
        )
    }

    /// What answers on a published port as well is no secret of its number.
    private func isUnpublished(_ port: PlannedPort, besides published: [PlannedPort]) -> Bool {
        !port.isPublished && port.hostIP == nil
            && !published.contains {
                $0.label == port.label || $0.target == port.target && $0.isUDP == port.isUDP && !$0.isOnLoopback
            }
    }

    /// What the services of one namespace publish, which they share; `nil` for those that have each their own.
    private func publishedTogether(in group: PlannedGroup, _ ports: [String: [PlannedPort]]) -> [PlannedPort]? {
        guard group.sharesNamespace else { return nil }
        return group.mainTasks.flatMap { ports[$0.service.name] ?? [] }.filter(\.isPublished)
    }
}
