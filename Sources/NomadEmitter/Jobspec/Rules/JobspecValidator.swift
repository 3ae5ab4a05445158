internal import HCL

/// Checks a job file against what Nomad enforces when a job is submitted, and against what is accepted then but fails
/// when a task starts.
public enum JobspecValidator {
    /// How grave a finding is.
    public enum Severity: String, Sendable, Hashable {
        /// Nomad refuses the job.
        case error
        /// Nomad takes the job, but a task of it cannot start, or is placed nowhere.
        case failure
        /// Nomad takes the job, but a part of it has no effect.
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
        /// The origin of the attribute or block that it is about.
        var origin: Int?
    }

    /// What is wrong with `jobspec`: what the blocks say together, then each value, in the order of the file.
    ///
    /// A conversion does this to each of its jobs; who builds or changes jobs does it before sending them to Nomad.
    /// The rules look at the job as it is printed: what `extra` states is checked like the properties. A variable is
    /// as good as its entry in `values`, else as its default; a value that is known only later breaks no rule.
    public static func findings(in jobspec: Jobspec, values: [String: Jobspec.Variable.Value] = [:]) -> [Finding] {
        findings(in: jobspec, jobspec.job.block, values: values)
    }

    /// The same where the block of the job is there already.
    static func findings(
        in jobspec: Jobspec,
        _ block: HCL.Block,
        values: [String: Jobspec.Variable.Value]
    ) -> [Finding] {
        var known = values
        for variable in jobspec.variables where known[variable.name] == nil {
            known[variable.name] = variable.defaultValue
        }
        var checker = JobChecker(block)
        checker.checkVariables(jobspec)
        let inliner = VariableInliner(values: known)
        checker.job.body = OptionalBlock.expanded(checker.job.body, inliner)
        inliner.inline(&checker.job.body, of: "job")
        checker.checkJob()
        var schema = SchemaChecker(.job, variables: known)
        schema.check(checker.job, as: .job, labels: 1)
        for problem in schema.problems { checker.add(problem) }
        return checker.findings
    }

    /// The rules.
    public enum Rule: String, Sendable, Hashable, CaseIterable {
        /// A variable is declared twice, not declared, or its default does not fit its type.
        case variable
        /// A variable is declared and not used.
        case unusedVariable = "unused-variable"
        /// A name is used twice where it must be unique, or has characters that it must not have.
        case uniqueName = "unique-name"
        /// A value is out of its range, or is no word that Nomad knows there.
        case range
        /// A block or attribute does not go with the type of the job.
        case jobType = "job-type"
        /// A group has no main task, or more than one leader.
        case mainTask = "main-task"
        /// A task lacks its driver, or its name, plugin, secret, identity or payload is wrong.
        case task
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
        /// The deadlines of a rollout or a migration contradict each other.
        case update
        /// A restart policy contradicts itself.
        case restart
        /// A reschedule policy contradicts itself.
        case reschedule
        /// What happens to a group without contact to the servers is said twice or contradicts itself.
        case disconnect
        /// The bounds of a scaling policy contradict each other or the count.
        case scaling
        /// A volume lacks something, or a mount names none.
        case volume
        /// Templates contradict each other or leave the task directory.
        case template
        /// An artifact has no source, or leaves the task directory.
        case artifact
        /// A constraint, affinity or spread cannot be evaluated.
        case constraint
        /// Two mounts have one target.
        case mount
        /// A key of the docker driver does not go with the network of the group.
        case dockerNetwork = "docker-network"
        /// Only Nomad Enterprise knows it.
        case enterprise
        /// A key of the docker driver has a value that the driver refuses.
        case docker
        /// The file has something that Nomad's schema does not know, or lacks something that it asks for.
        case schema
    }
}
