internal import HCL

/// Holds the blocks of a job against the table: names, numbers of labels, types, and what the rows say of the values.
struct SchemaChecker {
    /// One thing that is wrong.
    struct Problem {
        /// What is wrong, as seen from the task, group or job around.
        var message: String
        /// How the value of one attribute breaks its rule.
        var breach: ValueRule.Breach?
        /// How grave it is.
        var severity = JobspecValidator.Severity.error
        var origin: Int?
        /// The blocks around it, outermost first.
        var path: [HCL.Block]
    }

    /// What is looked at.
    enum Scope: Equatable {
        /// A whole job.
        case job
        /// The content of one block, in which something may be missing.
        case part
        /// The values in the content of one block, the rest of which was looked at before.
        case values
    }

    private let scope: Scope
    /// Knows the values of variables.
    private let inliner: VariableInliner
    private(set) var problems: [Problem] = []
    /// The blocks around what is checked, outermost first.
    private var path: [HCL.Block] = []
    private var origins: [Int?] = []

    init(_ scope: Scope, variables: [String: Jobspec.Variable.Value] = [:]) {
        self.scope = scope
        inliner = VariableInliner(values: variables)
    }

    /// Checks a block with its labels.
    mutating func check(_ block: HCL.Block, as type: BlockName, labels: Int) {
        path.append(block)
        origins.append(block.origin ?? origins.last ?? nil)
        if block.labels.count != labels {
            add(path.place, "needs \(labels) labels, has \(block.labels.count)", nil)
        }
        check(block.body, as: NomadSchema[type])
        path.removeLast()
        origins.removeLast()
    }

    /// Checks the content of a block.
    mutating func check(_ body: HCL.Body, as type: NomadSchema.BlockType) {
        // Tables have fewer than 64 attributes and blocks each.
        var attributes: UInt64 = 0
        var blocks: UInt64 = 0
        for index in body.items.indices {
            guard case .attribute(let attribute) = body.items[index] else { continue }
            if let index = type.index(ofAttribute: attribute.name) {
                check(attribute, type, index, isFirst: attributes & 1 << index == 0)
                attributes |= 1 << index
            } else if let index = type.index(ofBlock: attribute.name) {
                check(attribute, asBlock: type.blocks[index])
                blocks |= 1 << index
            } else {
                add(attribute, "there is no such attribute")
            }
        }
        if scope == .job { checkPresence(attributes, in: body, type) }
        for index in body.items.indices {
            guard case .block(let block) = body.items[index] else { continue }
            guard let index = type.index(ofBlock: block.type) else {
                add(block, "there is no such block")
                continue
            }
            check(block, as: type.blocks[index], isFirst: blocks & 1 << index == 0, in: body, type)
            blocks |= 1 << index
        }
    }

    // MARK: Attributes

    private mutating func check(
        _ attribute: HCL.Attribute,
        _ type: NomadSchema.BlockType,
        _ index: Int,
        isFirst: Bool
    ) {
        var value = attribute.value
        if !value.isSettled { value = inliner.inline(value, .once) }
        if scope != .values {
            if !isFirst { add(attribute, "is given twice") }
            let known = type.attributes[index].type
            if !known.accepts(value) { return add(attribute, "takes a \(known.rawValue)") }
        }
        guard let fact = type.attributes[index].fact, let breach = fact.rule?.breach(of: value) else { return }
        problems.append(
            Problem(
                message: "\(path.place(of: attribute.name)) \(breach.text)",
                breach: breach,
                severity: fact.severity,
                origin: attribute.origin ?? origins.last ?? nil,
                path: path
            )
        )
    }

    private mutating func check(_ attribute: HCL.Attribute, asBlock nested: NomadSchema.Nested) {
        guard scope != .values else { return }
        guard case .map(let element) = nested.kind else {
            return add(attribute, "is a block, not an attribute")
        }
        if !nested.orAttribute {
            add(attribute, "is a block, whose keys are letters, digits, _ and -")
        } else if !element.acceptsMap(attribute.value) {
            add(attribute, "takes an object")
        }
    }

    /// What is missing.
    private mutating func checkPresence(_ given: UInt64, in body: HCL.Body, _ type: NomadSchema.BlockType) {
        for index in type.required where given & 1 << index == 0 || body.isEmpty(type.attributes[index].name) {
            let attribute = type.attributes[index]
            if let exempt = attribute.fact?.notNeededIn, path.dropLast().last?.type == exempt { continue }
            var text = "has no \(attribute.name)"
            if case .words(let words, _)? = attribute.fact?.rule { text += ": \(words.listed(by: "or"))" }
            state(text, orElse: "there is no \(attribute.name)", attribute.fact?.severity ?? .error)
        }
    }

    // MARK: Blocks

    private mutating func check(
        _ block: HCL.Block,
        as nested: NomadSchema.Nested,
        isFirst: Bool,
        in body: HCL.Body,
        _ type: NomadSchema.BlockType
    ) {
        switch nested.kind {
        case .once(let name):
            if !isFirst, scope != .values { add(block, "is given twice") }
            if name == .dockerConfig, !SchemaChecker.hasDockerDriver(body, type, isPart: scope == .values) { return }
            check(block, as: name, labels: nested.labels)
        case .many(let name):
            check(block, as: name, labels: nested.labels)
        case .map(let element):
            guard scope != .values else { return }
            if !isFirst { add(block, "is given twice") }
            for case .attribute(let attribute) in block.body.items where !element.accepts(attribute.value) {
                add(path.place(of: "\(block.type).\(attribute.name)"), "takes a \(element.rawValue)", block.origin)
            }
            if element != .any, let inner = block.body.blocks.first {
                let place = path.place(of: "\(block.type).\(inner.type)")
                add(place, "takes an attribute, not a block", block.origin)
            }
        }
    }

    /// Other drivers have other keys.
    private static func hasDockerDriver(_ body: HCL.Body, _ type: NomadSchema.BlockType, isPart: Bool) -> Bool {
        for case .attribute(let attribute) in body.items where attribute.name == "driver" {
            return attribute.value == .string("docker")
        }
        return isPart || type.name != .task
    }

    // MARK: Problems

    /// Adds what the schema does not know.
    private mutating func add(_ place: String, _ text: String, _ origin: Int?) {
        guard scope != .values else { return }
        problems.append(
            Problem(
                message: "\(place): \(text)",
                severity: isInDriver ? .failure : .error,
                origin: origin ?? origins.last ?? nil,
                path: path
            )
        )
    }

    private mutating func add(_ attribute: HCL.Attribute, _ text: String) {
        add(path.place(of: attribute.name), text, attribute.origin)
    }

    private mutating func add(_ block: HCL.Block, _ text: String) {
        add(path.place(of: block.type + block.labelText), text, block.origin)
    }

    /// Whether the driver reads the block at hand, which the server does not look into.
    private var isInDriver: Bool { path.contains { $0.type == "config" } }

    /// Adds a sentence about the block at hand; `other` if a message names the block anyway.
    private mutating func state(_ text: String, orElse other: String, _ severity: JobspecValidator.Severity) {
        let owner = path.owner
        let sentence = owner.isEmpty ? other : "\(owner) \(text)"
        problems.append(Problem(message: sentence, severity: severity, origin: origins.last ?? nil, path: path))
    }
}

extension HCL.Body {
    /// Whether an attribute is a text without anything in it, which is the same to Nomad as none.
    fileprivate func isEmpty(_ name: String) -> Bool { text(name).isAbsent }
}

extension HCL.Block {
    /// The labels in quotes, each behind a space.
    fileprivate var labelText: String { labels.map { " `\($0)`" }.joined() }

    /// Whether every message names it: a job, a group or a task.
    var isLarge: Bool { type == "job" || type == "group" || type == "task" }

    /// What a sentence calls it, if its type alone does not tell it from others.
    fileprivate var ownName: String? {
        if !labels.isEmpty { return type + labelText }
        for key in ["name", type == "template" ? "destination" : "target"] {
            if let name = body.shown(key), !name.isEmpty { return "\(type) `\(name)`" }
        }
        return nil
    }
}

extension [HCL.Block] {
    /// The blocks behind the innermost job, group or task.
    private var small: ArraySlice<HCL.Block> {
        self[((lastIndex { $0.isLarge } ?? -1) + 1)...]
    }

    /// The innermost block as seen from the task, group or job around: `resources`.
    var place: String {
        let small = small
        return small.isEmpty ? last?.type ?? "" : small.map { $0.ownName ?? $0.type }.joined(separator: ".")
    }

    /// An attribute of the innermost block as seen from the task, group or job around: `resources.cpu`.
    func place(of attribute: String) -> String {
        (small.map { $0.ownName ?? $0.type } + [attribute]).joined(separator: ".")
    }

    /// What a sentence calls the innermost block; nothing for a job, group or task.
    fileprivate var owner: String {
        let small = small
        guard let block = small.last else { return "" }
        if let name = block.ownName { return name }
        guard SchemaChecker.isRepeated(block.type) else { return block.type }
        let one = block.type.hasSuffix("s") ? String(block.type.dropLast()) : block.type
        let article = "aeiou".contains(one.first ?? " ") ? "an" : "a"
        let around = small.dropLast().last?.ownName.map { " of \($0)" } ?? ""
        return "\(article) \(one)\(around)"
    }
}

extension SchemaChecker {
    /// Whether a nameless block can stand more than once.
    fileprivate static func isRepeated(_ type: String) -> Bool {
        BlockName.allCases.contains { name in
            guard let nested = NomadSchema[name].nested(type), case .many = nested.kind else { return false }
            return true
        }
    }
}

extension NomadSchema.ValueType {
    /// Whether a value is an object with values of this type.
    fileprivate func acceptsMap(_ value: HCL.Expression) -> Bool {
        switch value {
        case .object(let entries): entries.allSatisfy { accepts($0.value) }
        case .reference, .call: true
        default: false
        }
    }

    /// Whether a value is of this type, or Nomad converts it.
    fileprivate func accepts(_ value: HCL.Expression) -> Bool {
        switch (self, value) {
        case (.any, _), (_, .reference), (_, .call), (_, .product): true
        case (.string, .template), (.string, .heredoc), (.string, .number), (.string, .decimal), (.string, .bool): true
        case (.number, .number): true
        case (.number, .decimal(let number)): Int(exactly: number) != nil
        case (.bool, .bool): true
        case (.number, .template): value.isTextThat { Double($0).map { Int(exactly: $0) != nil } == true }
        case (.bool, .template): value.isTextThat { $0 == "true" || $0 == "false" }
        case (.duration, .template): value.isTextThat { NomadDuration($0) != nil }
        case (.strings, .list(let items)): items.allSatisfy { Self.string.accepts($0) }
        case (.numbers, .list(let items)): items.allSatisfy { Self.number.accepts($0) }
        case (.map, .object(let entries)): entries.allSatisfy { Self.string.accepts($0.value) }
        default: false
        }
    }
}

extension HCL.Expression {
    /// Whether a template holds a reference, which could become anything, or a text that passes.
    fileprivate func isTextThat(_ passes: (String) -> Bool) -> Bool { text.map(passes) ?? true }
}
