internal import HCL
internal import ComposeParser

/// The files beside the jobs: functions of the plan and of what its jobs need.
struct Companions: Sendable {
    let plan: Plan
    let translation: ProjectTranslation

    /// A file that is made when it is asked for.
    private struct Companion {
        var name: String
        var mode: UInt16 = 0o644
        var contents: () -> [UInt8]
    }

    /// The names of the files.
    var names: [String] { all.map(\.name) }

    /// The files by name.
    var files: [Deployment.File] {
        all.map { Deployment.File(name: $0.name, contents: $0.contents(), mode: $0.mode) }
    }

    /// The files that have something to say, by name.
    private var all: [Companion] {
        let client = ClientConfiguration(translation.client, project: plan.names.project).contents
        let builds = BuildSteps(
            translation.builds.map { build in
                var build = build
                build.image = translation.variables.image(build.image, in: plan.options.format)
                return build
            },
            project: plan.project
        )
        let script = Companion(name: "deploy.sh", mode: 0o755) {
            let hasClient = client != nil
            return DeployScript(plan: plan, translation: translation, builds: builds, hasClientConfiguration: hasClient)
                .bytes
        }
        var companions = translation.jobs.isEmpty ? [] : [script]
        if let client { companions.append(Companion(name: "client.hcl") { client }) }
        if plan.options.format == .hcl, let contents = translation.variables.contents {
            companions.append(Companion(name: translation.variables.name, mode: 0o600) { contents })
        }
        for secrets in translation.secrets where !secrets.items.isEmpty {
            companions.append(Companion(name: secrets.fileName, mode: 0o600) { secrets.json })
        }
        for volume in translation.client.createdVolumes {
            companions.append(
                Companion(name: volume.fileName) { volume.specification(in: translation.scope.namespace) }
            )
        }
        if !builds.values.isEmpty {
            let name = BuildSteps.fileName(of: plan.names.project)
            companions.append(Companion(name: name, mode: 0o600) { builds.valuesFile })
        }
        return companions.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
}
