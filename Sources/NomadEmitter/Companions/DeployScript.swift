internal import ComposeParser

/// The steps of a deployment in dependency order, as a POSIX shell script. Nothing of it is run by us.
struct DeployScript {
    let plan: Plan
    let translation: ProjectTranslation
    let builds: BuildSteps
    let hasClientConfiguration: Bool

    /// The script.
    var bytes: [UInt8] {
        let lines =
            head + functions + nodeSetup + arguments + preflight + manualSteps + buildSteps + volumeSteps + secretSteps
            + jobSteps
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    // MARK: What several parts ask

    var variables: VariablesFile { translation.variables }
    var project: String { plan.names.project }
    var client: ClientRequirements { translation.client }
    var hasRegistry: Bool { variables.hasRegistry }
    var needsProject: Bool { !builds.lines.isEmpty || !synced.isEmpty }
    var synced: [ClientRequirements.HostVolume] { client.hostVolumes.filter { $0.syncedFrom != nil } }
    var hasCSI: Bool { client.createdVolumes.contains(where: \.isCSI) }
    var networks: [ClientRequirements.DockerNetwork] { client.dockerNetworks }
    var usesVault: Bool { translation.secrets.contains { $0.store == .vault && !$0.items.isEmpty } }

    /// The folders that the nodes need.
    var folders: [ClientRequirements.HostVolume] {
        client.hostVolumes.filter { !$0.isExisting }.sorted { $0.name < $1.name }
    }

    var hasNodeSetup: Bool { !folders.isEmpty || !networks.isEmpty }

    /// Whether the jobs are told on which node they run: the JSON form has that name in it.
    var isPinned: Bool { plan.pinsNode && !isJSON }

    var isJSON: Bool { plan.options.format == .json }

    /// The flag that names the namespace of the jobs, with a space before it, if they are in another than the default.
    var namespaceFlag: String {
        translation.namespace.map { " " + Shell.quoted("-namespace=\($0)") } ?? ""
    }

    /// The commands that build images.
    private var buildSteps: [String] {
        var lines: [String] = []
        guard !builds.lines.isEmpty else { return [] }
        lines.append("")
        lines.append("# Images: built here, pushed to where the nodes pull from.")
        if !builds.values.isEmpty {
            lines.append("# shellcheck source=/dev/null")
            lines.append(". \(Shell.quoted("./" + BuildSteps.fileName(of: project)))")
        }
        lines.append("if [ \"$build\" = yes ]; then")
        lines += builds.lines
        lines.append("fi")
        lines += builds.pushes
        return lines
    }
}
