public import HCL
public import OrderedCollections

extension Jobspec {
    /// `sidecar_service`: the proxy beside a service of the mesh.
    public struct SidecarService: Sendable, Hashable {
        /// The port of the proxy.
        public var port: PortLabel?
        /// The tags of the proxy.
        public var tags: [Interpolated] = []
        /// Whether the proxy has no check of its own.
        public var disableDefaultTCPCheck: Bool?
        /// The meta data of the proxy.
        public var meta: InterpolatedMap = [:]
        /// What the proxy does.
        public var proxy: Proxy?
        /// Attributes and blocks that have no property here; they replace and complete the others.
        public var extra: HCL.Body = HCL.Body()
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("sidecar_service", comment: comment) { body in
                body.attribute("port", string: port?.rawValue)
                body.attribute("tags", list: tags)
                body.attribute("disable_default_tcp_check", bool: disableDefaultTCPCheck)
                body.map("meta", meta)
                body.block(proxy?.block)
                body.merge(extra, as: .consulSidecarService)
            }
        }
    }
}

extension Jobspec.SidecarService {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(port: nil)
        change(&self)
    }
}
