internal import ComposeParser
internal import HCL

// The values in x-nomad, as HCL.
extension OverrideReader {
    mutating func overrideValue(
        _ node: Compose.Node,
        as type: NomadSchema.ValueType,
        at place: OverridePlace
    ) -> HCL.Expression? {
        switch type {
        case .string:
            if let text = overrideText(node) { return overrideExpression(text, at: place) }
        case .number:
            if case .float(let number) = node.content { return .decimal(number) }
            if let text = overrideText(node), let number = Int(text.string) {
                return variables.number(number, text: text, place.scope).expression
            }
            if let text = overrideText(node), let number = Double(text.string), text.isLiteral {
                return .decimal(number)
            }
        case .bool:
            if case .bool(let value) = node.content { return .bool(value) }
            if let text = overrideText(node), text.string == "true" || text.string == "false" {
                return text.isLiteral ? .bool(text.string == "true") : overrideExpression(text, at: place)
            }
        case .duration:
            if case .string = node.content, NomadDuration(node.text.string) != nil {
                return overrideExpression(node.text, at: place)
            }
            if case .int(let number) = node.content {
                reportOverride(
                    .deadOverride,
                    "`\(place.path)`: a number without a unit means nanoseconds",
                    at: node.range,
                    hint: "write \(number)s for seconds",
                    place: place,
                    severity: .warning
                )
                return .string("\(number)ns")
            }
        case .strings, .numbers:
            guard let nodes = node.sequence else { break }
            return .list(
                nodes.compactMap { overrideValue($0, as: type == .strings ? .string : .number, at: place) }
            )
        case .map:
            return overrideMap(node, of: .string, isBlock: false, at: place).map { .object($0) }
        case .any:
            return overrideAny(node, at: place)
        }
        refuseType(node, type.expectation, at: place)
        return nil
    }

    private mutating func overrideAny(_ node: Compose.Node, at place: OverridePlace) -> HCL.Expression {
        switch node.content {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .int(let number): return variables.number(number, text: node.text, place.scope).expression
        case .float(let number): return .decimal(number)
        case .string, .timestamp: return overrideExpression(node.text, at: place)
        case .sequence(let nodes): return .list(nodes.map { overrideAny($0, at: place) })
        case .mapping(let mapping):
            return .object(
                mapping.entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map {
                    HCL.ObjectEntry($0.key, overrideAny($0.value, at: place), escaping: place.escaping)
                }
            )
        }
    }

    /// The text of a scalar.
    private func overrideText(_ node: Compose.Node) -> Compose.Text? {
        switch node.content {
        case .null, .sequence, .mapping: nil
        case .bool, .int, .float, .timestamp, .string: node.text
        }
    }

    /// A text with the variables that it came from, and with the references that Nomad resolves at run time.
    private mutating func overrideExpression(_ text: Compose.Text, at place: OverridePlace) -> HCL.Expression {
        let text = variables.text(text, place.scope)
        if text.parts.count == 1, case .variable(let name) = text.parts[0] { return .reference("var.\(name)") }
        return .template(
            text.parts.flatMap { part -> [HCL.TemplatePart] in
                switch part {
                case .literal(let literal): VariableInliner.parts(of: literal)
                case .variable(let name): [.reference("var.\(name)")]
                case .runtime(let name): [.reference(name)]
                }
            },
            place.escaping
        )
    }
}

extension NomadSchema.ValueType {
    /// What a reader of a message should write.
    fileprivate var expectation: String {
        switch self {
        case .string: "a text"
        case .number: "a number"
        case .bool: "true or false"
        case .duration: "a duration with a unit, such as 30s"
        case .strings: "a list of texts"
        case .numbers: "a list of numbers"
        case .map: "a map of texts"
        case .any: "a value"
        }
    }
}
