/// A lifecycle hook.
public struct Hook: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// `command`: command.
    public var command: [Text] = []
    /// `image` as the specification has it.
    public var image: Text?
    /// `user`: user.
    public var user: Text?
    /// `privileged`: privileged exec.
    public var privileged: Located<Bool>?
    /// `working_dir`: directory.
    public var workingDir: Text?
    /// `environment`: extra variables.
    public var environment: [Pair] = []
    /// `per_replica` as the specification has it.
    public var perReplica: Located<Bool>?
}

extension Hook {
    init(decoding node: Node) {
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

/// Logging of a service.
public struct Logging: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// `driver`: log driver.
    public var driver: Text?
    /// `options`: driver options.
    public var options: [Pair] = []
}

extension Logging {
    init(decoding node: Node) {
        self.init(range: node.range, driver: node.text("driver"), options: node.pairs("options"))
    }
}

/// A resource limit of processes.
public struct Ulimit: Sendable, Hashable {
    /// `name`: project name; default = normalised directory name.
    public var name: String
    /// Where it stands.
    public var range: SourceRange
    /// `soft` as the specification has it.
    public var soft: Located<Int>
    /// `hard` as the specification has it.
    public var hard: Located<Int>
}

extension Ulimit {
    init?(decoding entry: Mapping.Entry) {
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

/// Windows credentials.
public struct CredentialSpec: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// `file`: file in the daemon CredentialSpecs dir.
    public var file: Text?
    /// `registry`: registry value.
    public var registry: Text?
    /// `config`: Swarm config.
    public var config: Text?
}

extension CredentialSpec {
    init(decoding node: Node) {
        self.init(
            range: node.range,
            file: node.text("file"),
            registry: node.text("registry"),
            config: node.text("config")
        )
    }
}

/// A service that an external tool provides.
public struct Provider: Sendable, Hashable {
    /// Where it stands.
    public var range: SourceRange
    /// `type`: tool name.
    public var type: Text?
}

extension Provider {
    init(decoding node: Node) {
        self.init(range: node.range, type: node.text("type"))
    }
}

/// A model that a service uses.
public struct ModelBinding: Sendable, Hashable {
    /// `model` as the specification has it.
    public var model: String
    /// Where it stands.
    public var range: SourceRange
    /// `endpoint_var`: variable with the URL.
    public var endpointVar: Text?
    /// `model_var`: variable with the model id.
    public var modelVar: Text?
}

extension ModelBinding {
    init(decoding entry: Mapping.Entry) {
        self.init(
            model: entry.key,
            range: entry.keyRange,
            endpointVar: entry.value.text("endpoint_var"),
            modelVar: entry.value.text("model_var")
        )
    }
}
