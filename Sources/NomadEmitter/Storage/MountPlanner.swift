internal import ComposeParser

/// Decides what becomes of each mount of a service.
struct MountPlanner {
    let project: Compose.Project
    let names: Names
    let options: ConversionOptions
    let files: ProjectFiles
    private let definitions: [String: Compose.VolumeDefinition]
    private let graph: DependencyGraph
    /// The services that mount each volume.
    private lazy var users = usersByVolume
    private(set) var binds = ProjectBinds([], files: ProjectFiles(files: MemoryFiles(), projectDirectory: "/"))
    var client = ClientRequirements()
    var diagnostics = Diagnostics()
    /// The names of the folders of the task that are taken.
    var roots: Set<String> = []
    /// The mounts of files on the nodes that have been told of.
    var reported: Set<SourceRange> = []
    /// The labels of the volumes that hold folders of the project, by folder.
    var folderLabels: [String: String] = [:]
    /// The labels that are taken.
    var labels: Set<String>

    private init(
        project: Compose.Project,
        graph: DependencyGraph,
        names: Names,
        options: ConversionOptions,
        files: ProjectFiles
    ) {
        self.project = project
        self.graph = graph
        self.names = names
        self.options = options
        self.files = files
        definitions = Dictionary(project.volumes.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        labels = Set(project.volumes.map { Names.volumeLabel($0.key) })
        binds = ProjectBinds(project.services.flatMap(binds), files: files)
    }

    /// The mounts of all services, by service, with what they ask of the nodes.
    static func plan(
        _ project: Compose.Project,
        graph: DependencyGraph,
        names: Names,
        options: ConversionOptions,
        files: ProjectFiles
    ) -> (mounts: [String: [PlannedMount]], client: ClientRequirements, diagnostics: Diagnostics) {
        var planner = MountPlanner(project: project, graph: graph, names: names, options: options, files: files)
        var mounts: [String: [PlannedMount]] = [:]
        for service in graph.order { mounts[service.name] = planner.mounts(of: service) }
        return (mounts, planner.client, planner.diagnostics)
    }

    /// Plans the mounts of `service`, with what they ask of the nodes.
    private mutating func mounts(of service: Compose.Service) -> [PlannedMount] {
        var mounts: [PlannedMount] = []
        var firsts: [String: Int] = [:]
        roots = []
        let own = service.volumes.count
        for (index, mount) in (service.volumes + inherited(by: service)).enumerated() {
            let target = PosixPath.clean(mount.target.string)
            if let first = firsts[target] {
                // A mount of the service replaces an inherited one, as in Compose.
                if index < own { reportDuplicate(mount, first: mounts[first].mount, service: service) }
                continue
            }
            firsts[target] = mounts.count
            if let finding = TakenTargets.finding(of: mount, at: target, service) { diagnostics.add(finding) }
            let texts = mount.kind == .bind ? binds.texts(of: mount.source?.string ?? "") : []
            mounts.append(PlannedMount(kind: kind(of: mount, service: service), mount: mount, texts: texts))
        }
        if let facts = options.images?.facts(of: service, in: project) { report(facts, of: service, mounts: mounts) }
        return mounts
    }

    private mutating func kind(of mount: Compose.VolumeMount, service: Compose.Service) -> PlannedMount.Kind {
        switch mount.kind {
        case .volume where mount.source?.string.isEmpty != false: anonymous(mount, service: service)
        case .volume: named(mount, service: service)
        case .cluster: cluster(mount)
        case .bind: bind(mount, service: service)
        case .tmpfs: .tmpfs(size: mount.tmpfsSize.map { .literal($0.value) }, mode: mount.tmpfsMode?.value)
        case .npipe: mount.source.map { .hostPath($0) } ?? .none
        case .image: .none
        }
    }

    /// The mounts of `volumes_from`, anonymous ones excepted.
    func inherited(by service: Compose.Service, depth: Int = 0) -> [Compose.VolumeMount] {
        guard depth < 8 else { return [] }
        return service.volumesFrom.flatMap { text -> [Compose.VolumeMount] in
            let parts = text.string.split(at: ":", omittingEmptySubsequences: false).map(String.init)
            guard let name = parts.first, name != "container", let other = graph.service(name) else { return [] }
            let readOnly = parts.count > 1 && parts[1] == "ro"
            return (other.volumes + inherited(by: other, depth: depth + 1)).compactMap { mount in
                guard mount.source?.string.isEmpty == false else { return nil }
                var mount = mount
                if readOnly { mount.readOnly = Compose.Located(true, text: text) }
                return mount
            }
        }
    }

    // MARK: Volumes

    private mutating func named(_ mount: Compose.VolumeMount, service: Compose.Service) -> PlannedMount.Kind {
        guard let key = mount.source?.string else { return .none }
        let volume = NamedVolume(key: key, definition: definitions[key])
        if volume.isMemory { return memory(volume, mount, service) }
        if !volume.isOfNomad, !volume.isLocal || volume.isRemote || options.volumes == .docker {
            return docker(volume, mount, service)
        }
        let base = volumeName(key, definition: volume.definition)
        var name = base
        var label = Names.volumeLabel(key)
        var path = volume.boundPath ?? "\(Self.volumesFolder)/\(name)"
        if let subpath = Self.subpath(mount) {
            name = Self.name(name, subpath: subpath)
            label = Names.volumeLabel(name)
            path = PosixPath.join(path, subpath)
            if options.volumes != .host, volume.boundPath == nil {
                reportSubpath(subpath, of: base, mount: mount, service: service)
            }
        }
        if options.volumes == .host || volume.boundPath != nil || volume.isOfNomad {
            guard !volume.isExternal else {
                requireExternal(name, .host, mount, service)
                return .volume(PlannedVolume(label: label, source: name))
            }
            client.require(
                ClientRequirements.HostVolume(
                    name: name,
                    path: path,
                    content: volume.boundPath != nil ? .existing : .image(seeds(mount, of: service)),
                    services: [service.name]
                )
            )
            return .volume(PlannedVolume(label: label, source: name))
        }
        return created(name, label: label, of: volume, mount, service)
    }

    /// A tmpfs of the service alone; one that others mount too, or with an owner, Docker has to make.
    private mutating func memory(
        _ volume: NamedVolume,
        _ mount: Compose.VolumeMount,
        _ service: Compose.Service
    ) -> PlannedMount.Kind {
        let options = TmpfsOptions(target: mount.target, options: volume.options["o"]?.string ?? "")
        guard options.lost.isEmpty, users[volume.key, default: []].count == 1 else {
            return docker(volume, mount, service)
        }
        return .tmpfs(size: options.size.map { .literal($0) }, mode: options.mode)
    }

    /// A volume that Docker makes, with the driver that the file names.
    private mutating func docker(
        _ volume: NamedVolume,
        _ mount: Compose.VolumeMount,
        _ service: Compose.Service
    ) -> PlannedMount.Kind {
        var name = volumeName(volume.key, definition: volume.definition)
        var options = volume.options
        if let subpath = Self.subpath(mount) {
            if let bound = volume.boundPath, let index = options.firstIndex(where: { $0.key == "device" }) {
                // The folder is there as it is below the one that the volume binds.
                options[index].value = Compose.Text(PosixPath.join(bound, subpath))
            } else {
                reportSubpath(subpath, of: name, mount: mount, service: service)
            }
            name = Self.name(name, subpath: subpath)
        }
        if volume.isExternal { requireExternal(name, .docker, mount, service) }
        client.requireDockerVolumes(for: "\(service.name) mounts the Docker volume \(name)")
        return .dockerVolume(
            name: Interpolated(name),
            driver: volume.isLocal ? (options.isEmpty ? nil : Compose.Text("local")) : volume.definition?.driver,
            options: options,
            labels: (volume.definition?.labels ?? []) + mount.labels
        )
    }

    /// A volume that `nomad volume create` makes.
    private mutating func created(
        _ name: String,
        label: String,
        of volume: NamedVolume,
        _ mount: Compose.VolumeMount,
        _ service: Compose.Service
    ) -> PlannedMount.Kind {
        let isCSI = options.volumes == .csi
        let access = isCSI ? accessMode(of: volume.key) : ""
        if volume.isExternal {
            requireExternal(name, isCSI ? .csi : .dynamic, mount, service)
        } else {
            client.require(
                CreatedVolume(
                    name: name,
                    kind: isCSI ? .csi(access: access) : .dynamic,
                    owner: owner(service),
                    services: [service.name]
                )
            )
        }
        guard isCSI else { return .volume(PlannedVolume(label: label, source: name)) }
        return .volume(
            PlannedVolume(label: label, source: name, kind: .csi(access: access, attachment: "file-system"))
        )
    }

    /// A Swarm cluster volume: Nomad knows it as a CSI volume.
    private mutating func cluster(_ mount: Compose.VolumeMount) -> PlannedMount.Kind {
        guard let key = mount.source?.string else { return .none }
        let name = volumeName(key, definition: definitions[key])
        return .volume(
            PlannedVolume(
                label: Names.volumeLabel(key),
                source: name,
                kind: .csi(access: accessMode(of: key), attachment: "file-system")
            )
        )
    }

    private var usersByVolume: [String: [Compose.Service]] {
        var users: [String: [Compose.Service]] = [:]
        for service in project.services {
            let mounts = (service.volumes + inherited(by: service)).filter { $0.kind != .bind }
            for key in Set(mounts.compactMap { $0.source?.string }) { users[key, default: []].append(service) }
        }
        return users
    }

    /// One writer on one node, unless several instances share the volume.
    private mutating func accessMode(of key: String) -> String {
        let users = users[key, default: []]
        let isShared =
            users.count > 1
            || users.contains {
                ($0.deploy?.replicas ?? $0.scale)?.value ?? 1 > 1 || $0.deploy?.mode?.string == "global"
            }
        return isShared ? "multi-node-multi-writer" : "single-node-writer"
    }

    /// The name on the platform: the file's own, or `<project>-<key>`.
    private func volumeName(_ key: String, definition: Compose.VolumeDefinition?) -> String {
        guard let definition else { return "\(names.project)-\(Names.volumeLabel(key))" }
        let implied = "\(project.name.string)_\(key)"
        if definition.external || definition.name.string != implied { return definition.name.string }
        return "\(names.project)-\(Names.volumeLabel(key))"
    }

    static func subpath(_ mount: Compose.VolumeMount) -> String? {
        mount.subpath.flatMap { $0.string.isEmpty || $0.string == "." ? nil : $0.string }
    }

    private static func name(_ name: String, subpath: String) -> String {
        Names.dashed("\(name)-\(subpath)", limit: 128, fallback: name)
    }

    private mutating func anonymous(_ mount: Compose.VolumeMount, service: Compose.Service) -> PlannedMount.Kind {
        client.requireDockerVolumes(for: "\(service.name) mounts an anonymous volume at \(mount.target.string)")
        report(
            .anonymousVolume,
            .note,
            "the anonymous volume at `\(mount.target.string)` of `\(service.name)` starts anew with each allocation",
            mount,
            hint: "give it a name if its data must stay",
            service
        )
        return .dockerVolume(name: nil, driver: nil, options: [], labels: mount.labels)
    }
}
