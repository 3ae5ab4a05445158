internal import ComposeParser
internal import HCL

extension JobOverrides {
    /// Puts the `x-nomad` of volumes over the volumes that a job asks for.
    mutating func overrideVolumes(of job: inout Jobspec.Job) {
        for definition in plan.overridingVolumes {
            guard let node = definition.extensions["x-nomad"] else { continue }
            let place = OverridePlace(path: "volumes.\(definition.key).x-nomad")
            let body = reader.overrideBlock(node, as: .volumeRequest, at: place)
            let label = Names.volumeLabel(definition.key)
            var isUsed = false
            for index in job.groups.indices {
                guard let position = job.groups[index].volumes.firstIndex(where: { $0.name == label }) else {
                    continue
                }
                isUsed = true
                let volume = job.groups[index].volumes[position]
                job.groups[index].volumes[position] = override(volume, with: body, node, at: place)
                if volume.source != job.groups[index].volumes[position].source
                    || volume.kind.isHost != job.groups[index].volumes[position].kind.isHost,
                    let name = volume.source.literal
                {
                    releasedVolumes.append(name)
                }
                let entries = node.mapping?.entries ?? []
                origins += entries.map {
                    OverrideOrigin(key: $0.key, range: $0.keyRange, group: job.groups[index].name)
                }
            }
            let isMounted = planned.groups.flatMap(\.tasks).contains { task in
                task.service.volumes.contains { $0.kind != .bind && $0.source?.string == definition.key }
            }
            if isMounted, !isUsed {
                reader.reportOverride(
                    .misplacedNomadAttribute,
                    "the volume `\(definition.key)` is no Nomad volume here: x-nomad says nothing of it",
                    at: node.range,
                    hint: "add type: host or csi to make it one",
                    place: place
                )
            }
        }
    }

    private mutating func override(
        _ volume: Jobspec.VolumeRequest,
        with body: HCL.Body,
        _ node: Compose.Node,
        at place: OverridePlace
    ) -> Jobspec.VolumeRequest {
        var volume = volume
        var type = "host"
        var access: String?
        var attachment: String?
        var fileSystem: String?
        var flags: [String] = []
        switch volume.kind {
        case .host(let mode, let attach): (access, attachment) = (mode, attach)
        case .csi(let mode, let attach, let system, let mountFlags):
            (type, access, attachment, fileSystem, flags) = ("csi", mode, attach, system, mountFlags)
        }
        func text(_ key: String, _ old: String?) -> String? {
            guard let value = node[key] else { return old }
            return value.isNull ? nil : value.text.string
        }
        func flag(_ key: String, _ old: Bool?) -> Bool? {
            guard let value = node[key] else { return old }
            return value.isNull ? nil : value.text.string == "true"
        }
        type = text("type", type) ?? type
        access = text("access_mode", access)
        attachment = text("attachment_mode", attachment)
        if let options = node["mount_options"] {
            fileSystem = options["fs_type"]?.text.string ?? fileSystem
            flags = options["mount_flags"]?.sequence?.map(\.text.string) ?? flags
        }
        if let source = node["source"], !source.isNull { volume.source = reader.text(source.text, at: place) }
        volume.readOnly = flag("read_only", volume.readOnly)
        volume.perAlloc = flag("per_alloc", volume.perAlloc)
        volume.sticky = flag("sticky", volume.sticky)
        guard type == "csi" else {
            volume.kind = .host(access: access, attachment: attachment)
            return volume
        }
        guard let access else {
            reader.reportOverride(
                .wrongNomadValue,
                "`\(place.path)`: a CSI volume needs an access_mode",
                at: node.range,
                hint: "access_mode: single-node-writer fits most",
                place: place
            )
            return volume
        }
        volume.kind = .csi(
            access: access,
            attachment: attachment ?? "file-system",
            fileSystem: fileSystem,
            mountFlags: flags
        )
        return volume
    }
}

extension Jobspec.VolumeRequest.Kind {
    fileprivate var isHost: Bool { if case .host = self { true } else { false } }
}
