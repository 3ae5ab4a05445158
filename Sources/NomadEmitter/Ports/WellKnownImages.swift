internal import ComposeParser

/// What is common knowledge about an image: the ports it serves and whom its process runs as.
struct WellKnownImage: Sendable, Hashable {
    /// The repository without registry, and without `library/`.
    var repository: String
    /// The port it serves by default, the main one first.
    var ports: [Int]
    /// `uid:gid` of the process, where it does not run as root from the start and data must belong to it.
    var owner: String?
    /// The same of the variants on Alpine, where the numbers differ.
    private var alpineOwner: String?

    /// Whether it is only called like the one that is known.
    var isNamesake = false
    /// Whether it only ever serves others of its project: a database, a broker, a cache.
    var isBackend = false

    /// Finds what is known of an image reference such as `docker.io/library/postgres:16`.
    ///
    /// A mirror keeps the end of the path (`registry.example/mirror/bitnami/redis`); of somebody's own `acme/redis` only
    /// the ports are believed.
    static func find(_ reference: String) -> WellKnownImage? {
        let parts = repository(of: reference).split(at: "/").map(String.init)
        for start in parts.indices.dropLast() {
            if let image = byRepository[normalized(Array(parts[start...]))] { return image.variant(reference) }
        }
        guard let last = parts.last else { return nil }
        if parts.count == 1, let image = byRepository[last] { return image.variant(reference) }
        guard var image = byLastPart[last] else { return nil }
        image.owner = nil
        image.isNamesake = true
        return image
    }

    private func variant(_ reference: String) -> WellKnownImage {
        guard let alpineOwner, WellKnownImage.isAlpine(reference) else { return self }
        var image = self
        image.owner = alpineOwner
        return image
    }

    /// Bitnami's images have moved.
    private static func normalized(_ parts: [String]) -> String {
        let path = parts.joined(separator: "/")
        for vendor in ["bitnamilegacy/", "bitnamisecure/"] where path.hasPrefix(vendor) {
            return "bitnami/\(path.dropFirst(vendor.count))"
        }
        return path
    }

    /// Whether it is PHP's process manager, which serves FastCGI whatever the application.
    static func isFPM(_ reference: String) -> Bool {
        guard reference.contains(bytesOf: "fpm") else { return false }
        let name = reference.split(at: "@").first ?? ""
        let last = name.split(at: "/").last ?? ""
        return last.split(at: "-:_.").contains {
            $0 == "fpm" || $0 == "phpfpm"
        }
    }

    private static func isAlpine(_ reference: String) -> Bool {
        let name = reference.split(at: "@").first ?? ""
        guard let tag = name.split(at: "/").last?.split(at: ":").dropFirst().last else { return false }
        return tag.split(at: "-").contains { $0.hasPrefix("alpine") }
    }

    /// The repository of a reference, without registry, tag and digest.
    static func repository(of reference: String) -> String {
        var name = Substring(reference).utf8
        let (slash, colon) = (UInt8(ascii: "/"), UInt8(ascii: ":"))
        if let at = name.firstIndex(of: UInt8(ascii: "@")) { name = name[..<at] }
        if let tag = name.lastIndex(of: colon), !name[tag...].contains(slash) { name = name[..<tag] }
        if let end = name.firstIndex(of: slash) {
            let registry = name[..<end]
            if registry.contains(UInt8(ascii: ".")) || registry.contains(colon)
                || registry.elementsEqual("localhost".utf8)
            {
                name = name[name.index(after: end)...]
            }
        }
        if name.starts(with: "library/".utf8) { name = name.dropFirst("library/".utf8.count) }
        return String(Substring(name))
    }

    @inline(never)
    init(
        _ repository: String,
        _ ports: [Int],
        owner: String? = nil,
        alpine: String? = nil
    ) {
        self.repository = repository
        self.ports = ports
        self.owner = owner
        alpineOwner = alpine
    }

    private static let all = backends.map(\.asBackend) + others

    private static let byRepository = Dictionary(uniqueKeysWithValues: all.map { ($0.repository, $0) })

    /// Those whose last part says what they are.
    private static let byLastPart: [String: WellKnownImage] = Dictionary(
        all.compactMap { image in
            let last = image.repository.split(at: "/").last.map(String.init) ?? ""
            return vague.contains(last) ? nil : (last, image)
        },
        uniquingKeysWith: { first, _ in first }
    )

    private static let vague: Set<String> = [
        "server", "all-in-one", "registry", "connect", "hub", "chrome", "chromium", "code", "serving", "ui",
        "analytics",
        "hello", "wiki", "portal", "engine", "code-server", "agent", "outline", "auto-setup", "jaeger", "chroma",
        "echo-server", "dex", "flink", "vault", "tempo", "kong", "percona", "quickwit", "sentry", "documentserver",
    ]

    private var asBackend: WellKnownImage {
        var image = self
        image.isBackend = true
        return image
    }
}
