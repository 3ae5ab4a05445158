internal import ComposeParser

/// What a service is to the task that runs it.
enum TaskRole: Sendable, Hashable {
    /// The group's own task.
    case main
    /// Runs to its end before the main task of the service that needs it.
    case prestart
    /// Announces that the one-shot before it has ended.
    case beacon
}

/// A task to be.
struct PlannedTask: Sendable {
    var name: TaskName
    var service: Compose.Service
    var role: TaskRole
    /// Whether it starts before the main tasks and stays: a one-shot of the same group needs it.
    var startsEarly = false
}

/// A group to be.
struct PlannedGroup: Sendable {
    var name: GroupName
    /// The service that gives the group its count, restart and update rules.
    var lead: Compose.Service
    var tasks: [PlannedTask]
    /// Whether the tasks share one network namespace: the pod layout, `network_mode: service:x`.
    var sharesNamespace = false
    /// Whether it is the one group of the pod layout, whose services reach each other on 127.0.0.1.
    var isPod = false

    /// The tasks that run as long as the group does.
    var mainTasks: [PlannedTask] { tasks.filter { $0.role == .main } }
}

/// Nomad's job types that a Compose service can become.
enum PlannedJobType: String, Sendable, Hashable, Comparable {
    case service, batch, system, sysbatch

    static func < (a: PlannedJobType, b: PlannedJobType) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .service: 0
        case .system: 1
        case .batch: 2
        case .sysbatch: 3
        }
    }

    /// Whether tasks run to an end.
    var isBatch: Bool { self == .batch || self == .sysbatch }
}

/// A job to be.
struct PlannedJob: Sendable {
    var name: JobName
    var type: PlannedJobType
    var groups: [PlannedGroup]
}

/// Which service runs where: the jobs in dependency order, and what each service became.
struct Topology: Sendable {
    /// Where a service ended up.
    struct Placement: Sendable {
        var job: JobName
        var group: GroupName
        var task: TaskName
        var type: PlannedJobType
        var role: TaskRole
        /// Whether a beacon announces its end.
        var hasBeacon = false
        /// Whether it runs in the one group of the pod layout.
        var isInPod = false
        /// Whether it starts before the main tasks of its group.
        var startsEarly = false
        /// Which of the jobs, and which of its groups.
        fileprivate var indices = (job: 0, group: 0)
    }

    private(set) var jobs: [PlannedJob] = []
    private(set) var placements: [String: Placement] = [:]
    /// The services whose end others wait for.
    private(set) var oneShots: Set<String> = []

    /// Where `service` runs.
    subscript(service: String) -> Placement? { placements[service] }

    /// The services that Nomad keeps running: those of service and system jobs.
    var servers: Set<String> {
        Set(placements.filter { !$0.value.type.isBatch && $0.value.role == .main }.keys)
    }

    /// The group that `service` runs in.
    func group(of service: String) -> PlannedGroup? {
        guard let (job, group) = placements[service]?.indices else { return nil }
        return jobs[job].groups[group]
    }

    /// The services that run in the pod, in the order of its tasks.
    var pod: [Compose.Service] {
        jobs.lazy.flatMap(\.groups).first(where: \.isPod)?.tasks.filter { $0.role != .beacon }.map(\.service) ?? []
    }

    /// Plans the jobs of a project; `used` are the services that others use a port of.
    init(
        _ project: Compose.Project,
        names: Names,
        graph: DependencyGraph,
        used: Set<String>,
        options: ConversionOptions
    ) {
        let kinds = Dictionary(
            project.services.map { ($0.name, PlannedJobType($0, graph: graph, isUsed: used.contains($0.name))) },
            uniquingKeysWith: { a, _ in a }
        )
        var planner = GroupPlanner(project: project, names: names, graph: graph, types: kinds, options: options)
        let groups = planner.plan()
        oneShots = planner.oneShots
        jobs = GroupPlanner.jobs(from: groups, names: names, types: kinds, options: options)
        for (jobIndex, job) in jobs.enumerated() {
            for (groupIndex, group) in job.groups.enumerated() {
                for task in group.tasks where task.role != .beacon {
                    placements[task.service.name] = Placement(
                        job: job.name,
                        group: group.name,
                        task: task.name,
                        type: job.type,
                        role: task.role,
                        hasBeacon: group.tasks.contains { $0.role == .beacon && $0.service.name == task.service.name },
                        isInPod: group.isPod,
                        startsEarly: task.startsEarly,
                        indices: (jobIndex, groupIndex)
                    )
                }
            }
        }
    }
}

extension PlannedJobType {
    /// The type that a service calls for. One that others use a port of runs for ever, whatever it says of restarts.
    init(_ service: Compose.Service, graph: DependencyGraph, isUsed: Bool) {
        if let chosen = service.chosenType {
            self = chosen
            return
        }
        switch service.deploy?.mode?.string {
        case "global": self = .system
        case "global-job": self = .sysbatch
        case "replicated-job": self = .batch
        default:
            let runsToEnd = RestartRule(service).runsToEnd
            self =
                runsToEnd && !service.isServer && !isUsed && graph.dependents(of: service.name).isEmpty
                ? .batch : .service
        }
    }
}

extension Compose.Service {
    /// Whether it runs for ever: it offers something over the network, or says when it is healthy or how to update it.
    var isServer: Bool {
        !ports.isEmpty || !expose.isEmpty || healthcheck.map { !$0.isDisabled && !$0.test.isEmpty } == true
            || deploy?.updateConfig != nil
    }

    /// Whether others wait for its end: because they say so, or because all it does is end.
    ///
    /// `restart: "no"` with nothing to serve is a step of the start, even where `depends_on` only says started: a
    /// registration would come and go before anybody sees it.
    func isOneShot(_ graph: DependencyGraph) -> Bool {
        let dependents = graph.dependents(of: name)
        guard !dependents.isEmpty else { return false }
        if dependents.contains(where: { $0.condition == .completedSuccessfully }) { return true }
        guard !isServer else { return false }
        if let chosenType { return chosenType.isBatch }
        switch deploy?.mode?.string {
        case "replicated-job", "global-job": return true
        case "global": return false
        default: return RestartRule(self) == .never
        }
    }
}

/// What a service says about restarts, from `deploy.restart_policy` or `restart`.
enum RestartRule: Sendable, Hashable {
    /// Nothing said.
    case unstated
    /// Never.
    case never
    /// On a non-zero exit, at most so many times.
    case onFailure(attempts: Int?)
    /// Whatever the exit code, at most so many times.
    case always(attempts: Int?)

    init(_ service: Compose.Service) {
        if let policy = service.deploy?.restartPolicy {
            switch policy.condition?.string {
            case "none": self = .never
            case "on-failure": self = .onFailure(attempts: policy.maxAttempts?.value)
            default: self = .always(attempts: policy.maxAttempts?.value)
            }
            return
        }
        guard let text = service.restart?.string else {
            self = .unstated
            return
        }
        switch text {
        case "no": self = .never
        case "always", "unless-stopped": self = .always(attempts: nil)
        default:
            guard text.hasPrefix("on-failure") else {
                self = .unstated
                return
            }
            self = .onFailure(attempts: Int(text.dropFirst("on-failure:".count)))
        }
    }

    /// Whether the service is expected to end.
    var runsToEnd: Bool {
        switch self {
        case .never, .onFailure: true
        case .unstated, .always: false
        }
    }
}
