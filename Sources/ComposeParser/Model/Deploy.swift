extension Compose {
    /// The `deploy` element. Source: Compose Deploy Specification.
    public struct Deploy: Sendable, Hashable {
        /// Where it stands.
        public var range: SourceRange
        /// `mode`: replicated (default) or global.
        public var mode: Compose.Text?
        /// `replicas`: instance count.
        public var replicas: Compose.Located<Int>?
        /// `endpoint_mode`: vip or dnsrr.
        public var endpointMode: Compose.Text?
        /// `labels`: labels of the service, not of containers.
        public var labels: [Compose.Pair] = []
        /// `limits` as the specification has it.
        public var limits = Resources()
        /// `reservations` as the specification has it.
        public var reservations = Resources()
        /// `restart_policy`: overrides restart.
        public var restartPolicy: RestartPolicy?
        /// `update_config`: rolling update.
        public var updateConfig: UpdateConfig?
        /// `rollback_config`: how to roll back.
        public var rollbackConfig: UpdateConfig?
        /// `constraints` as the specification has it.
        public var constraints: [Compose.Text] = []
        /// `preferences` as the specification has it.
        public var preferences: [Compose.Text] = []
        /// `max_replicas_per_node` as the specification has it.
        public var maxReplicasPerNode: Compose.Located<Int>?

        /// Upper bounds or guaranteed minima.
        public struct Resources: Sendable, Hashable {
            /// Cores.
            public var cpus: Compose.Located<Double>?
            /// Bytes.
            public var memory: Compose.Located<Int>?
            /// `pids`: max processes.
            public var pids: Compose.Located<Int>?
            /// `devices` as the specification has it.
            public var devices: [Compose.DeviceRequest] = []
            /// `generic_resources` as the specification has it.
            public var genericResources: [Compose.Node] = []
        }

        /// When and how often to restart.
        public struct RestartPolicy: Sendable, Hashable {
            /// Where it stands.
            public var range: SourceRange
            /// `none`, `on-failure` or `any`.
            public var condition: Compose.Text?
            /// Nanoseconds.
            public var delay: Compose.Located<Int64>?
            /// `max_attempts`: default unlimited.
            public var maxAttempts: Compose.Located<Int>?
            /// Nanoseconds.
            public var window: Compose.Located<Int64>?
        }

        /// A rolling update.
        public struct UpdateConfig: Sendable, Hashable {
            /// Where it stands.
            public var range: SourceRange
            /// `parallelism`: instances at a time; 0 = all.
            public var parallelism: Compose.Located<Int>?
            /// Nanoseconds.
            public var delay: Compose.Located<Int64>?
            /// `failure_action`: pause (default), continue, rollback.
            public var failureAction: Compose.Text?
            /// Nanoseconds.
            public var monitor: Compose.Located<Int64>?
            /// `max_failure_ratio`: tolerated failures.
            public var maxFailureRatio: Compose.Located<Double>?
            /// `order`: stop-first (default) or start-first.
            public var order: Compose.Text?
        }
    }
}

extension Compose.Deploy {
    init(decoding node: Compose.Node) {
        self.init(
            range: node.range,
            mode: node.text("mode"),
            replicas: node.int("replicas"),
            endpointMode: node.text("endpoint_mode"),
            labels: node.pairs("labels")
        )
        limits = Resources(decoding: node["resources"]?["limits"])
        reservations = Resources(decoding: node["resources"]?["reservations"])
        restartPolicy = node.stated("restart_policy").map { RestartPolicy(decoding: $0) }
        updateConfig = node.stated("update_config").map { UpdateConfig(decoding: $0) }
        rollbackConfig = node.stated("rollback_config").map { UpdateConfig(decoding: $0) }
        let placement = node["placement"]
        constraints = placement?.texts("constraints") ?? []
        preferences = (placement?.items(of: "preferences") ?? []).compactMap { $0.text("spread") }
        maxReplicasPerNode = placement?.int("max_replicas_per_node")
    }
}

extension Compose.Deploy.Resources {
    init(decoding node: Compose.Node?) {
        self.init()
        guard let node else { return }
        cpus = node.double("cpus")
        memory = node.int("memory")
        pids = node.int("pids")
        devices = node.items(of: "devices").map { Compose.DeviceRequest(decoding: $0) }
        genericResources = node.items(of: "generic_resources")
    }
}

extension Compose.Deploy.RestartPolicy {
    init(decoding node: Compose.Node) {
        self.init(
            range: node.range,
            condition: node.text("condition"),
            delay: node.duration("delay"),
            maxAttempts: node.int("max_attempts"),
            window: node.duration("window")
        )
    }
}

extension Compose.Deploy.UpdateConfig {
    init(decoding node: Compose.Node) {
        self.init(
            range: node.range,
            parallelism: node.int("parallelism"),
            delay: node.duration("delay"),
            failureAction: node.text("failure_action"),
            monitor: node.duration("monitor"),
            maxFailureRatio: node.double("max_failure_ratio"),
            order: node.text("order")
        )
    }
}
