extension DeployScript {
    /// The commands that make volumes.
    var volumeSteps: [String] {
        var lines: [String] = []
        let volumes = client.createdVolumes
        guard !volumes.isEmpty else { return [] }
        lines.append("")
        lines.append("# Volumes, where they do not exist yet.")
        for volume in volumes {
            let column = volume.isCSI ? 1 : 2
            let type = volume.isCSI ? "csi" : "host"
            lines.append(
                "if [ \"$dry_run\" = yes ] || ! nomad volume status\(scopeFlags) -type \(type) | awk '{ print $\(column) }' "
                    + "| grep -qxF -e \(Shell.quoted(volume.name)); then"
            )
            if volume.isCSI {
                lines.append(
                    "  sed \"s/\(CreatedVolume.pluginPlaceholder)/$\(CreatedVolume.pluginPlaceholder)/\" \(Shell.quoted(volume.fileName)) | run nomad volume create\(scopeFlags) -"
                )
            } else {
                lines.append("  run nomad volume create\(scopeFlags) \(Shell.quoted(volume.fileName))")
            }
            lines.append("fi")
        }
        return lines
    }
}
