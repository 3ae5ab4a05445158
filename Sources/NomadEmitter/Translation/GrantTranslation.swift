internal import ComposeParser

// Configs and secrets that a service is granted. Source: Compose Specification, chapters Configs and Secrets.
extension Translation {
    /// A template for each config, bound to its target.
    mutating func addConfigs(
        of service: Service,
        group: PlannedGroup,
        job: PlannedJob,
        to storage: inout TaskStorage
    ) {
        for grant in service.configs {
            let key = grant.source.string
            guard let definition = project.configs.first(where: { $0.key == key }) else { continue }
            let target = Self.target(grant, below: "/")
            guard claim(target, at: grant.range, of: service, in: &storage) else { continue }
            var template = Jobspec.Template(destination: "", content: .data(""))
            // Write bits have no effect in Compose either.
            template.perms = UInt16(truncatingIfNeeded: (grant.mode?.value ?? 0o444) & 0o555)
            (template.uid, template.gid) = owner(of: grant, service: service)
            switch content(of: definition, service: service) {
            case .bytes(let bytes):
                checkSize(bytes.count, of: definition, grant: grant, service: service)
                let literal = Self.template(destination: "", contents: bytes)
                (template.leftDelimiter, template.rightDelimiter) = (literal.leftDelimiter, literal.rightDelimiter)
                template.content = literal.content
            case .text(let text):
                checkSize(text.string.utf8.count, of: definition, grant: grant, service: service)
                let delimiters = TemplateDelimiters.avoiding(text.string)
                (template.leftDelimiter, template.rightDelimiter) = (delimiters?.left, delimiters?.right)
                template.content = .data(self.text(text))
            case .provided:
                template.content = .data(
                    secretReference(definition.platformKey, value: nil, job: job, group: group)
                )
                template.errorOnMissingKey = true
                storage.usesVault = storage.usesVault || options.secrets == .vault
            }
            let destination = storage.add(template, at: "local/configs/\(key)")
            storage.bindReadOnly(destination, to: target)
        }
    }

    /// A template for each secret; those below `/run/secrets` are mounted as one folder.
    mutating func addSecrets(
        of service: Service,
        group: PlannedGroup,
        job: PlannedJob,
        to storage: inout TaskStorage
    ) {
        let folder = "/run/secrets"
        // A folder that is mounted read-only can take no further mount inside.
        let sharesFolder =
            storage.targets[folder] == nil && !storage.isMountedBelow(folder, paths: storage.targets.keys)
        var mountsFolder = false
        for (index, grant) in service.secrets.enumerated() {
            let key = grant.source.string
            guard let definition = project.secrets.first(where: { $0.key == key }) else { continue }
            let target = PosixPath.clean(Self.target(grant, below: folder + "/"))
            guard claim(target, at: grant.range, of: service, in: &storage) else { continue }
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
            (template.uid, template.gid) = owner(of: grant, service: service)
            let content = content(of: definition, service: service)
            switch (options.secrets, content) {
            case (.inline, .bytes(let bytes)):
                let literal = Self.template(destination: destination, contents: bytes)
                (template.leftDelimiter, template.rightDelimiter) = (literal.leftDelimiter, literal.rightDelimiter)
                template.content = literal.content
            case (.inline, .text(let text)):
                let delimiters = TemplateDelimiters.avoiding(text.string)
                (template.leftDelimiter, template.rightDelimiter) = (delimiters?.left, delimiters?.right)
                template.content = .data(self.text(text))
            default:
                template.content = .data(
                    secretReference(
                        content.bytes == nil ? definition.platformKey : key,
                        value: content.bytes,
                        job: job,
                        group: group
                    )
                )
                if content.bytes == nil { template.errorOnMissingKey = true }
                storage.usesVault = storage.usesVault || options.secrets == .vault
            }
            storage.templates.append(template)
        }
        // The whole folder, so that what is rendered again reaches the container.
        if mountsFolder { storage.volumes.append("secrets/compose:\(folder):ro") }
    }

    /// Where a grant is mounted.
    static func target(_ grant: FileGrant, below folder: String) -> String {
        guard let target = grant.target?.string, !target.isEmpty else { return folder + grant.source.string }
        return target.hasPrefix("/") ? target : folder + target
    }

    private mutating func owner(of grant: FileGrant, service: Service) -> (Int?, Int?) {
        for text in [grant.uid, grant.gid] {
            if let text, Int(text.string) == nil {
                report(
                    .ownerIsNoNumber,
                    .error,
                    "the owner \"\(text.string)\" of \"\(grant.source.string)\" is no number",
                    at: text.range,
                    hint: "give the numeric id: Nomad renders the file outside of the container",
                    service: service
                )
            }
        }
        return (grant.uid.flatMap { Int($0.string) }, grant.gid.flatMap { Int($0.string) })
    }

    private mutating func checkSize(_ size: Int, of definition: FileDefinition, grant: FileGrant, service: Service) {
        guard size > MountPlanner.largeContent else { return }
        report(
            .largeContent,
            .warning,
            "the config \"\(definition.key)\" puts \(size >> 10) KiB into the job",
            at: grant.range,
            hint: "an artifact or a host volume suits large files better: Nomad keeps at most 1 MB of job source",
            service: service
        )
    }

    /// What a config or secret holds.
    private enum Content {
        case bytes([UInt8])
        case text(Text)
        /// Nothing that the project knows: the operator stores it.
        case provided

        var bytes: [UInt8]? {
            switch self {
            case .bytes(let bytes): bytes
            case .text(let text): Array(text.string.utf8)
            case .provided: nil
            }
        }
    }

    private mutating func content(of definition: FileDefinition, service: Service) -> Content {
        switch definition.source {
        case .content(let text):
            return .text(text)
        case .file(let path):
            do {
                return .bytes(try files.files.read(path.string, limit: 1 << 20))
            } catch {
                report(
                    .missingContent,
                    .warning,
                    "\(files.relative(path.string)) of \"\(definition.key)\" cannot be read: \(error.reason)",
                    at: path.range,
                    hint: "its content is expected in the \(storeName) instead, see deploy.sh",
                    service: service
                )
                return .provided
            }
        case .environment(let name):
            guard let value = environmentValue(name.string) else {
                report(
                    .missingContent,
                    .warning,
                    "the variable \(name.string) of \"\(definition.key)\" is not set",
                    at: name.range,
                    hint: "its content is expected in the \(storeName) instead, see deploy.sh",
                    service: service
                )
                return .provided
            }
            return .text(
                Text(
                    value,
                    origins: [Origin(span: 0..<value.utf8.count, variable: name.string)],
                    range: name.range
                )
            )
        case .external, .driver:
            return .provided
        }
    }

    private var storeName: String { options.secrets == .vault ? "Vault" : "Nomad variable" }
}

extension FileDefinition {
    /// The key that the operator stores the content under: the name on the platform for what is external.
    fileprivate var platformKey: String {
        if case .external = source { return name.string }
        return key
    }
}

extension TaskStorage {
    /// Adds a template, unless one with the same result is there; gives its place.
    mutating func add(_ template: Jobspec.Template, at path: String) -> String {
        var template = template
        var destination = path
        var number = 2
        while true {
            template.destination = Interpolated(destination)
            guard let other = templates.first(where: { $0.destination == template.destination }) else { break }
            if other == template { return destination }
            destination = "\(path)-\(number)"
            number += 1
        }
        templates.append(template)
        return destination
    }
}
