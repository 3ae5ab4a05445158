/// Writes a tree as JSON, byte for byte as `docker compose config --format json` does: Go's encoder with an indent of
/// two spaces and its escapes for HTML, no line feed at the end.
package enum NodeJSONEncoder {
    /// The JSON text of a tree; keys come in the order in which its mappings hold them.
    /// - Parameters:
    ///   - node: The tree. Infinity and not-a-number, which JSON lacks, become strings.
    ///   - escapingDollar: Whether to double each `$`, so that the output can be read as a Compose file again.
    package static func encode(_ node: Compose.Node, escapingDollar: Bool) -> [UInt8] {
        var writer = Writer(escapingDollar: escapingDollar)
        writer.value(node, indent: 0)
        return writer.out
    }

    private struct Writer {
        let escapingDollar: Bool
        var out: [UInt8] = []

        mutating func value(_ node: Compose.Node, indent: Int) {
            switch node.content {
            case .null: append("null")
            case .bool(let value): append(value ? "true" : "false")
            case .int(let value): append(String(value))
            case .float(let value):
                if value.isFinite { append(GoFormat.json(value)) } else { string(GoFormat.string(of: value)) }
            case .timestamp: string(TimestampScanner.canonical(node.text.string))
            case .string: string(node.text.string)
            case .sequence(let items): sequence(items, indent: indent)
            case .mapping(let mapping): self.mapping(mapping, indent: indent)
            }
        }

        private mutating func sequence(_ items: [Compose.Node], indent: Int) {
            guard !items.isEmpty else { return append("[]") }
            append("[")
            for (position, item) in items.enumerated() {
                append(position == 0 ? "\n" : ",\n")
                spaces(indent + 2)
                value(item, indent: indent + 2)
            }
            append("\n")
            spaces(indent)
            append("]")
        }

        private mutating func mapping(_ mapping: Compose.Mapping, indent: Int) {
            guard !mapping.entries.isEmpty else { return append("{}") }
            append("{")
            for (position, entry) in mapping.entries.enumerated() {
                append(position == 0 ? "\n" : ",\n")
                spaces(indent + 2)
                string(entry.key)
                append(": ")
                value(entry.value, indent: indent + 2)
            }
            append("\n")
            spaces(indent)
            append("}")
        }

        private mutating func append(_ text: String) {
            out.append(contentsOf: text.utf8)
        }

        private mutating func spaces(_ count: Int) {
            out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
        }

        private mutating func string(_ text: String) {
            JSONText.write(text, as: .go(doublingDollar: escapingDollar), to: &out)
        }
    }
}
