public import HCL
public import OrderedCollections

extension Jobspec {
    /// `group`: tasks that run together on one node.
    public struct Group: Sendable, Hashable {
        /// The name, unique in the job.
        public var name: GroupName
        /// How many allocations.
        public var count: NumberValue?
        /// How long the tasks run on after the services of the group are gone.
        public var shutdownDelay: DurationValue?
        /// How long an allocation may run; batch jobs only.
        public var maxRunDuration: DurationValue?
        /// The nodes that may run it.
        public var constraints: [Constraint] = []
        /// The nodes that are better than others.
        public var affinities: [Affinity] = []
        /// Over which values allocations are spread.
        public var spreads: [Spread] = []
        /// What happens on the node when a task ends or fails.
        public var restart: Restart?
        /// Whether a failed allocation moves to another node.
        public var reschedule: Reschedule?
        /// How a new version is rolled out.
        public var update: Update?
        /// How allocations leave a drained node.
        public var migrate: Migrate?
        /// What happens when the node is out of reach.
        public var disconnect: Disconnect?
        /// The disk of the allocation directory.
        public var ephemeralDisk: EphemeralDisk?
        /// Between which counts an autoscaler may move.
        public var scaling: Scaling?
        /// How its tasks get a token of Vault.
        public var vault: Vault?
        /// The meta data.
        public var meta: InterpolatedMap = [:]
        /// The volumes that its tasks can mount.
        public var volumes: [VolumeRequest] = []
        /// The network.
        public var network: Network?
        /// What it offers.
        public var services: [Service] = []
        /// The tasks.
        public var tasks: [Task] = []
        /// Lines above attributes, by the name of the attribute.
        public var attributeComments: [String: [String]] = [:]
        /// Attributes and blocks that have no property here; they replace and complete the others.
        public var extra: HCL.Body = HCL.Body()
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("group", name.rawValue, comment: comment) { body in
                body.attribute("count", number: count)
                body.attribute("shutdown_delay", duration: shutdownDelay)
                body.attribute("max_run_duration", duration: maxRunDuration)
                body.blocks(constraints.map(\.block))
                body.blocks(affinities.map(\.block))
                body.blocks(spreads.map(\.block))
                body.block(restart?.block)
                body.block(reschedule?.block)
                body.block(update?.block)
                body.block(migrate?.block)
                body.block(disconnect?.block)
                body.block(ephemeralDisk?.block)
                body.block(scaling?.block)
                body.block(vault?.block)
                body.map("meta", meta, orAttribute: true)
                body.blocks(volumes.map(\.block))
                body.block(network?.block)
                body.blocks(services.map(\.block))
                body.blocks(tasks.map(\.block))
                body.comment(attributeComments)
                body.merge(extra, as: .taskGroup)
            }
        }
    }
}

extension Jobspec.Group {
    /// Makes the block; what is left out is Nomad's default.
    public init(name: GroupName) {
        self.init(name: name, comment: [])
    }
}
