internal import ComposeParser
internal import OrderedCollections

extension ProjectGraph {
    /// Draws what `plan` has decided.
    init(_ plan: Plan) {
        var drawing = GraphDrawing(plan)
        drawing.draw()
        self = drawing.graph
    }
}

/// Draws a plan: first the boxes, then the lines between them.
private struct GraphDrawing {
    private let plan: Plan
    private(set) var graph: ProjectGraph
    private var taken: Set<String> = []
    /// The boxes of the tasks, by service.
    private var tasks: OrderedDictionary<String, String> = [:]
    /// The boxes of the tasks that announce the end of others, by the service that ends.
    private var beacons: [String: String] = [:]
    /// The boxes of volumes and paths, by what they say, with the jobs that mount them.
    private var storage: OrderedDictionary<[String], (node: ProjectGraph.Node, jobs: Set<JobName>)> = [:]

    init(_ plan: Plan) {
        self.plan = plan
        graph = ProjectGraph(name: plan.project.name.string)
    }

    mutating func draw() {
        let planned = plan.topology.jobs
        graph.jobs = planned.map { job($0) }
        for job in planned {
            for task in job.groups.flatMap(\.tasks) where task.role != .beacon { addMounts(of: task, in: job) }
        }
        placeStorage()
        addPublished()
        let uses = uses
        for group in planned.flatMap(\.groups) {
            for task in group.tasks { addLines(from: task, in: group, uses: uses) }
        }
    }

    // MARK: Boxes

    /// An id that nothing else has.
    private mutating func id(_ kind: String, _ name: String) -> String {
        let base = "\(kind)_\(Names.identifier(String(name.drop { $0 == "/" }.prefix(60))))"
        var id = base
        var number = 2
        while !taken.insert(id).inserted {
            id = "\(base)_\(number)"
            number += 1
        }
        return id
    }

    private mutating func job(_ job: PlannedJob) -> ProjectGraph.Job {
        let name = job.name.rawValue
        return ProjectGraph.Job(
            id: id("job", name),
            title: job.type == .service ? "job \(name)" : "\(job.type.rawValue) job \(name)",
            groups: job.groups.map { group($0) }
        )
    }

    private mutating func group(_ group: PlannedGroup) -> ProjectGraph.Group {
        let name = group.name.rawValue
        return ProjectGraph.Group(id: id("group", name), name: name, tasks: group.tasks.map { box(of: $0) })
    }

    private mutating func box(of task: PlannedTask) -> ProjectGraph.Node {
        let name = task.name.rawValue
        let id = id("task", name)
        var node = ProjectGraph.Node(id: id, kind: .task, lines: [name])
        switch task.role {
        case .main:
            let ports = GraphLabel.ports(of: plan.ports[task.service.name])
            if task.startsEarly {
                node.kind = .prestart
                node.lines.append("prestart, keeps running")
            }
            if let ports { node.lines.append(ports) }
        case .prestart:
            node.kind = .prestart
            node.lines.append("prestart, runs once")
        case .beacon:
            node.lines.append("announces the end")
            beacons[task.service.name] = id
            return node
        }
        tasks[task.service.name] = id
        return node
    }

    // MARK: Lines

    private mutating func addPublished() {
        let outside = ProjectGraph.Node(id: "outside", kind: .outside, lines: ["outside"])
        for (service, task) in tasks {
            let ports = plan.ports[service].filter(\.isPublished)
            guard !ports.isEmpty else { continue }
            graph.outside = outside
            graph.edges.append(
                ProjectGraph.Edge(from: outside.id, to: task, kind: .published, lines: GraphLabel.published(ports))
            )
        }
    }

    /// Whom each service names, by the service that does, in the order of those that are named.
    private var uses: [String: OrderedDictionary<String, [Mention]>] {
        var uses: [String: OrderedDictionary<String, [Mention]>] = [:]
        for named in tasks.keys {
            for mention in plan.peers.mentions[named] where mention.by != named {
                uses[mention.by, default: [:]][named, default: []].append(mention)
            }
        }
        return uses
    }

    private mutating func addLines(
        from task: PlannedTask,
        in group: PlannedGroup,
        uses: [String: OrderedDictionary<String, [Mention]>]
    ) {
        let service = task.service.name
        guard task.role != .beacon else {
            guard let from = beacons[service], let to = tasks[service] else { return }
            graph.edges.append(ProjectGraph.Edge(from: from, to: to, kind: .waits, lines: [GraphLabel.ended]))
            return
        }
        guard let from = tasks[service] else { return }
        let named = uses[service] ?? [:]
        let awaited = awaited(by: task, in: group)
        let others = Set(named.keys).union(awaited.keys).compactMap { tasks.index(forKey: $0) }.sorted()
        for (other, box) in others.map({ tasks.elements[$0] }) {
            let mentions = named[other] ?? []
            let wait = awaited[other]
            graph.edges.append(
                ProjectGraph.Edge(
                    from: from,
                    to: box,
                    kind: mentions.isEmpty ? .waits : .names,
                    lines: GraphLabel.mentions(mentions) + (wait.map { [$0] } ?? [])
                )
            )
        }
    }

    /// What `task` waits for: by its gate, and by the lifecycle of the tasks of its group.
    private func awaited(by task: PlannedTask, in group: PlannedGroup) -> [String: String] {
        var awaited: [String: String] = [:]
        let isEarly = task.role == .prestart || task.startsEarly
        if !isEarly {
            for other in group.tasks where task.service.dependsOn.contains(where: { $0.service == other.service.name })
            {
                if other.role == .prestart { awaited[other.service.name] = GraphLabel.ended }
                if other.startsEarly { awaited[other.service.name] = GraphLabel.started }
            }
        }
        guard let gate = plan.gates.gate(of: task.service.name, isEarly: isEarly) else { return awaited }
        for (service, item) in zip(gate.services, gate.awaited) {
            awaited[service] =
                switch item.condition {
                case .healthy: GraphLabel.healthy
                case .either: GraphLabel.startedOrEnded
                case .registered: plan.topology[service]?.hasBeacon == true ? GraphLabel.ended : GraphLabel.started
                }
        }
        return awaited
    }

    // MARK: Mounts

    private mutating func addMounts(of task: PlannedTask, in job: PlannedJob) {
        let service = task.service.name
        guard let from = tasks[service] else { return }
        var mounts: OrderedDictionary<String, Bool> = [:]
        for planned in plan.mounts[service] ?? [] {
            guard let (kind, lines) = storage(planned, of: service) else { continue }
            let box = box(kind, lines, of: job)
            mounts[box] = planned.isReadOnly && mounts[box] != false
        }
        for (box, isReadOnly) in mounts {
            let lines = isReadOnly ? ["read-only"] : []
            graph.edges.append(ProjectGraph.Edge(from: from, to: box, kind: .mounts, lines: lines))
        }
    }

    /// Puts what one job alone mounts into its frame.
    private mutating func placeStorage() {
        for (node, jobs) in storage.values {
            if jobs.count == 1, let index = plan.topology.jobs.firstIndex(where: { jobs.contains($0.name) }) {
                graph.jobs[index].storage.append(node)
            } else {
                graph.storage.append(node)
            }
        }
    }

    /// What is mounted; `nil` for memory and for what goes into the job.
    private func storage(
        _ planned: PlannedMount,
        of service: String
    ) -> (kind: ProjectGraph.Node.Kind, lines: [String])? {
        switch planned.kind {
        case .volume(let volume), .volumeFile(let volume, _):
            let kind =
                switch volume.kind {
                case .host: "host volume"
                case .csi: "CSI volume"
                }
            return (.volume, [volume.source, kind])
        case .dockerVolume(let name?, _, _, _): return (.volume, [name.description, "Docker volume"])
        case .dockerVolume: return (.volume, [planned.target, "Docker volume of \(service)"])
        case .hostPath(let path): return (.path, [path.string, "of the node"])
        case .embedded, .tmpfs, .none: return nil
        }
    }

    private mutating func box(_ kind: ProjectGraph.Node.Kind, _ lines: [String], of job: PlannedJob) -> String {
        if storage[lines] == nil {
            let id = id(kind == .path ? "path" : "volume", lines[0])
            storage[lines] = (ProjectGraph.Node(id: id, kind: kind, lines: lines), [])
        }
        storage[lines]?.jobs.insert(job.name)
        return storage[lines]?.node.id ?? ""
    }
}
