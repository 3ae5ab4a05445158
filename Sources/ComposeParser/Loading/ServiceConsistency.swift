/// Checks that the attributes of one service fit together.
extension Consistency {
    mutating func checkBuild(_ build: Compose.Node, of name: String, platform: Compose.Node?) {
        if let inline = build["dockerfile_inline"], !(inline.stringValue ?? "").isEmpty,
            let file = build["dockerfile"], !(file.stringValue ?? "").isEmpty
        {
            report(
                .conflictingAttributes,
                "service `\(name)` states both dockerfile and dockerfile_inline",
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
                        "service `\(name)` builds from service `\(target)`, which has no build",
                        at: context.value.range,
                        hint: nil,
                        service: name
                    )
                }
            } else {
                report(
                    .undefinedService,
                    "service `\(name)` builds from undefined service `\(target)`",
                    at: context.value.range,
                    hint: suggestion(for: target, of: "service"),
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
                "build.platforms of service `\(name)` lack its platform `\(text)`",
                at: platform.range,
                hint: "add \(text) to build.platforms",
                service: name
            )
        }
    }

    mutating func checkHealthcheck(_ service: Compose.Node, _ name: String) {
        guard let test = service["healthcheck"]?["test"], let first = test.sequence?.first else { return }
        if !["CMD", "CMD-SHELL", "NONE"].contains(first.text.string) {
            report(
                .invalidHealthcheck,
                "a healthcheck.test list starts with CMD, CMD-SHELL or NONE",
                at: first.range,
                hint: "put `CMD` before `\(first.text.string)`",
                service: name
            )
        }
    }

    mutating func checkDeploy(_ service: Compose.Node, _ name: String) {
        let deploy = service["deploy"]
        let limits = deploy?["resources"]?["limits"]
        let pairs: [(String, Compose.Node?, String, Compose.Node?, Bool)] = [
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
                "service `\(name)` states \(attribute) and a different deploy.\(twin)",
                at: value.range,
                hint: "keep one of them, or give both one value",
                service: name
            )
        }
        guard let container = service["container_name"], !(container.stringValue ?? "").isEmpty else { return }
        if let scale = service["scale"] ?? deploy?["replicas"], Self.number(scale) > 1 {
            report(
                .conflictingAttributes,
                "service `\(name)` has a container_name and runs more than once",
                at: container.range,
                hint: "container names are unique: leave container_name out",
                service: name
            )
        }
    }

    private static func number(_ node: Compose.Node?) -> Double {
        switch node?.content {
        case .int(let value): Double(value)
        case .float(let value): value
        case .string: Double(node?.text.string ?? "") ?? 0
        default: 0
        }
    }

    mutating func checkWatch(_ service: Compose.Node, _ name: String) {
        for rule in service["develop"]?["watch"]?.sequence ?? [] {
            let action = rule["action"]?.stringValue
            guard (rule["target"]?.stringValue ?? "").isEmpty, action != "rebuild", action != "restart" else {
                continue
            }
            report(
                .conflictingAttributes,
                "a watch rule of service `\(name)` needs a target",
                at: rule.range,
                hint: "only the actions rebuild and restart go without",
                service: name
            )
        }
    }

    mutating func checkMounts(_ service: Compose.Node, _ name: String) {
        var mounts: [String: SourceRange] = [:]
        let tmpfs: [(String, SourceRange)] = service.items(of: "tmpfs").map { item in
            (String(item.text.string.prefix { $0 != ":" }), item.range)
        }
        let volumes: [(String, SourceRange)] = service.items(of: "volumes").map { item in
            (item["target"]?.text.string ?? "", item["target"]?.range ?? item.range)
        }
        for (target, range) in tmpfs + volumes {
            if let other = mounts[target] {
                report(
                    .duplicateMountTarget,
                    "service `\(name)` mounts two things at `\(target)`",
                    at: range,
                    hint: "remove one of them",
                    service: name,
                    related: [.init("the other one", at: other)]
                )
            }
            mounts[target] = range
        }
    }
}
