/// Checks that the parts of a canonical project fit together: references, exclusions, cycles.
///
/// Only active services are checked, as in Docker Compose.
struct Consistency {
    private let root: Node
    private let disabled: Set<String>
    private let services: [String: Node]
    private var diagnostics = Diagnostics()

    /// Reports whatever does not fit in `root`.
    static func check(_ root: Node, disabled: Mapping, diagnostics: inout Diagnostics) {
        var check = Consistency(root: root, disabled: disabled)
        for service in root.entries(of: "services") { check.check(service) }
        if !check.diagnostics.hasErrors { check.checkCycles() }
        diagnostics.add(contentsOf: check.diagnostics)
    }

    /// Reports container names that two active services share.
    static func checkContainerNames(_ root: Node, diagnostics: inout Diagnostics) {
        var seen: [String: Mapping.Entry] = [:]
        for service in root.entries(of: "services") {
            guard let name = service.value["container_name"], let text = name.stringValue, !text.isEmpty else {
                continue
            }
            if let other = seen[text] {
                diagnostics.add(
                    Diagnostic(
                        ProjectIssue.duplicateContainerName,
                        .error,
                        "services \(other.key) and \(service.key) have one container_name, \(text)",
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

    private init(root: Node, disabled: Mapping) {
        self.root = root
        self.disabled = Set(disabled.entries.map(\.key))
        services = Dictionary(
            root.entries(of: "services").map { ($0.key, $0.value) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private mutating func report(
        _ issue: ProjectIssue,
        _ message: String,
        at range: SourceRange,
        hint: String?,
        service: String
    ) {
        diagnostics.add(Diagnostic(issue, .error, message, at: range, hint: hint, service: service))
    }

    // MARK: - One service

    private mutating func check(_ entry: Mapping.Entry) {
        let name = entry.key
        let service = entry.value
        let build = service["build"]
        if build == nil, (service["image"]?.stringValue ?? "").isEmpty, service["provider"] == nil {
            report(
                .missingImage,
                "service \(name) has neither image nor build",
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
                "service \(name) states both network_mode and networks",
                at: mode.range,
                hint: "keep one of them",
                service: name
            )
        }
        for network in networks where root["networks"]?[network.key] == nil {
            undefined(.undefinedNetwork, "network", network.key, at: network.keyRange, of: name)
        }
        checkHealthcheck(service, name)
        checkDependencies(service, name)
        for mount in service["volumes"]?.sequence ?? [] where mount["type"]?.stringValue == "volume" {
            guard let source = mount["source"], let volume = source.stringValue, !volume.isEmpty else { continue }
            if root["volumes"]?[volume] == nil {
                undefined(.undefinedVolume, "volume", volume, at: source.range, of: name)
            }
        }
        let lists: [(ProjectIssue, String, Node?)] = [
            (.undefinedSecret, "secret", build?["secrets"]), (.undefinedConfig, "config", service["configs"]),
            (.undefinedSecret, "secret", service["secrets"]),
        ]
        for (issue, section, list) in lists {
            for mount in list?.sequence ?? [] {
                guard let source = mount["source"], root["\(section)s"]?[source.text.string] == nil else { continue }
                undefined(issue, section, source.text.string, at: source.range, of: name)
            }
        }
        for model in service.entries(of: "models") where root["models"]?[model.key] == nil {
            undefined(.undefinedModel, "model", model.key, at: model.keyRange, of: name)
        }
        checkDeploy(service, name)
        checkWatch(service, name)
        checkMounts(service, name)
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
            "service \(service) refers to undefined \(kind) \(resource)",
            at: range,
            hint: "define \(resource) under the top-level \(kind)s",
            service: service
        )
    }

    private mutating func checkBuild(_ build: Node, of name: String, platform: Node?) {
        if let inline = build["dockerfile_inline"], !(inline.stringValue ?? "").isEmpty,
            let file = build["dockerfile"], !(file.stringValue ?? "").isEmpty
        {
            report(
                .conflictingAttributes,
                "service \(name) states both dockerfile and dockerfile_inline",
                at: inline.range,
                hint: "keep one of them",
                service: name
            )
        }
        for context in build.entries(of: "additional_contexts") {
            guard let target = context.value.stringValue?.afterPrefix("service:") else { continue }
            if let other = services[target] {
                if other["build"] == nil {
                    report(
                        .undefinedService,
                        "service \(name) builds from service \(target), which has no build",
                        at: context.value.range,
                        hint: nil,
                        service: name
                    )
                }
            } else {
                report(
                    .undefinedService,
                    "service \(name) builds from undefined service \(target)",
                    at: context.value.range,
                    hint: nil,
                    service: name
                )
            }
        }
        if let platform, let text = platform.stringValue, !text.isEmpty,
            let platforms = build["platforms"]?.sequence, !platforms.isEmpty,
            !platforms.contains(where: { $0.text.string == text })
        {
            report(
                .conflictingAttributes,
                "build.platforms of service \(name) lack its platform \(text)",
                at: platform.range,
                hint: "add \(text) to build.platforms",
                service: name
            )
        }
    }

    private mutating func checkHealthcheck(_ service: Node, _ name: String) {
        guard let test = service["healthcheck"]?["test"], let first = test.sequence?.first else { return }
        if !["CMD", "CMD-SHELL", "NONE"].contains(first.text.string) {
            report(
                .invalidHealthcheck,
                "a healthcheck.test list starts with CMD, CMD-SHELL or NONE",
                at: first.range,
                hint: "put \"CMD\" before \(first.text.string)",
                service: name
            )
        }
    }

    private mutating func checkDependencies(_ service: Node, _ name: String) {
        for dependency in service.entries(of: "depends_on") where services[dependency.key] == nil {
            if disabled.contains(dependency.key) {
                if dependency.value["required"]?.content == .bool(false) { continue }
                report(
                    .disabledService,
                    "service \(name) depends on \(dependency.key), which no active profile enables",
                    at: dependency.keyRange,
                    hint: "enable its profile, or state required: false",
                    service: name
                )
            } else {
                report(
                    .undefinedService,
                    "service \(name) depends on undefined service \(dependency.key)",
                    at: dependency.keyRange,
                    hint: "define \(dependency.key) under services",
                    service: name
                )
            }
        }
        if let mode = service["network_mode"], let target = mode.stringValue?.afterPrefix("service:"),
            services[target] == nil, service["depends_on"]?[target] == nil
        {
            report(
                .undefinedService,
                "service \(name) shares the network of undefined service \(target)",
                at: mode.range,
                hint: nil,
                service: name
            )
        }
    }

    private mutating func checkDeploy(_ service: Node, _ name: String) {
        let deploy = service["deploy"]
        let limits = deploy?["resources"]?["limits"]
        let pairs: [(String, Node?, String, Node?, Bool)] = [
            ("scale", service["scale"], "replicas", deploy?["replicas"], deploy?["replicas"] != nil),
            ("cpus", service["cpus"], "resources.limits.cpus", limits?["cpus"], limits != nil),
            ("mem_limit", service["mem_limit"], "resources.limits.memory", limits?["memory"], limits != nil),
            (
                "mem_reservation", service["mem_reservation"], "resources.reservations.memory",
                deploy?["resources"]?["reservations"]?["memory"], deploy?["resources"]?["reservations"] != nil
            ),
            ("pids_limit", service["pids_limit"], "resources.limits.pids", limits?["pids"], limits != nil),
        ]
        for (attribute, value, twin, other, isCompared) in pairs {
            guard let value, isCompared, !value.isNull else { continue }
            let a = Self.number(value)
            // A zero says nothing, except for the scale.
            if attribute != "scale", a == 0 { continue }
            if a == Self.number(other) { continue }
            report(
                .conflictingAttributes,
                "service \(name) states \(attribute) and a different deploy.\(twin)",
                at: value.range,
                hint: "keep one of them, or give both one value",
                service: name
            )
        }
        guard let container = service["container_name"], !(container.stringValue ?? "").isEmpty else { return }
        if let scale = service["scale"] ?? deploy?["replicas"], Self.number(scale) > 1 {
            report(
                .conflictingAttributes,
                "service \(name) has a container_name and runs more than once",
                at: container.range,
                hint: "container names are unique: leave container_name out",
                service: name
            )
        }
    }

    private static func number(_ node: Node?) -> Double {
        switch node?.content {
        case .int(let value): Double(value)
        case .float(let value): value
        case .string: Double(node?.text.string ?? "") ?? 0
        default: 0
        }
    }

    private mutating func checkWatch(_ service: Node, _ name: String) {
        for rule in service["develop"]?["watch"]?.sequence ?? [] {
            let action = rule["action"]?.stringValue
            guard (rule["target"]?.stringValue ?? "").isEmpty, action != "rebuild", action != "restart" else {
                continue
            }
            report(
                .conflictingAttributes,
                "a watch rule of service \(name) needs a target",
                at: rule.range,
                hint: "only the actions rebuild and restart go without",
                service: name
            )
        }
    }

    private mutating func checkMounts(_ service: Node, _ name: String) {
        var mounts: [String: SourceRange] = [:]
        let tmpfs: [(String, SourceRange)] = (service["tmpfs"]?.sequence ?? []).map { item in
            (String(item.text.string.prefix { $0 != ":" }), item.range)
        }
        let volumes: [(String, SourceRange)] = (service["volumes"]?.sequence ?? []).map { item in
            (item["target"]?.text.string ?? "", item["target"]?.range ?? item.range)
        }
        for (target, range) in tmpfs + volumes {
            if let other = mounts[target] {
                diagnostics.add(
                    Diagnostic(
                        ProjectIssue.duplicateMountTarget,
                        .error,
                        "service \(name) mounts two things at \(target)",
                        at: range,
                        hint: "remove one of them",
                        service: name,
                        related: [.init("the other one", at: other)]
                    )
                )
            }
            mounts[target] = range
        }
    }

    // MARK: - Cycles

    private mutating func checkCycles() {
        var done: Set<String> = []
        for service in root.entries(of: "services") {
            var trail: [(name: String, next: Int)] = [(service.key, 0)]
            var onTrail: Set<String> = [service.key]
            while let last = trail.last {
                let dependencies = services[last.name]?.entries(of: "depends_on") ?? []
                guard !done.contains(last.name), last.next < dependencies.count else {
                    done.insert(last.name)
                    onTrail.remove(last.name)
                    trail.removeLast()
                    continue
                }
                trail[trail.count - 1].next += 1
                let dependency = dependencies[last.next]
                if onTrail.contains(dependency.key) {
                    let start = trail.firstIndex { $0.name == dependency.key } ?? 0
                    let names = trail[start...].map(\.name) + [dependency.key]
                    report(
                        .dependencyCycle,
                        "services depend on one another: \(names.joined(separator: " -> "))",
                        at: dependency.keyRange,
                        hint: "remove one of the dependencies",
                        service: last.name
                    )
                    return
                }
                guard !done.contains(dependency.key), services[dependency.key] != nil else { continue }
                trail.append((dependency.key, 0))
                onTrail.insert(dependency.key)
            }
        }
    }
}
