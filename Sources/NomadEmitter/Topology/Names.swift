internal import ComposeParser

/// The Nomad names of a project and its services, and the one place where names are made of texts.
///
/// Jobs, groups and tasks keep `[a-zA-Z0-9-]`; anything else becomes a dash. The original name stays a Consul tag.
struct Names: Sendable {
    /// The name of the project: its job, its Consul service, the beginning of what belongs to it. At most 63 characters.
    let project: String
    private let services: [String: String]

    /// Names the services of `project`; the service mesh of Consul takes no capital letters.
    init(_ project: Compose.Project, hasCapitals: Bool = true, diagnostics: inout Diagnostics) {
        self.project = Names.dashed(project.name.string, limit: 63, fallback: "project")
        var services: [String: String] = [:]
        var owners: [String: Compose.Service] = [:]
        for service in project.services {
            var name = Names.dashed(service.name, limit: 63, fallback: "service")
            if !hasCapitals { name = name.lowercased() }
            // Nomad keeps this name for the allocation's own directory.
            if name == "alloc" { name = "alloc-svc" }
            services[service.name] = name
            if let other = owners[name] {
                diagnostics.add(Names.collision(of: service, with: other, name))
            } else if name != service.name {
                diagnostics.add(Names.renaming(of: service, name))
            }
            owners[name] = owners[name] ?? service
        }
        self.services = services
    }

    private static func collision(of service: Compose.Service, with other: Compose.Service, _ name: String)
        -> Diagnostic
    {
        Diagnostic(
            ConversionIssue.nameCollision,
            .error,
            "services `\(other.name)` and `\(service.name)` would both be called `\(name)` in Nomad",
            at: service.range,
            hint: "rename one of them: Nomad names hold only letters, digits and dashes",
            service: service.name,
            related: [.init("the other one is here", at: other.range)]
        )
    }

    private static func renaming(of service: Compose.Service, _ name: String) -> Diagnostic {
        Diagnostic(
            ConversionIssue.renamed,
            .note,
            "service `\(service.name)` is called `\(name)` in Nomad",
            at: service.range,
            hint: "peers still reach it as `\(service.name)`: the name stays a Consul tag",
            service: service.name
        )
    }

    /// The name of a service in Nomad.
    private func name(_ service: String) -> String {
        services[service] ?? Names.dashed(service, limit: 63, fallback: "service")
    }

    // MARK: Jobs, groups and tasks

    /// The job of the project.
    var job: JobName { JobName(sanitizing: project) }

    /// The job of a group that has one of its own.
    func job(of group: GroupName) -> JobName { JobName(sanitizing: "\(project)-\(group)") }

    /// The group of the layout `pod`.
    var pod: GroupName { GroupName(sanitizing: project) }

    /// The group of a service.
    func group(_ service: String) -> GroupName { GroupName(sanitizing: name(service)) }

    /// The task of a service.
    func task(_ service: String) -> TaskName { TaskName(sanitizing: name(service)) }

    /// The task that announces the end of a service.
    func beacon(_ service: String) -> TaskName { TaskName(sanitizing: "\(name(service))-done") }

    // MARK: Texts

    /// Keeps letters, digits and dashes; no dash at either end.
    static func dashed(_ text: String, limit: Int, fallback: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if isLetterOrDigit(byte) {
                bytes.append(byte)
            } else if bytes.last != UInt8(ascii: "-"), !bytes.isEmpty {
                bytes.append(UInt8(ascii: "-"))
            }
        }
        bytes = Array(bytes.prefix(limit))
        while bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
        return bytes.isEmpty ? fallback : String(decoding: bytes, as: UTF8.self)
    }

    /// The label of a volume: `[a-zA-Z0-9_-]`.
    static func volumeLabel(_ text: String) -> String {
        let bytes = text.utf8.map { byte in
            isLetterOrDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") ? byte : UInt8(ascii: "-")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `text` with underscores in place of what is neither a letter nor a digit, none of which stands first.
    static func identifier(_ text: String) -> String {
        var bytes = text.utf8.map { isLetterOrDigit($0) ? $0 : UInt8(ascii: "_") }
        if let first = bytes.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
            bytes.insert(UInt8(ascii: "_"), at: 0)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
