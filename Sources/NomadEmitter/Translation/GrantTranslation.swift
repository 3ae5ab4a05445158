internal import ComposeParser

// Configs and secrets that a service is granted. Source: Compose Specification, chapters Configs and Secrets.
extension StorageTranslation {
    /// A template for each config, bound to its target.
    mutating func addConfigs(_ found: inout JobFindings) {
        for grant in service.configs {
            let key = grant.source.string
            guard let definition = plan.configs[key] else { continue }
            let target = Self.target(grant, below: "/")
            guard claim(target, at: grant.range, &found) else { continue }
            var template = Jobspec.Template(destination: "", content: .data(""))
            // Write bits have no effect in Compose either.
            template.perms = UInt16(truncatingIfNeeded: (grant.mode?.value ?? 0o444) & 0o555)
            (template.uid, template.gid) = owner(of: grant, &found)
            switch content(of: definition, &found) {
            case .bytes(let bytes):
                checkSize(bytes.count, of: definition, grant: grant, &found)
                let literal = Jobspec.Template(rendering: bytes, at: "")
                (template.leftDelimiter, template.rightDelimiter) = (literal.leftDelimiter, literal.rightDelimiter)
                template.content = literal.content
            case .text(let text):
                checkSize(text.string.utf8.count, of: definition, grant: grant, &found)
                let delimiters = TemplateDelimiters.avoiding(text.string)
                (template.leftDelimiter, template.rightDelimiter) = (delimiters?.left, delimiters?.right)
                template.content = .data(found.text(text, scope))
            case .provided:
                template.content = .data(
                    secretReference(definition.platformKey, value: nil, &found)
                )
                template.errorOnMissingKey = true
                storage.usesVault = storage.usesVault || plan.options.secrets == .vault
            }
            let destination = storage.add(template, at: "local/configs/\(key)")
            storage.bindReadOnly(destination, to: target)
        }
    }

    /// A template for each secret; those below `/run/secrets` are mounted as one folder.
    mutating func addSecrets(_ found: inout JobFindings) {
        let folder = "/run/secrets"
        // A folder that is mounted read-only can take no further mount inside.
        let sharesFolder =
            storage.targets[folder] == nil && !storage.isMountedBelow(folder, paths: storage.targets.keys)
        var mountsFolder = false
        for (index, grant) in service.secrets.enumerated() {
            let key = grant.source.string
            guard let definition = plan.secrets[key] else { continue }
            let target = PosixPath.clean(Self.target(grant, below: folder + "/"))
            guard claim(target, at: grant.range, &found) else { continue }
            let destination: String
            if sharesFolder, target.hasPrefix(folder + "/") {
                destination = "secrets/compose/\(target.dropFirst(folder.count + 1))"
                mountsFolder = true
            } else {
                destination = "secrets/compose-abs/\(index)"
                storage.bindReadOnly(destination, to: target)
            }
            var template = Jobspec.Template(destination: Interpolated(destination), content: .data(""))
            template.perms = UInt16(truncatingIfNeeded: (grant.mode?.value ?? 0o444) & 0o7777)
            (template.uid, template.gid) = owner(of: grant, &found)
            let content = content(of: definition, &found)
            if plan.options.secrets == .inline, content.isFromOutside { found.writtenSecrets.insert(key) }
            switch (plan.options.secrets, content) {
            case (.inline, .bytes(let bytes)):
                let literal = Jobspec.Template(rendering: bytes, at: destination)
                (template.leftDelimiter, template.rightDelimiter) = (literal.leftDelimiter, literal.rightDelimiter)
                template.content = literal.content
            case (.inline, .text(let text)):
                let delimiters = TemplateDelimiters.avoiding(text.string)
                (template.leftDelimiter, template.rightDelimiter) = (delimiters?.left, delimiters?.right)
                template.content = .data(found.text(text, scope))
            default:
                template.content = .data(
                    secretReference(
                        content.bytes == nil ? definition.platformKey : key,
                        value: content.bytes,
                        &found
                    )
                )
                if content.bytes == nil { template.errorOnMissingKey = true }
                storage.usesVault = storage.usesVault || plan.options.secrets == .vault
            }
            storage.append(template)
        }
        // The whole folder, so that what is rendered again reaches the container.
        if mountsFolder { storage.volumes.append("secrets/compose:\(folder):ro") }
    }

    /// Where a grant is mounted.
    static func target(_ grant: Compose.FileGrant, below folder: String) -> String {
        guard let target = grant.target?.string, !target.isEmpty else { return folder + grant.source.string }
        return target.hasPrefix("/") ? target : folder + target
    }

    private func owner(of grant: Compose.FileGrant, _ found: inout JobFindings) -> (Int?, Int?) {
        for text in [grant.uid, grant.gid] {
            if let text, Int(text.string) == nil {
                found.report(
                    .ownerIsNoNumber,
                    .warning,
                    "the owner `\(text.string)` of `\(grant.source.string)` is no number: the file belongs to root",
                    at: text.range,
                    hint: "give the numeric id: Nomad renders the file outside of the container",
                    service: service
                )
            }
        }
        return (grant.uid.flatMap { Int($0.string) }, grant.gid.flatMap { Int($0.string) })
    }

    private func checkSize(
        _ size: Int,
        of definition: Compose.FileDefinition,
        grant: Compose.FileGrant,
        _ found: inout JobFindings
    ) {
        guard size > MountPlanner.largeContent else { return }
        found.report(
            .largeContent,
            .warning,
            "the config `\(definition.key)` puts \(size >> 10) KiB into the job",
            at: grant.range,
            hint: "an artifact or a host volume suits large files better: Nomad keeps at most 1 MB of job source",
            service: service
        )
    }

    /// What a config or secret holds.
    private enum Content {
        case bytes([UInt8])
        case text(Compose.Text)
        /// Nothing that the project knows: the operator stores it.
        case provided

        /// Whether it stands elsewhere than in the compose file.
        var isFromOutside: Bool {
            switch self {
            case .bytes: true
            case .text(let text): !text.isLiteral
            case .provided: false
            }
        }

        var bytes: [UInt8]? {
            switch self {
            case .bytes(let bytes): bytes
            case .text(let text): Array(text.string.utf8)
            case .provided: nil
            }
        }
    }

    private func content(of definition: Compose.FileDefinition, _ found: inout JobFindings) -> Content {
        switch definition.source {
        case .content(let text):
            return .text(text)
        case .file(let path):
            do {
                return .bytes(try plan.files.files.read(path.string, limit: 1 << 20))
            } catch {
                found.report(
                    .missingContent,
                    .warning,
                    "`\(plan.files.relative(path.string))` of `\(definition.key)` cannot be read: \(error.reason)",
                    at: path.range,
                    hint: "its content is expected in the \(storeName) instead, see deploy.sh",
                    service: service
                )
                return .provided
            }
        case .environment(let name):
            guard let value = plan.environment[name.string] else {
                found.report(
                    .missingContent,
                    .warning,
                    "the variable `\(name.string)` of `\(definition.key)` is not set",
                    at: name.range,
                    hint: "its content is expected in the \(storeName) instead, see deploy.sh",
                    service: service
                )
                return .provided
            }
            return .text(
                Compose.Text(
                    value,
                    origins: [Compose.Origin(span: 0..<value.utf8.count, variable: name.string)],
                    range: name.range
                )
            )
        case .external, .driver:
            return .provided
        }
    }

    /// The content of a template that gives a secret; the value goes to the companion file, or has to be provided.
    func secretReference(_ name: String, value: [UInt8]?, _ found: inout JobFindings) -> Interpolated {
        var secrets = StoredSecrets(of: job, in: plan)
        if value == nil { secrets.group = group }
        found.client.require(watchOf: secrets.store == .vault ? .vault : .nomad)
        return found.secrets.reference(to: name, value: value, in: secrets)
    }

    private var storeName: String { plan.options.secrets == .vault ? "Vault" : "Nomad variable" }
}

extension Compose.FileDefinition {
    /// The key that the operator stores the content under: the name on the platform for what is external.
    fileprivate var platformKey: String {
        if case .external = source { return name.string }
        return key
    }
}
