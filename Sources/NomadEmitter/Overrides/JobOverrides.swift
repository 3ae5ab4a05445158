internal import ComposeParser
internal import HCL

/// What putting `x-nomad` over a job finds besides the job.
struct OverrideResult: Sendable {
    /// Where the changes come from; empty if there are none.
    var applied: [OverrideOrigin]
    /// Where the values stand, by the origins that they carry through the job.
    var places: [OverrideOrigin]
    /// Volumes that the file replaces by others.
    var releasedVolumes: [String]
    var diagnostics: Diagnostics
}

/// Puts what the file states in `x-nomad` over a finished job: the volumes', the project's, then each service's.
struct JobOverrides {
    let plan: Plan
    let planned: PlannedJob
    var reader: OverrideReader
    var origins: [OverrideOrigin] = []
    var releasedVolumes: [String] = []

    init(plan: Plan, planned: PlannedJob, variables: VariableTable) {
        self.plan = plan
        self.planned = planned
        reader = OverrideReader(variables: variables)
    }

    var result: OverrideResult {
        OverrideResult(
            applied: origins,
            places: reader.places,
            releasedVolumes: releasedVolumes,
            diagnostics: reader.diagnostics
        )
    }

    /// The job with all of `x-nomad` over it.
    mutating func applied(to plain: Jobspec.Job) -> Jobspec.Job {
        var job = plain
        overrideVolumes(of: &job)
        overrideProject(&job)
        for (index, group) in planned.groups.enumerated() {
            for task in group.tasks where task.role != .beacon {
                guard let node = task.service.extensions["x-nomad"], !node.isNull else { continue }
                let first = origins.count
                overrideService(node, of: task, in: &job, group: (planned: group, index: index))
                for position in first..<origins.count {
                    origins[position].service = task.service
                    origins[position].group = job.groups[index].name
                    origins[position].task = task.name
                }
            }
        }
        return job
    }

    // MARK: Project

    private mutating func overrideProject(_ job: inout Jobspec.Job) {
        guard let node = plan.project.extensions["x-nomad"], !node.isNull else { return }
        let place = OverridePlace(path: "x-nomad")
        guard var mapping = node.mapping else { return reader.refuseType(node, "a map", at: place) }
        for entry in mapping.entries {
            origins.append(OverrideOrigin(key: entry.key, range: entry.keyRange))
            switch entry.key {
            case "type", "id", "name", "task":
                reader.reportOverride(
                    .misplacedNomadAttribute,
                    "`x-nomad.\(entry.key)` has no place in a project",
                    at: entry.keyRange,
                    hint: entry.key == "type" || entry.key == "task"
                        ? "state it in x-nomad of a service" : "the top-level name gives the job its name",
                    place: place
                )
                mapping[entry.key] = nil
            case "group":
                mapping[entry.key] = nil
                overrideGroups(entry, of: &job, at: place.appending("group"))
            default: break
            }
        }
        job.extra.items += reader.overrideBlock(mapping, as: .job, at: place).items
    }

    /// `job: {…}` at a service: all but what names the job, and what stands in it.
    private mutating func override(
        _ node: Compose.Node,
        of job: inout Jobspec.Job,
        at place: OverridePlace
    ) {
        guard var mapping = node.mapping else { return reader.refuseType(node, "a map", at: place) }
        for entry in mapping.entries where ["type", "id", "name", "task", "group"].contains(entry.key) {
            let isOfService = entry.key != "id" && entry.key != "name"
            reader.reportOverride(
                .misplacedNomadAttribute,
                "`\(place.path).\(entry.key)` has no place in the job of a service",
                at: entry.keyRange,
                hint: isOfService
                    ? "state \(entry.key) in x-nomad of the service itself"
                    : "the top-level name gives the job its name",
                place: place
            )
            mapping[entry.key] = nil
        }
        job.extra.items += reader.overrideBlock(mapping, as: .job, at: place).items
    }

    /// `group: {web: {…}}` at the project.
    private mutating func overrideGroups(
        _ entry: Compose.Mapping.Entry,
        of job: inout Jobspec.Job,
        at place: OverridePlace
    ) {
        guard let groups = entry.value.mapping else {
            return reader.refuseType(entry.value, "a map from names of groups to blocks", at: place)
        }
        let known = plan.topology.jobs.flatMap(\.groups).map(\.name.rawValue)
        for group in groups.entries {
            let inner = place.appending(group.key)
            guard known.contains(group.key) else {
                reader.reportUnknownOverride(group, among: known, at: inner)
                continue
            }
            guard let index = job.groups.firstIndex(where: { $0.name.rawValue == group.key }) else { continue }
            guard let mapping = group.value.mapping else {
                reader.refuseType(group.value, "a map", at: inner)
                continue
            }
            apply(mapping, to: &job.groups[index], at: inner)
        }
    }

    // MARK: Services

    private mutating func overrideService(
        _ node: Compose.Node,
        of task: PlannedTask,
        in job: inout Jobspec.Job,
        group: (planned: PlannedGroup, index: Int)
    ) {
        let place = OverridePlace(path: "x-nomad", service: task.service)
        guard let mapping = node.mapping else { return reader.refuseType(node, "a map", at: place) }
        for entry in mapping.entries { origins.append(OverrideOrigin(key: entry.key, range: entry.keyRange)) }
        let parts = split(mapping, at: place)

        if let entry = parts.job { overrideJob(entry, of: task.service, &job, at: place) }
        let isGuest = !group.planned.isPod && group.planned.lead.name != task.service.name
        if isGuest, let entry = parts.group.entries.first {
            reader.reportOverride(
                .misplacedNomadAttribute,
                "`\(task.service.name)` runs in the group of `\(group.planned.lead.name)` and cannot change it",
                at: entry.keyRange,
                hint: "state \(entry.key) in x-nomad of `\(group.planned.lead.name)`",
                place: place
            )
        } else {
            apply(parts.group, to: &job.groups[group.index], at: place)
        }
        if let network = parts.network { merge(network, into: &job.groups[group.index], at: place) }
        guard let index = job.groups[group.index].tasks.firstIndex(where: { $0.name == task.name }) else { return }
        job.groups[group.index].tasks[index].extra.items +=
            reader.overrideBlock(parts.task, as: .task, at: place).items
        for (node, path) in parts.registrations {
            var place = place
            place.path = path
            complete(node, of: task.service, in: &job.groups[group.index], task: index, at: place)
        }
    }

    /// `job: {…}` at a service that is alone in its job.
    private mutating func overrideJob(
        _ entry: Compose.Mapping.Entry,
        of service: Compose.Service,
        _ job: inout Jobspec.Job,
        at place: OverridePlace
    ) {
        guard planned.groups.count == 1 else {
            return reader.reportOverride(
                .misplacedNomadAttribute,
                "`x-nomad.job` of `\(service.name)` would change the job of other services too",
                at: entry.keyRange,
                hint: "state it in x-nomad of the project, or give each service a job with --layout service",
                place: place
            )
        }
        override(entry.value, of: &job, at: place.appending("job"))
    }

    // MARK: Groups

    /// Puts `mapping` over a group. A map for the network or the only service completes what is there.
    private mutating func apply(
        _ mapping: Compose.Mapping,
        to group: inout Jobspec.Group,
        at place: OverridePlace
    ) {
        var mapping = mapping
        if let network = mapping["network"], network.mapping != nil {
            merge(network, into: &group, at: place)
            mapping["network"] = nil
        }
        group.extra.items += reader.overrideBlock(mapping, as: .taskGroup, at: place).items
    }

    private mutating func merge(_ node: Compose.Node, into group: inout Jobspec.Group, at place: OverridePlace) {
        var body = reader.overrideBlock(node, as: .networkResource, at: place.appending("network"))
        var network = group.network ?? Jobspec.Network()
        // The rules of a job look at the mode.
        if let mode = node["mode"]?.text.string, let mode = Jobspec.Network.Mode(name: mode) {
            network.mode = mode
            moveOwnName(to: &network, of: &group)
            body.items.removeAll { if case .attribute(let old) = $0 { old.name == "mode" } else { false } }
        }
        network.extra.items += body.items
        group.network = network
    }

    /// A container that gets a network namespace of Nomad's bears its name there.
    private func moveOwnName(to network: inout Jobspec.Network, of group: inout Jobspec.Group) {
        let tasks = planned.groups.first { $0.name == group.name }?.tasks ?? []
        for task in tasks where task.service.hostname == nil && task.service.domainname == nil {
            guard network.mode != .host, let index = group.tasks.firstIndex(where: { $0.name == task.name }),
                let name = group.tasks[index].config.hostname
            else { continue }
            group.tasks[index].config.hostname = nil
            if network.mode != Jobspec.Network.Mode.none, network.hostname == nil { network.hostname = name }
        }
    }

    /// Completes the registration of a service, or adds one.
    private mutating func complete(
        _ node: Compose.Node,
        of service: Compose.Service,
        in group: inout Jobspec.Group,
        task: Int,
        at place: OverridePlace
    ) {
        let body = reader.overrideBlock(node, as: .service, at: place)
        func isOwn(_ registration: Jobspec.Service) -> Bool {
            plan.registry.isRegistration(registration, of: service.name)
        }
        if let index = group.tasks[task].services.firstIndex(where: isOwn) {
            group.tasks[task].services[index].extra.items += body.items
        } else if let index = group.services.firstIndex(where: isOwn) {
            group.services[index].extra.items += body.items
        } else {
            group.tasks[task].extra.items.append(.block(HCL.Block("service", body: body)))
        }
    }
}

extension Jobspec.Network.Mode {
    /// `host`, `bridge`, `none` or `cni/NAME`.
    fileprivate init?(name: String) {
        switch name {
        case "host": self = .host
        case "bridge": self = .bridge
        case "none": self = .none
        default:
            guard name.hasPrefix("cni/") else { return nil }
            self = .cni(String(name.dropFirst("cni/".count)))
        }
    }
}
