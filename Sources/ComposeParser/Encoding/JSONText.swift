/// The pieces of JSON that every writer of JSON is made of.
package enum JSONText {
    /// Which characters are escaped beyond those that JSON asks for.
    package enum Style: Sendable {
        /// Those that a reader would not see, see `Unicode.Scalar.escape`.
        case visible
        /// Those of Go's encoder, which thinks of HTML.
        case go(doublingDollar: Bool)
    }

    /// Writes `text` as a JSON string.
    package static func write(_ text: String, as style: Style = .visible, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        text.withBytes { bytes in
            // What needs no escape is copied in one go.
            var copied = 0
            var position = 0
            while position < bytes.count {
                let length = UTF8Scalar.length(bytes[position])
                if let escape = escape(at: position, in: bytes, style) {
                    out.append(contentsOf: bytes[copied..<position])
                    out.append(contentsOf: escape.utf8)
                    copied = position + length
                }
                position += length
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

    /// The escape for the character that starts at `position`, `nil` where it stands for itself.
    private static func escape(
        at position: Int,
        in bytes: UnsafeBufferPointer<UInt8>,
        _ style: Style
    ) -> String? {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "\""): return "\\\""
        case UInt8(ascii: "\\"): return "\\\\"
        case UInt8(ascii: "\n"): return "\\n"
        case UInt8(ascii: "\r"): return "\\r"
        case UInt8(ascii: "\t"): return "\\t"
        default: break
        }
        guard case .go(let doublingDollar) = style else {
            return (0x20..<0x7F).contains(byte) ? nil : UTF8Scalar.decode(bytes, at: position)?.escape
        }
        switch byte {
        case UInt8(ascii: "$"): return doublingDollar ? "$$" : nil
        case 0x08: return "\\b"
        case 0x0C: return "\\f"
        case 0..<0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
            return "\\u" + Hex.digits(UInt16(byte))
        case 0xE2:
            let scalar = UTF8Scalar.decode(bytes, at: position)
            return scalar == "\u{2028}" || scalar == "\u{2029}" ? scalar?.escape : nil
        default: return nil
        }
    }
}

/// Hexadecimal digits.
package enum Hex {
    /// The digit of a value below 16.
    static func digit(_ value: UInt8, uppercase: Bool) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : (uppercase ? UInt8(ascii: "A") : UInt8(ascii: "a")) + value - 10
    }

    /// `%` and the two digits of a byte, as addresses and workflow commands have it.
    static func percent(_ byte: UInt8) -> String {
        String(decoding: [0x25, digit(byte >> 4, uppercase: true), digit(byte & 0xF, uppercase: true)], as: UTF8.self)
    }

    /// A text as addresses hold it (RFC 3986, section 2.3), with some more characters as they are.
    package static func percentEncoded(_ text: String, keeping kept: String = "") -> String {
        text.utf8.map { byte in
            let isPlain =
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-._~".utf8.contains(byte) || kept.utf8.contains(byte)
                }
            return isPlain ? String(Unicode.Scalar(byte)) : percent(byte)
        }.joined()
    }

    /// The four digits of a value, in lower case.
    static func digits(_ value: UInt16) -> String {
        String(decoding: [12, 8, 4, 0].map { digit(UInt8(value >> $0 & 0xF), uppercase: false) }, as: UTF8.self)
    }
}

/// Unicode scalars in the bytes of a string.
enum UTF8Scalar {
    /// How many bytes a scalar has, by its first one.
    static func length(_ byte: UInt8) -> Int { byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4 }

    /// The scalar whose first byte is at `position`.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Unicode.Scalar? {
        let byte = bytes[position]
        let length = length(byte)
        guard length > 1 else { return Unicode.Scalar(byte) }
        var value = UInt32(byte) & (0x7F >> UInt32(length))
        for byte in bytes[position...].dropFirst().prefix(length - 1) { value = value << 6 | UInt32(byte & 0x3F) }
        return Unicode.Scalar(value)
    }
}

extension String {
    /// Calls `body` with the UTF-8 bytes: faster than a walk over `utf8`.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        utf8.withContiguousStorageIfAvailable(body) ?? Array(utf8).withUnsafeBufferPointer(body)
    }
}
