extension Topology {
    /// Whether groups have peers that may run on another node.
    var hasMeetingGroups: Bool {
        jobs.filter(\.type.isPlaced).flatMap(\.groups).count(where: \.lead.hasNetwork) > 1
    }
}

extension Jobspec.Constraint {
    /// The node that the variable of the job names, if it names one.
    static let pinned = Jobspec.Constraint {
        $0.attribute = .runtime("node.unique.name")
        $0.value = .variable(OwnVariable.node.rawValue)
        $0.isOptional = true
        $0.comment = ["Its peers are found on the same node."]
    }
}
