internal import ComposeParser

// Binds: files of the project, and paths of the nodes.
extension MountPlanner {
    /// Where host volumes lie on the nodes.
    static let volumesFolder = "/opt/nomad/volumes"

    /// The mounts of a service that are files of the project.
    func binds(of service: Compose.Service) -> [ProjectBinds.Bind] {
        (service.volumes + inherited(by: service)).compactMap { mount in
            guard mount.kind == .bind, let source = mount.source, isOfProject(source) else { return nil }
            return ProjectBinds.Bind(service: service, mount: mount, source: source.string)
        }
    }

    private func isOfProject(_ source: Compose.Text) -> Bool {
        source.isRelativePath || files.isInProject(source.string)
    }

    mutating func bind(_ mount: Compose.VolumeMount, service: Compose.Service) -> PlannedMount.Kind {
        guard let source = mount.source else { return .none }
        guard isOfProject(source) else {
            client.requireHostPath(source.string, for: service.name)
            report(
                .hostPath,
                .note,
                source.string.hasSuffix("docker.sock")
                    ? "`\(service.name)` gets the node's Docker socket: it can do what root can"
                    : "`\(service.name)` mounts the node's own `\(source.string)`",
                mount,
                hint: "the nodes need it, and volumes { enabled = true } in the docker plugin (see client.hcl)",
                service
            )
            return .hostPath(source)
        }
        switch binds.home(of: source.string) {
        case .job(let found, let skipped)?:
            reportEmbedded(found, skipped: skipped, shown: files.relative(source.string), mount, service)
            return .embedded(root: root(for: source.string), files: found, owner: owner(service))
        case .node(let folder, let file, let reason)?:
            return onNode(mount, folder: folder, file: file, reason, service: service)
        case nil: return .none
        }
    }

    /// A folder of the task that no other mount of the service has.
    private mutating func root(for path: String) -> String {
        let name = PosixPath.lastComponent(path)
        let base = name == "/" ? "root" : name
        var root = "bind/\(base)"
        var number = 2
        while !roots.insert(root).inserted {
            root = "bind/\(base)-\(number)"
            number += 1
        }
        return root
    }

    // MARK: Files on the nodes

    /// A host volume that holds a folder of the project, or some of its files.
    private mutating func onNode(
        _ mount: Compose.VolumeMount,
        folder: String,
        file: String?,
        _ reason: ProjectBinds.Reason,
        service: Compose.Service
    ) -> PlannedMount.Kind {
        let label = label(ofFolder: folder)
        let name = "\(names.project)-\(label)"
        let path = path(ofFolder: folder)
        let source = mount.source?.string ?? folder
        let isWhole = file == nil || binds.brings(source, with: folder)
        client.require(
            ClientRequirements.HostVolume(
                name: name,
                path: path,
                content: .project([
                    content(isWhole ? folder : source, at: folder, isFolder: isWhole, isState: reason == .state)
                ]),
                services: [service.name]
            )
        )
        let onNode = file.map { PosixPath.join(path, $0) } ?? path
        report(reason, of: mount, at: onNode, in: name, service)
        let volume = PlannedVolume(label: label, source: name)
        guard file != nil else { return .volume(volume) }
        client.requireDockerVolumes(for: "\(service.name) mounts the file \(onNode)")
        return .volumeFile(volume, path: onNode)
    }

    /// What a volume holds of the project.
    private func content(
        _ source: String,
        at folder: String,
        isFolder: Bool,
        isState: Bool
    ) -> ClientRequirements.HostVolume.ProjectContent {
        let relative = PosixPath.relative(source, to: files.projectDirectory)
        let below = PosixPath.relative(source, to: folder)
        return ClientRequirements.HostVolume.ProjectContent(
            source: relative,
            destination: below == "." ? path(ofFolder: folder) : PosixPath.join(path(ofFolder: folder), below),
            isFolder: isFolder,
            isState: isState,
            except: source == folder ? binds.written(below: folder).map { PosixPath.relative($0, to: folder) } : []
        )
    }

    /// Where a folder of the project is on the nodes: in that of the folder around it, if that is there too.
    private func path(ofFolder folder: String) -> String {
        guard let around = binds.enclosing(folder) else {
            return "\(Self.volumesFolder)/\(names.project)-\(folderLabels[folder] ?? "")"
        }
        return PosixPath.join(path(ofFolder: around), PosixPath.relative(folder, to: around))
    }

    /// The label of the volume of a folder: no other folder and no volume of the project has it.
    private mutating func label(ofFolder folder: String) -> String {
        if let around = binds.enclosing(folder), folderLabels[around] == nil { _ = label(ofFolder: around) }
        if let label = folderLabels[folder] { return label }
        let relative = PosixPath.relative(folder, to: files.projectDirectory)
        let base = relative == "." ? "project" : Names.dashed(relative, limit: 60, fallback: "data")
        var label = base
        var number = 2
        while !labels.insert(label).inserted {
            label = number == 2 ? "\(base)-files" : "\(base)-files-\(number - 1)"
            number += 1
        }
        folderLabels[folder] = label
        return label
    }

    private mutating func report(
        _ reason: ProjectBinds.Reason,
        of mount: Compose.VolumeMount,
        at path: String,
        in volume: String,
        _ service: Compose.Service
    ) {
        let shown = files.relative(mount.source?.string ?? "")
        // A mount that another service inherits says it once.
        guard reported.insert(mount.range).inserted else { return }
        switch reason {
        case .state:
            let what =
                mount.readOnly?.value == true
                ? "`\(service.name)` reads what others write at `\(mount.target.string)` from"
                : "what `\(service.name)` writes to `\(mount.target.string)` stays in"
            report(
                .stateFolder,
                .note,
                "\(what) the host volume `\(volume)` of one node",
                mount,
                hint: "deploy.sh node-setup fills it from `\(shown)`, once; with `:ro` the files go into the job",
                service
            )
        case .unsuitable(let reason):
            report(
                .syncedFolder,
                .warning,
                "`\(shown)` does not go into the job (\(reason)); `\(service.name)` gets it from the host volume `\(volume)`",
                mount,
                hint: "bring it to `\(path)` of every node that may run `\(service.name)`: deploy.sh node-setup does",
                service
            )
        case .missing:
            report(
                .missingSource,
                .warning,
                "`\(shown)` does not exist: `\(service.name)` expects it at `\(path)` of the node",
                mount,
                hint: "create it and convert again; Docker would make an empty folder",
                service
            )
        }
    }

    // MARK: What Docker fills

    /// From which image a new volume gets its content: Docker copies what is at the target of the mount.
    func seeds(
        _ mount: Compose.VolumeMount,
        of service: Compose.Service
    ) -> [ClientRequirements.HostVolume.Seed] {
        guard mount.nocopy?.value != true, Self.subpath(mount) == nil else { return [] }
        return [.init(service: service.name, path: PosixPath.clean(mount.target.string))]
    }
}
