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

    /// Whether somebody waits for the service whose network namespace it shares.
    var hasWaitingResidents = false
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

    /// Whether Nomad chooses the nodes: the others run on every one.
    var isPlaced: Bool { self == .service || self == .batch }

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

    /// One-shots of which no instance is wanted: they are in no job.
    private(set) var leftOut: [Compose.Service] = []

    /// Plans the jobs of a project.
    init(
        _ project: Compose.Project,
        names: Names,
        peers: Peers,
        lifetimes: Lifetimes,
        options: ConversionOptions
    ) {
        let kinds = Dictionary(
            project.services.map { ($0.name, lifetimes.type(of: $0)) },
            uniquingKeysWith: { a, _ in a }
        )
        oneShots = Set(project.services.lazy.filter { $0.provider == nil && lifetimes.isOneShot($0) }.map(\.name))
        leftOut = project.services.filter { oneShots.contains($0.name) && $0.replicas == 0 }
        var planner = GroupPlanner(
            project: project,
            names: names,
            graph: peers.graph,
            namespaces: peers.namespaces,
            types: kinds,
            options: options,
            oneShots: oneShots,
            leftOut: Set(leftOut.map(\.name))
        )
        let groups = planner.plan()
        jobs = GroupPlanner.jobs(from: groups, names: names, types: kinds, options: options)
        for (jobIndex, job) in jobs.enumerated() {
            for (groupIndex, group) in job.groups.enumerated() {
                let announced = Set(group.tasks.lazy.filter { $0.role == .beacon }.map(\.service.name))
                for task in group.tasks where task.role != .beacon {
                    placements[task.service.name] = Placement(
                        job: job.name,
                        group: group.name,
                        task: task.name,
                        type: job.type,
                        role: task.role,
                        hasBeacon: announced.contains(task.service.name),
                        isInPod: group.isPod,
                        startsEarly: task.startsEarly,
                        indices: (jobIndex, groupIndex)
                    )
                }
            }
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

extension Topology {
    /// What is said of one-shots that are in no job.
    var findings: Diagnostics {
        var diagnostics = Diagnostics()
        for service in leftOut {
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.oneShotLeftOut,
                    .note,
                    "`\(service.name)` is in no job, as its scale is 0: nobody waits for it",
                    at: (service.deploy?.replicas ?? service.scale)?.range ?? service.range,
                    hint: "set its scale to 1 if it is to run",
                    service: service.name
                )
            )
        }
        return diagnostics
    }
}
