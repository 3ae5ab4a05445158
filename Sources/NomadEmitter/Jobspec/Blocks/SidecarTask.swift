public import HCL
public import OrderedCollections

extension Jobspec {
    /// `sidecar_task`: changes to the proxy's own task.
    public struct SidecarTask: Sendable, Hashable {
        /// The name.
        public var name: String?
        /// The driver.
        public var driver: String?
        /// The user.
        public var user: Interpolated?
        /// The driver's configuration.
        public var config: DockerConfig?
        /// The environment.
        public var env: InterpolatedMap = [:]
        /// The meta data.
        public var meta: InterpolatedMap = [:]
        /// What it needs of the node.
        public var resources: Resources?
        /// How its output is kept.
        public var logs: LogConfig?
        /// How long it may take to end.
        public var killTimeout: DurationValue?
        /// The signal that ends it.
        public var killSignal: Interpolated?
        /// How long it runs on after its service is gone.
        public var shutdownDelay: DurationValue?
        /// The volumes that it sees.
        public var volumeMounts: [VolumeMount] = []
        /// Attributes and blocks that have no property here; they replace and complete the others.
        public var extra: HCL.Body = HCL.Body()
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("sidecar_task", comment: comment) { body in
                body.attribute("name", string: name)
                body.attribute("driver", string: driver)
                body.attribute("user", text: user)
                if let config { body.block(HCL.Block("config", comment: config.comment, body: config.body)) }
                body.map("env", env)
                body.map("meta", meta)
                body.block(resources?.block)
                body.block(logs?.block)
                body.attribute("kill_timeout", duration: killTimeout)
                body.attribute("kill_signal", text: killSignal)
                body.attribute("shutdown_delay", duration: shutdownDelay)
                body.blocks(volumeMounts.map(\.block))
                body.merge(extra, as: .sidecarTask)
            }
        }
    }
}

extension Jobspec.SidecarTask {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(name: nil)
        change(&self)
    }
}
