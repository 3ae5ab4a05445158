public import HCL
public import OrderedCollections

extension Jobspec {
    /// `secret`: values of a secret provider as variables of the task (Nomad 1.11).
    public struct Secret: Sendable, Hashable {
        /// The name, used in `${secret.NAME.KEY}`.
        public var name: String
        /// The provider: `nomad`, `vault` or a plugin.
        public var provider: String
        /// The path of the secret.
        public var path: Interpolated
        /// The configuration of the provider.
        public var config: HCL.Body = HCL.Body()
        /// The environment of the provider.
        public var env: InterpolatedMap = [:]
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("secret", name, comment: comment) { body in
                body.attribute("provider", string: provider)
                body.attribute("path", text: path)
                if !config.isEmpty { body.block(HCL.Block("config", body: config)) }
                body.map("env", env)
            }
        }
    }
}

extension Jobspec.Secret {
    /// Makes the block; what is left out is Nomad's default.
    public init(name: String, provider: String, path: Interpolated) {
        self.init(name: name, provider: provider, path: path, comment: [])
    }
}
