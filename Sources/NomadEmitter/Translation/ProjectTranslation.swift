internal import ComposeParser
internal import HCL
internal import OrderedCollections

/// All jobs of a project and what they need besides: what the files beside the jobs are made from.
struct ProjectTranslation: Sendable {
    let jobs: [Jobspec]
    /// Their blocks.
    let blocks: [HCL.Block]
    /// The file of the variables of all jobs.
    let variables: VariablesFile
    /// What the nodes need.
    let client: ClientRequirements
    let secrets: [StoredSecrets]
    /// Where what the jobs share is.
    let scope: JobScope
    /// The jobs that hold secrets which the compose file kept out of itself.
    let privateJobs: Set<JobName>
    /// Images to build, in dependency order.
    let builds: [ImageBuild]
    let diagnostics: Diagnostics

    /// Whether a job asks Consul's DNS for names.
    var asksConsulDNS: Bool { jobs.flatMap(\.variables).contains { $0.name == OwnVariable.dnsServers.rawValue } }

    /// Whether a job reads secrets from Vault.
    var readsVault: Bool { secrets.contains { $0.store == .vault } }

    /// Translates the jobs of a plan.
    ///
    /// What variables are called is settled by all their uses, which do not depend on it: where a variable means two
    /// things, the jobs are translated with the settled names.
    init(_ plan: Plan) {
        let plainNames = VariableNames(inlinesAll: plan.options.variables == .inline)
        let drafts = Self.jobs(plan, names: plainNames)
        let names = plainNames.settled(for: drafts.map(\.findings.variables.uses))
        let translated = names == plainNames ? drafts : Self.jobs(plan, names: names)

        var variables = VariableTable(names: names)
        var own: Set<OwnVariable> = []
        var client = plan.client
        var secrets: [StoredSecrets] = []
        var builds: OrderedDictionary<String, ImageBuild> = [:]
        var diagnostics = Diagnostics()
        var jobs: [Jobspec] = []
        var privateJobs: Set<JobName> = []
        for job in translated {
            if let finding = Self.secretsInJob(job, plan) {
                diagnostics.add(finding)
                privateJobs.insert(job.jobspec.job.name)
            }
            diagnostics.add(contentsOf: job.findings.diagnostics)
            // A value of x-nomad may go into several jobs, and is wrong once.
            for finding in job.overrides.diagnostics.all
            where !plan.diagnostics.all.contains(finding) && !diagnostics.all.contains(finding) {
                diagnostics.add(finding)
            }
            diagnostics.add(contentsOf: JobValidation(plan: plan, job: job).diagnostics)
            jobs.append(job.jobspec)
            own.formUnion(job.findings.ownVariables)
            variables = variables.merging(job.findings.variables)
            client = client.merging(job.findings.client)
            for volume in job.overrides.releasedVolumes { client.release(volume: volume) }
            secrets += job.findings.secrets.values.elements
            builds.merge(job.findings.builds) { first, _ in first }
        }
        let file = VariablesFile(project: plan.names.project, entries: variables.sorted, own: own)
        for index in jobs.indices { jobs[index].comment = Self.comment(of: jobs[index], plan, file) }
        diagnostics.add(contentsOf: StoredSecrets.oversized(secrets, of: plan.project))
        if let finding = Self.valuesInJob(plan, file) { diagnostics.add(finding) }

        self.jobs = jobs
        blocks = translated.map(\.block)
        self.variables = file
        self.client = client
        self.secrets = secrets
        self.privateJobs = privateJobs
        let scopes = plan.topology.jobs.map { JobScope(of: $0, in: plan.project) }
        scope = scopes.first { $0 != JobScope() } ?? JobScope()
        self.builds = builds.values.elements
        self.diagnostics = diagnostics
    }

    /// The jobs, the files beside them, and the values of their variables.
    func deployment(of plan: Plan) -> Deployment {
        Deployment(
            jobs: jobs,
            blocks: blocks,
            source: Companions(plan: plan, translation: self),
            variables: variables.values,
            privateJobs: privateJobs
        )
    }

    private static func jobs(_ plan: Plan, names: VariableNames) -> [TranslatedJob] {
        plan.topology.jobs.map { JobTranslation(plan: plan, planned: $0).translated(names: names) }
    }

    /// Tells what the options write into a job: its file is for its owner only then.
    private static func secretsInJob(_ job: TranslatedJob, _ plan: Plan) -> Diagnostic? {
        let names = job.findings.writtenSecrets.sorted()
        guard !names.isEmpty else { return nil }
        return Diagnostic(
            ConversionIssue.valuesInJob,
            .note,
            "the job `\(job.jobspec.job.name)` holds \(names.quoted.joined(separator: ", ")) as plain text: its file has mode 0600",
            at: plan.project.name.range,
            hint: "keep it as you keep .env; without --variables inline and --secrets inline it holds none of them"
        )
    }

    /// The JSON form has no variables: what the compose file kept out of itself is in the job then.
    private static func valuesInJob(_ plan: Plan, _ file: VariablesFile) -> Diagnostic? {
        let names = file.entries.map(\.name)
        guard plan.options.format == .json, !names.isEmpty else { return nil }
        return Diagnostic(
            ConversionIssue.valuesInJob,
            .warning,
            "the JSON holds the values of \(names.joined(separator: ", "))",
            at: .none,
            hint: "keep it as you keep .env, or write HCL, where they stay variables"
        )
    }

    private static func comment(of jobspec: Jobspec, _ plan: Plan, _ file: VariablesFile) -> [String] {
        let name = jobspec.job.name.rawValue
        let isBuilt = jobspec.variables.contains { $0.name == OwnVariable.tag.rawValue }
        let built = isBuilt ? ["-var=registry=REGISTRY", "-var=tag=TAG"] : []
        return [
            "\(name): converted from the Compose project \"\(plan.project.name.string)\" by compose2nomad",
            (["nomad job run"] + file.flags(for: jobspec.variables) + built + ["\(name).nomad.hcl"]).joined(
                separator: " "
            ),
        ]
    }
}
