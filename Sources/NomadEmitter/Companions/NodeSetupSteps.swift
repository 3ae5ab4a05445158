extension DeployScript {
    /// What each node needs before its agent starts, as a function of the script.
    var nodeSetup: [String] {
        var lines: [String] = []
        guard hasNodeSetup else { return [] }
        lines.append("# What each node needs that may run the jobs.")
        lines.append("node_setup() {")
        for volume in folders {
            lines.append("  " + Shell.comment("\(volume.name): for \(volume.services.joined(separator: ", "))"))
            lines.append("  run mkdir -p \(Shell.quoted(volume.path))")
            if let owner = volume.owner {
                lines.append("  run chown \(Shell.quoted(owner)) \(Shell.quoted(volume.path))")
            }
        }
        for network in networks {
            let name = Shell.quoted(network.name)
            lines.append("  if ! docker network inspect \(name) >/dev/null 2>&1; then")
            lines.append(
                "    run docker network create \((network.options.map(Shell.quoted) + [name]).joined(separator: " "))"
            )
            lines.append("  fi")
        }
        lines.append("}")
        lines.append("")
        return lines
    }
}
