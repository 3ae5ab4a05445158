/// The pieces of JSON that every writer of JSON is made of.
package enum JSONText {
    /// Which characters are escaped beyond those that JSON asks for.
    package enum Style: Sendable {
        /// The one of `DEL`.
        case plain
        /// Those of Go's encoder, which thinks of HTML.
        case go(doublingDollar: Bool)
    }

    /// Writes `text` as a JSON string.
    package static func write(_ text: String, as style: Style = .plain, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        text.withBytes { bytes in
            // What needs no escape is copied in one go.
            var copied = 0
            for position in bytes.indices {
                let byte = bytes[position]
                guard let escape = escape(byte, at: position, in: bytes, style) else { continue }
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

    /// `text` as a JSON string.
    package static func quoted(_ text: String) -> String {
        var out: [UInt8] = []
        write(text, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// An object on one line; the values are JSON already.
    package static func object(_ fields: [(String, String)]) -> String {
        "{\(fields.map { "\(quoted($0.0)):\($0.1)" }.joined(separator: ","))}"
    }

    /// The escape for the character that `byte` ends, `nil` where it stands for itself.
    private static func escape(
        _ byte: UInt8,
        at position: Int,
        in bytes: UnsafeBufferPointer<UInt8>,
        _ style: Style
    ) -> String? {
        switch byte {
        case UInt8(ascii: "\""): return "\\\""
        case UInt8(ascii: "\\"): return "\\\\"
        case UInt8(ascii: "\n"): return "\\n"
        case UInt8(ascii: "\r"): return "\\r"
        case UInt8(ascii: "\t"): return "\\t"
        default: break
        }
        guard case .go(let doublingDollar) = style else {
            return byte < 0x20 || byte == 0x7F ? unicode(byte) : nil
        }
        switch byte {
        case UInt8(ascii: "$"): return doublingDollar ? "$$" : nil
        case 0x08: return "\\b"
        case 0x0C: return "\\f"
        case 0..<0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): return unicode(byte)
        case 0xA8, 0xA9:
            guard position >= 2, bytes[position - 1] == 0x80, bytes[position - 2] == 0xE2 else { return nil }
            return byte == 0xA8 ? "\\u2028" : "\\u2029"
        default: return nil
        }
    }

    private static func unicode(_ byte: UInt8) -> String {
        let digits = [Hex.digit(byte >> 4, uppercase: false), Hex.digit(byte & 0xF, uppercase: false)]
        return "\\u00" + String(decoding: digits, as: UTF8.self)
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
