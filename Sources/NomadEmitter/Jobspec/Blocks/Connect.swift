public import HCL

extension Jobspec {
    /// `connect`: how a service of a group takes part in Consul's service mesh.
    public enum Connect: Sendable, Hashable {
        /// The service speaks the mesh's protocol itself.
        case native
        /// A proxy runs beside it.
        case sidecar(SidecarService, task: SidecarTask? = nil)
        /// A gateway, in Nomad's own words.
        case gateway(HCL.Body)

        var block: HCL.Block {
            HCL.Block("connect") { body in
                switch self {
                case .native:
                    body.attribute("native", true)
                case .sidecar(let service, let task):
                    body.block(service.block)
                    body.block(task?.block)
                case .gateway(let gateway):
                    body.block(HCL.Block("gateway", body: gateway))
                }
            }
        }
    }
}
