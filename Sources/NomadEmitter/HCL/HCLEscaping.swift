extension HCL {
    /// How often a text is read as a template before its reader sees it.
    ///
    /// Each reading turns `$${` into `${` and `%%{` into `%{`, so each reading asks for one more sign in front.
    public enum Escaping: Int, Sendable, Hashable, CaseIterable {
        /// Not at all: the text stands as it is.
        case never = 0
        /// Once, as the attributes of a job file: `$${X}` means `${X}`.
        case once = 1
        /// Twice, as a text that the receiver parses again: `$$${X}` means `${X}`.
        case twice = 2

        /// What is left to do after one reading.
        package var afterOneReading: Escaping {
            switch self {
            case .never, .once: .never
            case .twice: .once
            }
        }

        /// `text` with a sign more per reading in front of each `${` and `%{`.
        package func apply(to text: String) -> String {
            guard self != .never, text.utf8.contains(UInt8(ascii: "{")) else { return text }
            var out: [UInt8] = []
            out.reserveCapacity(text.utf8.count + 16)
            append(text, to: &out, inQuotes: false)
            return String(decoding: out, as: UTF8.self)
        }

        /// Writes `text`, escaped for its readers and, in quotes, with backslashes.
        func append(_ text: String, to out: inout [UInt8], inQuotes: Bool) {
            var text = text
            text.withUTF8 { append($0, to: &out, inQuotes: inQuotes) }
        }

        /// Copies what needs no escape in long runs.
        private func append(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8], inQuotes: Bool) {
            var runStart = 0
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte == UInt8(ascii: "{") {
                    if index > 0, bytes[index - 1] == UInt8(ascii: "$") || bytes[index - 1] == UInt8(ascii: "%") {
                        out.append(contentsOf: bytes[runStart..<index])
                        for _ in 0..<rawValue { out.append(bytes[index - 1]) }
                        runStart = index
                    }
                } else if inQuotes, Escaping.needsBackslash(byte) {
                    out.append(contentsOf: bytes[runStart..<index])
                    Escaping.appendBackslashed(byte, to: &out)
                    runStart = index + 1
                }
                index += 1
            }
            out.append(contentsOf: bytes[runStart...])
        }

        private static func needsBackslash(_ byte: UInt8) -> Bool {
            byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
        }

        private static func appendBackslashed(_ byte: UInt8, to out: inout [UInt8]) {
            out.append(UInt8(ascii: "\\"))
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): out.append(byte)
            case UInt8(ascii: "\n"): out.append(UInt8(ascii: "n"))
            case UInt8(ascii: "\r"): out.append(UInt8(ascii: "r"))
            case UInt8(ascii: "\t"): out.append(UInt8(ascii: "t"))
            default:
                out.append(contentsOf: "u00".utf8)
                for nibble in [byte >> 4, byte & 15] {
                    out.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
                }
            }
        }
    }
}
