public import HCL
public import OrderedCollections

extension Jobspec {
    /// `task`: one container.
    public struct Task: Sendable, Hashable {
        /// The name, unique in the group.
        public var name: TaskName
        /// The driver.
        public var driver: String = "docker"
        /// The user in the container.
        public var user: Interpolated?
        /// Whether its end ends the group; one of them at most.
        public var leader: Bool?
        /// How long it may take to end before it is killed.
        public var killTimeout: DurationValue?
        /// The signal that ends it, such as `SIGTERM`.
        public var killSignal: Interpolated?
        /// How long it runs on after its services are gone.
        public var shutdownDelay: DurationValue?
        /// When it runs, if it is not a main task.
        public var lifecycle: Lifecycle?
        /// The nodes that may run it.
        public var constraints: [Constraint] = []
        /// The nodes that are better than others.
        public var affinities: [Affinity] = []
        /// What happens when it ends or fails, if not what the group says.
        public var restart: Restart?
        /// The driver's configuration.
        public var config: DockerConfig = DockerConfig()
        /// The environment.
        public var env: InterpolatedMap = [:]
        /// What is fetched before it starts.
        public var artifacts: [Artifact] = []
        /// What is rendered before it starts.
        public var templates: [Template] = []
        /// Values of secret providers.
        public var secrets: [Secret] = []
        /// How it gets a token of Vault.
        public var vault: Vault?
        /// The volumes that it sees.
        public var volumeMounts: [VolumeMount] = []
        /// What it offers.
        public var services: [Service] = []
        /// Commands that the operator can run in it.
        public var actions: [Action] = []
        /// The meta data: `NOMAD_META_key` in the environment.
        public var meta: InterpolatedMap = [:]
        /// How its output is kept.
        public var logs: LogConfig?
        /// What it needs of the node.
        public var resources: Resources?
        /// Lines above attributes, by the name of the attribute.
        public var attributeComments: [String: [String]] = [:]
        /// Attributes and blocks that have no property here; they replace and complete the others.
        public var extra: HCL.Body = HCL.Body()
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("task", name.rawValue, comment: comment) { body in
                body.attribute("driver", string: driver)
                body.attribute("user", text: user)
                body.attribute("leader", bool: leader)
                body.attribute("kill_timeout", duration: killTimeout)
                body.attribute("kill_signal", text: killSignal)
                body.attribute("shutdown_delay", duration: shutdownDelay)
                body.block(lifecycle?.block)
                body.blocks(constraints.map(\.block))
                body.blocks(affinities.map(\.block))
                body.block(restart?.block)
                body.block(HCL.Block("config", comment: config.comment, body: config.body))
                body.map("env", env, orAttribute: true)
                body.blocks(artifacts.map(\.block))
                body.blocks(templates.map(\.block))
                body.blocks(secrets.map(\.block))
                body.block(vault?.block)
                body.blocks(volumeMounts.map(\.block))
                body.blocks(services.map(\.block))
                body.blocks(actions.map(\.block))
                body.map("meta", meta, orAttribute: true)
                body.block(logs?.block)
                body.block(resources?.block)
                body.comment(attributeComments)
                body.merge(extra, as: .task)
            }
        }
    }
}

extension Jobspec.Task {
    /// Makes the block; what is left out is Nomad's default.
    public init(name: TaskName) {
        self.init(name: name, comment: [])
    }
}
