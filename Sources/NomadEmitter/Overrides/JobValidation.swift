internal import ComposeParser

/// The check of a finished job, so that no invalid one is ever printed.
struct JobValidation {
    let plan: Plan
    let job: TranslatedJob

    /// What Nomad would refuse or could not run: what `x-nomad` broke is told where it stands; what was broken before is
    /// an error of the conversion.
    var diagnostics: Diagnostics {
        var diagnostics = newerParts
        let places = job.overrides.places
        let findings = JobspecValidator.findings(in: job.jobspec, job.block, values: job.findings.variables.jobValues)
            .filter {
                finding in finding.origin.map { places[$0].isTold } != true
            }
        guard !findings.isEmpty else { return diagnostics }
        let origins = job.overrides.applied
        var known: Set<String> = []
        if !origins.isEmpty {
            var before = job.jobspec
            before.job = job.plain
            known = Set(JobspecValidator.findings(in: before, values: job.findings.variables.jobValues).map(\.message))
        }
        for finding in findings {
            let stated = finding.origin.map { places[$0] }
            if let origin = stated ?? Self.origin(of: finding, among: origins), !known.contains(finding.message) {
                let isRefused = finding.severity == .error
                diagnostics.add(
                    Diagnostic(
                        isRefused ? ConversionIssue.refusedOverride : .deadOverride,
                        isRefused ? .error : .warning,
                        isRefused
                            ? "x-nomad makes a job that Nomad refuses: \(finding.message)"
                            : "Nomad takes what x-nomad says, and it does not work: \(finding.message)",
                        at: origin.range,
                        hint: "the rule is \(finding.rule.rawValue)",
                        service: origin.service?.name
                    )
                )
            } else if finding.severity != .warning {
                let service = service(of: finding)
                diagnostics.add(
                    Diagnostic(
                        ConversionIssue.invalidJob,
                        .error,
                        "the conversion gives a job that Nomad refuses: \(finding.message)",
                        at: service?.range ?? plan.project.name.range,
                        hint: "this is a bug of compose2nomad (rule \(finding.rule.rawValue)): please report it",
                        service: service?.name
                    )
                )
            }
        }
        return diagnostics
    }

    /// What `x-nomad` says of a newer Nomad: whoever writes it may know better which one runs.
    private var newerParts: Diagnostics {
        var diagnostics = Diagnostics()
        guard !job.overrides.places.isEmpty else { return diagnostics }
        for part in NewerParts.find(in: job.block, for: plan.options.nomadVersion) {
            guard let origin = part.origin.map({ job.overrides.places[$0] }) else { continue }
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.newerNomad,
                    .note,
                    "\(part.name) needs Nomad \(part.since), and the jobs are for \(plan.options.nomadVersion)",
                    at: origin.range,
                    hint: "say --nomad-version \(part.since), if you have it",
                    service: origin.service?.name
                )
            )
        }
        return diagnostics
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

    private func service(of finding: JobspecValidator.Finding) -> Compose.Service? {
        let groups = plan.topology.jobs.flatMap(\.groups).filter { $0.name == finding.group }
        let task = groups.flatMap(\.tasks).first { $0.name == finding.task }
        return task?.service ?? groups.first?.lead
    }
}
