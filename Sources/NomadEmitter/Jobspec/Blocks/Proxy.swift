public import HCL

extension Jobspec {
    /// `proxy`: what the sidecar proxy does.
    public struct Proxy: Sendable, Hashable {
        /// A path that is open to those outside of the mesh.
        public struct ExposedPath: Sendable, Hashable {
            /// The path.
            public var path: String
            /// The protocol: `http` or `http2`.
            public var transport: String = "http"
            /// The port of the service.
            public var localPort: NumberValue
            /// The port of the group on which it is open.
            public var listener: PortLabel

            var block: HCL.Block {
                HCL.Block("path") { body in
                    body.attribute("path", string: path)
                    body.attribute("protocol", string: transport)
                    body.attribute("local_path_port", number: localPort)
                    body.attribute("listener_port", string: listener.rawValue)
                }
            }
        }

        /// The address of the service, if not 127.0.0.1.
        public var localServiceAddress: String?
        /// The port of the service.
        public var localServicePort: NumberValue?
        /// The services that it reaches.
        public var upstreams: [Upstream] = []
        /// Paths that are open to those outside of the mesh.
        public var exposedPaths: [ExposedPath] = []
        /// Settings of the proxy.
        public var config: HCL.Body = HCL.Body()
        /// Attributes and blocks that have no property here; they replace and complete the others.
        public var extra: HCL.Body = HCL.Body()
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("proxy", comment: comment) { body in
                body.attribute("local_service_address", string: localServiceAddress)
                body.attribute("local_service_port", number: localServicePort)
                body.blocks(upstreams.map(\.block))
                if !exposedPaths.isEmpty { body.block(HCL.Block("expose") { $0.blocks(exposedPaths.map(\.block)) }) }
                if !config.isEmpty { body.block(HCL.Block("config", body: config)) }
                body.merge(extra, as: .consulProxy)
            }
        }
    }
}

extension Jobspec.Proxy.ExposedPath {
    /// Opens `path`.
    public init(path: String, localPort: NumberValue, listener: PortLabel) {
        self.init(path: path, transport: "http", localPort: localPort, listener: listener)
    }
}

extension Jobspec.Proxy {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(localServiceAddress: nil)
        change(&self)
    }
}
