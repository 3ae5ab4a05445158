internal import HCL

// Source: Nomad docs, job specification, block task, and its rules at submit.
extension JobChecker {
    mutating func check(task: HCL.Block, of group: HCL.Block) {
        let body = task.body
        require(
            !task.label.isEmpty && task.label != "alloc" && !task.label.contains { $0 == "/" || $0 == "\\" },
            .task,
            "\"\(task.label)\" is no name for a task: it has no slash and is not \"alloc\""
        )
        if type == "system" {
            require(body.inner("affinity") == nil, .jobType, "a system job takes no affinity", at: "affinity")
        }
        checkPlacement(of: body, inTask: true)
        if let restart = body.inner("restart") { check(restart: restart.inheriting(group.body.inner("restart"))) }
        checkTimes(of: body, group)
        if let resources = body.inner("resources") { within(resources) { $0.check(resources: resources.body) } }
        checkLogs(of: body, group)
        checkTemplates(body.inners("template"))
        for artifact in body.inners("artifact") { within(artifact) { $0.check(artifact: artifact.body) } }
        checkActions(body.inners("action"))
        checkSecrets(body.inners("secret"))
        checkIdentities(body.inners("identity"))
        if let vault = body.inner("vault") { check(vault: vault) }
        checkRole(of: body)
        checkVolumeMounts(of: body, group)
        if body.text("driver").known == "docker" { checkDocker(task) }
    }

    private mutating func checkTimes(of body: HCL.Body, _ group: HCL.Block) {
        guard isService, let killTimeout = body.duration("kill_timeout").known else { return }
        let updates = [group.body.inner("update"), job.body.inner("update")].compactMap { $0?.body }
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

    private mutating func check(resources body: HCL.Body) {
        if let most = body.number("memory_max").known, let memory = body.number("memory").or(300) {
            require(
                most == 0 || most >= memory,
                .resources,
                "memory_max (\(most)) is less than memory (\(memory))",
                at: "memory_max",
                "memory"
            )
        }
        for device in body.inners("device") {
            within(device) { checker in
                checker.require(!device.label.isEmpty, .resources, "a device has no name")
                checker.checkPlacement(of: device.body, inTask: true)
            }
        }
    }

    private mutating func checkLogs(of task: HCL.Body, _ group: HCL.Block) {
        let logs = task.inner("logs")?.body ?? HCL.Body()
        guard logs.truth("disabled").or(false) == false, logs.truth("enabled").or(true) == true else { return }
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
        requireUnique(actions) { "two actions are named \"\($0)\"" }
        for action in actions {
            within(action) {
                $0.require(
                    (1...128).contains(action.label.utf8.count) && JobChecker.isPlain(action.label, and: "-_"),
                    .uniqueName,
                    "\"\(action.label)\" is no name for an action: it has letters, digits and dashes"
                )
            }
        }
    }

    private mutating func checkSecrets(_ secrets: [HCL.Block]) {
        requireUnique(secrets) { "two secrets are named \"\($0)\"" }
        for secret in secrets { check(secret: secret) }
    }

    mutating func check(secret: HCL.Block) {
        within(secret) { checker in
            checker.require(
                !secret.label.isEmpty && JobChecker.isPlain(secret.label, and: "-_"),
                .uniqueName,
                "\"\(secret.label)\" is no name for a secret: it has letters, digits and _"
            )
        }
    }

    private mutating func checkIdentities(_ identities: [HCL.Block]) {
        requireUnique(
            identities.map { ($0.body.shown("name") ?? "default", $0.origin ?? $0.body.origin(of: "name")) }
        ) { "two identities are named \"\($0)\"" }
        for identity in identities {
            let body = identity.body
            within(identity) { checker in
                let name = body.text("name").or("default")
                if let name {
                    checker.require(
                        name.utf8.count <= 128 && JobChecker.isPlain(name, and: "-_"),
                        .task,
                        "\"\(name)\" is no name for an identity: it has letters, digits, _ and -",
                        at: "name"
                    )
                }
                checker.require(
                    !body.list("aud").contains { $0.text == "" },
                    .task,
                    "an identity has an empty aud",
                    at: "aud"
                )
                checker.checkChange(body, .task, "an identity")
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

    mutating func check(vault block: HCL.Block) {
        within(block) { checker in
            checker.checkChange(block.body, .task, "vault")
            checker.require(
                !block.body.list("policies").contains { $0.text == "root" },
                .task,
                "vault cannot ask for the policy \"root\"",
                at: "policies"
            )
        }
    }

    /// The signal that is sent when a secret or a template changes.
    mutating func checkChange(_ body: HCL.Body, _ rule: JobspecValidator.Rule, _ owner: String) {
        guard body.text("change_mode").known == "signal" else { return }
        require(
            !body.text("change_signal").isAbsent,
            rule,
            "\(owner) with change_mode \"signal\" has no change_signal",
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
