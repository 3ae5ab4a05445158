extension Compose {
    /// A lifecycle hook.
    public struct Hook: Sendable, Hashable {
        /// Where it stands.
        public var range: SourceRange
        /// `command`: command.
        public var command: [Compose.Text] = []
        /// `image` as the specification has it.
        public var image: Compose.Text?
        /// `user`: user.
        public var user: Compose.Text?
        /// `privileged`: privileged exec.
        public var privileged: Compose.Located<Bool>?
        /// `working_dir`: directory.
        public var workingDir: Compose.Text?
        /// `environment`: extra variables.
        public var environment: [Compose.Pair] = []
        /// `per_replica` as the specification has it.
        public var perReplica: Compose.Located<Bool>?
    }
}

extension Compose.Hook {
    init(decoding node: Compose.Node) {
        self.init(
            range: node.range,
            command: node.texts("command"),
            image: node.text("image"),
            user: node.text("user"),
            privileged: node.bool("privileged"),
            workingDir: node.text("working_dir"),
            environment: node.pairs("environment"),
            perReplica: node.bool("per_replica")
        )
    }
}

extension Compose {
    /// Logging of a service.
    public struct Logging: Sendable, Hashable {
        /// Where it stands.
        public var range: SourceRange
        /// `driver`: log driver.
        public var driver: Compose.Text?
        /// `options`: driver options.
        public var options: [Compose.Pair] = []
    }
}

extension Compose.Logging {
    init(decoding node: Compose.Node) {
        self.init(range: node.range, driver: node.text("driver"), options: node.pairs("options"))
    }
}

extension Compose {
    /// A resource limit of processes.
    public struct Ulimit: Sendable, Hashable {
        /// `name`: project name; default = normalised directory name.
        public var name: String
        /// Where it stands.
        public var range: SourceRange
        /// `soft` as the specification has it.
        public var soft: Compose.Located<Int>
        /// `hard` as the specification has it.
        public var hard: Compose.Located<Int>
    }
}

extension Compose.Ulimit {
    init?(decoding entry: Compose.Mapping.Entry) {
        let node = entry.value
        if let single = node.locatedInt {
            self.init(name: entry.key, range: entry.keyRange, soft: single, hard: single)
        } else if let soft = node.int("soft"), let hard = node.int("hard") {
            self.init(name: entry.key, range: entry.keyRange, soft: soft, hard: hard)
        } else {
            return nil
        }
    }
}

extension Compose {
    /// Windows credentials.
    public struct CredentialSpec: Sendable, Hashable {
        /// Where it stands.
        public var range: SourceRange
        /// `file`: file in the daemon CredentialSpecs dir.
        public var file: Compose.Text?
        /// `registry`: registry value.
        public var registry: Compose.Text?
        /// `config`: Swarm config.
        public var config: Compose.Text?
    }
}

extension Compose.CredentialSpec {
    init(decoding node: Compose.Node) {
        self.init(
            range: node.range,
            file: node.text("file"),
            registry: node.text("registry"),
            config: node.text("config")
        )
    }
}

extension Compose {
    /// A service that an external tool provides.
    public struct Provider: Sendable, Hashable {
        /// Where it stands.
        public var range: SourceRange
        /// `type`: tool name.
        public var type: Compose.Text?
    }
}

extension Compose.Provider {
    init(decoding node: Compose.Node) {
        self.init(range: node.range, type: node.text("type"))
    }
}

extension Compose {
    /// A model that a service uses.
    public struct ModelBinding: Sendable, Hashable {
        /// `model` as the specification has it.
        public var model: String
        /// Where it stands.
        public var range: SourceRange
        /// `endpoint_var`: variable with the URL.
        public var endpointVar: Compose.Text?
        /// `model_var`: variable with the model id.
        public var modelVar: Compose.Text?
    }
}

extension Compose.ModelBinding {
    init(decoding entry: Compose.Mapping.Entry) {
        self.init(
            model: entry.key,
            range: entry.keyRange,
            endpointVar: entry.value.text("endpoint_var"),
            modelVar: entry.value.text("model_var")
        )
    }
}
