extension DeployScript {
    /// What must hold before anything is changed.
    var preflight: [String] {
        var lines: [String] = []
        lines.append("# Before anything is changed.")
        lines.append("need nomad")
        if !builds.lines.isEmpty { lines.append("need docker") }
        if usesVault { lines.append("need vault") }
        if isPinned { lines += NodeStep.lines(region: translation.scope.region) }
        if hasCSI {
            let name = CreatedVolume.pluginPlaceholder
            lines.append(
                "[ \"$dry_run\" = yes ] || : \"${\(name):?set it to the id of the CSI plugin: nomad plugin status}\""
            )
            lines.append("\(name)=${\(name):-PLUGIN}")
        }
        return lines
    }
}
