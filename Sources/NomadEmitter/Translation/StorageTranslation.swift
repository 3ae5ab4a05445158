internal import ComposeParser
internal import HCL

/// What a task mounts: volumes, files, configs and secrets. Source: Nomad docs, volume_mount and template blocks.
struct StorageTranslation {
    let plan: Plan
    let job: PlannedJob
    let group: GroupName
    let service: Compose.Service
    var storage = TaskStorage()

    /// What variables are known as.
    var scope: String { service.name }

    /// The volumes that the tasks of a group mount. Source: Nomad docs, volume block.
    static func volumeRequests(of group: PlannedGroup, mounts: [String: [PlannedMount]]) -> [Jobspec.VolumeRequest] {
        var requests: [Jobspec.VolumeRequest] = []
        var labels: Set<String> = []
        for task in group.tasks where task.role != .beacon {
            for planned in mounts[task.service.name] ?? [] {
                guard let volume = planned.volume, labels.insert(volume.label).inserted else { continue }
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

    /// Translates mounts, configs and secrets.
    mutating func translate(_ found: inout JobFindings) {
        let below = targets
        for mount in plan.mounts[service.name] ?? [] where mount.target != "/etc/hosts" || !nomadMountsHosts {
            _ = storage.claim(mount.target, at: mount.mount.range)
            add(mount, below: below, &found)
        }
        for text in service.tmpfs { addMemory(text, &found) }
        if service.useAPISocket?.value == true {
            let socket = "/var/run/docker.sock"
            if storage.claim(socket, at: service.range) == nil { storage.volumes.append("\(socket):\(socket)") }
            found.client.requireHostPath(socket, for: service.name)
        }
        addConfigs(&found)
        addSecrets(&found)
    }

    /// Whether Nomad mounts a hosts file of its own, beside which there is no other. Source: Nomad,
    /// client/allocrunner/network_hook.go.
    private var nomadMountsHosts: Bool {
        job.groups.contains { $0.name == group && plan.network.namespace(of: $0) != nil }
    }

    /// Every path of the container that something is mounted at.
    private var targets: [String] {
        (plan.mounts[service.name] ?? []).map(\.target)
            + service.tmpfs.map { PosixPath.clean(TmpfsOptions($0).target.string) }
            + service.configs.map { PosixPath.clean(Self.target($0, below: "/")) }
            + service.secrets.map { PosixPath.clean(Self.target($0, below: "/run/secrets/")) }
    }

    /// Whether a target is free; a second mount at it is reported.
    mutating func claim(_ target: String, at range: SourceRange, _ found: inout JobFindings) -> Bool {
        guard let first = storage.claim(target, at: range) else { return true }
        found.report(
            .duplicateMount,
            .warning,
            "`\(service.name)` mounts twice at `\(target)`: only the first mount is kept",
            at: range,
            hint: "Docker refuses two mounts at one path: remove one of them",
            service: service,
            related: [.init("the first one is here", at: first)]
        )
        return false
    }

    private mutating func addMemory(_ text: Compose.Text, _ found: inout JobFindings) {
        let options = TmpfsOptions(text)
        guard options.target.string.hasPrefix("/") else {
            return found.reportRefused("the tmpfs `\(text.string)` of `\(service.name)`", text.range, service)
        }
        let refused = TmpfsOptions.refused(of: text)
        let lost = options.lost.filter { !refused.contains($0) }
        if !lost.isEmpty {
            found.report(
                .tmpfsOptionsLost,
                .note,
                "the tmpfs options `\(lost.joined(separator: ","))` of `\(options.target.string)` are lost",
                at: text.range,
                hint: "Nomad takes size and mode",
                service: service
            )
        }
        guard claim(options.target.string, at: text.range, &found) else { return }
        storage.mounts.append(
            DockerConfig.Mount(
                .tmpfs(size: options.size.map { .literal($0) }, mode: options.mode),
                target: found.text(options.target, scope)
            )
        )
    }

    private mutating func add(_ planned: PlannedMount, below: [String], _ found: inout JobFindings) {
        let mount = planned.mount
        let target = found.text(mount.target, scope)
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
                            labels: found.map(labels, scope),
                            driver: driver.map { found.text($0, scope) },
                            driverOptions: found.map(options, scope)
                        )
                    ),
                    target: target,
                    readonly: planned.isReadOnly ? true : nil
                )
            )
        case .volumeFile(_, let path):
            if let selinux = mount.selinux { reportLost("selinux", selinux.range, "a file has no volume", &found) }
            let propagation = dockerPropagation(mount, &found).map { Interpolated($0) }
            storage.mounts.append(
                DockerConfig.Mount(
                    .bind(source: Interpolated(path), propagation: propagation),
                    target: target,
                    readonly: planned.isReadOnly ? true : nil
                )
            )
        case .embedded(let root, let files, let owner):
            for file in files {
                var template = embedded(file, below: root, mount: mount, &found)
                if file.isPrivate { (template.uid, template.gid) = Self.ids(owner) }
                storage.append(template)
            }
            let secret = files.filter(\.isSecret)
            let hides = secret.count == files.count
            bindEmbedded(planned, root: "\(hides ? "secrets" : "local")/\(root)", to: target, below: below, &found)
            guard !hides else { return }
            for file in secret {
                let place = found.text(mount.target, scope) + Interpolated("/" + file.path)
                bind("secrets/\(root)/\(file.path)", to: place, isReadOnly: planned.isReadOnly)
            }
        case .hostPath(let source):
            bindHostPath(planned, source: source, to: target, &found)
        case .tmpfs(let size, let mode):
            storage.mounts.append(DockerConfig.Mount(.tmpfs(size: size, mode: mode), target: target))
        case .none:
            break
        }
    }

    /// Binds a folder of the task that holds files of the project.
    private mutating func bindEmbedded(
        _ planned: PlannedMount,
        root: String,
        to target: Interpolated,
        below: [String],
        _ found: inout JobFindings
    ) {
        let mount = planned.mount
        // Docker makes the mount points of what is mounted inside; in a read-only mount it cannot.
        let isReadOnly = planned.isReadOnly && !storage.isMountedBelow(planned.target, paths: below)
        if (root + mount.target.string).contains(":") {
            if let selinux = mount.selinux {
                reportLost("selinux", selinux.range, "the path holds a colon", &found)
            }
            bind(root, to: target, isReadOnly: isReadOnly)
        } else {
            storage.volumes.append(Interpolated(root) + ":" + target + Self.mode(mount, isReadOnly: isReadOnly))
        }
        if let propagation = mount.propagation {
            reportLost("propagation", propagation.range, "the files are a copy", &found)
        }
    }

    /// Binds a file or folder of the task, with any characters in its path.
    private mutating func bind(_ path: String, to target: Interpolated, isReadOnly: Bool) {
        storage.mounts.append(
            DockerConfig.Mount(
                .bind(source: Interpolated(path)),
                target: target,
                readonly: isReadOnly ? true : nil
            )
        )
    }

    /// Binds a path of the node. A volumes entry takes no colon in a path, and creates what is missing; a mount block
    /// takes no SELinux label.
    private mutating func bindHostPath(
        _ planned: PlannedMount,
        source: Compose.Text,
        to target: Interpolated,
        _ found: inout JobFindings
    ) {
        let mount = planned.mount
        let hasColon = mount.kind == .bind && (source.string + mount.target.string).contains(":")
        if hasColon || mount.createHostPath?.value == false && mount.selinux == nil {
            if let selinux = mount.selinux {
                reportLost("selinux", selinux.range, "the path holds a colon", &found)
            }
            storage.mounts.append(
                DockerConfig.Mount(
                    .bind(
                        source: found.text(source, scope),
                        propagation: dockerPropagation(mount, &found).map { Interpolated($0) }
                    ),
                    target: target,
                    readonly: planned.isReadOnly ? true : nil
                )
            )
            return
        }
        if let create = mount.createHostPath, !create.value {
            reportLost("create_host_path", create.range, "with selinux Docker creates the path", &found)
        }
        let path = found.text(source, scope)
        let mode = Self.mode(
            mount,
            isReadOnly: planned.isReadOnly,
            propagation: dockerPropagation(mount, &found)
        )
        storage.volumes.append(path + ":" + target + mode)
    }

    /// The propagation of a bind, if it is one that Docker knows.
    private func dockerPropagation(_ mount: Compose.VolumeMount, _ found: inout JobFindings) -> String? {
        guard let text = mount.propagation, !text.string.isEmpty else { return nil }
        if ["private", "rprivate", "shared", "rshared", "slave", "rslave"].contains(text.string) { return text.string }
        found.reportRefused("the propagation `\(text.string)` of a mount of `\(service.name)`", text.range, service)
        return nil
    }

    private func reportLost(
        _ option: String,
        _ range: SourceRange,
        _ reason: String,
        _ found: inout JobFindings
    ) {
        found.report(
            .mountOptionLost,
            .warning,
            "\(option) of a mount of `\(service.name)` is lost: \(reason)",
            at: range,
            hint: "leave it out, or prepare the path on the nodes",
            service: service
        )
    }

    /// The third field of a bind: `:ro`, `:z`, `:rshared`.
    private static func mode(_ mount: Compose.VolumeMount, isReadOnly: Bool, propagation: String? = nil) -> Interpolated
    {
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
        mount: Compose.VolumeMount,
        _ found: inout JobFindings
    ) -> Jobspec.Template {
        let destination = "\(file.isSecret ? "secrets" : "local")/\(root)" + (file.path.isEmpty ? "" : "/\(file.path)")
        var template = Jobspec.Template(rendering: file.contents, at: destination, perms: file.perms)
        if file.isSecret, plan.options.secrets == .inline {
            found.writtenSecrets.insert(file.path.isEmpty ? mount.source?.string ?? root : file.path)
        }
        if file.isSecret, file.isExecutable {
            found.report(
                .secretNotExecutable,
                .warning,
                "`\(service.name)` cannot run \(PosixPath.join(mount.target.string, file.path)): Nomad keeps what is secret where nothing can be run",
                at: mount.range,
                hint: "let the command name its interpreter, or make it readable for all if it holds no secret",
                service: service
            )
        }
        guard file.isSecret, plan.options.secrets != .inline, let source = mount.source?.string else { return template }
        let path = PosixPath.relative(PosixPath.join(source, file.path), to: plan.files.projectDirectory)
        storage.usesVault = storage.usesVault || plan.options.secrets == .vault
        (template.leftDelimiter, template.rightDelimiter) = (nil, nil)
        template.content = .data(secretReference(path, value: file.contents, &found))
        return template
    }
}

extension StorageTranslation {
    /// The numbers of `uid:gid`.
    private static func ids(_ owner: String?) -> (Int?, Int?) {
        let ids = (owner ?? "").split(at: ":").map { Int($0) }
        return (ids.first ?? nil, ids.count > 1 ? ids[1] : nil)
    }
}

extension EmbeddedFile {
    /// The permission bits of the copy, `nil` for those that Nomad gives anyway. Who may write it does not matter.
    fileprivate var perms: UInt16? {
        if isPrivate { return permissions }
        return isExecutable ? 0o755 : nil
    }
}
