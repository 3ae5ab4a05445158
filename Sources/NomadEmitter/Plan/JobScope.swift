internal import ComposeParser

/// Where in the cluster a job is, as far as `x-nomad` states it. What goes with the job goes there too.
struct JobScope: Sendable, Hashable {
    /// The namespace, if it is not the default one.
    var namespace: String?
    /// The region, if it is not that of the agent.
    var region: String?

    /// The default namespace in the region of the agent.
    init() {}

    /// The scope of `job`: that of the project, or what the only group of the job states itself.
    init(of job: PlannedJob, in project: Compose.Project) {
        let services = job.groups.count == 1 ? job.groups[0].tasks.map(\.service) : []
        let blocks = [project.extensions["x-nomad"]] + services.map { $0.extensions["x-nomad"]?["job"] }
        for case let block? in blocks {
            if let node = block["namespace"] { namespace = Self.name(node) }
            if let node = block["region"] { region = Self.name(node) }
        }
        if namespace == "default" { namespace = nil }
    }

    /// The flags of `nomad` that lead there.
    var flags: [String] {
        (namespace.map { ["-namespace=\($0)"] } ?? []) + (region.map { ["-region=\($0)"] } ?? [])
    }

    /// The text, if a namespace or region can have that name; Nomad refuses the job otherwise.
    private static func name(_ node: Compose.Node) -> String? {
        guard node.mapping == nil, node.sequence == nil, !node.isNull else { return nil }
        let text = node.text.string
        return !text.isEmpty && text.utf8.allSatisfy(ASCIIBytes.isHost) ? text : nil
    }
}
