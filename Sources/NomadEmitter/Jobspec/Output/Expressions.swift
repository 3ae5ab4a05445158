internal import HCL
public import OrderedCollections

/// Texts by name, in the order in which they are printed.
public typealias InterpolatedMap = OrderedDictionary<String, Interpolated>

extension Interpolated {
    /// The parts, as the printer wants them.
    var templateParts: [HCL.TemplatePart] {
        parts.map { part in
            switch part {
            case .literal(let text): .text(text)
            case .variable(let name): .reference("var.\(name)")
            case .runtime(let name): .reference(name)
            }
        }
    }

    /// The value of an attribute that is read as a template `escaping` times.
    func expression(_ escaping: HCL.Escaping = .once) -> HCL.Expression {
        if parts.count == 1, case .variable(let name) = parts[0] { return .reference("var.\(name)") }
        return .template(templateParts, escaping)
    }
}

extension StringList {
    var expression: HCL.Expression {
        switch self {
        case .items(let items): items.expression()
        case .variable(let name): .reference("var.\(name)")
        }
    }
}

extension [Interpolated] {
    func expression(_ escaping: HCL.Escaping = .once) -> HCL.Expression {
        .list(map { $0.expression(escaping) })
    }

    /// The list, or nothing for an empty one.
    func expressionUnlessEmpty(_ escaping: HCL.Escaping = .once) -> HCL.Expression? {
        isEmpty ? nil : expression(escaping)
    }
}

extension HCL.Body {
    mutating func attribute(_ name: String, text: Interpolated?, _ escaping: HCL.Escaping = .once) {
        attribute(name, text?.expression(escaping))
    }

    mutating func attribute(_ name: String, string: String?) {
        attribute(name, string.map { .string($0) })
    }

    mutating func attribute(_ name: String, number: NumberValue?) {
        attribute(name, number?.expression)
    }

    mutating func attribute(_ name: String, bool: Bool?) {
        attribute(name, bool.map { .bool($0) })
    }

    mutating func attribute(_ name: String, duration: DurationValue?) {
        attribute(name, duration?.expression)
    }

    mutating func attribute(_ name: String, list: [Interpolated], _ escaping: HCL.Escaping = .once) {
        attribute(name, list.expressionUnlessEmpty(escaping))
    }

    mutating func attribute(_ name: String, strings: [String]) {
        attribute(name, strings.isEmpty ? nil : .strings(strings))
    }

    /// A map of texts: a block where each key can be an attribute name, else an object with quoted keys.
    ///
    /// Nomad takes the object for few maps only (`orAttribute`); in the others, dashes have to stand in a block.
    mutating func map(
        _ name: String,
        _ values: InterpolatedMap,
        _ escaping: HCL.Escaping = .once,
        orAttribute: Bool = false
    ) {
        if values.isEmpty { return }
        if values.keys.allSatisfy({ HCL.isIdentifier($0, withDashes: !orAttribute) }) {
            block(
                HCL.Block(name) { body in
                    for (key, value) in values { body.attribute(key, text: value, escaping) }
                }
            )
        } else {
            attribute(
                name,
                .object(
                    values.map { HCL.ObjectEntry($0.key, $0.value.expression(escaping), escaping: escaping) }
                )
            )
        }
    }

    /// Puts comments above the attributes that they are about.
    mutating func comment(_ comments: [String: [String]]) {
        if comments.isEmpty { return }
        for index in items.indices {
            guard case .attribute(var attribute) = items[index], let lines = comments[attribute.name] else { continue }
            attribute.comment = lines
            items[index] = .attribute(attribute)
        }
    }
}
