/// Checks a job file against what Nomad enforces when a job is submitted, and against what is accepted then but fails
/// when a task starts.
public enum JobspecValidator {
    /// How grave a finding is.
    public enum Severity: String, Sendable, Hashable {
        /// Nomad refuses the job, or a task of it cannot start.
        case error
        /// Nomad takes the job but leaves out a part of it.
        case warning
    }

    /// One thing that is wrong.
    public struct Finding: Sendable, Hashable {
        /// The rule that is broken.
        public var rule: Rule
        /// How grave it is.
        public var severity: Severity
        /// What is wrong, with the names of the job, group and task.
        public var message: String
        /// The group that it is in.
        public var group: GroupName?
        /// The task that it is in.
        public var task: TaskName?
    }

    /// What is wrong with `jobspec`, in the order of the file.
    ///
    /// A conversion does this to each of its jobs; who builds or changes jobs does it before sending them to Nomad.
    /// What `extra` states of counts, ports, resources, restarts and rollouts is checked like the properties.
    public static func findings(in jobspec: Jobspec) -> [Finding] {
        var checker = JobChecker(jobspec.job.readingExtra)
        checker.checkVariables(jobspec)
        checker.checkJob()
        for problem in NomadSchema.problems(in: jobspec.body()) {
            checker.add(.schema, problem)
        }
        return checker.findings
    }

    /// The rules.
    public enum Rule: String, Sendable, Hashable, CaseIterable {
        /// A variable is declared twice, not declared, or its default does not fit its type.
        case variable
        /// A variable is declared and not used.
        case unusedVariable = "unused-variable"
        /// A name is used twice where it must be unique.
        case uniqueName = "unique-name"
        /// A number is out of its range.
        case range
        /// A block or attribute does not go with the type of the job.
        case jobType = "job-type"
        /// A group has no main task, or more than one leader.
        case mainTask = "main-task"
        /// Resources contradict each other.
        case resources
        /// The logs do not fit the disk.
        case logs
        /// Ports clash or are out of range.
        case ports
        /// A port label is used that the group does not have.
        case undefinedPort = "undefined-port"
        /// A host name is no DNS name.
        case hostname
        /// Services contradict each other or their place.
        case service
        /// A check asks what its provider cannot do.
        case check
        /// The deadlines of a rollout contradict each other.
        case update
        /// A restart policy contradicts itself.
        case restart
        /// A reschedule policy contradicts itself.
        case reschedule
        /// A volume lacks something, or a mount names none.
        case volume
        /// Templates contradict each other or leave the task directory.
        case template
        /// A constraint, affinity or spread cannot be evaluated.
        case constraint
        /// Two mounts have one target.
        case mount
        /// A key of the docker driver does not go with the network of the group.
        case dockerNetwork = "docker-network"
        /// A key of the docker driver has a value that the driver refuses.
        case docker
        /// The file has something that Nomad's schema does not know.
        case schema
    }
}

/// Collects findings about one job.
struct JobChecker {
    let job: Jobspec.Job
    var findings: [JobspecValidator.Finding] = []
    var group: Jobspec.Group?
    var task: Jobspec.Task?

    init(_ job: Jobspec.Job) { self.job = job }

    mutating func add(
        _ rule: JobspecValidator.Rule,
        _ message: String,
        severity: JobspecValidator.Severity = .error
    ) {
        var place = "job \"\(job.name)\""
        if let group { place += ", group \"\(group.name)\"" }
        if let task { place += ", task \"\(task.name)\"" }
        findings.append(
            JobspecValidator.Finding(
                rule: rule,
                severity: severity,
                message: "\(place): \(message)",
                group: group?.name,
                task: task?.name
            )
        )
    }

    /// Adds a finding if `holds` is false.
    mutating func require(_ holds: Bool, _ rule: JobspecValidator.Rule, _ message: @autoclosure () -> String) {
        if !holds { add(rule, message()) }
    }

    /// Adds a finding for each name that comes a second time.
    mutating func requireUnique(
        _ names: [String],
        _ rule: JobspecValidator.Rule = .uniqueName,
        _ message: (String) -> String
    ) {
        var seen: Set<String> = []
        var told: Set<String> = []
        for name in names where !seen.insert(name).inserted && told.insert(name).inserted {
            add(rule, message(name))
        }
    }

    var isService: Bool { job.type == .service }
    var isSystem: Bool { job.type == .system || job.type == .sysbatch }
    var isBatch: Bool { job.type == .batch || job.type == .sysbatch }
}
