internal import HCL
internal import ComposeParser

extension Translation {
    /// The files beside the jobs, by name; only those that have something to say.
    func companions(jobs: [Jobspec]) -> [Deployment.Companion] {
        var companions: [Deployment.Companion] = []
        if let contents = clientConfiguration() {
            companions.append(Deployment.Companion(name: "client.hcl", contents: contents))
        }
        if options.format == .hcl, let contents = variablesFile() {
            companions.append(Deployment.Companion(name: variablesFileName, contents: contents, mode: 0o600))
        }
        for secrets in storedSecrets where !secrets.items.isEmpty {
            companions.append(
                Deployment.Companion(name: secrets.fileName, contents: secrets.json, mode: 0o600)
            )
        }
        for volume in client.createdVolumes {
            companions.append(Deployment.Companion(name: volume.fileName, contents: volume.specification))
        }
        let builds = BuildSteps(builds, project: project)
        if !builds.values.isEmpty {
            companions.append(
                Deployment.Companion(name: buildFileName, contents: Self.file(of: builds.values), mode: 0o600)
            )
        }
        companions.append(
            Deployment.Companion(
                name: "deploy.sh",
                contents: DeployScript(self, jobs: jobs, builds: builds).bytes,
                mode: 0o755
            )
        )
        return companions.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// The file of the job variables.
    var variablesFileName: String { "\(names.project).vars.hcl" }

    /// The file of the values that building takes.
    var buildFileName: String { "\(names.project).build.env" }

    /// The names in the file of the job variables.
    var namesInVariablesFile: Set<String> {
        var names = Set(variables.sorted.map(\.name))
        if ownVariables.contains(.registry) { names.insert(OwnVariable.registry.rawValue) }
        return names
    }

    /// The flags that `nomad job run` needs for a job with these variables.
    func variableFlags(_ declared: [Jobspec.Variable], of all: Set<String>) -> [String] {
        guard declared.contains(where: { all.contains($0.name) }) else { return [] }
        var flags = ["-var-file=\(Shell.quoted(variablesFileName))"]
        // Nomad refuses a file that names variables of other jobs, unless told not to.
        if !all.isSubset(of: declared.map(\.name)) { flags.append("-hcl2-strict=false") }
        return flags
    }

    /// The values of the job variables: what the compose file kept out of itself.
    private func variablesFile() -> [UInt8]? {
        let entries = variables.sorted
        let needsRegistry = ownVariables.contains(.registry)
        guard !entries.isEmpty || needsRegistry else { return nil }
        var body = HCL.Body()
        if needsRegistry {
            body.attribute(
                OwnVariable.registry.rawValue,
                .string("localhost:5000"),
                comment: ["A registry that every node can pull from."]
            )
        }
        for entry in entries { body.attribute(entry.name, entry.jobValue.expression) }
        return HCLPrinter.bytes(body)
    }

    /// Assignments that a shell reads.
    private static func file(of values: [String: String]) -> [UInt8] {
        var text = "# What the compose file takes from .env and the environment for builds; deploy.sh reads it.\n"
        for name in values.keys.sorted() { text += "\(name)=\(Shell.quoted(values[name] ?? ""))\n" }
        return Array(text.utf8)
    }
}
