/// Checks that the parts of a canonical project fit together: references, exclusions, cycles.
///
/// Only active services are checked, as in Docker Compose.
struct Consistency {
    let root: Compose.Node
    let disabled: Set<String>
    let services: [String: Compose.Node]
    /// The names in each section that services refer to.
    private let defined: [String: Set<String>]
    private(set) var diagnostics = Diagnostics()

    /// Reports whatever does not fit in `root`.
    static func check(_ root: Compose.Node, disabled: Compose.Mapping, diagnostics: inout Diagnostics) {
        var check = Consistency(root: root, disabled: disabled)
        for service in root.entries(of: "services") { check.check(service) }
        for secret in root.entries(of: "secrets") { check.checkSource(of: secret) }
        if !check.diagnostics.hasErrors { check.checkCycles() }
        diagnostics.add(contentsOf: check.diagnostics)
    }

    /// Reports container names that two active services share.
    static func checkContainerNames(_ root: Compose.Node, diagnostics: inout Diagnostics) {
        var seen: [String: Compose.Mapping.Entry] = [:]
        for service in root.entries(of: "services") {
            guard let name = service.value["container_name"], let text = name.stringValue, !text.isEmpty else {
                continue
            }
            if let other = seen[text] {
                diagnostics.add(
                    Diagnostic(
                        ProjectIssue.duplicateContainerName,
                        .error,
                        "services `\(other.key)` and `\(service.key)` have one container_name, `\(text)`",
                        at: name.range,
                        hint: "container names are unique on a host: rename one, or leave both out",
                        service: service.key,
                        related: [.init("the other one", at: other.value["container_name"]?.range ?? .none)]
                    )
                )
            }
            seen[text] = service
        }
    }

    private init(root: Compose.Node, disabled: Compose.Mapping) {
        self.root = root
        self.disabled = Set(disabled.entries.map(\.key))
        defined = Dictionary(
            uniqueKeysWithValues: Shape.sections.map { ($0, Set(root.entries(of: $0).map(\.key))) }
        )
        services = Dictionary(
            root.entries(of: "services").map { ($0.key, $0.value) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Reports an error about a service.
    mutating func report(
        _ issue: ProjectIssue,
        _ message: String,
        at range: SourceRange,
        hint: String?,
        service: String,
        related: [Diagnostic.Related] = []
    ) {
        diagnostics.add(
            Diagnostic(issue, .error, message, at: range, hint: hint, service: service, related: related)
        )
    }

    private func isDefined(_ name: String, in section: String) -> Bool { defined[section]?.contains(name) == true }

    // MARK: - One service

    private mutating func check(_ entry: Compose.Mapping.Entry) {
        let name = entry.key
        let service = entry.value
        let build = service["build"]
        if build == nil, (service["image"]?.stringValue ?? "").isEmpty, service["provider"] == nil {
            report(
                .missingImage,
                "service `\(name)` has neither image nor build",
                at: entry.keyRange,
                hint: "add image, the image to run, or build, the folder to build it from",
                service: name
            )
        }
        if let build { checkBuild(build, of: name, platform: service["platform"]) }
        let networks = service.entries(of: "networks")
        if let mode = service["network_mode"], !(mode.stringValue ?? "").isEmpty, !networks.isEmpty {
            report(
                .conflictingAttributes,
                "service `\(name)` states both network_mode and networks",
                at: mode.range,
                hint: "keep one of them",
                service: name
            )
        }
        for network in networks where !isDefined(network.key, in: "networks") {
            undefined(.undefinedNetwork, "network", network.key, at: network.keyRange, of: name)
        }
        checkHealthcheck(service, name)
        checkDependencies(service, name)
        for mount in service.items(of: "volumes") where mount["type"]?.stringValue == "volume" {
            guard let source = mount["source"], let volume = source.stringValue, !volume.isEmpty else { continue }
            if !isDefined(volume, in: "volumes") {
                undefined(.undefinedVolume, "volume", volume, at: source.range, of: name)
            }
        }
        let lists: [(ProjectIssue, String, Compose.Node?)] = [
            (.undefinedSecret, "secret", build?["secrets"]), (.undefinedConfig, "config", service["configs"]),
            (.undefinedSecret, "secret", service["secrets"]),
        ]
        for (issue, section, list) in lists {
            for mount in list?.sequence ?? [] {
                let source = mount["source"]
                let resource = source?.text.string ?? ""
                if isDefined(resource, in: section + "s") { continue }
                undefined(issue, section, resource, at: source?.range ?? mount.range, of: name)
            }
        }
        for model in service.entries(of: "models") where !isDefined(model.key, in: "models") {
            undefined(.undefinedModel, "model", model.key, at: model.keyRange, of: name)
        }
        checkDeploy(service, name)
        checkWatch(service, name)
        checkMounts(service, name)
    }

    private mutating func checkSource(of secret: Compose.Mapping.Entry) {
        if secret.value["external"]?.content == .bool(true) { return }
        if ["file", "environment"].contains(where: { !(secret.value[$0]?.text.string ?? "").isEmpty }) { return }
        diagnostics.add(
            Diagnostic(
                ProjectIssue.invalidResource,
                .error,
                "secret `\(secret.key)` states neither file nor environment",
                at: secret.keyRange,
                hint: "state one of them, or external: true"
            )
        )
    }

    /// What a name that nothing has probably means, else where to define it.
    func suggestion(for name: String, of kind: String) -> String {
        let known = kind == "service" ? Array(services.keys).sorted() : root.entries(of: "\(kind)s").map(\.key)
        return Spelling.question(about: name, among: known)
            ?? "define `\(name)` under \(kind == "service" ? "services" : "the top-level \(kind)s")"
    }

    private mutating func undefined(
        _ issue: ProjectIssue,
        _ kind: String,
        _ resource: String,
        at range: SourceRange,
        of service: String
    ) {
        report(
            issue,
            "service `\(service)` refers to undefined \(kind) `\(resource)`",
            at: range,
            hint: suggestion(for: resource, of: kind),
            service: service
        )
    }
}
