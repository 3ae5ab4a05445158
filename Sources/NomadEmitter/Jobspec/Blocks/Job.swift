public import HCL
public import OrderedCollections

extension Jobspec {
    /// `job`: what is submitted to Nomad.
    public struct Job: Sendable, Hashable {
        /// How a job is scheduled.
        public enum JobType: String, Sendable, Hashable, CaseIterable {
            /// Runs until it is stopped.
            case service
            /// Runs until it is done.
            case batch
            /// Runs on each node.
            case system
            /// Runs on each node until it is done.
            case sysbatch
        }

        /// The name and ID.
        public var name: JobName
        /// How it is scheduled.
        public var type: JobType = .service
        /// The region.
        public var region: String?
        /// The namespace.
        public var namespace: String?
        /// The datacenters; all without it.
        public var datacenters: StringList?
        /// The node pool.
        public var nodePool: String?
        /// From 1 to 100; 50 without it.
        public var priority: NumberValue?
        /// Whether all groups must fit at once.
        public var allAtOnce: Bool?
        /// The nodes that may run it.
        public var constraints: [Constraint] = []
        /// The nodes that are better than others.
        public var affinities: [Affinity] = []
        /// Over which values allocations are spread.
        public var spreads: [Spread] = []
        /// How a new version is rolled out.
        public var update: Update?
        /// How allocations leave a drained node.
        public var migrate: Migrate?
        /// Whether failed allocations move to another node.
        public var reschedule: Reschedule?
        /// When it starts by itself; batch jobs only.
        public var periodic: Periodic?
        /// Whether it runs when it is dispatched; batch jobs only.
        public var parameterized: Parameterized?
        /// How its tasks get a token of Vault.
        public var vault: Vault?
        /// The meta data.
        public var meta: InterpolatedMap = [:]
        /// Values of secret providers, for all tasks.
        public var secrets: [Secret] = []
        /// The groups.
        public var groups: [Group] = []
        /// Lines above attributes, by the name of the attribute.
        public var attributeComments: [String: [String]] = [:]
        /// Attributes and blocks that have no property here; they replace and complete the others.
        public var extra: HCL.Body = HCL.Body()
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("job", name.rawValue, comment: comment) { body in
                body.attribute("type", string: type.rawValue)
                body.attribute("region", string: region)
                body.attribute("namespace", string: namespace)
                body.attribute("datacenters", datacenters?.expression)
                body.attribute("node_pool", string: nodePool)
                body.attribute("priority", number: priority)
                body.attribute("all_at_once", bool: allAtOnce)
                body.blocks(constraints.map(\.block))
                body.blocks(affinities.map(\.block))
                body.blocks(spreads.map(\.block))
                body.block(update?.block)
                body.block(migrate?.block)
                body.block(reschedule?.block)
                body.block(periodic?.block)
                body.block(parameterized?.block)
                body.block(vault?.block)
                body.map("meta", meta, orAttribute: true)
                body.blocks(secrets.map(\.block))
                body.blocks(groups.map(\.block))
                body.comment(attributeComments)
                body.merge(extra, as: .job)
            }
        }
    }
}

extension Jobspec.Job {
    /// Makes the block; what is left out is Nomad's default.
    public init(name: JobName) {
        self.init(name: name, comment: [])
    }
}
