internal import ComposeParser

/// What has to be there before each task starts: by its gate, and by the lifecycle of the tasks of its group.
struct GateOrder {
    /// A task, or the hooks that run before it.
    private struct Step: Hashable {
        enum Kind: Hashable { case task, hooks, beacon }

        var service: String
        var kind = Kind.task
    }

    private var steps: [Step] = []
    private var before: [Step: [Step]] = [:]
    private var ranges: [String: SourceRange] = [:]

    init(_ context: NetworkContext, network: any NetworkStrategy, gates: Gates) {
        for group in context.topology.jobs.flatMap(\.groups) {
            let early = group.tasks.flatMap(Self.earlySteps)
            for task in group.tasks {
                let service = task.service.name
                ranges[service] = task.service.range
                guard task.role != .beacon else {
                    add(Step(service: service, kind: .beacon), after: early)
                    continue
                }
                let isEarly = task.role == .prestart || task.startsEarly
                var awaited = Self.awaited(gates.gate(of: service, isEarly: isEarly), context)
                if !isEarly { awaited += early }
                if network.joinsLead(task, of: group) { awaited.append(Step(service: group.lead.name)) }
                add(Step(service: service), after: awaited)
                if !task.service.preStart.isEmpty {
                    let gate = gates.gate(of: service, isEarly: true)
                    add(Step(service: service, kind: .hooks), after: Self.awaited(gate, context))
                }
            }
        }
    }

    private mutating func add(_ step: Step, after others: [Step]) {
        steps.append(step)
        before[step] = others
    }

    /// What of a task runs before the main tasks of its group.
    private static func earlySteps(of task: PlannedTask) -> [Step] {
        guard task.role != .beacon else { return [] }
        var steps: [Step] = []
        if task.role == .prestart || task.startsEarly { steps.append(Step(service: task.service.name)) }
        if !task.service.preStart.isEmpty { steps.append(Step(service: task.service.name, kind: .hooks)) }
        return steps
    }

    private static func awaited(_ gate: Gate?, _ context: NetworkContext) -> [Step] {
        (gate?.services ?? []).map { name in
            Step(service: name, kind: context.topology[name]?.hasBeacon == true ? .beacon : .task)
        }
    }

    /// The error of tasks that would wait for each other for ever, if there are any.
    var cycle: Diagnostic? {
        var isDone: [Step: Bool] = [:]
        for root in steps where isDone[root] == nil {
            var path = [(step: root, next: 0)]
            isDone[root] = false
            while let top = path.last {
                let others = before[top.step] ?? []
                guard top.next < others.count else {
                    isDone[top.step] = true
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let other = others[top.next]
                switch isDone[other] {
                case nil:
                    isDone[other] = false
                    path.append((step: other, next: 0))
                case false?:
                    let start = path.firstIndex { $0.step == other } ?? 0
                    return finding(path[start...].map(\.step.service))
                case true?: break
                }
            }
        }
        return nil
    }

    private func finding(_ services: [String]) -> Diagnostic {
        var names: [String] = []
        for name in services where names.last != name { names.append(name) }
        if let first = names.first { names.append(first) }
        return Diagnostic(
            ConversionIssue.gateCycle,
            .error,
            "tasks would wait for each other for ever: \(names.joined(separator: " waits for "))",
            at: services.first.flatMap { ranges[$0] } ?? .none,
            hint: "drop one of the dependencies, or keep services that share a network namespace apart",
            service: services.first
        )
    }
}
