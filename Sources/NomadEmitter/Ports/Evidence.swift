internal import ComposeParser

/// What speaks for a port that nobody declares.
struct Evidence: Sendable, Hashable {
    /// What names the port.
    indirect enum Kind: Sendable, Hashable {
        /// The service's own words.
        case ownVariable(String), ownCommand, ownHealthcheck, ownFile(String)
        /// What it publishes, where peers need the container's port.
        case published
        /// What the file of images tells: what its image exposes, or one of its own words that the image says.
        case exposed, ofImage(Kind)
        /// What everybody knows of its image, of what its words show it to be, or of the program that it starts.
        case image(String), server(String, because: String), program(String)
        /// The words of another service.
        case variable(String, of: String), command(of: String), healthcheck(of: String), label(String, of: String)
        case file(String, of: String)
    }

    var kind: Kind
    /// Where it stands.
    var range: SourceRange

    /// Whether another service says it.
    var isOfAnother: Bool {
        switch kind {
        case .variable, .command, .healthcheck, .label, .file: true
        default: false
        }
    }

    /// For a note and for the job's comment: `the environment variable ELASTICSEARCH_HOSTS of kibana`.
    var description: String {
        switch kind {
        case .ownVariable(let key): "its environment variable \(key)"
        case .ownCommand: "its command"
        case .ownHealthcheck: "its healthcheck"
        case .ownFile(let path): "its file \(path)"
        case .published: "what it publishes on another port or address"
        case .exposed: "what its image exposes"
        case .ofImage(.ownVariable(let key)): "the environment variable \(key) of its image"
        case .ofImage(.ownHealthcheck): "the healthcheck of its image"
        case .ofImage: "the command of its image"
        case .image(let name): "its image \(name)"
        case .server(let name, let reason): "\(reason), which \(name) has"
        case .program(let name): "its command: \(name) serves it unless told otherwise"
        case .variable(let key, let service): "the environment variable \(key) of \(service)"
        case .command(let service): "the command of \(service)"
        case .healthcheck(let service): "the healthcheck of \(service)"
        case .label(let key, let service): "the label \(key) of \(service)"
        case .file(let path, let service): "the file \(path) of \(service)"
        }
    }
}

/// A port that a service's own words speak for.
struct OwnPort: Sendable, Hashable {
    /// How surely the words speak of the port that peers use, weakest first.
    enum Strength: Int, Sendable, Hashable, Comparable {
        /// Some `X_PORT`: it counts alone, where nothing else speaks.
        case hint
        /// What a program serves unless it is told otherwise.
        case implied
        /// The port that the healthcheck asks, perhaps one of its own.
        case probed
        /// `EXPOSE` of the image.
        case exposed
        /// `PORT`, `SERVER_PORT`: read by the applications that know it, passed to others by a shared file.
        case variable
        /// A flag, an address to listen on, a configuration file.
        case stated
        /// An address with the service's own name, as peers would use it.
        case advertised

        static func < (a: Strength, b: Strength) -> Bool { a.rawValue < b.rawValue }
    }

    var port: Int
    var strength: Strength
    var isUDP = false
    var evidence: Evidence
}
