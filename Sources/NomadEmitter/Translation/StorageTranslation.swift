internal import ComposeParser

/// What a task mounts, and the templates that render it.
struct TaskStorage {
    var volumes: [Interpolated] = []
    var mounts: [DockerConfig.Mount] = []
    var volumeMounts: [Jobspec.VolumeMount] = []
    var templates: [Jobspec.Template] = []
}

extension Translation {
    /// The volumes that the tasks of a group mount. Source: Nomad docs, volume block.
    mutating func volumeRequests(of group: PlannedGroup) -> [Jobspec.VolumeRequest] {
        var requests: [Jobspec.VolumeRequest] = []
        for task in group.tasks where task.role != .beacon {
            for planned in mounts[task.service.name] ?? [] {
                guard case .volume(let label, let source) = planned.kind,
                    !requests.contains(where: { $0.name == label })
                else { continue }
                requests.append(Jobspec.VolumeRequest(name: label, kind: .host(), source: Interpolated(source)))
            }
        }
        return requests.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// Mounts, configs and secrets of a task.
    mutating func storage(of planned: PlannedTask, job: PlannedJob) -> TaskStorage {
        let service = planned.service
        var storage = TaskStorage()
        for mount in mounts[service.name] ?? [] { add(mount, to: &storage) }
        for text in service.tmpfs {
            let options = TmpfsOptions(text)
            if !options.lost.isEmpty {
                report(
                    .tmpfsOptionsLost,
                    .note,
                    "the tmpfs options \(options.lost.joined(separator: ",")) of \(options.target.string) are lost",
                    at: text.range,
                    hint: "Nomad takes size and mode",
                    service: service
                )
            }
            storage.mounts.append(
                DockerConfig.Mount(
                    .tmpfs(size: options.size.map { .literal($0) }, mode: options.mode),
                    target: self.text(options.target)
                )
            )
        }
        if service.useAPISocket?.value == true {
            storage.volumes.append("/var/run/docker.sock:/var/run/docker.sock")
            client.requireHostPath("/var/run/docker.sock", for: service.name)
        }
        addConfigs(of: service, job: job, to: &storage)
        addSecrets(of: service, job: job, to: &storage)
        return storage
    }

    private mutating func add(_ planned: PlannedMount, to storage: inout TaskStorage) {
        let mount = planned.mount
        let target = text(mount.target)
        switch planned.kind {
        case .volume(let label, _):
            storage.volumeMounts.append(
                Jobspec.VolumeMount(
                    volume: label,
                    destination: target,
                    readOnly: planned.isReadOnly ? true : nil,
                    propagationMode: Self.propagation(mount.propagation?.string),
                    selinuxLabel: mount.selinux?.string
                )
            )
        case .dockerVolume(let name, let driver, let options):
            storage.mounts.append(
                DockerConfig.Mount(
                    .volume(
                        source: name,
                        options: DockerConfig.Mount.VolumeOptions(
                            noCopy: mount.nocopy?.value == true ? true : nil,
                            labels: map(mount.labels),
                            driver: driver.map { text($0) },
                            driverOptions: map(options)
                        )
                    ),
                    target: target,
                    readonly: planned.isReadOnly ? true : nil
                )
            )
        case .embedded(let root, let files):
            for file in files { storage.templates.append(embedded(file, below: root, mount: mount)) }
            storage.volumes.append(Interpolated(root) + ":" + target + Self.mode(mount))
        case .hostPath(let source):
            if mount.createHostPath?.value == false || mount.propagation != nil {
                storage.mounts.append(
                    DockerConfig.Mount(
                        .bind(source: text(source), propagation: mount.propagation?.string),
                        target: target,
                        readonly: planned.isReadOnly ? true : nil
                    )
                )
            } else {
                storage.volumes.append(text(source) + ":" + target + Self.mode(mount))
            }
        case .tmpfs(let size, let mode):
            storage.mounts.append(DockerConfig.Mount(.tmpfs(size: size, mode: mode), target: target))
        case .none:
            break
        }
    }

    /// The third field of a bind: `:ro`, `:z`.
    private static func mode(_ mount: VolumeMount) -> Interpolated {
        var modes: [String] = []
        if mount.readOnly?.value == true { modes.append("ro") }
        if let label = mount.selinux?.string { modes.append(label) }
        return Interpolated(modes.isEmpty ? "" : ":" + modes.joined(separator: ","))
    }

    private static func propagation(_ mode: String?) -> String? {
        switch mode {
        case "rshared", "shared": "bidirectional"
        case "rslave", "slave": "host-to-task"
        case "rprivate", "private": "private"
        default: nil
        }
    }

    private func embedded(_ file: EmbeddedFile, below root: String, mount: VolumeMount) -> Jobspec.Template {
        let destination = file.path.isEmpty ? root : "\(root)/\(file.path)"
        return Self.template(destination: destination, contents: file.contents)
    }

    /// A template that renders exactly these bytes.
    static func template(
        destination: String,
        contents: [UInt8],
        perms: UInt16? = nil,
        uid: Int? = nil,
        gid: Int? = nil
    ) -> Jobspec.Template {
        guard !contents.contains(0), let text = String(validating: contents, as: UTF8.self) else {
            return Jobspec.Template(
                destination: Interpolated(destination),
                perms: perms,
                uid: uid,
                gid: gid,
                content: .data(Interpolated("{{ base64Decode \"\(Base64.encode(contents))\" }}"))
            )
        }
        let delimiters = TemplateDelimiters.avoiding(text)
        return Jobspec.Template(
            destination: Interpolated(destination),
            perms: perms,
            uid: uid,
            gid: gid,
            leftDelimiter: delimiters?.left,
            rightDelimiter: delimiters?.right,
            content: .data(Interpolated(text))
        )
    }

    // MARK: Configs and secrets

    private mutating func addConfigs(of service: Service, job: PlannedJob, to storage: inout TaskStorage) {
        for grant in service.configs {
            let key = grant.source.string
            guard let definition = project.configs.first(where: { $0.key == key }) else { continue }
            let target = Self.target(grant, below: "/")
            let destination = "local/configs/\(Names.sanitize(key, limit: 100, fallback: "config"))"
            let perms = UInt16(truncatingIfNeeded: (grant.mode?.value ?? 0o444) & 0o555)
            let owner = owner(of: grant, service: service)
            if storage.templates.contains(where: { $0.destination == Interpolated(destination) }) {
                storage.volumes.append("\(destination):\(target):ro")
                continue
            }
            var template: Jobspec.Template
            switch content(of: definition, service: service, grant: grant) {
            case .bytes(let bytes):
                template = Self.template(destination: destination, contents: bytes, perms: perms)
            case .text(let text):
                let content = self.text(text)
                let delimiters = TemplateDelimiters.avoiding(text.string)
                template = Jobspec.Template(
                    destination: Interpolated(destination),
                    perms: perms,
                    leftDelimiter: delimiters?.left,
                    rightDelimiter: delimiters?.right,
                    content: .data(content)
                )
            case .nomadVariable:
                let item = nomadItem(definition.key, value: nil, job: job)
                template = Jobspec.Template(
                    destination: Interpolated(destination),
                    perms: perms,
                    content: .data(item)
                )
            }
            template.uid = owner.uid
            template.gid = owner.gid
            storage.templates.append(template)
            storage.volumes.append("\(destination):\(target):ro")
        }
    }

    private mutating func addSecrets(of service: Service, job: PlannedJob, to storage: inout TaskStorage) {
        var mountsFolder = false
        for (index, grant) in service.secrets.enumerated() {
            let key = grant.source.string
            guard let definition = project.secrets.first(where: { $0.key == key }) else { continue }
            let target = Self.target(grant, below: "/run/secrets/")
            let perms = UInt16(truncatingIfNeeded: (grant.mode?.value ?? 0o444) & 0o7777)
            let owner = owner(of: grant, service: service)
            let folder = "/run/secrets/"
            let destination: String
            if target.hasPrefix(folder), !target.dropFirst(folder.count).contains("..") {
                destination = "secrets/compose/\(target.dropFirst(folder.count))"
                mountsFolder = true
            } else {
                destination = "secrets/compose-abs/\(index)"
                storage.volumes.append("\(destination):\(target):ro")
            }
            var value: [UInt8]?
            switch content(of: definition, service: service, grant: grant) {
            case .bytes(let bytes): value = bytes
            case .text(let text): value = Array(text.string.utf8)
            case .nomadVariable: value = nil
            }
            if options.secrets == .inline, let value {
                var template = Self.template(destination: destination, contents: value, perms: perms)
                template.uid = owner.uid
                template.gid = owner.gid
                storage.templates.append(template)
                continue
            }
            storage.templates.append(
                Jobspec.Template(
                    destination: Interpolated(destination),
                    perms: perms,
                    uid: owner.uid,
                    gid: owner.gid,
                    content: .data(nomadItem(key, value: value, job: job))
                )
            )
        }
        // The whole folder, so that what is rendered again reaches the container.
        if mountsFolder { storage.volumes.append("secrets/compose:/run/secrets:ro") }
    }

    /// Where a grant is mounted.
    private static func target(_ grant: FileGrant, below folder: String) -> String {
        guard let target = grant.target?.string, !target.isEmpty else { return folder + grant.source.string }
        return target.hasPrefix("/") ? target : folder + target
    }

    private mutating func owner(of grant: FileGrant, service: Service) -> (uid: Int?, gid: Int?) {
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

    /// What a config or secret holds.
    private enum Content {
        case bytes([UInt8])
        case text(Text)
        case nomadVariable
    }

    private mutating func content(of definition: FileDefinition, service: Service, grant: FileGrant) -> Content {
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
                    hint: "its content is expected in the Nomad variable instead",
                    service: service
                )
                return .nomadVariable
            }
        case .environment(let name):
            guard let value = environmentValue(name.string) else {
                report(
                    .missingContent,
                    .warning,
                    "the variable \(name.string) of \"\(definition.key)\" is not set",
                    at: name.range,
                    hint: "its content is expected in the Nomad variable instead",
                    service: service
                )
                return .nomadVariable
            }
            return .text(
                Text(
                    value,
                    origins: [Origin(span: 0..<value.utf8.count, variable: name.string)],
                    range: name.range
                )
            )
        case .external, .driver:
            return .nomadVariable
        }
    }

    /// A reference to an item of the job's Nomad variable; `value` goes to the companion file.
    private mutating func nomadItem(_ key: String, value: [UInt8]?, job: PlannedJob) -> Interpolated {
        let item = NomadVariable.itemKey(key)
        let path = "nomad/jobs/\(job.name)"
        let isText = value.map { !$0.contains(0) && String(validating: $0, as: UTF8.self) != nil } ?? true
        let stored = value.map { isText ? String(decoding: $0, as: UTF8.self) : Base64.encode($0) }
        if let index = nomadVariables.firstIndex(where: { $0.path == path }) {
            nomadVariables[index].items[item] = stored
        } else {
            nomadVariables.append(NomadVariable(path: path, job: job.name, items: [item: stored]))
        }
        let reference = isText ? ".\(item)" : "base64Decode .\(item).Value"
        return Interpolated("{{ with nomadVar \"\(path)\" }}{{ \(reference) }}{{ end }}")
    }
}

/// A Nomad variable that a job reads: where it is, and what the operator puts there.
struct NomadVariable: Sendable, Hashable {
    var path: String
    var job: String
    /// The items; `nil` for a value that the operator has to provide.
    var items: [String: String?]

    /// A key that a template can name: letters, digits and underscores.
    static func itemKey(_ name: String) -> String {
        var bytes = name.utf8.map { byte -> UInt8 in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                byte
            default: UInt8(ascii: "_")
            }
        }
        if let first = bytes.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
            bytes.insert(UInt8(ascii: "_"), at: 0)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Base64 as RFC 4648 has it.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The text of `bytes`, padded.
    static func encode(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let count = min(3, bytes.count - index)
            var group = UInt32(bytes[index]) << 16
            if count > 1 { group |= UInt32(bytes[index + 1]) << 8 }
            if count > 2 { group |= UInt32(bytes[index + 2]) }
            for position in 0..<4 {
                out.append(
                    position <= count
                        ? alphabet[Int(group >> UInt32(18 - 6 * position)) & 63] : UInt8(ascii: "=")
                )
            }
            index += 3
        }
        return String(decoding: out, as: UTF8.self)
    }
}
