extension Compose {
    /// A network that a service joins.
    public struct NetworkAttachment: Sendable, Hashable {
        /// The key of the network.
        public var network: String
        /// Where it stands.
        public var range: SourceRange
        /// Further names on that network.
        public var aliases: [Compose.Text] = []
        /// `ipv4_address`: static address.
        public var ipv4Address: Compose.Text?
        /// `ipv6_address`: static address.
        public var ipv6Address: Compose.Text?
        /// `link_local_ips`: link-local addresses.
        public var linkLocalIPs: [Compose.Text] = []
        /// `mac_address`: MAC on that network.
        public var macAddress: Compose.Text?
        /// `driver_opts`: endpoint options.
        public var driverOpts: [Compose.Pair] = []
        /// `interface_name`: interface name in the container.
        public var interfaceName: Compose.Text?
        /// `priority`: connect order.
        public var priority: Compose.Located<Int>?
        /// `gw_priority`: gateway choice.
        public var gwPriority: Compose.Located<Int>?
    }
}

extension Compose.NetworkAttachment {
    init(decoding entry: Compose.Mapping.Entry) {
        let node = entry.value
        self.init(network: entry.key, range: entry.keyRange)
        aliases = node.texts("aliases")
        ipv4Address = node.text("ipv4_address")
        ipv6Address = node.text("ipv6_address")
        linkLocalIPs = node.texts("link_local_ips")
        macAddress = node.text("mac_address")
        driverOpts = node.pairs("driver_opts")
        interfaceName = node.text("interface_name")
        priority = node.int("priority")
        gwPriority = node.int("gw_priority")
    }
}
