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
        public var afterOneReading: Escaping {
            switch self {
            case .never, .once: .never
            case .twice: .once
            }
        }

        /// `text` with a sign more per reading in front of each `${` and `%{`.
        public func apply(to text: String) -> String {
            guard self != .never, Escaping.needsEscape(text) else { return text }
            var out: [UInt8] = []
            out.reserveCapacity(text.utf8.count + 16)
            appendEscaped(text, to: &out) { byte, out in out.append(byte) }
            return String(decoding: out, as: UTF8.self)
        }

        /// Feeds the bytes of `text`, escaped, to `emit`.
        func appendEscaped(_ text: String, to out: inout [UInt8], emit: (UInt8, inout [UInt8]) -> Void) {
            var pending: UInt8?
            for byte in text.utf8 {
                if let sign = pending {
                    emit(sign, &out)
                    if byte == UInt8(ascii: "{") {
                        for _ in 0..<rawValue { emit(sign, &out) }
                    }
                    pending = nil
                }
                if byte == UInt8(ascii: "$") || byte == UInt8(ascii: "%") {
                    pending = byte
                } else {
                    emit(byte, &out)
                }
            }
            if let sign = pending { emit(sign, &out) }
        }

        private static func needsEscape(_ text: String) -> Bool {
            var previous: UInt8 = 0
            for byte in text.utf8 {
                if byte == UInt8(ascii: "{"), previous == UInt8(ascii: "$") || previous == UInt8(ascii: "%") {
                    return true
                }
                previous = byte
            }
            return false
        }
    }
}
