/// Checks that each service that another one needs is there, and that none needs itself.
extension Consistency {
    mutating func checkDependencies(_ service: Compose.Node, _ name: String) {
        for dependency in service.entries(of: "depends_on") where services[dependency.key] == nil {
            if disabled.contains(dependency.key) {
                if dependency.value["required"]?.content == .bool(false) { continue }
                report(
                    .disabledService,
                    "service `\(name)` depends on `\(dependency.key)`, which no active profile enables",
                    at: dependency.place,
                    hint: "enable its profile, or state required: false",
                    service: name
                )
            } else {
                report(
                    .undefinedService,
                    "service `\(name)` depends on undefined service `\(dependency.key)`",
                    at: dependency.place,
                    hint: suggestion(for: dependency.key, of: "service"),
                    service: name
                )
            }
        }
        if let mode = service["network_mode"], let target = mode.stringValue?.afterPrefix("service:"),
            services[target] == nil
        {
            let dependency = service["depends_on"]?[target]
            if dependency == nil {
                report(
                    .undefinedService,
                    "service `\(name)` shares the network of undefined service `\(target)`",
                    at: mode.range,
                    hint: suggestion(for: target, of: "service"),
                    service: name
                )
            } else if disabled.contains(target), dependency?["required"]?.content == .bool(false) {
                // What it may do without as a dependency, it needs for its network.
                report(
                    .disabledService,
                    "service `\(name)` shares the network of `\(target)`, which no active profile enables",
                    at: mode.range,
                    hint: "enable its profile",
                    service: name
                )
            }
        }
    }

    mutating func checkCycles() {
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
                        at: dependency.place,
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
