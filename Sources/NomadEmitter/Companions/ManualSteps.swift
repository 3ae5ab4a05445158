extension DeployScript {
    /// What only the operator can do, as comments and notes.
    var manualSteps: [String] {
        var lines: [String] = []
        if hasClientConfiguration {
            lines.append("")
            lines.append(
                "# By hand, once: merge client.hcl into the configuration of the nodes and restart their agents."
            )
            if !client.watched.isEmpty {
                lines.append(
                    "echo \"by hand, once: merge client.hcl into the configuration of the nodes; without its\""
                )
                lines.append("echo \"retries, tasks end when Consul or Nomad's servers are away for five minutes\"")
            }
        }
        let existing = client.hostVolumes.filter(\.isExisting).map(\.path) + client.hostPaths.sorted()
        if !existing.isEmpty {
            lines.append("")
            lines.append("# By hand, once: these paths must exist on the nodes.")
            lines += existing.sorted().map { Shell.comment("  \($0)") }
        }
        return lines + setup.notes
    }
}
