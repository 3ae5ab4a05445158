internal import ComposeParser

/// The steps of a deployment in dependency order, as a POSIX shell script. Nothing of it is run by us.
struct DeployScript {
    let plan: Plan
    let translation: ProjectTranslation
    let builds: BuildSteps
    let hasClientConfiguration: Bool
    /// What each node needs; the images are those of the jobs.
    let setup: NodeSetup

    init(plan: Plan, translation: ProjectTranslation, builds: BuildSteps, hasClientConfiguration: Bool) {
        self.plan = plan
        self.translation = translation
        self.builds = builds
        self.hasClientConfiguration = hasClientConfiguration
        let images = translation.jobs.lazy.flatMap(\.job.groups).flatMap(\.tasks).compactMap { task in
            task.config.image.map { image in
                let parts = BuildSteps.parts(of: translation.variables.image(image, in: plan.options.format))
                return (task.name, Shell.word(parts))
            }
        }
        let words = Dictionary(images, uniquingKeysWith: { first, _ in first })
        setup = NodeSetup(
            translation.client,
            images: Dictionary(
                uniqueKeysWithValues: plan.project.services.compactMap { service in
                    words[plan.names.task(service.name)].map { (service.name, $0) }
                }
            )
        )
    }

    /// The script.
    var bytes: [UInt8] {
        let lines =
            head + functions + setup.functions + preflightFunctions + eachJob + jobFunctions + arguments
            + preflightSteps + manualSteps + buildSteps + volumeSteps + secretSteps + jobSteps
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    // MARK: What several parts ask

    var variables: VariablesFile { translation.variables }
    var project: String { plan.names.project }
    var client: ClientRequirements { translation.client }
    var hasRegistry: Bool { variables.hasRegistry }
    var needsProject: Bool { !builds.lines.isEmpty || setup.needsProject }
    var hasCSI: Bool { client.createdVolumes.contains(where: \.isCSI) }
    var usesVault: Bool { translation.secrets.contains { $0.store == .vault && !$0.items.isEmpty } }

    var hasNodeSetup: Bool { !setup.isEmpty }

    /// Whether the jobs are told on which node they run: the JSON form has that name in it.
    var isPinned: Bool { plan.pinsNode && !isJSON }

    var isJSON: Bool { plan.options.format == .json }

    /// The flags that name the namespace and the region of the jobs, each with a space before it, where they are stated.
    var scopeFlags: String { Self.flags(translation.scope) }

    /// Those of one job.
    func scopeFlags(of job: Jobspec) -> String {
        let planned = plan.topology.jobs.first { $0.name == job.job.name }
        return planned.map { Self.flags(JobScope(of: $0, in: plan.project)) } ?? scopeFlags
    }

    static func flags(_ scope: JobScope) -> String { scope.flags.map { " " + Shell.quoted($0) }.joined() }

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
