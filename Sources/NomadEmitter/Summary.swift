internal import ComposeParser

/// A conversion in a few lines: what became what, how services find each other and why so, what the cluster must have.
public struct Summary: Sendable, Hashable {
    /// Where a service runs.
    public struct Placement: Sendable, Hashable {
        /// The name of the service.
        public var service: String
        /// The name of the job.
        public var job: String
        /// The name of the group.
        public var group: String
    }

    /// The services that run, in the order of the project.
    public var placements: [Placement]
    /// How services find each other.
    public var network: ConversionOptions.Network
    /// Why it is this one.
    public var reason: String
    /// Whether services find each other on one node only.
    public var isOnOneNode: Bool
    /// The fewest nodes that hold the project.
    public var nodes: Int
    /// What the cluster must have.
    public var needs: [String]
    /// How many warnings the conversion gave.
    public var warnings: Int

    /// How many jobs there are.
    public var jobs: Int { Set(placements.map(\.job)).count }

    /// How many groups there are.
    public var groups: Int { Set(placements.map { [$0.job, $0.group] }).count }

    /// The summary for a reader: what became what, then the strategy and why, then what the cluster must have.
    public var text: String { text(width: nil) }

    /// The summary in lines of at most `width` columns, with or without what the cluster must have.
    package func text(width: Int?, withNeeds: Bool = true) -> String {
        let size = nodes > 1 ? ", on \(nodes) nodes or more" : ""
        var lines = [
            Self.count(placements.count, "service") + " in " + Self.count(jobs, "job") + " and "
                + Self.count(groups, "group") + size
        ]
        lines.append("network: \(network.rawValue)\(isOnOneNode ? ", on one node" : ""): \(reason)")
        if withNeeds, !needs.isEmpty { lines.append("the cluster must have " + needs.listed()) }
        return lines.map { LineFill.filled($0.visible, width: width, indent: 4) + "\n" }.joined()
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
