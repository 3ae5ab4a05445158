/// A pattern as Go's `path.Match` reads it: `*`, `?`, `[a-z]`, `[^a]` and `\\` before a character.
struct GlobPattern {
    private let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }

    /// Whether all of `text` is what the pattern means; nothing is where the pattern is malformed.
    func matches(_ text: String) -> Bool { matches(bytes[...], Array(text.utf8)[...]) }

    private func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == UInt8(ascii: "*") {
            let rest = pattern.drop { $0 == UInt8(ascii: "*") }
            let end = text.firstIndex(of: UInt8(ascii: "/")) ?? text.endIndex
            return (text.startIndex...end).contains { matches(rest, text[$0...]) }
        }
        guard let byte = text.first, let (takes, rest) = Self.one(pattern, byte), takes else { return false }
        return matches(rest, text.dropFirst())
    }

    /// Whether the first part of a pattern takes a byte, and the rest of the pattern; `nil` if it is malformed.
    private static func one(_ pattern: ArraySlice<UInt8>, _ byte: UInt8) -> (Bool, ArraySlice<UInt8>)? {
        var rest = pattern
        switch rest.removeFirst() {
        case UInt8(ascii: "?"): return (byte != UInt8(ascii: "/"), rest)
        case UInt8(ascii: "\\"):
            guard let next = rest.popFirst() else { return nil }
            return (next == byte, rest)
        case UInt8(ascii: "["):
            let isNegated = rest.first == UInt8(ascii: "^")
            if isNegated { rest.removeFirst() }
            var isIn = false
            var isFirst = true
            while isFirst || rest.first != UInt8(ascii: "]") {
                isFirst = false
                guard let low = character(&rest) else { return nil }
                var high = low
                if rest.first == UInt8(ascii: "-") {
                    rest.removeFirst()
                    guard let end = character(&rest) else { return nil }
                    high = end
                }
                if low <= byte, byte <= high { isIn = true }
            }
            rest.removeFirst()
            return (isIn != isNegated, rest)
        case let literal: return (literal == byte, rest)
        }
    }

    /// A character of a class; `-` and `]` stand behind a backslash.
    private static func character(_ pattern: inout ArraySlice<UInt8>) -> UInt8? {
        guard var byte = pattern.popFirst(), byte != UInt8(ascii: "-"), byte != UInt8(ascii: "]") else { return nil }
        if byte == UInt8(ascii: "\\") {
            guard let escaped = pattern.popFirst() else { return nil }
            byte = escaped
        }
        // A class that ends here is malformed.
        return pattern.isEmpty ? nil : byte
    }
}
