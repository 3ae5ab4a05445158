internal import ComposeParser

/// What the configuration of an image says of the containers that run it. Source: OCI Image Specification, chapter
/// "Image Configuration"; the healthcheck is Docker's own.
struct ImageFacts: Sendable, Hashable {
    /// The protocols of ports.
    enum Transport: String, Sendable, Hashable, CaseIterable {
        case tcp, udp, sctp
    }

    /// A port that the image exposes.
    struct Port: Sendable, Hashable {
        var number: Int
        var transport: Transport
    }

    /// The healthcheck of the image; durations in nanoseconds.
    struct Health: Sendable, Hashable {
        /// The test with its first word, `CMD` or `CMD-SHELL`.
        var test: [String]
        var interval: Int64?
        var timeout: Int64?
        var startPeriod: Int64?
        var startInterval: Int64?
        var retries: Int?
        /// Where it stands.
        var range: SourceRange
    }

    /// Where the image stands in the file.
    var range: SourceRange
    /// `linux/amd64`, if the file says so.
    var platform: String?
    /// `ExposedPorts`, by number.
    var ports: [Port] = []
    /// `Healthcheck`, unless it is `NONE`.
    var health: Health?
    /// `User`: the name or number of the user, and of the group after a colon.
    var user: String?
    /// `Volumes`: the paths that anonymous volumes are mounted at, sorted.
    var volumes: [String] = []
    /// `StopSignal`.
    var stopSignal: String?
    /// `Entrypoint`.
    var entrypoint: [String] = []
    /// `Cmd`.
    var command: [String] = []
    /// `Env`, in the order of the file.
    var environment: [Compose.Pair] = []
}

extension ImageFacts {
    /// The healthcheck as if a service stated it.
    var healthcheck: Compose.Healthcheck? {
        guard let health else { return nil }
        func duration(_ nanoseconds: Int64?) -> Compose.Located<Int64>? {
            nanoseconds.map {
                Compose.Located(
                    $0,
                    text: Compose.Text(ComposeDuration(nanoseconds: $0).description, range: health.range)
                )
            }
        }
        var check = Compose.Healthcheck(
            range: health.range,
            test: health.test.map { Compose.Text($0, range: health.range) }
        )
        check.interval = duration(health.interval)
        check.timeout = duration(health.timeout)
        check.startPeriod = duration(health.startPeriod)
        check.startInterval = duration(health.startInterval)
        check.isOfImage = true
        check.retries = health.retries.map { Compose.Located($0, text: Compose.Text("\($0)", range: health.range)) }
        return check
    }

    /// Whether its process starts as root.
    var runsAsRoot: Bool {
        let name = (user ?? "").split(at: ":", omittingEmptySubsequences: false).first ?? ""
        return name.isEmpty || name == "0" || name == "root"
    }

    /// `uid` or `uid:gid`, where the image gives numbers and the user is not root.
    var owner: String? {
        let ids = (user ?? "").split(at: ":", omittingEmptySubsequences: false).map { UInt32($0) }
        guard ids.count <= 2, let uid = ids.first ?? nil, uid != 0 else { return nil }
        guard ids.count == 2 else { return "\(uid)" }
        return ids[1].map { "\(uid):\($0)" }
    }

    /// Whether another image is the same in all but its place.
    func agrees(with other: ImageFacts) -> Bool {
        var other = other
        other.range = range
        if let range = health?.range { other.health?.range = range }
        return self == other
    }
}
