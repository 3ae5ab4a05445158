internal import ComposeParser

// Names of volumes and their parts become files and folders: what Docker refuses is in no path.
extension EngineRefusals {
    /// Source: volume/local, `volumeNameRegex`; volume/safepath, Join.
    static func checkVolumes(of project: Compose.Project, to diagnostics: inout Diagnostics) {
        let mounts = project.services.lazy.filter { $0.provider == nil }.flatMap { $0.volumes }.filter {
            $0.kind == .volume
        }
        for mount in mounts {
            if let subpath = mount.subpath, leavesVolume(subpath.string) {
                refuse("subpath", subpath, hint: "it has to lie in the volume", to: &diagnostics)
            }
        }
        let used = Set(
            project.services.flatMap { $0.volumes }.compactMap { $0.kind == .volume ? $0.source?.string : nil }
        )
        for volume in project.volumes where used.contains(volume.key) && !volume.external {
            let isLocal = [nil, "local"].contains(volume.driver?.string)
            guard isLocal, !isVolumeName(volume.name.string) else { continue }
            let hint = "it takes letters, digits, _, . and -, a letter or digit first"
            refuse("volume name", volume.name, hint: hint, to: &diagnostics)
        }
    }

    private static func refuse(
        _ kind: String,
        _ text: Compose.Text,
        hint: String,
        to diagnostics: inout Diagnostics
    ) {
        diagnostics.add(
            Diagnostic(
                ConversionIssue.refusedByDocker,
                .error,
                "Docker refuses the \(kind) `\(text.string)`",
                at: text.range,
                hint: hint
            )
        )
    }

    private static func isVolumeName(_ text: String) -> Bool {
        for (index, byte) in text.utf8.enumerated() {
            guard ASCIIBytes.isLetterOrDigit(byte) || index > 0 && "_.-".utf8.contains(byte) else { return false }
        }
        return !text.isEmpty
    }

    private static func leavesVolume(_ text: String) -> Bool {
        let path = PosixPath.clean(text)
        return PosixPath.isAbsolute(path) || path == ".." || path.hasPrefix("../")
    }
}
