internal import ComposeParser

/// The Nomad names of a project and its services.
///
/// Jobs, groups and tasks keep `[a-zA-Z0-9-]`; anything else becomes a dash. The original name stays a Consul tag.
struct Names: Sendable {
    /// The job of the project and its Consul service: at most 63 characters.
    let project: String
    private let services: [String: String]

    /// Names the services of `project`; the service mesh of Consul takes no capital letters.
    init(_ project: Project, hasCapitals: Bool = true, diagnostics: inout Diagnostics) {
        self.project = Names.sanitize(project.name.string, limit: 63, fallback: "project")
        var services: [String: String] = [:]
        var owners: [String: Service] = [:]
        for service in project.services {
            var name = Names.sanitize(service.name, limit: 63, fallback: "service")
            if !hasCapitals { name = name.lowercased() }
            // Nomad keeps this name for the allocation's own directory.
            if name == "alloc" { name = "alloc-svc" }
            services[service.name] = name
            if let other = owners[name] {
                diagnostics.add(
                    Diagnostic(
                        ConversionIssue.nameCollision,
                        .error,
                        "services \"\(other.name)\" and \"\(service.name)\" would both be called \"\(name)\" in Nomad",
                        at: service.range,
                        hint: "rename one of them: Nomad names hold only letters, digits and dashes",
                        service: service.name,
                        related: [.init("the other one is here", at: other.range)]
                    )
                )
            } else if name != service.name {
                diagnostics.add(
                    Diagnostic(
                        ConversionIssue.renamed,
                        .note,
                        "service \"\(service.name)\" is called \"\(name)\" in Nomad",
                        at: service.range,
                        hint: "peers still reach it as \"\(service.name)\": the name stays a Consul tag",
                        service: service.name
                    )
                )
            }
            owners[name] = owners[name] ?? service
        }
        self.services = services
    }

    /// The group and task name of a service.
    func task(_ service: String) -> String {
        services[service] ?? Names.sanitize(service, limit: 63, fallback: "service")
    }

    /// Keeps letters, digits and dashes; no dash at either end.
    static func sanitize(_ name: String, limit: Int, fallback: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(name.utf8.count)
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                bytes.append(byte)
            default:
                if bytes.last != UInt8(ascii: "-"), !bytes.isEmpty { bytes.append(UInt8(ascii: "-")) }
            }
        }
        bytes = Array(bytes.prefix(limit))
        while bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
        return bytes.isEmpty ? fallback : String(decoding: bytes, as: UTF8.self)
    }
}
