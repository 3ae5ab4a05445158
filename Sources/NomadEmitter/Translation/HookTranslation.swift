internal import ComposeParser
internal import OrderedCollections

// pre_start and post_start. Source: Compose Specification, lifecycle hooks; Nomad docs, lifecycle and template blocks.
extension Translation {
    /// The prestart tasks of a service's `pre_start` hooks.
    ///
    /// Nomad starts all prestart tasks of a group at once, so several hooks that can run in one container become one
    /// task with a shell that keeps their order.
    mutating func initTasks(of planned: PlannedTask, group: PlannedGroup, job: PlannedJob) -> [Jobspec.Task] {
        let service = planned.service
        let hooks = service.preStart.filter { !$0.command.isEmpty }
        guard planned.role != .beacon, let first = hooks.first else { return [] }
        if planned.role == .prestart {
            reportLostOrder(
                first,
                service,
                "the pre_start hooks of \"\(service.name)\" start with it: it is a prestart task itself"
            )
        }
        if hooks.count > 1, hooks.allSatisfy({ $0.fitsBeside(first) }) {
            var task = initTask(first, 1, of: planned, group: group, job: job)
            let chain = Self.chain(hooks.map { step($0) })
            task.config.entrypoint = ["/bin/sh"]
            task.config.args = chain
            task.comment = ["The pre_start hooks of \(service.name), one after the other."]
            return [task]
        }
        if hooks.count > 1 {
            reportLostOrder(
                hooks[1],
                service,
                "the pre_start hooks of \"\(service.name)\" run all at once: they have different images or users"
            )
        }
        return hooks.enumerated().map { index, hook in
            var task = initTask(hook, index + 1, of: planned, group: group, job: job)
            task.config.args = texts(hook.command)
            if let directory = hook.workingDir { task.config.workDir = text(directory) }
            for (key, value) in map(hook.environment) { task.env[key] = value }
            task.env.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            task.comment = ["A pre_start hook of \(service.name)."]
            return task
        }
    }

    private mutating func reportLostOrder(_ hook: Hook, _ service: Service, _ message: String) {
        report(
            .hookOrderLost,
            .warning,
            message,
            at: hook.range,
            hint: "put the commands into one script, or one hook",
            service: service
        )
    }

    /// A task as the service's own, with what the hook says instead.
    private mutating func initTask(
        _ hook: Hook,
        _ number: Int,
        of planned: PlannedTask,
        group: PlannedGroup,
        job: PlannedJob
    ) -> Jobspec.Task {
        var service = planned.service
        service.preStart = []
        service.postStart = []
        service.restart = nil
        service.deploy?.restartPolicy = nil
        service.healthcheck = nil
        service.command = hook.command
        service.entrypoint = nil
        service.privileged = hook.privileged
        if let user = hook.user { service.user = user }
        if let image = hook.image {
            service.image = image
            service.build = nil
            service.workingDir = nil
        }
        let name = "\(planned.name)-init-\(number)"
        var (task, _) = self.task(
            PlannedTask(name: name, service: service, role: .prestart),
            of: group,
            job: job
        )
        task.services = []
        return task
    }

    // MARK: post_start

    /// Templates whose only purpose is the script that runs once they are rendered and the task runs.
    mutating func startScripts(of service: Service) -> [Jobspec.Template] {
        service.postStart.filter { !$0.command.isEmpty }.enumerated().map { index, hook in
            var words = texts(hook.command)
            let env = map(hook.environment)
            if !env.isEmpty { words = ["env"] + env.map { Interpolated("\($0.key)=") + $0.value } + words }
            if let directory = hook.workingDir {
                words = ["/bin/sh", "-c", #"cd "$1" && shift && exec "$@""#, "sh", text(directory)] + words
            }
            return Jobspec.Template(
                destination: Interpolated("local/.post_start_\(index + 1)"),
                changeMode: .script(
                    Jobspec.ChangeScript(
                        command: words[0],
                        args: Array(words.dropFirst()),
                        failOnError: true,
                        runOnFirstRender: true
                    )
                ),
                content: .data(Interpolated("post_start\n")),
                comment: index == 0
                    ? ["Runs a post_start hook in the container: run_on_first_render needs Nomad 2.0.5."] : []
            )
        }
    }

    // MARK: Chains

    /// The words of one hook in a chain.
    private mutating func step(_ hook: Hook) -> (directory: Interpolated?, words: [Interpolated]) {
        let env = map(hook.environment)
        let assignments = env.isEmpty ? [] : ["env"] + env.map { Interpolated("\($0.key)=") + $0.value }
        return (hook.workingDir.map { text($0) }, assignments + texts(hook.command))
    }

    /// `sh -c` with the words as its arguments, so that no text of the file is read as shell.
    private static func chain(_ steps: [(directory: Interpolated?, words: [Interpolated])]) -> [Interpolated] {
        var script: [String] = []
        var arguments: [Interpolated] = []
        func argument(_ word: Interpolated) -> String {
            arguments.append(word)
            return arguments.count < 10 ? "\"$\(arguments.count)\"" : "\"${\(arguments.count)}\""
        }
        for step in steps {
            let directory = step.directory.map { "cd \(argument($0)) && " } ?? ""
            let words = step.words.map { argument($0) }.joined(separator: " ")
            script.append(directory.isEmpty ? words : "(\(directory)\(words))")
        }
        return ["-c", Interpolated(script.joined(separator: " && ")), "sh"] + arguments
    }
}

extension Hook {
    /// Whether both can run in one container.
    fileprivate func fitsBeside(_ other: Hook) -> Bool {
        image?.string == other.image?.string && user?.string == other.user?.string
            && (privileged?.value ?? false) == (other.privileged?.value ?? false)
    }
}
