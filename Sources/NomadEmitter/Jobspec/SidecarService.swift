public import OrderedCollections

extension Jobspec {
    /// `sidecar_service`: the proxy beside a service of the mesh.
    public struct SidecarService: Sendable, Hashable {
        /// The port of the proxy.
        public var port: PortLabel?
        /// The tags of the proxy.
        public var tags: [Interpolated]
        /// Whether the proxy has no check of its own.
        public var disableDefaultTCPCheck: Bool?
        /// The meta data of the proxy.
        public var meta: InterpolatedMap
        /// What the proxy does.
        public var proxy: Proxy?
        /// Attributes and blocks that have no property here; they replace and complete the others.
        public var extra: HCL.Body
        /// Lines above the block.
        public var comment: [String]

        /// Makes the block; what is left out is Nomad's default.
        public init(
            port: PortLabel? = nil,
            tags: [Interpolated] = [],
            disableDefaultTCPCheck: Bool? = nil,
            meta: InterpolatedMap = [:],
            proxy: Proxy? = nil,
            extra: HCL.Body = HCL.Body(),
            comment: [String] = []
        ) {
            self.port = port
            self.tags = tags
            self.disableDefaultTCPCheck = disableDefaultTCPCheck
            self.meta = meta
            self.proxy = proxy
            self.extra = extra
            self.comment = comment
        }

        var block: HCL.Block {
            HCL.Block("sidecar_service", comment: comment) { body in
                body.attribute("port", string: port?.rawValue)
                body.attribute("tags", list: tags)
                body.attribute("disable_default_tcp_check", bool: disableDefaultTCPCheck)
                body.map("meta", meta)
                body.block(proxy?.block)
                body.merge(extra, as: "ConsulSidecarService")
            }
        }
    }
}
