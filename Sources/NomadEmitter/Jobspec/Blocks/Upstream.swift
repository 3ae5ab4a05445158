public import HCL

extension Jobspec {
    /// `upstreams`: a service of the mesh that is reached through the proxy.
    public struct Upstream: Sendable, Hashable {
        /// The name of the service.
        public var destinationName: ServiceName
        /// The port on which the proxy listens for it.
        public var localBindPort: NumberValue
        /// The address on which the proxy listens for it, if not 127.0.0.1.
        public var localBindAddress: String?
        /// The datacenter of the service.
        public var datacenter: String?
        /// Settings of the proxy.
        public var config: HCL.Body = HCL.Body()
        /// Attributes and blocks that have no property here; they replace and complete the others.
        public var extra: HCL.Body = HCL.Body()
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("upstreams", comment: comment) { body in
                body.attribute("destination_name", string: destinationName.rawValue)
                body.attribute("local_bind_port", number: localBindPort)
                body.attribute("local_bind_address", string: localBindAddress)
                body.attribute("datacenter", string: datacenter)
                if !config.isEmpty { body.block(HCL.Block("config", body: config)) }
                body.merge(extra, as: .consulUpstream)
            }
        }
    }
}

extension Jobspec.Upstream {
    /// Makes the block; what is left out is Nomad's default.
    public init(destinationName: ServiceName, localBindPort: NumberValue) {
        self.init(destinationName: destinationName, localBindPort: localBindPort, comment: [])
    }
}
