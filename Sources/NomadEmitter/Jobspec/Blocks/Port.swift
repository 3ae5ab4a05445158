internal import HCL

extension Jobspec {
    /// `port`: a port of the group.
    public struct Port: Sendable, Hashable {
        /// The label, unique in the group.
        public var label: PortLabel
        /// The port of the node; without it Nomad picks one.
        public var staticPort: NumberValue?
        /// The port in the container; -1 for the same as that of the node.
        public var to: NumberValue?
        /// The network of the node on which it is published.
        public var hostNetwork: String?
        /// Whether several groups may take the port (Nomad 1.10).
        public var ignoreCollision: Bool?
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("port", label.rawValue, comment: comment) { body in
                body.attribute("static", number: staticPort)
                body.attribute("to", number: to)
                body.attribute("host_network", string: hostNetwork)
                body.attribute("ignore_collision", bool: ignoreCollision)
            }
        }
    }
}

extension Jobspec.Port {
    /// Makes the block; what is left out is Nomad's default.
    public init(label: PortLabel) {
        self.init(label: label, comment: [])
    }
}
