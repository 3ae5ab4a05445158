public import HCL

extension Jobspec {
    /// The file with values in place of its variables, which it then no longer declares.
    ///
    /// A variable without an entry in `values` takes its default; one without either stays.
    public func inlined(_ values: [String: Variable.Value] = [:]) -> HCL.Body {
        var inliner = VariableInliner(values: [:])
        for variable in variables {
            inliner.values[variable.name] = values[variable.name] ?? variable.defaultValue
            if variable.isEscapedForDriver { inliner.literal.insert(variable.name) }
        }
        var body = HCL.Body()
        for line in comment { body.items.append(.comment(line)) }
        if !comment.isEmpty { body.items.append(.blankLine) }
        var block = job.block
        block.body = OptionalBlock.expanded(block.body, inliner)
        inliner.inline(&block.body, of: "job")
        body.block(block)
        return body
    }
}

/// Puts values in place of `var.NAME`.
struct VariableInliner {
    var values: [String: Jobspec.Variable.Value]
    /// The variables whose values hold no references for Nomad.
    var literal: Set<String> = []

    /// Puts the values into the content of a block of a type.
    func inline(_ body: inout HCL.Body, of type: String) {
        let inlined = body.changed(of: type) { value, isInDriver in
            changes(value) ? inline(value, isInDriver ? .twice : .once) : nil
        }
        if let inlined { body = inlined }
    }

    /// Whether a value may stand in place of something in an expression.
    private func changes(_ expression: HCL.Expression) -> Bool {
        switch expression {
        case .template(let parts, _), .heredoc(let parts, _):
            for index in parts.indices {
                if case .reference(let name) = parts[index], name.hasPrefix("var.") { return true }
            }
            return false
        case .list(let items): return items.contains(where: changes)
        case .object(let entries): return entries.contains { changes($0.value) }
        case .number, .decimal, .bool, .null: return false
        case .reference(let name): return name.hasPrefix("var.")
        case .product, .call: return true
        }
    }

    func inline(_ expression: HCL.Expression, _ escaping: HCL.Escaping) -> HCL.Expression {
        switch expression {
        case .template(let parts, let own):
            return .template(joined(parts.flatMap(inline)), own)
        case .heredoc(let parts, let own):
            return .heredoc(joined(parts.flatMap(inline)), own)
        case .list(let items):
            return .list(items.map { inline($0, escaping) })
        case .object(let entries):
            return .object(
                entries.map { HCL.ObjectEntry($0.key, inline($0.value, escaping), escaping: $0.escaping) }
            )
        case .reference(let reference):
            switch value(of: reference) {
            case .string(let text)?: return .template(parts(of: text, reference), escaping)
            case .strings(let texts)?:
                return .list(texts.map { .template(VariableInliner.parts(of: $0), escaping) })
            case .number(let number)?: return .number(number)
            case .bool(let value)?: return .bool(value)
            case nil: return expression
            }
        case .product(let a, let b):
            let (a, b) = (inline(a, escaping), inline(b, escaping))
            if let a = a.asNumber, let b = b.asNumber { return .decimal(a * b) }
            return .product(a, b)
        case .call(let name, let arguments):
            let arguments = arguments.map { inline($0, escaping) }
            if name == "floor", arguments.count == 1, let number = arguments[0].asNumber,
                let whole = Int(exactly: number.rounded(.down))
            {
                return .number(whole)
            }
            if name == "max", let largest = arguments.compactMap(\.asNumber).max(), let whole = Int(exactly: largest),
                arguments.allSatisfy({ $0.asNumber != nil })
            {
                return .number(whole)
            }
            return .call(name, arguments)
        case .number, .decimal, .bool, .null:
            return expression
        }
    }

    private func value(of reference: String) -> Jobspec.Variable.Value? {
        reference.hasPrefix("var.") ? values[String(reference.dropFirst(4))] : nil
    }

    private func inline(_ part: HCL.TemplatePart) -> [HCL.TemplatePart] {
        guard case .reference(let reference) = part else { return [part] }
        switch value(of: reference) {
        case .string(let text)?: return parts(of: text, reference)
        case .number(let number)?: return [.text(String(number))]
        case .bool(let value)?: return [.text(value ? "true" : "false")]
        case .strings?, nil: return [part]
        }
    }

    /// The parts with neighbouring texts as one: `$` before `{` has to be escaped wherever the two come from.
    private func joined(_ parts: [HCL.TemplatePart]) -> [HCL.TemplatePart] {
        var joined: [HCL.TemplatePart] = []
        for part in parts {
            if case .text(let text) = part, case .text(let before)? = joined.last {
                joined[joined.count - 1] = .text(before + text)
            } else {
                joined.append(part)
            }
        }
        return joined
    }

    private func parts(of text: String, _ reference: String) -> [HCL.TemplatePart] {
        literal.contains(String(reference.dropFirst(4))) ? [.text(text)] : VariableInliner.parts(of: text)
    }

    /// The parts of a variable's value: `${attr.…}` and the like are meant for Nomad, wherever they come from.
    static func parts(of text: String) -> [HCL.TemplatePart] {
        var parts: [HCL.TemplatePart] = []
        let bytes = text.utf8
        var literal = bytes.startIndex
        var from = literal
        while let dollar = bytes[from...].firstIndex(of: UInt8(ascii: "$")) {
            from = bytes.index(after: dollar)
            guard from < bytes.endIndex, bytes[from] == UInt8(ascii: "{"),
                let end = bytes[from...].firstIndex(of: UInt8(ascii: "}"))
            else { continue }
            let name = bytes[bytes.index(after: from)..<end]
            guard runtimeNames.contains(where: { name.starts(with: $0.utf8) }) else { continue }
            if literal < dollar { parts.append(.text(String(text[literal..<dollar]))) }
            parts.append(.reference(String(Substring(name))))
            literal = bytes.index(after: end)
            from = literal
        }
        if literal < bytes.endIndex { parts.append(.text(String(text[literal...]))) }
        return parts
    }

    private static let runtimeNames = ["attr.", "node.", "meta.", "device.", "NOMAD_"]
}

extension HCL.Expression {
    /// The number, if it is one or a text that says one.
    var asNumber: Double? {
        switch self {
        case .number(let number): Double(number)
        case .decimal(let number): number
        case .template(let parts, _):
            if parts.count == 1, case .text(let text) = parts[0] { Double(text) } else { nil }
        default: nil
        }
    }
}
