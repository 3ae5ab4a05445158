internal import ComposeParser

/// Decides what becomes of each mount of a service.
struct MountPlanner {
    let project: Project
    let names: Names
    let options: ConversionOptions
    let files: ProjectFiles

    /// Plans the mounts of `service`, with what they ask of the nodes.
    func mounts(
        of service: Service,
        client: inout ClientRequirements,
        diagnostics: inout Diagnostics
    ) -> [PlannedMount] {
        var mounts: [PlannedMount] = []
        var roots: Set<String> = []
        for mount in service.volumes + inherited(by: service) {
            let kind: PlannedMount.Kind =
                switch mount.kind {
                case .volume where mount.source == nil:
                    anonymous(mount, service: service, client: &client, diagnostics: &diagnostics)
                case .volume, .cluster:
                    named(mount, service: service, client: &client, diagnostics: &diagnostics)
                case .bind:
                    bind(mount, service: service, roots: &roots, client: &client, diagnostics: &diagnostics)
                case .tmpfs:
                    .tmpfs(size: mount.tmpfsSize.map { .literal($0.value) }, mode: mount.tmpfsMode?.value)
                case .npipe:
                    mount.source.map { .hostPath($0) } ?? .none
                case .image:
                    .none
                }
            if mounts.contains(where: { $0.mount.target.string == mount.target.string }) { continue }
            mounts.append(PlannedMount(kind: kind, mount: mount))
        }
        return mounts
    }

    /// The mounts of `volumes_from`, anonymous ones excepted.
    private func inherited(by service: Service, depth: Int = 0) -> [VolumeMount] {
        guard depth < 8 else { return [] }
        return service.volumesFrom.flatMap { text -> [VolumeMount] in
            let parts = text.string.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard let name = parts.first, name != "container", let other = project.service(name) else { return [] }
            let readOnly = parts.count > 1 && parts[1] == "ro"
            return (other.volumes + inherited(by: other, depth: depth + 1)).compactMap { mount in
                guard mount.source != nil else { return nil }
                var mount = mount
                if readOnly { mount.readOnly = Located(true, text: text) }
                return mount
            }
        }
    }

    private func owner(_ service: Service) -> String? {
        if let user = service.user?.string, user.utf8.allSatisfy({ $0 < 58 && $0 > 47 || $0 == UInt8(ascii: ":") }) {
            return user == "0" || user == "0:0" ? nil : user
        }
        return service.image.flatMap { WellKnownImage.find($0.string)?.owner }
    }

    private func named(
        _ mount: VolumeMount,
        service: Service,
        client: inout ClientRequirements,
        diagnostics: inout Diagnostics
    ) -> PlannedMount.Kind {
        guard let key = mount.source?.string else { return .none }
        let definition = project.volumes.first { $0.key == key }
        let driver = definition?.driver
        let options = definition?.driverOpts ?? []
        let type = options["type"]?.string
        let isLocal = driver == nil || driver?.string == "local"
        if isLocal, type == "tmpfs" {
            return .tmpfs(size: MountPlanner.tmpfsSize(options["o"]?.string), mode: nil)
        }
        let name = volumeName(key, definition: definition)
        if !isLocal || type == "nfs" || type == "nfs4" || type == "cifs" || self.options.volumes == .docker {
            client.requireDockerVolumes(for: "\(service.name) mounts the Docker volume \(name)")
            return .dockerVolume(
                name: Interpolated(name),
                driver: isLocal ? (options.isEmpty ? nil : Text("local")) : driver,
                options: options
            )
        }
        var volume = ClientRequirements.HostVolume(
            name: name,
            path: "/opt/nomad/volumes/\(name)",
            owner: owner(service)
        )
        if let device = options["device"]?.string, type == "none" || options["o"]?.string.contains("bind") == true {
            volume.path = device
            volume.isExisting = true
        }
        if let subpath = mount.subpath?.string, !subpath.isEmpty {
            volume.name = Names.sanitize("\(name)-\(subpath)", limit: 128, fallback: name)
            volume.path = PosixPath.join(volume.path, subpath)
        }
        if definition?.external == true {
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.externalVolume,
                    .note,
                    "the volume \"\(name)\" is external: no node configuration is written for it",
                    at: mount.range,
                    hint: "the nodes must already have a host volume \"\(name)\"",
                    service: service.name
                )
            )
        } else {
            client.require(volume)
        }
        return .volume(label: MountPlanner.label(mount.subpath == nil ? key : volume.name), source: volume.name)
    }

    /// The name on the platform: the file's own, or `<project>-<key>`.
    private func volumeName(_ key: String, definition: VolumeDefinition?) -> String {
        guard let definition else { return "\(names.project)-\(MountPlanner.label(key))" }
        let implied = "\(project.name.string)_\(key)"
        if definition.external || definition.name.string != implied { return definition.name.string }
        return "\(names.project)-\(MountPlanner.label(key))"
    }

    /// A volume label: `[a-zA-Z0-9_-]`.
    static func label(_ key: String) -> String {
        String(
            decoding: key.utf8.map { byte -> UInt8 in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    byte
                default: UInt8(ascii: "-")
                }
            },
            as: UTF8.self
        )
    }

    /// The `size=` of a mount option string, as bytes.
    private static func tmpfsSize(_ options: String?) -> NumberValue? {
        for option in (options ?? "").split(separator: ",") where option.hasPrefix("size=") {
            return TmpfsOptions.bytes(String(option.dropFirst("size=".count))).map { .literal($0) }
        }
        return nil
    }

    private func anonymous(
        _ mount: VolumeMount,
        service: Service,
        client: inout ClientRequirements,
        diagnostics: inout Diagnostics
    ) -> PlannedMount.Kind {
        client.requireDockerVolumes(for: "\(service.name) mounts an anonymous volume at \(mount.target.string)")
        diagnostics.add(
            Diagnostic(
                ConversionIssue.anonymousVolume,
                .note,
                "the anonymous volume at \(mount.target.string) of \"\(service.name)\" starts empty with each allocation",
                at: mount.range,
                hint: "give it a name if its data must stay",
                service: service.name
            )
        )
        return .dockerVolume(name: nil, driver: nil, options: [])
    }

    private func bind(
        _ mount: VolumeMount,
        service: Service,
        roots: inout Set<String>,
        client: inout ClientRequirements,
        diagnostics: inout Diagnostics
    ) -> PlannedMount.Kind {
        guard let source = mount.source else { return .none }
        guard files.isInProject(source.string) else {
            client.requireHostPath(source.string, for: service.name)
            diagnostics.add(
                Diagnostic(
                    ConversionIssue.hostPath,
                    .note,
                    source.string.hasSuffix("docker.sock")
                        ? "\"\(service.name)\" gets the node's Docker socket: it can do what root can"
                        : "\"\(service.name)\" mounts the node's own \(source.string)",
                    at: mount.range,
                    hint: "the nodes need it, and volumes { enabled = true } in the docker plugin (see client.hcl)",
                    service: service.name
                )
            )
            return .hostPath(source)
        }
        let shown = files.relative(source.string)
        let reason: String
        switch files.find(source.string) {
        case .embeddable(let found):
            if mount.readOnly?.value != true {
                diagnostics.add(
                    Diagnostic(
                        ConversionIssue.embeddedFiles,
                        .note,
                        "\(shown) goes into the job as a copy: what \"\(service.name)\" writes there is lost with the allocation",
                        at: mount.range,
                        hint: "mount it read-only to say that nothing is written",
                        service: service.name
                    )
                )
            }
            var root = "local/bind/\(PosixPath.lastComponent(source.string))"
            var number = 2
            while !roots.insert(root).inserted {
                root = "local/bind/\(number)/\(PosixPath.lastComponent(source.string))"
                number += 1
            }
            return .embedded(root: root, files: found)
        case .missing: reason = "it does not exist yet"
        case .unsuitable(let why): reason = why
        }
        let path = PosixPath.relative(source.string, to: files.projectDirectory)
        let label = MountPlanner.label(path == "." ? "project" : Names.sanitize(path, limit: 60, fallback: "data"))
        let name = "\(names.project)-\(label)"
        client.require(
            ClientRequirements.HostVolume(
                name: name,
                path: "/opt/nomad/volumes/\(name)",
                owner: owner(service),
                syncedFrom: shown
            )
        )
        diagnostics.add(
            Diagnostic(
                ConversionIssue.syncedFolder,
                .warning,
                "\(shown) does not go into the job (\(reason)); \"\(service.name)\" gets the host volume \"\(name)\"",
                at: mount.range,
                hint: "copy its content to /opt/nomad/volumes/\(name) on every node that may run \"\(service.name)\"",
                service: service.name
            )
        )
        return .volume(label: label, source: name)
    }
}
