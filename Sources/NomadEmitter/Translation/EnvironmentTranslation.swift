internal import ComposeParser
internal import HCL
internal import OrderedCollections

/// The environment of a task. Source: Nomad docs, env block.
struct EnvironmentTranslation {
    let project: Compose.Project
    let names: Names
    let options: ConversionOptions

    /// The variables; keys without a value have none.
    func environment(of service: Compose.Service, _ found: inout JobFindings) -> InterpolatedMap {
        let kept = keptSecrets(of: service)
        var env = found.map(
            service.environment.filter { pair in !kept.contains { $0.key == pair.key } },
            service.name
        )
        for binding in service.models {
            let model = project.models.first { $0.key == binding.model }
            if let name = binding.endpointVar, env[name.string] == nil { env[name.string] = "" }
            if let name = binding.modelVar, let reference = model?.model, env[name.string] == nil {
                env[name.string] = found.text(reference, service.name)
            }
        }
        env.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        if kept.isEmpty {
            for finding in [literalSecrets(of: service), submittedSecrets(of: service)].compactMap(\.self) {
                found.diagnostics.add(finding)
            }
        }
        if options.variables == .inline {
            found.writtenSecrets.formUnion(secrets(of: service) { !$0.isLiteral }.map(\.key))
        }
        return env
    }

    /// The variables that look secret, with a value that `matches`.
    private func secrets(of service: Compose.Service, where matches: (Compose.Text) -> Bool) -> [Compose.Pair] {
        service.environment.filter { pair in
            guard let value = pair.value, matches(value) else { return false }
            return SecretNames.isSecret(pair.key, value: value.string)
        }
    }

    /// The variables that are kept where secrets are.
    private func keptSecrets(of service: Compose.Service) -> [Compose.Pair] {
        guard options.environmentSecrets, options.secrets != .inline else { return [] }
        return secrets(of: service) { _ in true }.filter { HCL.isIdentifier($0.key, withDashes: false) }
    }

    /// A template that reads what looks secret from where `secrets` are. Source: Nomad docs, template block, `env`.
    func secretTemplate(
        of service: Compose.Service,
        in secrets: @autoclosure () -> StoredSecrets,
        _ found: inout JobFindings
    ) -> Jobspec.Template? {
        let kept = keptSecrets(of: service)
        guard !kept.isEmpty else { return nil }
        let secrets = secrets()
        found.client.require(watchOf: secrets.store == .vault ? .vault : .nomad)
        let keys = kept.map { pair in
            let name = "\(service.name)__\(pair.key)"
            return (pair.key, found.secrets.keep(pair.value?.string ?? "", as: name, in: secrets))
        }
        return Jobspec.Template(
            destination: "secrets/environment.env",
            env: true,
            content: .data(Interpolated(secrets.environment(keys)))
        )
    }

    /// Names the values that look secret and stand in the job, because they stand in the compose file.
    private func literalSecrets(of service: Compose.Service) -> Diagnostic? {
        let secrets = secrets(of: service, where: \.isLiteral)
        guard let first = secrets.first else { return nil }
        return finding(
            "the job of `\(service.name)` holds \(secrets.map(\.key).quoted.joined(separator: ", ")) as plain text",
            at: first,
            of: service,
            hint:
                "write `${\(first.key)}` and keep the value in .env: then it goes to \(names.project).vars.hcl; --env-secrets keeps all of them out of the job"
        )
    }

    /// Names the values that look secret and come from outside: the file of the job does not hold them, but what Nomad
    /// keeps of it does.
    private func submittedSecrets(of service: Compose.Service) -> Diagnostic? {
        let secrets = secrets(of: service) { !$0.isLiteral }
        guard let first = secrets.first, options.variables == .keep else { return nil }
        return finding(
            "who may read the job of `\(service.name)` in Nomad sees \(secrets.map(\.key).quoted.listed())",
            at: first,
            of: service,
            hint: "--env-secrets keeps such values where secrets are"
        )
    }

    private func finding(_ message: String, at pair: Compose.Pair, of service: Compose.Service, hint: String)
        -> Diagnostic
    {
        Diagnostic(
            ConversionIssue.secretInJob,
            .note,
            message,
            at: pair.value?.range.isKnown == true ? pair.value?.range ?? .none : pair.keyRange,
            hint: hint,
            service: service.name
        )
    }

    /// Moves values that Nomad would read as its own references (`${HOME}` where HOME is a variable of the task) into
    /// a template: in `env` nothing can escape them.
    func moveRuntimeReferences(
        in env: inout InterpolatedMap,
        of service: Compose.Service,
        _ found: inout JobFindings
    ) -> Jobspec.Template? {
        let keys = Set(env.keys).union(keptSecrets(of: service).map(\.key))
        let values = found.variables.values
        var data = Interpolated("")
        for (key, value) in env {
            let resolved = value.resolvingVariables(values).description
            guard RuntimeReferences.mentions(resolved, known: keys) else { continue }
            // The file of variables knows few escapes, and what comes from a job variable gets none.
            let isExact = value.variables.allSatisfy { values[$0].map { RuntimeReferences.quoted($0) == $0 } ?? true }
            guard isExact, HCL.isIdentifier(key, withDashes: false), RuntimeReferences.canQuote(resolved) else {
                let pair = service.environment.first { $0.key == key }
                found.report(
                    .replacedAtRunTime,
                    .warning,
                    "Nomad replaces ${…} in the value of \(key) when the task starts",
                    at: pair?.value?.range ?? pair?.keyRange ?? service.range,
                    hint: "rename what it names, or let the program put the value together",
                    service: service
                )
                continue
            }
            env[key] = nil
            data.append(.literal("\(key)=\""))
            for part in value.parts {
                if case .literal(let text) = part {
                    data.append(.literal(RuntimeReferences.quoted(text)))
                } else {
                    data.append(part)
                }
            }
            data.append(.literal("\"\n"))
        }
        guard !data.isEmpty else { return nil }
        let delimiters = TemplateDelimiters.avoiding(data.resolvingVariables(values).description)
        return Jobspec.Template(
            destination: "secrets/literal.env",
            env: true,
            leftDelimiter: delimiters?.left,
            rightDelimiter: delimiters?.right,
            content: .data(data),
            comment: ["Values with a ${…} of their own: in env, Nomad would replace it."]
        )
    }
}
