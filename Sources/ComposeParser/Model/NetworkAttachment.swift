/// A network that a service joins.
public struct NetworkAttachment: Sendable, Hashable {
    /// The key of the network.
    public var network: String
    /// Where it stands.
    public var range: SourceRange
    /// Further names on that network.
    public var aliases: [Text] = []
    /// `ipv4_address`: static address.
    public var ipv4Address: Text?
    /// `ipv6_address`: static address.
    public var ipv6Address: Text?
    /// `link_local_ips`: link-local addresses.
    public var linkLocalIPs: [Text] = []
    /// `mac_address`: MAC on that network.
    public var macAddress: Text?
    /// `driver_opts`: endpoint options.
    public var driverOpts: [Pair] = []
    /// `interface_name`: interface name in the container.
    public var interfaceName: Text?
    /// `priority`: connect order.
    public var priority: Located<Int>?
    /// `gw_priority`: gateway choice.
    public var gwPriority: Located<Int>?
}

extension NetworkAttachment {
    init(decoding entry: Mapping.Entry) {
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
