internal import ComposeParser

extension Translation {
    /// Checks a finished job, so that no invalid one is ever printed.
    ///
    /// What `x-nomad` broke is an error where it stands; what was broken before is an error of the conversion.
    ///
    /// - Parameters:
    ///   - jobspec: the job as it will be printed.
    ///   - plain: the job without `x-nomad`.
    ///   - origins: where the changes come from.
    mutating func validate(_ jobspec: Jobspec, plain: Jobspec.Job, origins: [OverrideOrigin]) {
        let findings = JobspecValidator.findings(in: jobspec, values: variables.jobValues).filter { finding in
            finding.severity == .error && finding.origin.map { overrideOrigins[$0].isRefused } != true
        }
        guard !findings.isEmpty else { return }
        var known: Set<String> = []
        if !origins.isEmpty {
            var before = jobspec
            before.job = plain
            known = Set(JobspecValidator.findings(in: before, values: variables.jobValues).map(\.message))
        }
        for finding in findings {
            let stated = finding.origin.map { overrideOrigins[$0] }
            if let origin = stated ?? Self.origin(of: finding, among: origins), !known.contains(finding.message) {
                report(
                    .refusedOverride,
                    .error,
                    "x-nomad makes a job that Nomad refuses: \(finding.message)",
                    at: origin.range,
                    hint: "the rule is \(finding.rule.rawValue)",
                    service: origin.service
                )
            } else {
                let service = service(of: finding)
                report(
                    .invalidJob,
                    .error,
                    "the conversion gives a job that Nomad refuses: \(finding.message)",
                    at: service?.range ?? project.name.range,
                    hint: "this is a bug of compose2nomad (rule \(finding.rule.rawValue)): please report it",
                    service: service
                )
            }
        }
    }

    /// The most likely origin: in the same task, then group; the one whose key the message names.
    private static func origin(
        of finding: JobspecValidator.Finding,
        among origins: [OverrideOrigin]
    ) -> OverrideOrigin? {
        func score(_ origin: OverrideOrigin) -> Int {
            var score = 0
            if origin.group != nil, origin.group == finding.group { score += 2 }
            if origin.task != nil, origin.task == finding.task { score += 1 }
            if finding.message.contains(origin.key) { score += 4 }
            return score
        }
        return origins.enumerated().max { (score($0.element), -$0.offset) < (score($1.element), -$1.offset) }?.element
    }

    private func service(of finding: JobspecValidator.Finding) -> Service? {
        let groups = topology.jobs.flatMap(\.groups).filter {
            GroupName(sanitizing: $0.name) == finding.group
        }
        let task = groups.flatMap(\.tasks).first { TaskName(sanitizing: $0.name) == finding.task }
        return task?.service ?? groups.first?.lead
    }

    /// Reports types of jobs that services ask for and do not get.
    mutating func checkChosenTypes() {
        for service in project.services {
            guard let chosen = service.chosenType, let placement = topology[service.name],
                let text = service.nomadChoice(.type)
            else { continue }
            let isPrestart = placement.role == .prestart
            guard isPrestart && !chosen.isBatch || !isPrestart && placement.type != chosen else { continue }
            report(
                .misplacedNomadAttribute,
                .error,
                isPrestart
                    ? "\"\(service.name)\" cannot be a \(chosen.rawValue) job: others wait for its end"
                    : "\"\(service.name)\" cannot be a \(chosen.rawValue) job: it runs in the group \"\(placement.group)\"",
                at: text.range,
                service: service
            )
        }
    }
}
