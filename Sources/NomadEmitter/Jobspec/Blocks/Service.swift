public import HCL
public import OrderedCollections

extension Jobspec {
    /// `service`: what a group or task offers, registered in Consul or Nomad.
    public struct Service: Sendable, Hashable {
        /// Where a service is registered.
        public enum Provider: String, Sendable, Hashable, CaseIterable {
            /// In Consul.
            case consul
            /// In Nomad itself.
            case nomad
        }

        /// Which address is registered.
        public enum AddressMode: String, Sendable, Hashable, CaseIterable {
            /// Nomad decides.
            case auto
            /// That of the node.
            case host
            /// That which the driver gives; services of tasks only.
            case driver
            /// That of the allocation; services of groups only.
            case alloc
            /// The IPv6 address of the allocation; services of groups only.
            case allocIPv6 = "alloc_ipv6"
        }

        /// What checks mean for a deployment.
        public enum OnUpdate: String, Sendable, Hashable, CaseIterable {
            /// They must pass.
            case requireHealthy = "require_healthy"
            /// They may warn.
            case ignoreWarnings = "ignore_warnings"
            /// Nothing.
            case ignore
        }

        /// The name.
        public var name: ServiceName
        /// The tags.
        public var tags: [Interpolated] = []
        /// The port.
        public var port: ServicePort?
        /// Where it is registered; Consul without it.
        public var provider: Provider?
        /// The address, if not that of the node or allocation.
        public var address: Interpolated?
        /// Which address is registered.
        public var addressMode: AddressMode?
        /// The task that script checks and the driver address are about, for a service of a group.
        public var task: TaskName?
        /// What checks mean for a deployment.
        public var onUpdate: OnUpdate?
        /// The tags of canaries.
        public var canaryTags: [Interpolated] = []
        /// Whether Consul's own changes to the tags last.
        public var enableTagOverride: Bool?
        /// The kind of a Consul gateway.
        public var kind: String?
        /// The Consul cluster.
        public var cluster: String?
        /// The meta data.
        public var meta: InterpolatedMap = [:]
        /// The meta data of canaries.
        public var canaryMeta: InterpolatedMap = [:]
        /// Further addresses by tag.
        public var taggedAddresses: InterpolatedMap = [:]
        /// The health checks.
        public var checks: [Check] = []
        /// When failing checks restart the task.
        public var checkRestart: CheckRestart?
        /// How it takes part in the service mesh.
        public var connect: Connect?
        /// Attributes and blocks that have no property here; they replace and complete the others.
        public var extra: HCL.Body = HCL.Body()
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("service", comment: comment) { body in
                body.attribute("name", string: name.rawValue)
                body.attribute("tags", list: tags)
                body.attribute("port", string: port?.text)
                body.attribute("provider", string: provider?.rawValue)
                body.attribute("address", text: address)
                body.attribute("address_mode", string: addressMode?.rawValue)
                body.attribute("task", string: task?.rawValue)
                body.attribute("on_update", string: onUpdate?.rawValue)
                body.attribute("canary_tags", list: canaryTags)
                body.attribute("enable_tag_override", bool: enableTagOverride)
                body.attribute("kind", string: kind)
                body.attribute("cluster", string: cluster)
                body.map("meta", meta)
                body.map("canary_meta", canaryMeta)
                body.map("tagged_addresses", taggedAddresses)
                body.blocks(checks.map(\.block))
                body.block(checkRestart?.block)
                body.block(connect?.block)
                body.merge(extra, as: .service)
            }
        }
    }
}

extension Jobspec {
    /// The port of a service or check.
    public enum ServicePort: Sendable, Hashable {
        /// A port of the group.
        case label(PortLabel)
        /// A port number: that in the container with `address_mode = "alloc"` or `"driver"`.
        case number(Int)

        /// The port as the job file says it.
        public var text: String {
            switch self {
            case .label(let label): label.rawValue
            case .number(let number): String(number)
            }
        }
    }
}

extension Jobspec.Service {
    /// Makes the block; what is left out is Nomad's default.
    public init(name: ServiceName) {
        self.init(name: name, comment: [])
    }
}
