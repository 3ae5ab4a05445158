internal import HCL
internal import ComposeParser

/// The files beside the jobs: functions of the plan and of what its jobs need.
struct Companions {
    let plan: Plan
    let translation: ProjectTranslation

    /// The files by name; only those that have something to say.
    var all: [Deployment.File] {
        let client = ClientConfiguration(translation.client, project: plan.names.project).contents
        let builds = BuildSteps(
            translation.builds.map { build in
                var build = build
                build.image = translation.variables.image(build.image, in: plan.options.format)
                return build
            },
            project: plan.project
        )
        let script = DeployScript(
            plan: plan,
            translation: translation,
            builds: builds,
            hasClientConfiguration: client != nil
        )
        var companions = [Deployment.File(name: "deploy.sh", contents: script.bytes, mode: 0o755)]
        if let client { companions.append(Deployment.File(name: "client.hcl", contents: client)) }
        if plan.options.format == .hcl, let contents = translation.variables.contents {
            companions.append(Deployment.File(name: translation.variables.name, contents: contents, mode: 0o600))
        }
        for secrets in translation.secrets where !secrets.items.isEmpty {
            companions.append(Deployment.File(name: secrets.fileName, contents: secrets.json, mode: 0o600))
        }
        for volume in translation.client.createdVolumes {
            let contents = volume.specification(in: translation.scope.namespace)
            companions.append(Deployment.File(name: volume.fileName, contents: contents))
        }
        if !builds.values.isEmpty {
            companions.append(
                Deployment.File(
                    name: BuildSteps.fileName(of: plan.names.project),
                    contents: builds.valuesFile,
                    mode: 0o600
                )
            )
        }
        return companions.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
}
