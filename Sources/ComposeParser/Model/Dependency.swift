extension Compose {
    /// One entry of `depends_on`.
    public struct Dependency: Sendable, Hashable {
        /// What the dependency must have reached.
        public enum Condition: String, Sendable, Hashable, CaseIterable {
            /// Its container has started.
            case started = "service_started"
            /// Its healthcheck passes.
            case healthy = "service_healthy"
            /// It has ended with exit code 0.
            case completedSuccessfully = "service_completed_successfully"
        }

        /// The name of the service it depends on.
        public var service: String
        /// Where the entry stands.
        public var range: SourceRange
        /// The condition.
        public var condition: Condition
        /// Whether it restarts with the dependency.
        public var restart = false
        /// Whether it cannot do without it.
        public var required = true
        /// Whether Compose adds it for another attribute (links, volumes_from, network_mode …).
        public var isImplicit = false
    }
}

extension Compose.Dependency {
    init(decoding entry: Compose.Mapping.Entry) {
        let node = entry.value
        self.init(
            service: entry.key,
            range: entry.place,
            condition: node.text("condition").flatMap { Condition(rawValue: $0.string) } ?? .started,
            restart: node.bool("restart")?.value ?? false,
            required: node.bool("required")?.value ?? true,
            isImplicit: !entry.keyRange.isKnown
        )
    }
}
