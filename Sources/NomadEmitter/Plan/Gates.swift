internal import ComposeParser

/// What holds a task back until its dependencies are there.
struct Gate: Sendable {
    /// When a dependency is there.
    enum Condition: Sendable, Hashable {
        /// Something is registered under this name.
        case registered(String)
        /// Something of this name is registered and passes its checks.
        case healthy(String)
        /// One of the two is registered.
        case either(String, String)
    }

    /// One dependency that is waited for.
    struct Awaited: Sendable, Hashable {
        var condition: Condition
        /// What a comment calls it.
        var name: String
    }

    var awaited: [Awaited] = []
    /// The services that are waited for.
    var services: [String] = []
    /// What waiting loses; the job that has the task says it.
    var diagnostics = Diagnostics()
}

/// The gates of all tasks, and which tasks say themselves that they have started.
struct Gates: Sendable {
    private struct Key: Hashable {
        var service: String
        var isEarly: Bool
    }

    private var gates: [Key: Gate] = [:]
    /// The services whose tasks say that they have started: those of a group are registered before its tasks start.
    private var announcing: Set<String> = []
    /// The services whose registration has a check: of their own, or of their port.
    private let checked: Set<String>
    /// The services that get a check of their port, as they have no other.
    private let checkedByPort: Set<String>

    /// The services that others call as soon as they run.
    private let calledAtStart: Set<String>

    /// Plans the gates of all tasks; a hook of a task runs before it and has the gate of a prestart task.
    init(_ context: NetworkContext, network: any NetworkStrategy) {
        let topology = context.topology
        checkedByPort = Set(
            context.project.services.lazy.filter { Self.hasPortCheck($0, context, network) }.map(\.name)
        )
        checked = checkedByPort.union(context.project.services.lazy.filter(\.hasHealthcheck).map(\.name))
        let graph = context.peers.graph
        let checked = checked
        calledAtStart = Set(
            context.project.services.lazy.filter { Self.isAwaitedAtStart($0, graph, checked) }.map(\.name)
        )
        for group in topology.jobs.flatMap(\.groups) where network.registersAtGroup(group) {
            for task in group.tasks where task.role != .beacon && calledAtStart.contains(task.service.name) {
                announcing.insert(task.service.name)
            }
        }
        for job in topology.jobs {
            for group in job.groups {
                for task in group.tasks where task.role != .beacon && !task.service.dependsOn.isEmpty {
                    let isEarly = task.role == .prestart || task.startsEarly
                    let here = Place(
                        job: job.name,
                        group: group.name,
                        isEarly: isEarly,
                        runsOnce: task.role == .prestart
                    )
                    let early = Place(job: job.name, group: group.name, isEarly: true, runsOnce: true)
                    add(gate(of: task.service, at: here, context), of: task.service, at: here)
                    if !isEarly, !task.service.preStart.isEmpty {
                        add(gate(of: task.service, at: early, context), of: task.service, at: early)
                    }
                }
            }
        }
        let awaited = Set(gates.values.flatMap(\.awaited).map(\.condition))
        announcing = announcing.filter { awaited.contains(.registered(Self.startMarker(of: $0))) }
    }

    /// The name under which a task says itself that it has started.
    private static func startMarker(of service: String) -> String { "\(service)-started" }

    /// The gate of a service's task, or of one that starts before the main tasks of the group.
    func gate(of service: String, isEarly: Bool) -> Gate? { gates[Key(service: service, isEarly: isEarly)] }

    /// Whether a task says itself that it has started.
    func announcesStart(_ service: String) -> Bool { announcing.contains(service) }

    /// Whether the registration of a service checks its main port, as it has no healthcheck.
    func checksPort(of service: String) -> Bool { checkedByPort.contains(service) }

    /// Whether others look for a service as soon as it runs, as Docker has its name then.
    func isCalledAtStart(_ service: String) -> Bool { calledAtStart.contains(service) }

    // MARK: Making

    /// Where a task stands that waits.
    private struct Place {
        var job: JobName
        var group: GroupName
        /// Whether it starts before the main tasks of its group.
        var isEarly: Bool
        /// Whether it ends: what keeps running is started again until its dependencies are there.
        var runsOnce: Bool
    }

    private mutating func add(_ gate: Gate, of service: Compose.Service, at place: Place) {
        gates[Key(service: service.name, isEarly: place.isEarly)] = gate
    }

    private static func isAwaitedAtStart(
        _ service: Compose.Service,
        _ graph: DependencyGraph,
        _ checked: Set<String>
    ) -> Bool {
        graph.dependents(of: service.name).contains { dependent in
            dependent.condition == .started || dependent.condition == .healthy && !checked.contains(service.name)
        }
    }

    /// Whether a port that a service declares is checked, for want of a healthcheck.
    ///
    /// Not the one of a network namespace where somebody waits for its owner: that one may be who answers there.
    private static func hasPortCheck(
        _ service: Compose.Service,
        _ context: NetworkContext,
        _ network: any NetworkStrategy
    ) -> Bool {
        if let health = service.healthcheck, health.isDisabled || !health.test.isEmpty { return false }
        guard let main = context.ports.main(of: service), main.isDeclared, !main.isUDP,
            let group = context.topology.group(of: service.name),
            context.provider == .consul || network.isOnNode(main, in: group)
        else { return false }
        if group.hasWaitingResidents, group.lead.name == service.name { return false }
        return network.accepts(.tcp, onMainPort: true, in: group)
    }

    private func gate(of service: Compose.Service, at place: Place, _ context: NetworkContext) -> Gate {
        var gate = Gate()
        for dependency in service.dependsOn {
            guard let target = context.service(dependency.service), target.provider == nil, target.replicas > 0,
                let placement = context.topology[target.name], !Self.isOrdered(place, after: placement),
                let item = awaited(dependency, target, placement, for: service, at: place, context, &gate.diagnostics)
            else { continue }
            if !dependency.required {
                gate.diagnostics.add(
                    Diagnostic(
                        ConversionIssue.optionalDependency,
                        .note,
                        "`\(service.name)` waits for `\(target.name)` although it could do without it",
                        at: dependency.range,
                        hint: "Nomad cannot give up waiting",
                        service: service.name
                    )
                )
            }
            gate.awaited.append(item)
            gate.services.append(target.name)
        }
        return gate
    }

    /// Whether Nomad's task lifecycle alone puts a task behind what it depends on, or makes waiting for it pointless.
    ///
    /// A prestart task of the same group has ended before a main task starts. A prestart task cannot wait for a main
    /// task of its own group, which starts only after it.
    private static func isOrdered(_ place: Place, after placement: Topology.Placement) -> Bool {
        guard placement.job == place.job, placement.group == place.group else { return false }
        return placement.role == .prestart ? !place.isEarly : place.isEarly && !placement.startsEarly
    }

    /// What is awaited of one dependency; `nil` if nothing can be waited for.
    private func awaited(
        _ dependency: Compose.Dependency,
        _ target: Compose.Service,
        _ placement: Topology.Placement,
        for service: Compose.Service,
        at place: Place,
        _ context: NetworkContext,
        _ diagnostics: inout Diagnostics
    ) -> Gate.Awaited? {
        if placement.role == .prestart {
            return awaitedEnd(dependency, target, placement, for: service, &diagnostics)
        }
        switch dependency.condition {
        case .completedSuccessfully: return nil
        case .started: return started(target, placement, before: place)
        case .healthy:
            if let missing = missingHealth(of: target, needed: service, dependency) { diagnostics.add(missing) }
            guard context.provider == .consul else {
                let started = started(target, placement, before: place)
                let isOrdered = started != nil || placement.startsEarly && !place.isEarly
                diagnostics.add(
                    Diagnostic(
                        ConversionIssue.healthUnknown,
                        .warning,
                        isOrdered
                            ? "`\(service.name)` waits until `\(target.name)` has started: Nomad's own services do not know health"
                            : "`\(service.name)` starts together with `\(target.name)`: Nomad's own services do not know health",
                        at: dependency.range,
                        hint: "use --provider consul",
                        service: service.name
                    )
                )
                return started
            }
            guard checked.contains(target.name) else { return started(target, placement, before: place) }
            return Gate.Awaited(condition: .healthy(target.name), name: target.name)
        }
    }

    /// What is awaited of a one-shot: it is there while it runs, its beacon is there from its end on.
    private func awaitedEnd(
        _ dependency: Compose.Dependency,
        _ target: Compose.Service,
        _ placement: Topology.Placement,
        for service: Compose.Service,
        _ diagnostics: inout Diagnostics
    ) -> Gate.Awaited? {
        guard placement.hasBeacon else { return nil }
        let beacon = "\(target.name)-done"
        let done = Gate.Awaited(condition: .registered(beacon), name: beacon)
        switch dependency.condition {
        case .completedSuccessfully: return done
        case .started:
            guard !placement.isInPod else { return done }
            return Gate.Awaited(condition: .either(target.name, beacon), name: target.name)
        case .healthy:
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.oneShotAwaited,
                    .note,
                    "`\(service.name)` waits for the end of `\(target.name)`: a task that ends has no health",
                    at: dependency.range,
                    hint: "say service_completed_successfully",
                    service: service.name
                )
            )
            return done
        }
    }

    /// The start of a task; nothing within a group, whose tasks Nomad starts together or in the order of their
    /// lifecycle, unless one that runs once would run too early.
    private func started(_ target: Compose.Service, _ placement: Topology.Placement, before place: Place)
        -> Gate.Awaited?
    {
        let isInGroup = placement.job == place.job && placement.group == place.group
        guard !isInGroup || place.isEarly && place.runsOnce else { return nil }
        let name = announcing.contains(target.name) ? Self.startMarker(of: target.name) : target.name
        return Gate.Awaited(condition: .registered(name), name: target.name)
    }

    private func missingHealth(
        of target: Compose.Service,
        needed service: Compose.Service,
        _ dependency: Compose.Dependency
    ) -> Diagnostic? {
        if target.hasHealthcheck { return nil }
        return Diagnostic(
            ConversionIssue.noHealthcheck,
            .warning,
            "`\(service.name)` waits until `\(target.name)` is healthy, but that has no healthcheck of its own in the file",
            at: dependency.range,
            hint: checked.contains(target.name)
                ? "its ports are checked instead; copy the image's healthcheck to be exact"
                : "copy the image's healthcheck: until then it waits for the start only",
            service: service.name
        )
    }
}
