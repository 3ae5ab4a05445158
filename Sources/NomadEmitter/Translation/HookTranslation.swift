internal import ComposeParser
internal import OrderedCollections

// pre_start. Source: Compose Specification, lifecycle hooks; Nomad docs, lifecycle and template blocks.
extension GroupTranslation {
    /// The prestart tasks of a service's `pre_start` hooks.
    ///
    /// Nomad starts all prestart tasks of a group at once, so several hooks that can run in one container become one
    /// task with a shell that keeps their order.
    func initTasks(of task: PlannedTask, _ found: inout JobFindings) -> [Jobspec.Task] {
        // The variables are those that the group knows.
        let scope = planned.lead.name
        let service = task.service
        let hooks = service.preStart.filter { !$0.command.isEmpty }
        guard task.role != .beacon, let first = hooks.first else { return [] }
        if task.role == .prestart {
            found.reportLostOrder(
                first,
                service,
                "the pre_start hooks of `\(service.name)` start with it: it is a prestart task itself"
            )
        }
        if hooks.count > 1, hooks.allSatisfy({ $0.fitsBeside(first) }) {
            var result = initTask(first, 1, of: task, &found)
            result.config.entrypoint = ["/bin/sh"]
            result.config.args = HookTranslation.chain(of: hooks, scope, &found)
            result.comment = ["The pre_start hooks of \(service.name), one after the other."]
            return [result]
        }
        if hooks.count > 1 {
            found.reportLostOrder(
                hooks[1],
                service,
                "the pre_start hooks of `\(service.name)` run all at once: they have different images or users"
            )
        }
        return hooks.enumerated().map { index, hook in
            var result = initTask(hook, index + 1, of: task, &found)
            result.config.args = found.texts(hook.command, scope)
            if let directory = hook.workingDir { result.config.workDir = found.text(directory, scope) }
            for (key, value) in found.map(hook.environment, scope) { result.env[key] = value }
            result.env.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            result.comment = ["A pre_start hook of \(service.name)."]
            return result
        }
    }

    /// A task as the service's own, with what the hook says instead.
    private func initTask(
        _ hook: Compose.Hook,
        _ number: Int,
        of task: PlannedTask,
        _ found: inout JobFindings
    ) -> Jobspec.Task {
        var service = task.service
        service.preStart = []
        service.postStart = []
        service.restart = nil
        service.deploy?.restartPolicy = nil
        service.healthcheck = nil
        service.command = hook.command
        service.entrypoint = nil
        service.privileged = hook.privileged
        if let user = hook.user { service.user = user }
        if let image = hook.image, !image.string.isEmpty {
            service.image = image
            service.build = nil
            service.workingDir = nil
        }
        let name = TaskName(sanitizing: "\(task.name)-init-\(number)")
        var (result, _) = self.task(PlannedTask(name: name, service: service, role: .prestart), &found)
        result.services = []
        return result
    }
}

/// What hooks become in a task.
enum HookTranslation {
    /// Templates whose only purpose is the script that runs once they are rendered and the task runs.
    static func startScripts(of service: Compose.Service, _ found: inout JobFindings) -> [Jobspec.Template] {
        let scope = service.name
        return service.postStart.filter { !$0.command.isEmpty }.enumerated().map { index, hook in
            var words = found.texts(hook.command, scope)
            let env = found.map(hook.environment, scope)
            if !env.isEmpty { words = ["env"] + env.map { Interpolated("\($0.key)=") + $0.value } + words }
            if let directory = hook.workingDir {
                words =
                    ["/bin/sh", "-c", #"cd "$1" && shift && exec "$@""#, "sh", found.text(directory, scope)] + words
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

    /// `sh -c` with the words of the hooks as its arguments, so that no text of the file is read as shell.
    static func chain(of hooks: [Compose.Hook], _ scope: String, _ found: inout JobFindings) -> [Interpolated] {
        var script: [String] = []
        var arguments: [Interpolated] = []
        func argument(_ word: Interpolated) -> String {
            arguments.append(word)
            return arguments.count < 10 ? "\"$\(arguments.count)\"" : "\"${\(arguments.count)}\""
        }
        for hook in hooks {
            let env = found.map(hook.environment, scope)
            let assignments = env.isEmpty ? [] : ["env"] + env.map { Interpolated("\($0.key)=") + $0.value }
            let directory = hook.workingDir.map { "cd \(argument(found.text($0, scope))) && " } ?? ""
            let words = (assignments + found.texts(hook.command, scope)).map { argument($0) }.joined(separator: " ")
            script.append(directory.isEmpty ? words : "(\(directory)\(words))")
        }
        return ["-c", Interpolated(script.joined(separator: " && ")), "sh"] + arguments
    }
}

extension JobFindings {
    fileprivate mutating func reportLostOrder(_ hook: Compose.Hook, _ service: Compose.Service, _ message: String) {
        report(
            .hookOrderLost,
            .warning,
            message,
            at: hook.range,
            hint: "put the commands into one script, or one hook",
            service: service
        )
    }
}

extension Compose.Hook {
    /// Whether both can run in one container.
    fileprivate func fitsBeside(_ other: Compose.Hook) -> Bool {
        image?.string == other.image?.string && user?.string == other.user?.string
            && (privileged?.value ?? false) == (other.privileged?.value ?? false)
    }
}
