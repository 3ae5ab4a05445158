internal import HCL

// Source: Nomad, nomad/structs/volumes.go, VolumeRequest.Validate and VolumeMount.Validate.
extension JobChecker {
    mutating func check(volume: HCL.Block, of group: HCL.Block) {
        let body = volume.body
        let name = "volume `\(volume.label)`"
        guard let type = body.text("type").or("") else { return }
        guard type == "host" || type == "csi" else {
            let wrong = type.isEmpty ? "has no type" : "has the type `\(type)`"
            return add(.volume, "\(name) \(wrong), not host or csi: Nomad drops it", at: "type", severity: .failure)
        }
        require(!body.text("source").isAbsent, .volume, "\(name) has no source", at: "source")
        checkInstances(body, name, of: group)
        if type == "host" { check(host: body, name) } else { check(csi: body, name, of: group) }
        if let access = body.text("access_mode").known, access.hasSuffix("reader-only") {
            require(
                body.truth("read_only").or(false) != false,
                .volume,
                "\(name): access_mode \(access) needs read_only = true",
                at: "access_mode"
            )
        }
    }

    private mutating func checkInstances(_ body: HCL.Body, _ name: String, of group: HCL.Block) {
        guard body.truth("per_alloc").known == true else { return }
        let jobType = type
        require(
            body.truth("sticky").known != true,
            .volume,
            "\(name): per_alloc and sticky exclude each other",
            at: "sticky",
            "per_alloc"
        )
        require(!isSystem, .volume, "\(name): per_alloc does not go with a \(jobType) job", at: "per_alloc")
        let updates = [group.body.inner("update"), around.inner("update")].compactMap { $0?.body.number("canary") }
        if let canaries = updates.first(where: { !$0.isAbsent })?.known {
            require(canaries <= 0, .volume, "\(name): per_alloc does not go with canaries", at: "per_alloc")
        }
    }

    private mutating func check(host body: HCL.Body, _ name: String) {
        require(
            body.inner("mount_options") == nil,
            .volume,
            "\(name) of the host takes no mount_options",
            at: "mount_options"
        )
        guard let access = body.text("access_mode").known else { return }
        let modes = [
            "single-node-reader-only", "single-node-writer", "single-node-single-writer", "single-node-multi-writer",
        ]
        require(
            modes.contains(access),
            .volume,
            "\(name) of the host: access_mode is \(modes.listed(by: "or")), not `\(access)`",
            at: "access_mode"
        )
    }

    private mutating func check(csi body: HCL.Body, _ name: String, of group: HCL.Block) {
        for key in ["access_mode", "attachment_mode"] {
            require(!body.text(key).isAbsent, .volume, "\(name) is a CSI volume and has no \(key)", at: key, "type")
        }
        if let attachment = body.text("attachment_mode").known {
            require(
                attachment != "block-device" || body.inner("mount_options") == nil,
                .volume,
                "\(name) is a block device and takes no mount_options",
                at: "mount_options"
            )
            require(
                ["file-system", "block-device"].contains(attachment),
                .volume,
                "\(name): no volume offers the attachment_mode `\(attachment)`",
                at: "attachment_mode",
                severity: .failure
            )
        }
        guard let access = body.text("access_mode").known else { return }
        let modes = [
            "single-node-reader-only", "single-node-writer", "multi-node-reader-only", "multi-node-single-writer",
            "multi-node-multi-writer",
        ]
        require(
            modes.contains(access),
            .volume,
            "\(name): no volume offers the access_mode `\(access)`",
            at: "access_mode",
            severity: .failure
        )
        guard let count = group.body.number("count").or(1), count > 1, body.truth("per_alloc").or(false) == false,
            let isReadOnly = body.truth("read_only").or(false)
        else { return }
        let isForOne =
            access == "single-node-reader-only" || access == "single-node-writer"
            || access == "multi-node-single-writer" && !isReadOnly
        require(
            !isForOne,
            .volume,
            "\(name): \(count) instances cannot share a volume with access_mode \(access)",
            at: "access_mode"
        )
    }

    mutating func checkVolumeMounts(of task: HCL.Body) {
        for mount in task.inners("volume_mount") {
            let body = mount.body
            within(mount) { checker in
                guard let name = body.text("volume").known else { return }
                checker.require(
                    checker.groupVolumes.contains(name),
                    .volume,
                    "volume_mount names `\(name)`, which is no volume of the group",
                    at: "volume"
                )
            }
        }
    }
}
