internal import HCL

extension Jobspec {
    /// `vault`: how a task gets a token of Vault.
    public struct Vault: Sendable, Hashable {
        /// The policies; not with workload identities.
        public var policies: [String] = []
        /// The role of the workload identity.
        public var role: String?
        /// The namespace.
        public var namespace: String?
        /// The cluster.
        public var cluster: String?
        /// Whether the token is an environment variable.
        public var env: Bool?
        /// Whether the token is not written to a file.
        public var disableFile: Bool?
        /// What a new token does: `noop`, `restart` or `signal`.
        public var changeMode: Interpolated?
        /// The signal for `signal`.
        public var changeSignal: Interpolated?
        /// Whether a token may expire.
        public var allowTokenExpiration: Bool?
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            HCL.Block("vault", comment: comment) { body in
                body.attribute("policies", strings: policies)
                body.attribute("role", string: role)
                body.attribute("namespace", string: namespace)
                body.attribute("cluster", string: cluster)
                body.attribute("env", bool: env)
                body.attribute("disable_file", bool: disableFile)
                body.attribute("change_mode", text: changeMode)
                body.attribute("change_signal", text: changeSignal)
                body.attribute("allow_token_expiration", bool: allowTokenExpiration)
            }
        }
    }
}

extension Jobspec.Vault {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(policies: [])
        change(&self)
    }
}
