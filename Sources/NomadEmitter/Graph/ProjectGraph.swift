/// A converted project as a picture: what runs where, what it mounts, who names whom and who waits for whom.
///
/// A pure function of the plan. Its texts are as the project has them; the printers make them harmless.
package struct ProjectGraph: Sendable, Hashable {
    /// A box of the picture.
    struct Node: Sendable, Hashable {
        /// What it stands for.
        enum Kind: Sendable, Hashable {
            /// All who come from outside of the cluster.
            case outside
            /// A task that runs as long as its group.
            case task
            /// A task that runs before the main tasks of its group.
            case prestart
            /// A volume, wherever it lives.
            case volume
            /// A path of the nodes.
            case path
        }

        /// Letters, digits and underscores; nothing else of the picture has it.
        var id: String
        var kind: Kind
        /// What it says.
        var lines: [String]
    }

    /// The tasks that run together.
    struct Group: Sendable, Hashable {
        var id: String
        var name: String
        var tasks: [Node]

        /// Whether it is drawn: a group of one task that is called like it is that task.
        var hasFrame: Bool { tasks.count != 1 || tasks.first?.lines.first != name }
    }

    /// The groups of a job.
    struct Job: Sendable, Hashable {
        var id: String
        /// What kind of job it is, and its name.
        var title: String
        var groups: [Group]
        /// Volumes and paths of the nodes that no other job mounts.
        var storage: [Node] = []
    }

    /// A line of the picture; there is one between two boxes.
    struct Edge: Sendable, Hashable {
        /// What it says foremost.
        enum Kind: Sendable, Hashable {
            /// Ports that the file publishes.
            case published
            /// One task names the other.
            case names
            /// One task waits for the other, and does not name it.
            case waits
            /// A task mounts a volume or a path.
            case mounts
        }

        /// The id of the box that reaches, waits or mounts.
        var from: String
        /// The id of the other box.
        var to: String
        var kind: Kind
        /// Ports and evidence, then what is waited for.
        var lines: [String] = []
    }

    /// The name of the project.
    var name: String
    /// Who comes from outside, if ports are published.
    var outside: Node?
    var jobs: [Job] = []
    /// Volumes and paths of the nodes that several jobs mount.
    var storage: [Node] = []
    var edges: [Edge] = []
}

extension Deployment {
    /// The picture of the project; `nil` if there is nothing to show.
    package var graph: ProjectGraph? { source.map { ProjectGraph($0.plan) } }
}
