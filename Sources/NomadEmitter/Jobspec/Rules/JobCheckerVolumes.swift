internal import HCL

// Source: Nomad docs, job specification, blocks volume and volume_mount, and its rules at submit.
extension JobChecker {
    mutating func check(volume: HCL.Block, of group: HCL.Block) {
        let body = volume.body
        let name = "volume \"\(volume.label)\""
        let jobType = self.type
        if body.truth("per_alloc").known == true {
            require(!isSystem, .volume, "\(name): per_alloc does not go with a \(jobType) job", at: "per_alloc")
            let updates = [group.body.inner("update"), job.body.inner("update")].compactMap {
                $0?.body.number("canary")
            }
            if let canaries = updates.first(where: { !$0.isAbsent })?.known {
                require(canaries <= 0, .volume, "\(name): per_alloc does not go with canaries", at: "per_alloc")
            }
        }
        switch body.text("type").known {
        case "host":
            require(
                body.inner("mount_options") == nil,
                .volume,
                "\(name) of the host takes no mount_options",
                at: "mount_options"
            )
        case "csi": check(csi: body, name, of: group)
        default: break
        }
    }

    private mutating func check(csi body: HCL.Body, _ name: String, of group: HCL.Block) {
        for key in ["access_mode", "attachment_mode"] {
            require(!body.text(key).isAbsent, .volume, "\(name) is a CSI volume and has no \(key)", at: key, "type")
        }
        if body.text("attachment_mode").known == "block-device" {
            require(
                body.inner("mount_options") == nil,
                .volume,
                "\(name) is a block device and takes no mount_options",
                at: "mount_options"
            )
        }
        guard let access = body.text("access_mode").known, let isReadOnly = body.truth("read_only").or(false) else {
            return
        }
        if access.hasSuffix("reader-only") {
            require(isReadOnly, .volume, "\(name): access_mode \(access) needs read_only = true", at: "access_mode")
        }
        guard let count = group.body.number("count").or(1), count > 1, body.truth("per_alloc").or(false) == false else {
            return
        }
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

    mutating func checkVolumeMounts(of task: HCL.Body, _ group: HCL.Block) {
        let volumes = Set(group.body.inners("volume").map(\.label))
        for mount in task.inners("volume_mount") {
            let body = mount.body
            within(mount) { checker in
                guard let name = body.text("volume").known else { return }
                checker.require(
                    volumes.contains(name),
                    .volume,
                    "volume_mount names \"\(name)\", which is no volume of the group",
                    at: "volume"
                )
            }
        }
    }
}
