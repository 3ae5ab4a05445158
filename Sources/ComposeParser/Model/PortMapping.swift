extension Compose {
    /// A published or exposed port.
    public struct PortMapping: Sendable, Hashable {
        /// Where it stands.
        public var range: SourceRange
        /// The name that documents it.
        public var name: Compose.Text?
        /// The container port.
        public var target: Compose.Located<Int>
        /// The host port or a range of them (`9000-9005`); `nil`: a random one.
        public var published: Compose.Text?
        /// The host address that it binds.
        public var hostIP: Compose.Text?
        /// `tcp`, `udp` or `sctp`.
        public var transport: Compose.Text?
        /// A hint such as `http`.
        public var appProtocol: Compose.Text?
        /// `ingress` or `host`.
        public var mode: Compose.Text?
    }
}

extension Compose.PortMapping {
    init?(decoding node: Compose.Node) {
        guard let target = node.int("target") else { return nil }
        self.init(
            range: node.range,
            name: node.text("name"),
            target: target,
            published: node.text("published"),
            hostIP: node.text("host_ip"),
            transport: node.text("protocol"),
            appProtocol: node.text("app_protocol"),
            mode: node.text("mode")
        )
    }
}
