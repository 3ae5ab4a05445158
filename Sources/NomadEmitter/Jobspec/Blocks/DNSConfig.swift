internal import HCL

extension Jobspec {
    /// `dns`: how the containers of the group resolve names.
    public struct DNSConfig: Sendable, Hashable {
        /// The addresses of the name servers.
        public var servers: StringList?
        /// The search domains.
        public var searches: StringList?
        /// Options of the resolver.
        public var options: StringList?
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("dns", comment: comment) { body in
                body.attribute("servers", servers?.expression)
                body.attribute("searches", searches?.expression)
                body.attribute("options", options?.expression)
            }
        }
    }
}

extension Jobspec.DNSConfig {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(servers: nil)
        change(&self)
    }
}
