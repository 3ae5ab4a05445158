internal import HCL
internal import ComposeParser

extension Translation {
    /// The volumes that the tasks of a group mount. Source: Nomad docs, volume block.
    mutating func volumeRequests(of group: PlannedGroup) -> [Jobspec.VolumeRequest] {
        var requests: [Jobspec.VolumeRequest] = []
        for task in group.tasks where task.role != .beacon {
            for planned in mounts[task.service.name] ?? [] {
                guard case .volume(let volume) = planned.kind,
                    !requests.contains(where: { $0.name == volume.label })
                else { continue }
                requests.append(
                    Jobspec.VolumeRequest(
                        name: volume.label,
                        kind: volume.kind,
                        source: Interpolated(volume.source)
                    )
                )
            }
        }
        return requests.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// Mounts, configs and secrets of a task.
    mutating func storage(of planned: PlannedTask, group: PlannedGroup, job: PlannedJob) -> TaskStorage {
        let service = planned.service
        var storage = TaskStorage()
        let below = targets(of: service)
        for mount in mounts[service.name] ?? [] {
            _ = storage.claim(mount.target, at: mount.mount.range)
            add(mount, of: service, group: group, job: job, below: below, to: &storage)
        }
        for text in service.tmpfs { addMemory(text, of: service, to: &storage) }
        if service.useAPISocket?.value == true {
            let socket = "/var/run/docker.sock"
            if storage.claim(socket, at: service.range) == nil { storage.volumes.append("\(socket):\(socket)") }
            client.requireHostPath(socket, for: service.name)
        }
        addConfigs(of: service, group: group, job: job, to: &storage)
        addSecrets(of: service, group: group, job: job, to: &storage)
        return storage
    }

    /// Every path of the container that something is mounted at.
    private func targets(of service: Service) -> [String] {
        (mounts[service.name] ?? []).map(\.target)
            + service.tmpfs.map { PosixPath.clean(TmpfsOptions($0).target.string) }
            + service.configs.map { PosixPath.clean(Self.target($0, below: "/")) }
            + service.secrets.map { PosixPath.clean(Self.target($0, below: "/run/secrets/")) }
    }

    /// Whether a target is free; a second mount at it is reported.
    mutating func claim(
        _ target: String,
        at range: SourceRange,
        of service: Service,
        in storage: inout TaskStorage
    ) -> Bool {
        guard let first = storage.claim(target, at: range) else { return true }
        report(
            .duplicateMount,
            .warning,
            "\"\(service.name)\" mounts twice at \(target): only the first mount is kept",
            at: range,
            hint: "Docker refuses two mounts at one path: remove one of them",
            service: service,
            related: [.init("the first one is here", at: first)]
        )
        return false
    }

    private mutating func addMemory(_ text: Text, of service: Service, to storage: inout TaskStorage) {
        let options = TmpfsOptions(text)
        guard options.target.string.hasPrefix("/") else {
            return reportRefused("the tmpfs \"\(text.string)\" of \"\(service.name)\"", text.range, service)
        }
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
        guard claim(options.target.string, at: text.range, of: service, in: &storage) else { return }
        storage.mounts.append(
            DockerConfig.Mount(
                .tmpfs(size: options.size.map { .literal($0) }, mode: options.mode),
                target: self.text(options.target)
            )
        )
    }

    private mutating func add(
        _ planned: PlannedMount,
        of service: Service,
        group: PlannedGroup,
        job: PlannedJob,
        below: [String],
        to storage: inout TaskStorage
    ) {
        let mount = planned.mount
        let target = text(mount.target)
        switch planned.kind {
        case .volume(let volume):
            storage.volumeMounts.append(
                Jobspec.VolumeMount(
                    volume: volume.label,
                    destination: target,
                    readOnly: planned.isReadOnly ? true : nil,
                    propagationMode: Self.propagation(mount.propagation?.string).map { Interpolated($0) },
                    selinuxLabel: mount.selinux.map { Interpolated($0.string) }
                )
            )
        case .dockerVolume(let name, let driver, let options, let labels):
            storage.mounts.append(
                DockerConfig.Mount(
                    .volume(
                        source: name,
                        options: DockerConfig.Mount.VolumeOptions(
                            noCopy: mount.nocopy?.value == true ? true : nil,
                            labels: map(labels),
                            driver: driver.map { text($0) },
                            driverOptions: map(options)
                        )
                    ),
                    target: target,
                    readonly: planned.isReadOnly ? true : nil
                )
            )
        case .embedded(let root, let files):
            for file in files {
                storage.templates.append(
                    embedded(file, below: root, mount: mount, group: group, job: job, to: &storage)
                )
            }
            // Docker makes the mount points of what is mounted inside; in a read-only mount it cannot.
            let isReadOnly = planned.isReadOnly && !storage.isMountedBelow(planned.target, paths: below)
            if mount.target.string.contains(":") {
                if let selinux = mount.selinux {
                    reportLost("selinux", selinux.range, "the path holds a colon", of: service)
                }
                storage.mounts.append(
                    DockerConfig.Mount(
                        .bind(source: Interpolated(root)),
                        target: target,
                        readonly: isReadOnly ? true : nil
                    )
                )
            } else {
                storage.volumes.append(Interpolated(root) + ":" + target + Self.mode(mount, isReadOnly: isReadOnly))
            }
            if let propagation = mount.propagation {
                reportLost("propagation", propagation.range, "the files are a copy", of: service)
            }
        case .hostPath(let source):
            // A volumes entry takes no colon in a path, and creates what is missing; a mount block takes no SELinux label.
            let hasColon = mount.kind == .bind && (source.string + mount.target.string).contains(":")
            if hasColon || mount.createHostPath?.value == false && mount.selinux == nil {
                if let selinux = mount.selinux {
                    reportLost("selinux", selinux.range, "the path holds a colon", of: service)
                }
                storage.mounts.append(
                    DockerConfig.Mount(
                        .bind(
                            source: text(source),
                            propagation: dockerPropagation(mount, service).map { Interpolated($0) }
                        ),
                        target: target,
                        readonly: planned.isReadOnly ? true : nil
                    )
                )
            } else {
                if let create = mount.createHostPath, !create.value {
                    reportLost("create_host_path", create.range, "with selinux Docker creates the path", of: service)
                }
                storage.volumes.append(
                    text(source) + ":" + target
                        + Self.mode(
                            mount,
                            isReadOnly: planned.isReadOnly,
                            propagation: dockerPropagation(mount, service)
                        )
                )
            }
        case .tmpfs(let size, let mode):
            storage.mounts.append(DockerConfig.Mount(.tmpfs(size: size, mode: mode), target: target))
        case .none:
            break
        }
    }

    /// The propagation of a bind, if it is one that Docker knows.
    private mutating func dockerPropagation(_ mount: VolumeMount, _ service: Service) -> String? {
        guard let text = mount.propagation, !text.string.isEmpty else { return nil }
        if ["private", "rprivate", "shared", "rshared", "slave", "rslave"].contains(text.string) { return text.string }
        reportRefused("the propagation \"\(text.string)\" of a mount of \"\(service.name)\"", text.range, service)
        return nil
    }

    /// Says that something is left out which Docker would refuse.
    mutating func reportRefused(_ what: String, _ range: SourceRange, _ service: Service) {
        report(
            .refusedByDocker,
            .warning,
            "\(what) is left out: Docker refuses it",
            at: range,
            hint: "correct it",
            service: service
        )
    }

    private mutating func reportLost(_ option: String, _ range: SourceRange, _ reason: String, of service: Service) {
        report(
            .mountOptionLost,
            .warning,
            "\(option) of a mount of \"\(service.name)\" is lost: \(reason)",
            at: range,
            hint: "leave it out, or prepare the path on the nodes",
            service: service
        )
    }

    /// The third field of a bind: `:ro`, `:z`, `:rshared`.
    private static func mode(_ mount: VolumeMount, isReadOnly: Bool, propagation: String? = nil) -> Interpolated {
        var modes: [String] = []
        if isReadOnly { modes.append("ro") }
        if let propagation { modes.append(propagation) }
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

    private mutating func embedded(
        _ file: EmbeddedFile,
        below root: String,
        mount: VolumeMount,
        group: PlannedGroup,
        job: PlannedJob,
        to storage: inout TaskStorage
    ) -> Jobspec.Template {
        let destination = file.path.isEmpty ? root : "\(root)/\(file.path)"
        let perms: UInt16? = file.isExecutable ? 0o755 : nil
        guard file.isSecret, options.secrets != .inline, let source = mount.source?.string else {
            return Self.template(destination: destination, contents: file.contents, perms: perms)
        }
        let path = PosixPath.relative(PosixPath.join(source, file.path), to: files.projectDirectory)
        storage.usesVault = storage.usesVault || options.secrets == .vault
        return Jobspec.Template(
            destination: Interpolated(destination),
            perms: perms,
            content: .data(secretReference(path, value: file.contents, job: job, group: group))
        )
    }

    /// A template that renders exactly these bytes.
    static func template(
        destination: String,
        contents: [UInt8],
        perms: UInt16? = nil,
        uid: Int? = nil,
        gid: Int? = nil
    ) -> Jobspec.Template {
        guard !contents.contains(0), let text = String(validating: contents, as: UTF8.self), HCL.keeps(text) else {
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
            content: .data(
                Interpolated(text + TemplateDelimiters.ending(text, left: delimiters?.left, right: delimiters?.right))
            )
        )
    }
}
