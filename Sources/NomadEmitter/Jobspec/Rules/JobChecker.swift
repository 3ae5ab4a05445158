internal import HCL

/// Collects findings about one job, as it is printed.
struct JobChecker {
    /// The job, at last with plain blocks in place of dynamic ones.
    var job: HCL.Block
    /// What the job says beside its groups, which are many.
    var around = HCL.Body()
    /// The type of the job: `service`, `batch`, `system` or `sysbatch`.
    let type: String
    var findings: [JobspecValidator.Finding] = []
    /// The group at hand, without its tasks, services and volumes while those are checked: they are many.
    var group: HCL.Block?
    /// The labels of the ports of the group's first network.
    var groupPorts: Set<String> = []
    /// The labels of the group's volumes that Nomad does not drop.
    var groupVolumes: Set<String> = []
    var task: HCL.Block?
    /// The blocks around what is checked, outermost first.
    private var path: [HCL.Block] = []

    init(_ job: HCL.Block) {
        self.job = job
        type = job.body.text("type").or("service") ?? "service"
    }

    /// Checks the content of a block: findings are at its origin, if they have no better one.
    mutating func within(_ block: HCL.Block, _ check: (inout JobChecker) -> Void) {
        path.append(block)
        check(&self)
        path.removeLast()
    }

    /// Adds a finding about the attributes or blocks called `names` of the block at hand, or about all of it.
    mutating func add(
        _ rule: JobspecValidator.Rule,
        _ message: String,
        at names: String...,
        origin: Int? = nil,
        severity: JobspecValidator.Severity = .error
    ) {
        add(rule, message, names, origin: origin, severity: severity)
    }

    /// Adds a finding if `holds` is false.
    mutating func require(
        _ holds: Bool,
        _ rule: JobspecValidator.Rule,
        _ message: @autoclosure () -> String,
        at names: String...,
        origin: Int? = nil,
        severity: JobspecValidator.Severity = .error
    ) {
        if !holds { add(rule, message(), names, origin: origin, severity: severity) }
    }

    private mutating func add(
        _ rule: JobspecValidator.Rule,
        _ message: String,
        _ names: [String],
        origin: Int?,
        severity: JobspecValidator.Severity
    ) {
        var place = "job `\(job.label)`"
        if let group { place += ", group `\(group.label)`" }
        if let task { place += ", task `\(task.label)`" }
        findings.append(
            JobspecValidator.Finding(
                rule: rule,
                severity: severity,
                message: "\(place): \(message)",
                group: group.flatMap { GroupName($0.label) },
                task: task.flatMap { TaskName($0.label) },
                origin: origin ?? self.origin(of: names)
            )
        )
    }

    /// Adds what the table says.
    mutating func add(_ problem: SchemaChecker.Problem) {
        group = problem.path.last { $0.type == "group" }
        task = problem.path.last { $0.type == "task" }
        let rule = problem.breach == nil ? JobspecValidator.Rule.schema : .range
        add(rule, problem.message, origin: problem.origin, severity: problem.severity)
        (group, task) = (nil, nil)
    }

    private func origin(of names: [String]) -> Int? {
        guard let block = path.last else { return nil }
        for name in names { if let origin = block.body.origin(of: name) { return origin } }
        let isLarge = ["job", "group", "task"].contains(block.type)
        if let origin = block.origin ?? (isLarge ? nil : block.body.firstOrigin) { return origin }
        return path.dropLast().reversed().lazy.compactMap(\.origin).first
    }

    /// Adds a finding for each block whose name came before.
    mutating func requireUnique(
        _ named: [(name: String, origin: Int?)],
        _ rule: JobspecValidator.Rule = .uniqueName,
        severity: JobspecValidator.Severity = .error,
        _ message: (String) -> String
    ) {
        var seen: [String: Int?] = [:]
        var told: Set<String> = []
        for (name, origin) in named {
            if let first = seen[name] {
                if told.insert(name).inserted { add(rule, message(name), origin: origin ?? first, severity: severity) }
            } else {
                seen[name] = .some(origin)
            }
        }
    }

    /// Adds a finding for each block whose label came before.
    mutating func requireUnique(_ blocks: [HCL.Block], _ message: (String) -> String) {
        requireUnique(blocks.map { ($0.label, $0.origin) }, .uniqueName, message)
    }

    var isService: Bool { type == "service" }
    var isSystem: Bool { type == "system" || type == "sysbatch" }
    var isBatch: Bool { type == "batch" || type == "sysbatch" }
}

extension HCL.Block {
    /// The first label; empty without one.
    var label: String { labels.first ?? "" }

    /// The block, with what `outer` says where this block says nothing, as Nomad inherits policies.
    func inheriting(_ outer: HCL.Block?) -> HCL.Block {
        guard let outer else { return self }
        var block = self
        block.body.items = outer.body.items + body.items
        return block
    }
}

extension HCL.Body {
    /// The body without the blocks of some types.
    func without(_ types: String...) -> HCL.Body {
        HCL.Body(
            items.filter { item in
                guard case .block(let block) = item else { return true }
                return !types.contains { block.type.equals($0) }
            }
        )
    }

    /// The origin of an attribute or of a block, by its name.
    func origin(of name: String) -> Int? {
        for item in items.reversed() {
            switch item {
            case .attribute(let attribute) where attribute.name == name && attribute.origin != nil:
                return attribute.origin
            case .block(let block) where block.type == name:
                if let origin = block.origin ?? block.body.firstOrigin { return origin }
            default: break
            }
        }
        return nil
    }

    /// The origin of the first attribute or block that has one.
    var firstOrigin: Int? {
        for item in items {
            switch item {
            case .attribute(let attribute): if let origin = attribute.origin { return origin }
            case .block(let block): if let origin = block.origin ?? block.body.firstOrigin { return origin }
            case .blankLine, .comment: break
            }
        }
        return nil
    }
}
