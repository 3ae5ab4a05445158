extension DeployScript {
    /// The function that gives each job to a command of nomad, dependencies first.
    var eachJob: [String] {
        var lines = ["# Each job, dependencies first, with the flags that it takes: each_job COMMAND..."]
        lines.append("each_job() {")
        for job in translation.jobs {
            let isBuilt = job.variables.contains { $0.name == OwnVariable.registry.rawValue }
            if isJSON {
                let file = Shell.quoted("\(job.job.name.rawValue).nomad.json")
                lines.append("  " + (isBuilt ? "filled \(file) | \"$@\" -json -" : "\"$@\" -json \(file)"))
                continue
            }
            var words = ["\"$@\""] + variables.flags(for: job.variables)
            if isBuilt { words.append("-var=\"registry=$REGISTRY\" -var=\"tag=$TAG\"") }
            if job.variables.contains(where: { $0.name == OwnVariable.node.rawValue }) {
                words.append("-var=\"node=$NODE\"")
            }
            words.append(Shell.quoted("\(job.job.name.rawValue).nomad.hcl"))
            lines.append("  " + words.joined(separator: " "))
        }
        return Shell.functions(isJSON && hasRegistry ? [JobFunctions.filled] : []) + lines + ["}", ""]
    }

    /// The functions that show and end what runs.
    var jobFunctions: [String] {
        var lines = Shell.functions((lastingJobs.isEmpty ? [] : [JobFunctions.watch]) + [JobFunctions.plan])
        lines += ["# What becomes of the jobs.", "status() {"]
        lines += translation.jobs.map { "  run nomad job status\(flags(of: $0)) || true" }
        lines += ["}", ""]
        lines += Shell.functions([JobFunctions.stop])
        lines += ["# Ends the jobs, those that others need last; data stays.", "destroy() {"]
        lines += translation.jobs.reversed().map { "  stop\(flags(of: $0))" }
        lines += forgotten
        return lines + ["}", ""]
    }

    /// The commands that submit the jobs and show what becomes of them.
    var jobSteps: [String] {
        // One job may wait for a later one: only when all are submitted is there an outcome to wait for.
        var lines = ["", "# The jobs, and then what becomes of each.", "each_job run nomad job run -detach"]
        guard !lastingJobs.isEmpty else { return lines }
        lines += lastingJobs.map { "watch\(flags(of: $0))" }
        lines += [
            "if [ -n \"$failed\" ]; then",
            "  echo \"deploy.sh: not deployed:$failed\" >&2",
            "  exit 1",
            "fi",
        ]
        return lines
    }

    /// A job and its place, as words with a space before each.
    private func flags(of job: Jobspec) -> String { " " + Shell.quoted(job.job.name.rawValue) + scopeFlags(of: job) }

    /// What `destroy` takes back beside the jobs, and what it leaves.
    private var forgotten: [String] {
        var lines: [String] = []
        for secrets in translation.secrets where !secrets.items.isEmpty {
            switch secrets.store {
            case .nomadVariable:
                lines.append(
                    "  run nomad var purge\(Self.flags(secrets.scope)) \(Shell.quoted(secrets.path)) || true"
                )
            case .vault:
                lines.append("  run vault kv metadata delete -mount=secret \(Shell.quoted(secrets.vaultKey)) || true")
            }
        }
        let names = (client.hostVolumes.map(\.name) + client.createdVolumes.map(\.name)).sorted()
        if !names.isEmpty {
            lines.append("  echo \(Shell.quoted("kept, with the data: \(names.listed())"))")
        }
        return lines
    }

    /// The jobs that have deployments.
    private var lastingJobs: [Jobspec] {
        translation.jobs.filter { $0.job.type != .batch && $0.job.type != .sysbatch }
    }
}
