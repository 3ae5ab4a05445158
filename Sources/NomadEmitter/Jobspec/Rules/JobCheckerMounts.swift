internal import HCL

// What stands at which path of a container.
extension JobChecker {
    mutating func checkMounts(of config: HCL.Block, _ task: HCL.Block) {
        var targets: [(name: String, origin: Int?)] = []
        let body = config.body
        for volume in body.list("volumes") {
            guard let text = volume.shown else { continue }
            let parts = JobChecker.splitVolume(text)
            guard (2...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else {
                if volume.isSettled {
                    add(.mount, "volume \"\(text)\" is not source:destination[:mode]", at: "volumes")
                }
                continue
            }
            targets.append((JobChecker.normalized(parts[1]), body.origin(of: "volumes")))
        }
        for mount in body.inners("mount") + body.inners("mounts") {
            within(mount) { $0.check(mount: mount.body) }
            if let target = mount.body.shown("target"), !target.isEmpty {
                targets.append(
                    (JobChecker.normalized(target), mount.body.origin(of: "target") ?? mount.origin)
                )
            }
        }
        for mount in task.body.inners("volume_mount") {
            guard let target = mount.body.shown("destination"), !target.isEmpty else { continue }
            targets.append((JobChecker.normalized(target), mount.body.origin(of: "destination") ?? mount.origin))
        }
        requireUnique(targets, .mount) { "two mounts have the target \"\($0)\"" }
        if group?.body.inner("network")?.body.text("mode").known == "bridge",
            let hosts = targets.first(where: { $0.name == "/etc/hosts" })
        {
            add(.mount, "Nomad mounts /etc/hosts itself in a group in bridge mode", origin: hosts.origin)
        }
    }

    private mutating func check(mount body: HCL.Body) {
        let target = body.shown("target") ?? ""
        guard let type = body.text("type").or("volume") else { return }
        switch type {
        case "bind":
            require(!body.text("source").isAbsent, .mount, "the bind at \"\(target)\" has no source", at: "source")
        case "tmpfs":
            require(body.text("source").isAbsent, .mount, "the tmpfs at \"\(target)\" takes no source", at: "source")
        default: break
        }
    }

    /// Splits at colons outside of `${…}`.
    static func splitVolume(_ text: String) -> [String] {
        var parts = [""]
        var depth = 0
        for character in text {
            if character == "{" { depth += 1 }
            if character == "}" { depth -= 1 }
            if character == ":" && depth <= 0 {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }

    /// The path without empty, `.` and trailing parts.
    static func normalized(_ path: String) -> String {
        let parts = path.split(separator: "/").filter { $0 != "." }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
