internal import ComposeParser

extension Translation {
    /// What holds a task back until its dependencies are there: a template that renders only then, because Nomad
    /// starts no task before its templates have rendered. Source: Nomad docs, template block.
    mutating func gate(of planned: PlannedTask, group: PlannedGroup, job: PlannedJob) -> Jobspec.Template? {
        var lines: [String] = []
        var names: [String] = []
        for dependency in planned.service.dependsOn {
            guard let target = project.service(dependency.service), target.provider == nil,
                let placement = topology[target.name]
            else { continue }
            let name: String
            let isHealthy: Bool
            switch dependency.condition {
            case .completedSuccessfully:
                // A prestart task of the same group has ended before this task starts.
                guard placement.hasBeacon else { continue }
                name = "\(target.name)-done"
                isHealthy = false
            case .started, .healthy:
                // Tasks of one group start together; a one-shot is no service that could be looked up.
                guard placement.role == .main, !startsTogether(planned, with: placement, in: group, job: job) else {
                    continue
                }
                name = target.name
                isHealthy = dependency.condition == .healthy
                if isHealthy { reportMissingHealth(of: target, needed: planned.service, dependency) }
            }
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
            lines.append(network.gateCondition(for: name, healthy: isHealthy, in: self))
            names.append(name)
        }
        guard !lines.isEmpty else { return nil }
        let blocked = "{{ with nomadVar \"nomad/jobs/\(job.name)/\(group.name)/\(planned.name)\" }}{{ end }}"
        let data = lines.map { "{{ if \($0) }}ready{{ else }}\(blocked){{ end }}" }.joined(separator: "\n")
        return Jobspec.Template(
            destination: "local/gate",
            changeMode: .noop,
            content: .data(Interpolated(data + "\n")),
            comment: ["Holds the task back until \(Self.enumeration(names)) \(names.count == 1 ? "is" : "are") there."]
        )
    }

    private func startsTogether(
        _ planned: PlannedTask,
        with placement: Topology.Placement,
        in group: PlannedGroup,
        job: PlannedJob
    ) -> Bool {
        placement.job == job.name && placement.group == group.name && planned.role == .prestart
    }

    private mutating func reportMissingHealth(of target: Service, needed service: Service, _ dependency: Dependency) {
        let check = target.healthcheck
        let hasCheck = check.map { !$0.isDisabled && !$0.test.isEmpty } ?? false
        guard !hasCheck else { return }
        report(
            .noHealthcheck,
            .warning,
            "\"\(service.name)\" waits until \"\(target.name)\" is healthy, but that has no healthcheck of its own in the file",
            at: dependency.range,
            hint: "its ports are checked instead; copy the image's healthcheck to be exact",
            service: service
        )
    }

    private static func enumeration(_ names: [String]) -> String {
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
