extension JobChecker {
    mutating func check(_ volume: Jobspec.VolumeRequest) {
        require(!volume.source.isEmpty, .volume, "volume \"\(volume.name)\" has no source")
        let accessModes = [
            "single-node-reader-only", "single-node-writer", "single-node-single-writer", "single-node-multi-writer",
            "multi-node-reader-only", "multi-node-single-writer", "multi-node-multi-writer",
        ]
        let access: String?
        let attachment: String?
        switch volume.kind {
        case .host(let mode, let attach): (access, attachment) = (mode, attach)
        case .csi(let mode, let attach, _, _): (access, attachment) = (mode, attach)
        }
        if let access {
            require(accessModes.contains(access), .volume, "volume \"\(volume.name)\": no access mode \"\(access)\"")
        }
        if let attachment {
            require(
                ["file-system", "block-device"].contains(attachment),
                .volume,
                "volume \"\(volume.name)\": no attachment mode \"\(attachment)\""
            )
        }
    }

    mutating func check(_ task: Jobspec.Task) {
        check(task.constraints, inTask: true)
        check(task.affinities)
        check(task.restart)
        checkTimes(of: task)
        check(task.resources)
        checkLogs(of: task)
        check(task.templates)
        requireUnique(task.actions.map(\.name)) { "two actions are named \"\($0)\"" }
        requireUnique(task.secrets.map(\.name)) { "two secrets are named \"\($0)\"" }
        for mount in task.volumeMounts {
            require(
                group?.volumes.contains { $0.name == mount.volume } == true,
                .volume,
                "volume_mount names \"\(mount.volume)\", which is no volume of the group"
            )
            require(!mount.destination.isEmpty, .volume, "volume_mount of \"\(mount.volume)\" has no destination")
        }
        if task.driver == "docker" { checkDocker(task) }
    }

    private mutating func checkTimes(of task: Jobspec.Task) {
        for (name, time) in [("kill_timeout", task.killTimeout), ("shutdown_delay", task.shutdownDelay)] {
            if let time { require(time >= .zero, .range, "\(name) is negative") }
        }
        guard isService, let killTimeout = task.killTimeout else { return }
        let progress = group?.update?.progressDeadline ?? job.update?.progressDeadline ?? .minutes(10)
        if progress != .zero {
            require(
                killTimeout <= progress,
                .update,
                "kill_timeout (\(killTimeout)) is longer than progress_deadline (\(progress))"
            )
        }
    }

    mutating func check(_ resources: Jobspec.Resources?) {
        guard let resources else { return }
        if let cpu = resources.cpu?.literal { require(cpu >= 1, .resources, "cpu \(cpu) is less than 1 MHz") }
        require(
            resources.cpu == nil || resources.cores == nil,
            .resources,
            "cpu and cores cannot both be given"
        )
        if let memory = resources.memory?.literal {
            require(memory >= 10, .resources, "memory \(memory) is less than 10 MB")
        }
        if let most = resources.memoryMax?.literal {
            let memory = resources.memory?.literal ?? (resources.memory == nil ? 300 : 0)
            require(
                most == 0 || most >= memory,
                .resources,
                "memory_max (\(most)) is less than memory (\(memory))"
            )
        }
    }

    private mutating func checkLogs(of task: Jobspec.Task) {
        guard task.logs?.disabled != true else { return }
        let files = task.logs?.maxFiles ?? 10
        let size = task.logs?.maxFileSize ?? 10
        require(files >= 1 && size >= 1, .logs, "logs need at least one file of at least 1 MB")
        guard let disk = group?.ephemeralDisk?.size.map({ $0.literal }) ?? 300 else { return }
        require(
            files * size < disk,
            .logs,
            "\(files) log files of \(size) MB do not fit the ephemeral disk of \(disk) MB"
        )
    }

    private mutating func check(_ templates: [Jobspec.Template]) {
        requireUnique(templates.map(\.destination.description), .template) {
            "two templates have the destination \"\($0)\""
        }
        for template in templates {
            let name = template.destination.description
            require(!name.isEmpty, .template, "a template has no destination")
            require(!JobChecker.leavesAllocation(name), .template, "template \"\(name)\" leaves the allocation")
            if case .signal(let signal)? = template.changeMode {
                require(template.env != true, .template, "template \"\(name)\" is an environment and takes no signal")
                require(!signal.isEmpty, .template, "template \"\(name)\" sends no signal")
            }
            if let perms = template.perms {
                require(perms <= 0o7777, .template, "template \"\(name)\" has permissions beyond 7777")
            }
            if let wait = template.wait {
                require(wait.min <= wait.max, .template, "template \"\(name)\" waits longer at least than at most")
            }
        }
    }

    /// Whether a path in the task directory climbs out of the allocation, which is one folder above.
    static func leavesAllocation(_ path: String) -> Bool {
        var depth = 1
        for part in path.split(separator: "/") {
            switch part {
            case ".": break
            case "..": depth -= 1
            default: depth += 1
            }
            if depth < 0 { return true }
        }
        return false
    }
}
