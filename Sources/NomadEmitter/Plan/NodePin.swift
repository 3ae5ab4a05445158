internal import ComposeParser

extension Plan.Decisions {
    /// Whether the jobs are to be kept on one node: groups meet there only, or the user names it.
    var pinsNode: Bool {
        if options.node != nil { return true }
        guard network.needsOneNode || meetsOnLoopback else { return false }
        // Each job asks: the second that is found is enough.
        let meeting = topology.jobs.lazy.filter(\.type.isPlaced).flatMap(\.groups).filter(\.lead.hasNetwork)
        return meeting.prefix(2).count > 1
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
