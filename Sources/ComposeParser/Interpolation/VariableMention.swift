internal import OrderedCollections

/// A variable that a tree mentions, before interpolation: a row of `config --variables`.
package struct VariableMention: Sendable, Hashable {
    /// The name.
    package var name: String
    /// The default as written (`x` in `${NAME:-x}`), of the first mention that has one.
    package var fallback: String?
    /// The alternative as written (`x` in `${NAME:+x}`), of the first mention that has one.
    package var alternative: String?
    /// Whether a mention demands a value (`${NAME:?message}`).
    package var isRequired: Bool
    /// Where it is mentioned first.
    package var range: SourceRange
}

extension Interpolator {
    /// The variables that the values of a tree mention, in the order of their first mention, those in defaults included.
    ///
    /// Expects the tree before interpolation. Forms that are no valid interpolation are passed over.
    package static func variables(in node: Compose.Node) -> [VariableMention] {
        var found: OrderedDictionary<String, VariableMention> = [:]
        collect(node, into: &found)
        return Array(found.values)
    }

    private static func collect(_ node: Compose.Node, into found: inout OrderedDictionary<String, VariableMention>) {
        switch node.content {
        case .string:
            guard node.text.string.withBytes({ $0.contains(UInt8(ascii: "$")) }) else { return }
            let bytes = Array(node.text.string.utf8)
            collect(bytes, 0..<bytes.count, of: node.text, depth: 0, into: &found)
        case .sequence(let items):
            for item in items { collect(item, into: &found) }
        case .mapping(let mapping):
            for entry in mapping.entries { collect(entry.value, into: &found) }
        case .null, .bool, .int, .float, .timestamp:
            return
        }
    }

    private static func collect(
        _ bytes: [UInt8],
        _ span: Range<Int>,
        of text: Compose.Text,
        depth: Int,
        into found: inout OrderedDictionary<String, VariableMention>
    ) {
        guard depth <= 64 else { return }
        var position = span.lowerBound
        while position < span.upperBound {
            guard bytes[position] == UInt8(ascii: "$") else {
                position += 1
                continue
            }
            switch Template.element(at: position, before: span.upperBound, in: bytes) {
            case .escape:
                position += 2
            case .literal:
                position += 1
            case .invalid(let span):
                position = span.upperBound
            case .substitution(let substitution):
                let operand = Template.string(bytes, substitution.operand)
                var mention = VariableMention(
                    name: substitution.name,
                    isRequired: substitution.operation == .required,
                    range: text.place(substitution.span)
                )
                if substitution.operation == .fallback { mention.fallback = operand }
                if substitution.operation == .alternative { mention.alternative = operand }
                if let earlier = found[mention.name] {
                    mention.fallback = earlier.fallback ?? mention.fallback
                    mention.alternative = earlier.alternative ?? mention.alternative
                    mention.isRequired = earlier.isRequired || mention.isRequired
                    mention.range = earlier.range
                }
                found[mention.name] = mention
                collect(bytes, substitution.operand, of: text, depth: depth + 1, into: &found)
                position = substitution.span.upperBound
            }
        }
    }
}
