internal import ComposeParser
internal import HCL

// What stands at which path of a container: the driver finds out. Source: Nomad, drivers/docker/driver.go.
extension JobChecker {
    mutating func checkMounts(of config: HCL.Block, _ task: HCL.Block) {
        var targets: [(name: String, origin: Int?)] = []
        let body = config.body
        for volume in body.list("volumes") {
            guard let text = volume.shown else { continue }
            let parts = JobChecker.splitVolume(text)
            // What comes behind a mode is ignored: drivers/docker/utils.go, parseVolumeSpecLinux.
            guard parts.count >= 2, parts.prefix(3).allSatisfy({ !$0.isEmpty }) else {
                if volume.isSettled {
                    add(
                        .mount,
                        "volume `\(text)` is not source:destination[:mode]",
                        at: "volumes",
                        severity: .failure
                    )
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
        requireUnique(targets, .mount, severity: .failure) { "two mounts have the target `\($0)`" }
        let network = group?.body.inner("network")?.body
        let mode = network?.text("mode").known ?? ""
        if mode == "bridge" || mode.hasPrefix("cni/"), config.body.text("network_mode").isAbsent,
            let hosts = targets.first(where: { $0.name == "/etc/hosts" })
        {
            add(
                .mount,
                "Nomad mounts /etc/hosts itself in a group in bridge mode",
                origin: hosts.origin,
                severity: .failure
            )
        }
        var taken = ["/alloc", "/local", "/secrets", "/alloc/logs"]
        if network?.inner("dns") != nil { taken.append("/etc/resolv.conf") }
        if let target = targets.first(where: { taken.contains($0.name) }) {
            add(.mount, "Nomad mounts \(target.name) itself", origin: target.origin, severity: .warning)
        }
    }

    private mutating func check(mount body: HCL.Body) {
        let target = body.shown("target") ?? ""
        guard let type = body.text("type").or("volume") else { return }
        switch type {
        case "bind":
            require(
                !body.text("source").isAbsent,
                .mount,
                "the bind at `\(target)` has no source",
                at: "source",
                severity: .failure
            )
        case "tmpfs":
            require(
                body.text("source").isAbsent,
                .mount,
                "the tmpfs at `\(target)` takes no source",
                at: "source",
                severity: .failure
            )
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
        if PosixPath.isClean(path) { return path }
        let parts = path.split(at: "/").filter { $0 != "." }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
