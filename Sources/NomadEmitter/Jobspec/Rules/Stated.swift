internal import HCL

/// What a block says of an attribute: nothing, something that is known only when Nomad reads the file or places the
/// job, or a value.
enum Stated<Value: Sendable>: Sendable {
    /// The block does not have it, or has it empty, which is the same to Nomad.
    case absent
    /// A variable, a call, or a reference that Nomad resolves later.
    case unknown
    /// A value that stands in the file.
    case known(Value)

    /// The value, if it stands in the file.
    var known: Value? { if case .known(let value) = self { value } else { nil } }

    var isAbsent: Bool { if case .absent = self { true } else { false } }

    /// The value, or `standard` if the block does not have it; `nil` if it cannot be known.
    func or(_ standard: Value) -> Value? {
        switch self {
        case .absent: standard
        case .unknown: nil
        case .known(let value): value
        }
    }
}

// How the rules read a block.
extension HCL.Body {
    /// The value of an attribute; the last one of its name counts, and `null` is none.
    func value(_ name: String) -> HCL.Expression? {
        for index in items.indices.reversed() where items[index].isAttribute(name) {
            guard case .attribute(let attribute) = items[index] else { continue }
            if case .null = attribute.value { return nil }
            return attribute.value
        }
        return nil
    }

    func has(_ name: String) -> Bool { value(name) != nil }

    func text(_ name: String) -> Stated<String> {
        guard let value = value(name) else { return .absent }
        guard let text = value.text else { return .unknown }
        return text.isEmpty ? .absent : .known(text)
    }

    func number(_ name: String) -> Stated<Int> { stated(name, \.whole) }

    func truth(_ name: String) -> Stated<Bool> { stated(name, \.truth) }

    func duration(_ name: String) -> Stated<NomadDuration> { stated(name, \.duration) }

    private func stated<Value>(_ name: String, _ read: (HCL.Expression) -> Value?) -> Stated<Value> {
        guard let value = value(name) else { return .absent }
        return read(value).map { .known($0) } ?? .unknown
    }

    /// The items of a list; empty if it is not there or cannot be known.
    func list(_ name: String) -> [HCL.Expression] {
        if case .list(let items)? = value(name) { items } else { [] }
    }

    /// A text as the file shows it, references included; `nil` without one.
    func shown(_ name: String) -> String? { value(name)?.shown }

    /// The block of a type that stands once.
    func inner(_ type: String) -> HCL.Block? {
        for index in items.indices.reversed() where items[index].isBlock(type) {
            if case .block(let block) = items[index] { return block }
        }
        return nil
    }

    /// The blocks of a type.
    func inners(_ type: String) -> [HCL.Block] {
        var blocks: [HCL.Block] = []
        for index in items.indices where items[index].isBlock(type) {
            if case .block(let block) = items[index] { blocks.append(block) }
        }
        return blocks
    }

    /// The entries of a map, whether it is written as a block or as an attribute.
    func entries(_ name: String) -> [HCL.ObjectEntry] {
        if case .object(let entries)? = value(name) { return entries }
        return inner(name)?.body.attributes.map { HCL.ObjectEntry($0.name, $0.value) } ?? []
    }
}

extension HCL.Item {
    func isAttribute(_ name: String) -> Bool {
        if case .attribute(let attribute) = self { attribute.name.equals(name) } else { false }
    }

    func isBlock(_ type: String) -> Bool {
        if case .block(let block) = self { block.type.equals(type) } else { false }
    }
}

extension HCL.Expression {
    /// The text, if no reference is in it; numbers and truth values are texts to Nomad too.
    var text: String? {
        switch self {
        case .template(let parts, _), .heredoc(let parts, _):
            if parts.count == 1, case .text(let literal) = parts[0] { return literal }
            var text = ""
            for part in parts {
                guard case .text(let literal) = part else { return nil }
                text += literal
            }
            return text
        case .number(let number): return String(number)
        case .bool(let value): return String(value)
        default: return nil
        }
    }

    /// The text with `${…}` for references.
    var shown: String? {
        switch self {
        case .template(let parts, _), .heredoc(let parts, _):
            parts.reduce(into: "") { text, part in
                switch part {
                case .text(let literal): text += literal
                case .reference(let name): text += "${\(name)}"
                }
            }
        case .reference(let name): "${\(name)}"
        default: text
        }
    }

    /// The names of the references that Nomad resolves when it places or starts the task.
    var runtimeReferences: [String] {
        guard case .template(let parts, _) = self else { return [] }
        return parts.compactMap { part in
            if case .reference(let name) = part, HCL.isRuntime(name) { name } else { nil }
        }
    }

    /// Whether nothing of the text is decided before Nomad checks the job: no variable and no function.
    var isSettled: Bool {
        switch self {
        case .template(let parts, _), .heredoc(let parts, _):
            parts.allSatisfy { if case .reference(let name) = $0 { HCL.isRuntime(name) } else { true } }
        case .reference, .call, .product: false
        default: true
        }
    }

    /// The whole number that it says.
    var whole: Int? {
        switch self {
        case .number(let number): number
        case .decimal(let number): Int(exactly: number)
        default: text.flatMap { Int($0) }
        }
    }

    fileprivate var truth: Bool? {
        switch text {
        case "true": true
        case "false": false
        default: nil
        }
    }

    /// The span of time that it says.
    var duration: NomadDuration? {
        if case .number(let number) = self { return NomadDuration(nanoseconds: Int64(number)) }
        return text.flatMap { NomadDuration($0) }
    }
}

extension HCL {
    /// Whether a reference is one that Nomad resolves after it has checked the job.
    fileprivate static func isRuntime(_ name: String) -> Bool {
        !name.hasPrefix("var.") && !name.hasPrefix("local.") && !name.utf8.contains(UInt8(ascii: "("))
    }
}
