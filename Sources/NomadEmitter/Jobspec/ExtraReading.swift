// What the rules of a job look at may stand in `extra`: it is read back into the properties before they are checked.

extension Jobspec.Job {
    /// The job with what `extra` says of its properties.
    var readingExtra: Jobspec.Job {
        var job = self
        for index in job.groups.indices { job.groups[index].readExtra() }
        if extra.isEmpty { return job }
        extra.read("priority", &job.priority) { $0.number }
        extra.readBlock("update", &job.update, Jobspec.Update()) { $0.read($1) }
        extra.readBlock("reschedule", &job.reschedule, Jobspec.Reschedule()) { $0.read($1) }
        extra.readBlock("migrate", &job.migrate, Jobspec.Migrate()) { _, _ in }
        extra.readBlock("parameterized", &job.parameterized, Jobspec.Parameterized()) { _, _ in }
        extra.readBlock("periodic", &job.periodic, Jobspec.Periodic()) { periodic, body in
            if body.has("cron") || body.has("crons") { periodic.crons = ["stated"] }
        }
        if extra.blocks.contains(where: { $0.type == "affinity" }) {
            job.affinities.append(Jobspec.Affinity(attribute: .runtime("node.class"), value: "stated"))
        }
        if extra.blocks.contains(where: { $0.type == "spread" }) {
            job.spreads.append(Jobspec.Spread(attribute: .runtime("node.class")))
        }
        return job
    }
}

extension Jobspec.Group {
    fileprivate mutating func readExtra() {
        for index in tasks.indices { tasks[index].readExtra() }
        for index in services.indices { services[index].readExtra() }
        if let body = network?.extra, !body.isEmpty {
            for item in body.items {
                switch item {
                case .attribute(let attribute) where attribute.name == "port":
                    guard case .object(let entries) = attribute.value else {
                        network?.ports = []
                        continue
                    }
                    network?.ports.removeAll { port in entries.contains { $0.key == port.label.rawValue } }
                case .block(let block) where block.type == "port":
                    guard let label = block.labels.first.flatMap({ PortLabel($0) }) else { continue }
                    var port = network?.ports.first { $0.label == label } ?? Jobspec.Port(label: label)
                    block.body.read("static", &port.staticPort) { $0.number }
                    block.body.read("to", &port.to) { $0.number }
                    network?.ports.removeAll { $0.label == label }
                    network?.ports.append(port)
                default: break
                }
            }
        }
        if extra.isEmpty { return }
        extra.read("count", &count) { $0.number }
        extra.read("max_run_duration", &maxRunDuration) { $0.duration }
        extra.readBlock("restart", &restart, Jobspec.Restart()) { $0.read($1) }
        extra.readBlock("reschedule", &reschedule, Jobspec.Reschedule()) { $0.read($1) }
        extra.readBlock("update", &update, Jobspec.Update()) { $0.read($1) }
        extra.readBlock("migrate", &migrate, Jobspec.Migrate()) { _, _ in }
        if extra.blocks.contains(where: { $0.type == "affinity" }) {
            affinities.append(Jobspec.Affinity(attribute: .runtime("node.class"), value: "stated"))
        }
        if extra.blocks.contains(where: { $0.type == "spread" }) {
            spreads.append(Jobspec.Spread(attribute: .runtime("node.class")))
        }
    }
}

extension Jobspec.Task {
    fileprivate mutating func readExtra() {
        for index in services.indices { services[index].readExtra() }
        if extra.isEmpty { return }
        var driver: String? = driver
        extra.read("driver", &driver) { $0.text }
        self.driver = driver ?? "docker"
        extra.read("kill_timeout", &killTimeout) { $0.duration }
        extra.read("shutdown_delay", &shutdownDelay) { $0.duration }
        extra.read("leader", &leader) { $0.truth }
        extra.readBlock("restart", &restart, Jobspec.Restart()) { $0.read($1) }
        extra.readBlock("lifecycle", &lifecycle, Jobspec.Lifecycle(hook: .prestart)) { lifecycle, body in
            if let hook = body.text("hook").flatMap({ Jobspec.Lifecycle.Hook(rawValue: $0) }) {
                lifecycle.hook = hook
            }
        }
        extra.readBlock("resources", &resources, Jobspec.Resources()) { resources, body in
            body.read("cpu", &resources.cpu) { $0.number }
            body.read("cores", &resources.cores) { $0.number }
            body.read("memory", &resources.memory) { $0.number }
            body.read("memory_max", &resources.memoryMax) { $0.number }
        }
        for block in extra.blocks where block.type == "config" {
            if case .list(let items)? = block.body.last("ports") {
                config.ports = items.compactMap { $0.text.flatMap { PortLabel($0) } }
            } else if block.body.has("ports") {
                config.ports = []
            }
            var mode = config.networkMode?.literal
            block.body.read("network_mode", &mode) { $0.text }
            if block.body.has("network_mode") { config.networkMode = mode.map { Interpolated($0) } }
        }
    }
}

extension Jobspec.Service {
    fileprivate mutating func readExtra() {
        if extra.isEmpty { return }
        extra.read("port", &port) { value in
            value.whole.map { .number($0) } ?? value.text.flatMap { PortLabel($0) }.map { .label($0) }
        }
        extra.read("provider", &provider) { $0.text.flatMap { Provider(rawValue: $0) } }
        if extra.last("check") == .null { checks = [] }
    }
}

// MARK: Blocks

extension Jobspec.Update {
    fileprivate mutating func read(_ body: HCL.Body) {
        body.read("max_parallel", &maxParallel) { $0.whole }
        body.read("canary", &canary) { $0.whole }
        body.read("min_healthy_time", &minHealthyTime) { $0.duration }
        body.read("healthy_deadline", &healthyDeadline) { $0.duration }
        body.read("progress_deadline", &progressDeadline) { $0.duration }
        body.read("auto_promote", &autoPromote) { $0.truth }
        body.read("auto_revert", &autoRevert) { $0.truth }
    }
}

extension Jobspec.Restart {
    fileprivate mutating func read(_ body: HCL.Body) {
        body.read("attempts", &attempts) { $0.whole }
        body.read("interval", &interval) { $0.duration }
        body.read("delay", &delay) { $0.duration }
        body.read("mode", &mode) { $0.text.flatMap { Mode(rawValue: $0) } }
    }
}

extension Jobspec.Reschedule {
    fileprivate mutating func read(_ body: HCL.Body) {
        body.read("attempts", &attempts) { $0.whole }
        body.read("interval", &interval) { $0.duration }
        body.read("delay", &delay) { $0.duration }
        body.read("delay_function", &delayFunction) { $0.text.flatMap { DelayFunction(rawValue: $0) } }
        body.read("max_delay", &maxDelay) { $0.duration }
        body.read("unlimited", &unlimited) { $0.truth }
    }
}

// MARK: Values

extension HCL.Body {
    /// The last value of an attribute.
    fileprivate func last(_ name: String) -> HCL.Expression? {
        for case .attribute(let attribute) in items.reversed() where attribute.name == name { return attribute.value }
        return nil
    }

    fileprivate func has(_ name: String) -> Bool { last(name) != nil }

    fileprivate func text(_ name: String) -> String? { last(name)?.text }

    /// Reads an attribute, if it is there; what the file does not say outright becomes unknown.
    fileprivate func read<Value>(
        _ name: String,
        _ value: inout Value?,
        _ convert: (HCL.Expression) -> Value?
    ) {
        if let expression = last(name) { value = convert(expression) }
    }

    /// Reads a block that stands once, or its removal.
    fileprivate func readBlock<Value>(
        _ type: String,
        _ value: inout Value?,
        _ empty: Value,
        _ read: (inout Value, HCL.Body) -> Void
    ) {
        if last(type) == .null { value = nil }
        for block in blocks where block.type == type {
            var next = value ?? empty
            read(&next, block.body)
            value = next
        }
    }
}

extension HCL.Expression {
    fileprivate var whole: Int? { if case .number(let number) = self { number } else { nil } }

    fileprivate var number: NumberValue? { whole.map { .literal($0) } }

    fileprivate var truth: Bool? { if case .bool(let value) = self { value } else { nil } }

    fileprivate var text: String? {
        guard case .template(let parts, _) = self else { return nil }
        var text = ""
        for part in parts {
            guard case .text(let literal) = part else { return nil }
            text += literal
        }
        return text
    }

    fileprivate var duration: NomadDuration? { text.flatMap { NomadDuration($0) } }
}
