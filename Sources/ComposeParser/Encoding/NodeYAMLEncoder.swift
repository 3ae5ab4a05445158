/// Writes a tree as YAML, byte for byte as `docker compose config` does: Go's yaml.v3 with an indent of two spaces.
package enum NodeYAMLEncoder {
    /// The YAML text of a tree, with a line feed at its end.
    ///
    /// Keys come in the order in which the mappings hold them, but for mappings whose keys are sorted by byte: those are
    /// maps in Compose's model, which yaml.v3 sorts as people do (`web2` before `web10`). Extension fields at the end of
    /// a mapping are such a map as well.
    /// - Parameters:
    ///   - node: The tree.
    ///   - escapingDollar: Whether to double each `$`, so that the output can be read as a Compose file again.
    package static func encode(_ node: Compose.Node, escapingDollar: Bool) -> [UInt8] {
        var writer = Writer(escapingDollar: escapingDollar)
        switch node.content {
        case .mapping(let mapping) where !mapping.entries.isEmpty:
            writer.mapping(mapping, indent: 0, startsInline: true)
        case .sequence(let items) where !items.isEmpty:
            writer.sequence(items, indent: 0, startsInline: true)
        default:
            writer.scalar(node, indent: 0)
        }
        writer.endLine()
        return writer.out
    }

    private struct Writer {
        let escapingDollar: Bool
        var out: [UInt8] = []

        // MARK: - Collections

        /// - Parameter startsInline: Whether the first key goes where the writer stands: after `- `.
        mutating func mapping(_ mapping: Compose.Mapping, indent: Int, startsInline: Bool) {
            for (position, entry) in NaturalOrder.sorted(mapping.entries).enumerated() {
                if position > 0 || !startsInline { startLine(indent) }
                key(entry.key, indent: indent)
                value(entry.value, indent: indent)
            }
        }

        mutating func sequence(_ items: [Compose.Node], indent: Int, startsInline: Bool) {
            for (position, item) in items.enumerated() {
                if position > 0 || !startsInline { startLine(indent) }
                append("- ")
                inline(item, indent: indent)
            }
        }

        private mutating func key(_ key: String, indent: Int) {
            let form = ScalarForm(key)
            // Beyond 128 bytes libyaml and its ports take a key for one that needs a `?`.
            guard key.utf8.count <= 128, form.style != .literal else {
                append("? ")
                string(key, form, indent: indent)
                startLine(indent)
                append(":")
                isExplicitKey = true
                return
            }
            string(key, form, indent: indent)
            append(":")
        }

        /// Whether the last key was written with a `?`: its value begins on the line of its `:`.
        private var isExplicitKey = false

        private mutating func value(_ node: Compose.Node, indent: Int) {
            if isExplicitKey {
                isExplicitKey = false
                append(" ")
                return inline(node, indent: indent)
            }
            switch node.content {
            case .mapping(let mapping) where !mapping.entries.isEmpty:
                self.mapping(mapping, indent: indent + 2, startsInline: false)
            case .sequence(let items) where !items.isEmpty:
                sequence(items, indent: indent + 2, startsInline: false)
            default:
                append(" ")
                scalar(node, indent: indent)
            }
        }

        private mutating func inline(_ node: Compose.Node, indent: Int) {
            switch node.content {
            case .mapping(let mapping) where !mapping.entries.isEmpty:
                self.mapping(mapping, indent: indent + 2, startsInline: true)
            case .sequence(let items) where !items.isEmpty:
                sequence(items, indent: indent + 2, startsInline: true)
            default:
                scalar(node, indent: indent)
            }
        }

        // MARK: - Scalars

        /// Writes a scalar or an empty collection.
        mutating func scalar(_ node: Compose.Node, indent: Int) {
            switch node.content {
            case .null: append("null")
            case .bool(let value): append(value ? "true" : "false")
            case .int(let value): append(String(value))
            case .float(let value):
                if value.isFinite {
                    append(GoFormat.string(of: value))
                } else {
                    append(value.isNaN ? ".nan" : value < 0 ? "-.inf" : ".inf")
                }
            case .timestamp: append(TimestampScanner.canonical(node.text.string))
            case .string: string(node.text.string, ScalarForm(node.text.string), indent: indent)
            case .sequence: append("[]")
            case .mapping: append("{}")
            }
        }

        private mutating func string(_ text: String, _ form: ScalarForm, indent: Int) {
            switch form.style {
            case .plain:
                append(text)
            case .single:
                append("'")
                for byte in text.utf8 {
                    if byte == UInt8(ascii: "'") { out.append(byte) }
                    append(byte)
                }
                append("'")
            case .double:
                append("\"")
                for scalar in text.unicodeScalars { doubleQuoted(scalar) }
                append("\"")
            case .literal:
                literal(text, indent: indent + 2)
            }
        }

        private mutating func doubleQuoted(_ scalar: Unicode.Scalar) {
            switch scalar {
            case "\0": append("\\0")
            case "\u{07}": append("\\a")
            case "\u{08}": append("\\b")
            case "\t": append("\\t")
            case "\n": append("\\n")
            case "\u{0B}": append("\\v")
            case "\u{0C}": append("\\f")
            case "\r": append("\\r")
            case "\u{1B}": append("\\e")
            case "\"": append("\\\"")
            case "\\": append("\\\\")
            case "\u{85}": append("\\N")
            case "\u{2028}": append("\\L")
            case "\u{2029}": append("\\P")
            default:
                if ScalarForm.isPrintable(scalar) {
                    append(String(scalar))
                } else {
                    escape(scalar.value)
                }
            }
        }

        private mutating func escape(_ value: UInt32) {
            let digits = value <= 0xFF ? 2 : value <= 0xFFFF ? 4 : 8
            append(digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U")
            for position in (0..<digits).reversed() {
                out.append(Hex.digit(UInt8(truncatingIfNeeded: value >> (4 * UInt32(position))) & 0xF, uppercase: true))
            }
        }

        /// A block scalar with its indentation and chomping indicators.
        private mutating func literal(_ text: String, indent: Int) {
            append("|")
            let bytes = text.utf8
            if bytes.first == UInt8(ascii: " ") || bytes.first == UInt8(ascii: "\n") { append("2") }
            if bytes.last != UInt8(ascii: "\n") {
                append("-")
            } else if bytes.count == 1 || bytes.dropLast().last == UInt8(ascii: "\n") {
                append("+")
            }
            append("\n")
            var isLineStart = true
            for byte in bytes {
                if byte == UInt8(ascii: "\n") {
                    isLineStart = true
                } else if isLineStart {
                    spaces(indent)
                    isLineStart = false
                }
                append(byte)
            }
        }

        // MARK: - Lines

        /// Ends the line, unless a literal block has done so.
        mutating func endLine() {
            if out.last != UInt8(ascii: "\n") { out.append(UInt8(ascii: "\n")) }
        }

        private mutating func startLine(_ indent: Int) {
            if !out.isEmpty { endLine() }
            spaces(indent)
        }

        private mutating func spaces(_ count: Int) {
            out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
        }

        private mutating func append(_ byte: UInt8) {
            out.append(byte)
            if escapingDollar, byte == UInt8(ascii: "$") { out.append(byte) }
        }

        private mutating func append(_ text: String) {
            text.withBytes { bytes in
                guard escapingDollar, bytes.contains(UInt8(ascii: "$")) else {
                    return out.append(contentsOf: bytes)
                }
                for byte in bytes { append(byte) }
            }
        }

        init(escapingDollar: Bool) {
            self.escapingDollar = escapingDollar
        }
    }
}
