internal import ComposeParser

extension Translation {
    /// The files beside the jobs, by name; only those that have something to say.
    func companions(jobs: [Jobspec]) -> [Deployment.Companion] {
        var companions: [Deployment.Companion] = []
        if let contents = clientConfiguration() {
            companions.append(Deployment.Companion(name: "client.hcl", contents: contents))
        }
        if let contents = variablesFile() {
            companions.append(
                Deployment.Companion(name: "\(names.project).vars.hcl", contents: contents, mode: 0o600)
            )
        }
        for variable in nomadVariables {
            companions.append(
                Deployment.Companion(
                    name: "\(variable.job).nv.json",
                    contents: variable.json,
                    mode: 0o600
                )
            )
        }
        companions.append(
            Deployment.Companion(name: "deploy.sh", contents: deployScript(jobs: jobs), mode: 0o755)
        )
        return companions.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
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
}

extension NomadVariable {
    /// The body for `nomad var put -in json`.
    var json: [UInt8] {
        var text = "{\n  \"Path\": \(JSONText.quoted(path)),\n  \"Items\": {"
        for (index, key) in items.keys.sorted().enumerated() {
            text += index == 0 ? "\n" : ",\n"
            text += "    \(JSONText.quoted(key)): \(JSONText.quoted((items[key] ?? nil) ?? ""))"
        }
        text += items.isEmpty ? "}\n}\n" : "\n  }\n}\n"
        return Array(text.utf8)
    }
}
