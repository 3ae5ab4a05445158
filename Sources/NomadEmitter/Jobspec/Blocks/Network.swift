public import HCL
public import OrderedCollections

extension Jobspec {
    /// `network`: the network of a group.
    public struct Network: Sendable, Hashable {
        /// How the containers of the group are connected.
        public enum Mode: Sendable, Hashable {
            /// To the network of the node.
            case host
            /// To a network namespace of their own behind Nomad's bridge.
            case bridge
            /// Not at all.
            case none
            /// To the CNI network of that name.
            case cni(String)

            /// The mode as the job file says it.
            public var text: String {
                switch self {
                case .host: "host"
                case .bridge: "bridge"
                case .none: "none"
                case .cni(let name): "cni/\(name)"
                }
            }
        }

        /// How the containers are connected; Docker's own bridge without it.
        public var mode: Mode?
        /// The host name of the containers in bridge mode.
        public var hostname: Interpolated?
        /// The ports.
        public var ports: [Port] = []
        /// How names are resolved.
        public var dns: DNSConfig?
        /// Arguments of the CNI network.
        public var cniArguments: InterpolatedMap = [:]
        /// Attributes and blocks that have no property here; they replace and complete the others.
        public var extra: HCL.Body = HCL.Body()
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("network", comment: comment) { body in
                body.attribute("mode", string: mode?.text)
                body.attribute("hostname", text: hostname)
                body.blocks(ports.map(\.block))
                body.block(dns?.block)
                if !cniArguments.isEmpty {
                    let entries = cniArguments.map { HCL.ObjectEntry($0.key, $0.value.expression()) }
                    body.block(HCL.Block("cni") { $0.attribute("args", .object(entries)) })
                }
                body.merge(extra, as: .networkResource)
            }
        }
    }
}

extension Jobspec.Network {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(mode: nil)
        change(&self)
    }
}
