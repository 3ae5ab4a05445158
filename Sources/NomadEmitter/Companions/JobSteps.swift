extension DeployScript {
    /// The commands that submit the jobs and show what becomes of them.
    var jobSteps: [String] {
        var lines: [String] = []
        lines.append("")
        // One job may wait for a later one: only when all are submitted is there an outcome to wait for.
        let isAlone = translation.jobs.count == 1
        lines.append(isAlone ? "# The job." : "# Jobs, dependencies first; then what becomes of each.")
        let command = isAlone ? "run nomad job run" : "run nomad job run -detach"
        for job in translation.jobs {
            guard !isJSON else {
                lines.append("\(command) -json \(Shell.quoted("\(job.job.name.rawValue).nomad.json"))")
                continue
            }
            var words = [command] + variables.flags(for: job.variables)
            if job.variables.contains(where: { $0.name == OwnVariable.registry.rawValue }) {
                words.append("-var=\"registry=$REGISTRY\" -var=\"tag=$TAG\"")
            }
            if job.variables.contains(where: { $0.name == OwnVariable.node.rawValue }) {
                words.append("-var=\"node=$NODE\"")
            }
            words.append(Shell.quoted("\(job.job.name.rawValue).nomad.hcl"))
            lines.append(words.joined(separator: " "))
        }
        guard hasOutcomes else { return lines }
        for job in lastingJobs {
            lines.append("watch \(Shell.quoted(job.job.name.rawValue))\(scopeFlags)")
        }
        lines.append("if [ -n \"$failed\" ]; then")
        lines.append("  echo \"deploy.sh: not deployed:$failed\" >&2")
        lines.append("  exit 1")
        lines.append("fi")
        return lines
    }

    /// The jobs that have deployments.
    private var lastingJobs: [Jobspec] {
        translation.jobs.filter { $0.job.type != .batch && $0.job.type != .sysbatch }
    }

    /// Whether the script watches what becomes of the jobs.
    var hasOutcomes: Bool { translation.jobs.count > 1 && !lastingJobs.isEmpty }
}
