internal import ComposeParser
internal import HCL
internal import OrderedCollections

extension GroupTranslation {
    /// A task, with the services that it registers. Source: Nomad docs, task block.
    func task(_ task: PlannedTask, _ found: inout JobFindings) -> (Jobspec.Task, [Jobspec.Service]) {
        if task.role == .beacon { return (beacon(task), []) }
        let service = task.service
        var result = Jobspec.Task(name: task.name)
        result.user = service.user.map { found.text($0, service.name) }
        result.killTimeout = killTimeout(of: service, &found)
        result.killSignal = Signals.stop(of: service, &found)
        applyLifecycle(of: task, to: &result, &found)
        result.config = ContainerConfig(project: plan.names.project, version: plan.options.nomadVersion)
            .config(of: service, &found)
        var storage = StorageTranslation(plan: plan, job: job, group: planned.name, service: service)
        storage.translate(&found)
        storage.storage.mount(in: &result)
        let environment = EnvironmentTranslation(project: plan.project, names: plan.names, options: plan.options)
        var env = environment.environment(of: service, &found)
        if let template = environment.moveRuntimeReferences(in: &env, of: service, &found) {
            result.templates.append(template)
        }
        if let template = environment.secretTemplate(of: service, in: StoredSecrets(of: job, in: plan), &found) {
            result.templates.append(template)
            if plan.options.secrets == .vault { result.vault = Jobspec.Vault() }
        }
        result.env = env
        if let gate = gate(of: task, &found) { result.templates.append(gate) }
        result.templates += storage.storage.templates
        if plan.options.nomadVersion.knows("run_on_first_render", in: .changeScript) {
            result.templates += HookTranslation.startScripts(of: service, &found)
        }
        result.resources = ResourceFigures(defaults: plan.options.defaultResources)
            .resources(of: service, config: &result.config, &found)
        network.apply(plan.network.network(of: task, group: planned, in: plan.context), to: &result, task, &found)
        TaskSettlement.settle(&result, of: service, &found)
        guard task.role == .main else {
            if plan.peers.graph.dependents(of: service.name).contains(where: { $0.condition == .started }),
                plan.topology[service.name]?.hasBeacon == true, !planned.isPod
            {
                result.services.append(plan.registry.marker(service.name))
            }
            return (result, [])
        }
        if plan.gates.announcesStart(service.name) {
            var started = plan.registry.marker("\(service.name)-started")
            started.comment = ["Says that the task runs: the group's services are registered before."]
            result.services.append(started)
        }
        return (result, RegistrationTranslation(plan: plan, group: planned).registrations(of: task, &found))
    }

    /// When the task runs in its group, and what becomes of it when it ends.
    private func applyLifecycle(of task: PlannedTask, to result: inout Jobspec.Task, _ found: inout JobFindings) {
        if task.role == .prestart {
            result.lifecycle = Jobspec.Lifecycle(hook: .prestart, sidecar: false)
            result.restart = RestartRules.prestart(of: task.service, &found)
            return
        }
        if task.startsEarly {
            result.lifecycle = Jobspec.Lifecycle(hook: .prestart, sidecar: true)
            let reason = planned.isPod ? "a one-shot needs it" : "those that live in its network wait for it"
            result.comment = ["Starts before the other tasks and stays: \(reason)."]
        }
        if planned.isPod { result.restart = RestartRules.inPlace(of: task.service, &found) }
    }

    /// A tiny task that announces the end of the one-shot before it.
    private func beacon(_ task: PlannedTask) -> Jobspec.Task {
        var result = Jobspec.Task(
            name: task.name,
            config: DockerConfig(image: "busybox:1", command: "sleep", args: ["2147483647"]),
            resources: Jobspec.Resources(cpu: 10, memory: 10),
            comment: [
                "Starts when \(task.service.name) has ended well; those that wait for it look for this service."
            ]
        )
        result.services = [plan.registry.marker("\(task.service.name)-done")]
        return result
    }

    /// Compose waits 10 s by default, Nomad 5 s: the figure is always stated.
    private func killTimeout(of service: Compose.Service, _ found: inout JobFindings) -> DurationValue {
        guard let grace = service.stopGracePeriod else { return .seconds(10) }
        guard grace.value >= 0 else {
            found.reportWrittenIn(grace.text, "stop_grace_period", of: service)
            found.report(
                .figureRaised,
                .warning,
                "with the stop_grace_period \(grace.text.string) Docker waits for ever for the end of `\(service.name)`; Nomad waits 30 s",
                at: grace.range,
                hint: "give the time that it needs",
                service: service
            )
            return .seconds(30)
        }
        found.client.require(killTimeout: grace.value)
        if grace.value > 30_000_000_000 {
            found.report(
                .longKillTimeout,
                .note,
                "`\(service.name)` may take longer than 30 s to stop; Nomad clients cut that short",
                at: grace.range,
                hint: "raise max_kill_timeout of the nodes (see client.hcl)",
                service: service
            )
        }
        return found.duration(grace, "kill_timeout", of: service, service.name)
    }

    /// The template that holds a task back: it renders only when the dependencies are there, and Nomad starts no task
    /// before its templates have rendered. Source: Nomad docs, template block.
    ///
    /// Until then it asks for a variable that does not exist. Of those that a task may read (`nomad/jobs`, and below it
    /// its job, its group and itself, nothing deeper) its own is the one that others are least likely to store.
    private func gate(of task: PlannedTask, _ found: inout JobFindings) -> Jobspec.Template? {
        let isEarly = task.role == .prestart || task.startsEarly
        guard let gate = plan.gates.gate(of: task.service.name, isEarly: isEarly) else { return nil }
        found.diagnostics.add(contentsOf: gate.diagnostics)
        guard !gate.awaited.isEmpty else { return nil }
        if plan.options.provider == .consul { found.client.require(watchOf: .consul) }
        found.client.require(watchOf: .nomad)
        let path = "nomad/jobs/\(job.name)/\(planned.name)/\(task.name)"
        let blocked = "{{ with nomadVar \"\(path)\" }}{{ end }}"
        let data = gate.awaited.map { awaited in
            let condition =
                switch awaited.condition {
                case .registered(let name): plan.registry.query(name)
                case .healthy(let name): plan.registry.query(name, isHealthy: true)
                case .either(let one, let other):
                    "or (\(plan.registry.query(one))) (\(plan.registry.query(other)))"
                }
            return "{{ if \(condition) }}ready{{ else }}\(blocked){{ end }}"
        }
        let names = gate.awaited.map(\.name)
        return Jobspec.Template(
            destination: "local/gate",
            changeMode: .noop,
            content: .data(Interpolated(data.joined(separator: "\n") + "\n")),
            comment: [
                "Holds the task back until \(names.listed()) \(names.count == 1 ? "is" : "are") there.",
                "Until then it asks for a variable that does not exist, and Nomad waits; storing one there opens the gate.",
            ]
        )
    }
}

/// Signal names as Nomad wants them.
enum Signals {
    private static let numbers: [Int: String] = [
        1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT", 7: "SIGBUS", 8: "SIGFPE",
        9: "SIGKILL", 10: "SIGUSR1", 11: "SIGSEGV", 12: "SIGUSR2", 13: "SIGPIPE", 14: "SIGALRM", 15: "SIGTERM",
        18: "SIGCONT", 19: "SIGSTOP", 20: "SIGTSTP", 28: "SIGWINCH",
    ]

    /// The signal that stops a service; none if no node of Nomad has it: its task would never be placed.
    static func stop(of service: Compose.Service, _ found: inout JobFindings) -> Interpolated? {
        guard let stated = service.stopSignal else { return nil }
        let name = name(stated.string)
        if ValueRule.signals.contains(name) { return Interpolated(name) }
        found.report(
            .signalLost,
            .warning,
            "no node has the signal `\(stated.string)` of `\(service.name)`: it is stopped with that of its image",
            at: stated.range,
            hint: Spelling.nearest(to: name, among: ValueRule.signals.sorted()).map { "did you mean \($0)?" }
                ?? "let the image handle SIGTERM",
            service: service
        )
        return nil
    }

    /// `15`, `TERM`, `sigterm` → `SIGTERM`.
    private static func name(_ text: String) -> String {
        if let number = Int(text), let name = numbers[number] { return name }
        let upper = text.uppercased()
        return upper.hasPrefix("SIG") ? upper : "SIG" + upper
    }
}
