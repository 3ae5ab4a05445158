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
        public var comment: [String]

        /// Makes the block; what is left out is Nomad's default.
        public init(
            servers: StringList? = nil,
            searches: StringList? = nil,
            options: StringList? = nil,
            comment: [String] = []
        ) {
            self.servers = servers
            self.searches = searches
            self.options = options
            self.comment = comment
        }

        var block: HCL.Block {
            HCL.Block("dns", comment: comment) { body in
                body.attribute("servers", servers?.expression)
                body.attribute("searches", searches?.expression)
                body.attribute("options", options?.expression)
            }
        }
    }
}
