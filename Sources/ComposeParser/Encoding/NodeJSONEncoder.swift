/// Writes a tree as JSON, byte for byte as `docker compose config --format json` does: Go's encoder with an indent of
/// two spaces and its escapes for HTML, no line feed at the end.
public enum NodeJSONEncoder {
    /// The JSON text of a tree; keys come in the order in which its mappings hold them.
    /// - Parameters:
    ///   - node: The tree. Infinity and not-a-number, which JSON lacks, become strings.
    ///   - escapingDollar: Whether to double each `$`, so that the output can be read as a Compose file again.
    public static func encode(_ node: Node, escapingDollar: Bool) -> [UInt8] {
        var writer = Writer(escapingDollar: escapingDollar)
        writer.value(node, indent: 0)
        return writer.out
    }

    private struct Writer {
        let escapingDollar: Bool
        var out: [UInt8] = []

        mutating func value(_ node: Node, indent: Int) {
            switch node.content {
            case .null: append("null")
            case .bool(let value): append(value ? "true" : "false")
            case .int(let value): append(String(value))
            case .float(let value):
                if value.isFinite { append(GoNumber.json(value)) } else { string(GoNumber.general(value)) }
            case .timestamp: string(TimestampScanner.canonical(node.text.string))
            case .string: string(node.text.string)
            case .sequence(let items): sequence(items, indent: indent)
            case .mapping(let mapping): self.mapping(mapping, indent: indent)
            }
        }

        private mutating func sequence(_ items: [Node], indent: Int) {
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

        private mutating func mapping(_ mapping: Mapping, indent: Int) {
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
            out.append(UInt8(ascii: "\""))
            text.withBytes { bytes in
                // What needs no escape is copied in one go.
                var copied = 0
                for position in bytes.indices {
                    let byte = bytes[position]
                    guard let escape = escape(byte, at: position, in: bytes) else { continue }
                    // The line separators have two bytes before the one that tells them.
                    let end = byte >= 0x80 ? position - 2 : position
                    out.append(contentsOf: bytes[copied..<end])
                    out.append(contentsOf: escape.utf8)
                    copied = position + 1
                }
                out.append(contentsOf: bytes[copied...])
            }
            out.append(UInt8(ascii: "\""))
        }

        /// The escape for the character that `byte` ends, `nil` where it stands for itself.
        private func escape(_ byte: UInt8, at position: Int, in bytes: UnsafeBufferPointer<UInt8>) -> String? {
            switch byte {
            case UInt8(ascii: "\""): return "\\\""
            case UInt8(ascii: "\\"): return "\\\\"
            case UInt8(ascii: "$"): return escapingDollar ? "$$" : nil
            case UInt8(ascii: "\n"): return "\\n"
            case UInt8(ascii: "\r"): return "\\r"
            case UInt8(ascii: "\t"): return "\\t"
            case 0x08: return "\\b"
            case 0x0C: return "\\f"
            case 0..<0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
                let digits = [Hex.digit(byte >> 4, uppercase: false), Hex.digit(byte & 0xF, uppercase: false)]
                return "\\u00" + String(decoding: digits, as: UTF8.self)
            case 0xA8, 0xA9:
                guard position >= 2, bytes[position - 1] == 0x80, bytes[position - 2] == 0xE2 else { return nil }
                return byte == 0xA8 ? "\\u2028" : "\\u2029"
            default: return nil
            }
        }
    }
}

/// Hexadecimal digits.
enum Hex {
    /// The digit of a value below 16.
    static func digit(_ value: UInt8, uppercase: Bool) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : (uppercase ? UInt8(ascii: "A") : UInt8(ascii: "a")) + value - 10
    }
}

extension String {
    /// Calls `body` with the UTF-8 bytes: faster than a walk over `utf8`.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        utf8.withContiguousStorageIfAvailable(body) ?? Array(utf8).withUnsafeBufferPointer(body)
    }
}
