/// An image reference in its full form, so that `nginx` and `docker.io/library/nginx:latest` are one.
struct ImageReference: Sendable, Hashable {
    /// The host that serves the image.
    var registry: String
    /// The path there.
    var path: String
    /// `@` with the digest if the reference has one, which makes its tag meaningless; else `:` with the tag.
    var version: String

    /// Completes a reference as Docker does.
    init(_ reference: String) {
        var name = Substring(reference)
        var version: Substring?
        if let at = name.firstIndex(of: "@") {
            version = name[at...]
            name = name[..<at]
        }
        if let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") {
            version = version ?? name[colon...]
            name = name[..<colon]
        }
        var registry: Substring = "docker.io"
        if let slash = name.firstIndex(of: "/"), Self.isRegistry(name[..<slash]) {
            registry = name[..<slash]
            name = name[name.index(after: slash)...]
        }
        if registry == "index.docker.io" { registry = "docker.io" }
        self.registry = String(registry)
        self.version = version.map(String.init) ?? ":latest"
        path = registry == "docker.io" && !name.contains("/") ? "library/\(name)" : String(name)
    }

    /// Whether what stands before the first slash is a host.
    static func isRegistry(_ host: Substring) -> Bool {
        host.contains(".") || host.contains(":") || host == "localhost" || host.contains(where: \.isUppercase)
    }
}
