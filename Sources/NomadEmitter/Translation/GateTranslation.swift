internal import ComposeParser

extension Translation {
    /// What a gate waits for, and what its comment calls it.
    private struct Awaited {
        var condition: String
        var name: String
    }

    /// What holds a task back until its dependencies are there: a template that renders only then, because Nomad
    /// starts no task before its templates have rendered. Source: Nomad docs, template block.
    mutating func gate(of planned: PlannedTask, group: PlannedGroup, job: PlannedJob) -> Jobspec.Template? {
        var awaited: [Awaited] = []
        for dependency in planned.service.dependsOn {
            guard let target = service(dependency.service), target.provider == nil, target.replicas > 0,
                let placement = topology[target.name], !isOrdered(planned, after: placement, in: group, job: job)
            else { continue }
            guard let item = awaits(dependency, target, placement, for: planned.service) else { continue }
            if !dependency.required {
                report(
                    .optionalDependency,
                    .note,
                    "\"\(planned.service.name)\" waits for \"\(target.name)\" although it could do without it",
                    at: dependency.range,
                    hint: "Nomad cannot give up waiting",
                    service: planned.service
                )
            }
            awaited.append(item)
        }
        guard !awaited.isEmpty else { return nil }
        let blocked = "{{ with nomadVar \"nomad/jobs/\(job.name)/\(group.name)/\(planned.name)\" }}{{ end }}"
        let data = awaited.map { "{{ if \($0.condition) }}ready{{ else }}\(blocked){{ end }}" }
        let names = awaited.map(\.name)
        return Jobspec.Template(
            destination: "local/gate",
            changeMode: .noop,
            content: .data(Interpolated(data.joined(separator: "\n") + "\n")),
            comment: ["Holds the task back until \(Self.enumeration(names)) \(names.count == 1 ? "is" : "are") there."]
        )
    }

    /// Whether Nomad's task lifecycle alone puts a task behind what it depends on, or makes waiting for it pointless.
    ///
    /// A prestart task of the same group has ended before a main task starts. A prestart task cannot wait for a main
    /// task of its own group, which starts only after it.
    private func isOrdered(
        _ planned: PlannedTask,
        after placement: Topology.Placement,
        in group: PlannedGroup,
        job: PlannedJob
    ) -> Bool {
        guard placement.job == job.name, placement.group == group.name else { return false }
        let isEarly = planned.role == .prestart || planned.startsEarly
        return placement.role == .prestart ? !isEarly : isEarly && !placement.startsEarly
    }

    /// The condition for one dependency; `nil` if nothing can be waited for.
    private mutating func awaits(
        _ dependency: Dependency,
        _ target: Service,
        _ placement: Topology.Placement,
        for service: Service
    ) -> Awaited? {
        if placement.role == .prestart {
            // A one-shot is there while it runs; its beacon is there from its end on.
            guard placement.hasBeacon else { return nil }
            let done = condition("\(target.name)-done", isHealthy: false)
            switch dependency.condition {
            case .completedSuccessfully:
                return Awaited(condition: done, name: "\(target.name)-done")
            case .started:
                guard !placement.isInPod else { return Awaited(condition: done, name: "\(target.name)-done") }
                let running = condition(target.name, isHealthy: false)
                return Awaited(condition: "or (\(running)) (\(done))", name: target.name)
            case .healthy:
                report(
                    .oneShotAwaited,
                    .note,
                    "\"\(service.name)\" waits for the end of \"\(target.name)\": a task that ends has no health",
                    at: dependency.range,
                    hint: "say service_completed_successfully",
                    service: service
                )
                return Awaited(condition: done, name: "\(target.name)-done")
            }
        }
        switch dependency.condition {
        case .completedSuccessfully: return nil
        case .started: return Awaited(condition: started(target), name: target.name)
        case .healthy:
            reportMissingHealth(of: target, needed: service, dependency)
            guard options.provider == .consul else {
                report(
                    .healthUnknown,
                    .warning,
                    "\"\(service.name)\" waits until \"\(target.name)\" has started: Nomad's own services do not know health",
                    at: dependency.range,
                    hint: "use --provider consul",
                    service: service
                )
                return Awaited(condition: started(target), name: target.name)
            }
            guard hasCheck(target) else { return Awaited(condition: started(target), name: target.name) }
            return Awaited(condition: condition(target.name, isHealthy: true), name: target.name)
        }
    }

    /// The condition that a task has started.
    private func started(_ target: Service) -> String {
        let name =
            topology.group(of: target.name).map { announcesStart(target, in: $0) } == true
            ? "\(target.name)-started" : target.name
        return condition(name, isHealthy: false)
    }

    /// The condition that the service called `name` is registered, and passes its checks if `isHealthy`.
    private func condition(_ name: String, isHealthy: Bool) -> String {
        switch options.provider {
        case .nomad: "nomadService \"\(serviceName(of: name))\""
        case .consul where network.namesEachService:
            "service \"\(serviceName(of: name))|\(isHealthy ? "passing" : "any")\""
        case .consul: "service \"\(name).\(names.project)|\(isHealthy ? "passing" : "any")\""
        }
    }

    /// Whether a task says itself that it has started: services of a group are registered before its tasks start.
    func announcesStart(_ service: Service, in group: PlannedGroup) -> Bool {
        guard network.registersAtGroup(group) else { return false }
        return graph.dependents(of: service.name).contains { dependent in
            dependent.condition == .started || dependent.condition == .healthy && !hasCheck(service)
        }
    }

    /// Whether the registration of a service has a check.
    private func hasCheck(_ service: Service) -> Bool {
        if let health = service.healthcheck {
            if health.isDisabled { return false }
            if !health.test.isEmpty { return true }
        }
        guard let main = mainPort(of: service), main.isDeclared, !main.isUDP,
            let group = topology.group(of: service.name)
        else { return false }
        return network.accepts(.tcp, onMainPort: true, in: group)
    }

    private mutating func reportMissingHealth(of target: Service, needed service: Service, _ dependency: Dependency) {
        let check = target.healthcheck
        let hasOwnCheck = check.map { !$0.isDisabled && !$0.test.isEmpty } ?? false
        guard !hasOwnCheck else { return }
        report(
            .noHealthcheck,
            .warning,
            "\"\(service.name)\" waits until \"\(target.name)\" is healthy, but that has no healthcheck of its own in the file",
            at: dependency.range,
            hint: hasCheck(target)
                ? "its ports are checked instead; copy the image's healthcheck to be exact"
                : "copy the image's healthcheck: until then it waits for the start only",
            service: service
        )
    }

    private static func enumeration(_ names: [String]) -> String {
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
