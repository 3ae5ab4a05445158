internal import HCL

// Source: Nomad, nomad/structs/structs.go, Task.Validate; actions.go and workload_id.go beside it.
extension JobChecker {
    mutating func check(task: HCL.Block, of group: HCL.Block) {
        let body = task.body
        require(
            !task.label.isEmpty && task.label != "alloc" && !task.label.utf8.contains { "/\\\0".utf8.contains($0) },
            .task,
            "`\(task.label)` is no name for a task: it has no slash and is not `alloc`"
        )
        if type == "system" {
            require(body.inner("affinity") == nil, .jobType, "a system job takes no affinity", at: "affinity")
        }
        checkPlacement(of: body, inTask: true)
        if let restart = body.inner("restart") { check(restart: restart.inheriting(group.body.inner("restart"))) }
        checkTimes(of: body, group)
        if let resources = body.inner("resources") {
            within(resources) { $0.check(resources: resources.body, cpu: 100, memory: 300) }
        }
        checkLogs(of: body, group)
        checkTemplates(body.inners("template"))
        for artifact in body.inners("artifact") { within(artifact) { $0.check(artifact: artifact.body) } }
        checkActions(body.inners("action"))
        checkSecrets(of: task, group)
        checkConsul(of: body)
        if let own = body.inner("consul")?.body.text("partition").known,
            let outer = group.body.inner("consul")?.body.text("partition").known
        {
            require(
                own == outer,
                .task,
                "the partition of consul is `\(own)`, and that of the group is `\(outer)`",
                at: "consul"
            )
        }
        if body.inner("schedule") != nil { refuseEnterprise("schedule", at: "schedule") }
        for scaling in body.inners("scaling") {
            within(scaling) {
                $0.require(
                    ["cpu", "mem"].contains(scaling.label.lowercased()),
                    .scaling,
                    "scaling of a task is named `cpu` or `mem`, not `\(scaling.label)`"
                )
            }
        }
        checkIdentities(body.inners("identity"))
        if let vault = body.inner("vault") { check(vault: vault) }
        checkRole(of: body)
        checkVolumeMounts(of: body)
        guard let driver = body.text("driver").known else { return }
        if driver == "docker" { checkDocker(task) }
        require(
            JobChecker.drivers.contains(driver),
            .task,
            "no driver that is known is called `\(driver)`: only a node with such a plugin runs the task",
            at: "driver",
            severity: .failure
        )
    }

    /// The drivers of Nomad, and plugins that its documentation names.
    private static let drivers = [
        "containerd-driver", "docker", "exec", "exec2", "firecracker-task-driver", "iis", "jail-task-driver", "java",
        "lxc",
        "nspawn", "podman", "pot", "qemu", "raw_exec", "rkt", "singularity", "virt",
    ]

    private mutating func checkTimes(of body: HCL.Body, _ group: HCL.Block) {
        guard isService, let killTimeout = body.duration("kill_timeout").known else { return }
        let updates = [group.body.inner("update"), around.inner("update")].compactMap { $0?.body }
        let stated = updates.first { $0.has("progress_deadline") }?.duration("progress_deadline") ?? .absent
        if let progress = stated.or(.minutes(10)), progress != .zero {
            require(
                killTimeout <= progress,
                .update,
                "kill_timeout (\(killTimeout)) is longer than progress_deadline (\(progress))",
                at: "kill_timeout",
                origin: body.origin(of: "kill_timeout")
                    ?? updates.lazy.compactMap { $0.origin(of: "progress_deadline") }.first
            )
        }
    }

    /// The resources of a task, or of the sidecar of a service. Source: Nomad, nomad/structs/structs.go,
    /// Resources.Validate.
    mutating func check(resources body: HCL.Body, cpu standardCPU: Int, memory standardMemory: Int) {
        let cpu = body.number("cpu").or(body.has("cores") ? 0 : standardCPU)
        let cores = body.number("cores").or(0)
        if let cpu, let cores {
            require(
                cpu <= 0 || cores <= 0,
                .resources,
                "cpu and cores cannot both be given",
                at: "cores",
                "cpu"
            )
            require(cpu >= 1 || cores >= 1, .resources, "cpu or cores is at least 1, not \(cpu)", at: "cpu", "cores")
        }
        let memory = body.number("memory").or(standardMemory)
        if let most = body.number("memory_max").known, let memory {
            require(
                most == 0 || most == -1 || most >= memory,
                .resources,
                "memory_max (\(most)) is less than memory (\(memory))",
                at: "memory_max",
                "memory"
            )
        }
        if let secrets = body.number("secrets").known, let memory {
            require(
                secrets >= 0 && secrets <= memory,
                .resources,
                "secrets (\(secrets)) is between 0 and memory (\(memory))",
                at: "secrets",
                "memory"
            )
        }
        for name in ["disk", "iops", "network"] where body.has(name) || body.inner(name) != nil {
            let instead =
                name == "disk" ? ": use ephemeral_disk" : name == "network" ? ": use network of the group" : ""
            add(.resources, "\(name) of resources is deprecated\(instead)", at: name, severity: .warning)
        }
        let devices = body.inners("device")
        for device in devices {
            within(device) { checker in
                checker.require(!device.label.isEmpty, .resources, "a device has no name")
                checker.checkPlacement(of: device.body, inTask: true)
            }
        }
        guard let numa = body.inner("numa") else { return }
        within(numa) { checker in
            if let affinity = numa.body.text("affinity").known, ["prefer", "require"].contains(affinity) {
                checker.refuseEnterprise("affinity `\(affinity)` of numa", at: "affinity")
            }
            for name in numa.body.list("devices").compactMap(\.text) {
                checker.require(
                    devices.contains { $0.label == name },
                    .resources,
                    "numa names `\(name)`, which is no device of the task",
                    at: "devices"
                )
            }
        }
    }

    private mutating func checkLogs(of task: HCL.Body, _ group: HCL.Block) {
        // Logs that are disabled count too: nomad/structs/structs.go, LogConfig.Validate.
        let logs = task.inner("logs")?.body ?? HCL.Body()
        guard let files = logs.number("max_files").or(10), let size = logs.number("max_file_size").or(10) else {
            return
        }
        guard files >= 1, size >= 1 else { return }
        let disk = group.body.inner("ephemeral_disk")
        guard let space = (disk?.body.number("size") ?? .absent).or(300) else { return }
        let (need, overflow) = files.multipliedReportingOverflow(by: size)
        require(
            !overflow && need < space,
            .logs,
            "\(files) log files of \(size) MB do not fit the ephemeral disk of \(space) MB",
            at: "logs",
            origin: task.origin(of: "logs") ?? disk?.origin ?? disk?.body.firstOrigin
        )
    }

    private mutating func checkActions(_ actions: [HCL.Block]) {
        requireUnique(actions) { "two actions are named `\($0)`" }
        for action in actions {
            within(action) {
                $0.require(
                    (1...128).contains(action.label.unicodeScalars.count)
                        && !action.label.unicodeScalars.contains { $0 == "\0" || $0.properties.isWhitespace },
                    .uniqueName,
                    "`\(action.label)` is no name for an action: it has 1 to 128 characters and no space"
                )
            }
        }
    }

    private mutating func checkIdentities(_ identities: [HCL.Block]) {
        requireUnique(
            identities.map { ($0.body.shown("name") ?? "default", $0.origin ?? $0.body.origin(of: "name")) }
        ) { "two identities are named `\($0)`" }
        for identity in identities {
            let body = identity.body
            within(identity) { checker in
                let name = body.text("name").or("default")
                if let name {
                    checker.require(
                        (1...128).contains(name.utf8.count) && JobChecker.isPlain(name, and: "-_"),
                        .task,
                        "`\(name)` is no name for an identity: it has letters, digits, _ and -",
                        at: "name"
                    )
                }
                checker.require(
                    !body.list("aud").contains { $0.text == "" },
                    .task,
                    "an identity has an empty aud",
                    at: "aud"
                )
                if let mode = body.text("change_mode").or("") {
                    checker.require(
                        (mode == "signal") == !body.text("change_signal").isAbsent,
                        .task,
                        mode == "signal"
                            ? "an identity with change_mode `signal` has no change_signal"
                            : "change_signal of an identity goes with change_mode `signal` only",
                        at: "change_signal",
                        "change_mode"
                    )
                }
                let lifetime = body.duration("ttl").known ?? .zero
                checker.require(
                    lifetime <= .zero || name != "default",
                    .task,
                    "the default identity takes no ttl",
                    at: "ttl"
                )
                checker.require(
                    !body.has("filepath") || body.truth("file").or(false) != false,
                    .task,
                    "the filepath of an identity needs file = true",
                    at: "filepath"
                )
            }
        }
    }

    /// Source: Nomad, nomad/structs/structs.go, Vault.Validate, and nomad/job_endpoint_hook_vault_ce.go.
    mutating func check(vault block: HCL.Block) {
        within(block) { checker in
            checker.checkChange(block.body, .task, "vault")
            checker.checkCluster(of: block.body)
            if let space = block.body.text("namespace").known, space != "default" {
                checker.refuseEnterprise("another namespace of vault than `default`", at: "namespace")
            }
            if block.body.has("policies") {
                checker.add(.task, "policies of vault have no effect: use a role", at: "policies", severity: .warning)
            }
        }
    }

    /// The signal that is sent when a secret or a template changes: SIGHUP if none is given.
    mutating func checkChange(_ body: HCL.Body, _ rule: JobspecValidator.Rule, _ owner: String) {
        guard body.text("change_mode").known == "signal" else { return }
        require(
            body.value("change_signal")?.text != "",
            rule,
            "\(owner) with change_mode `signal` has an empty change_signal",
            at: "change_signal",
            "change_mode"
        )
    }

    /// What a task is for its group or for the cluster.
    private mutating func checkRole(of body: HCL.Body) {
        if let plugin = body.inner("csi_plugin") {
            within(plugin) { checker in
                let body = plugin.body
                if let base = body.text("stage_publish_base_dir").known, let mount = body.text("mount_dir").known {
                    checker.require(
                        !base.hasPrefix(mount),
                        .task,
                        "stage_publish_base_dir of csi_plugin stands in its mount_dir",
                        at: "stage_publish_base_dir"
                    )
                }
            }
        }
        if let payload = body.inner("dispatch_payload"), let file = payload.body.text("file").known {
            within(payload) {
                $0.require(
                    !JobChecker.leavesAllocation("local/" + file),
                    .task,
                    "the file of dispatch_payload leaves the allocation",
                    at: "file"
                )
            }
        }
    }
}
