internal import ComposeParser
internal import HCL

/// The translation of one job: a function of the plan and of what variables are called.
///
/// Source: Nomad docs, job block.
struct JobTranslation {
    let plan: Plan
    let planned: PlannedJob

    /// The job, with what it needs besides.
    func translated(names: VariableNames) -> TranslatedJob {
        var found = JobFindings(names: names)
        let isPinned = plan.pinsNode && planned.type.isPlaced
        if isPinned { found.ownVariables.insert(.node) }
        let plain = Jobspec.Job(
            name: planned.name,
            type: planned.type.jobspec,
            constraints: isPinned ? [.pinned] : [],
            groups: planned.groups.map {
                GroupTranslation(plan: plan, job: planned, planned: $0).group(&found)
            }
        )
        var overrides = JobOverrides(plan: plan, planned: planned, variables: found.variables)
        let job = overrides.applied(to: plain)
        found.variables = overrides.reader.variables
        let block = job.block
        // x-nomad may have taken away what one was for.
        if !overrides.origins.isEmpty {
            let used = Set(block.body.variableNames)
            found.ownVariables.formIntersection(OwnVariable.allCases.filter { used.contains($0.rawValue) })
        }
        let declarations =
            OwnVariable.allCases.filter { found.ownVariables.contains($0) }.map { $0.declaration(plan.options) }
            + found.variables.sorted.map(\.declaration)
        return TranslatedJob(
            jobspec: Jobspec(variables: declarations, job: job),
            block: block,
            plain: plain,
            findings: found,
            overrides: overrides.result
        )
    }
}

/// A job and what it needs besides.
struct TranslatedJob: Sendable {
    var jobspec: Jobspec
    /// The block of the job, which is checked and printed.
    let block: HCL.Block
    /// The job without `x-nomad`.
    let plain: Jobspec.Job
    let findings: JobFindings
    let overrides: OverrideResult
}

extension PlannedJobType {
    var jobspec: Jobspec.Job.JobType {
        switch self {
        case .service: .service
        case .batch: .batch
        case .system: .system
        case .sysbatch: .sysbatch
        }
    }
}
