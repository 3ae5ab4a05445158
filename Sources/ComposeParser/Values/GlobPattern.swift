/// A pattern as Go's `path.Match` reads it: `*`, `?`, `[a-z]`, `[^a]` and `\\` before a character.
struct GlobPattern {
    private let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }

    /// Whether all of `text` is what the pattern means; nothing is where the pattern is malformed.
    ///
    /// What stands behind a star is tried again one byte further on where it fails; a star before it never has to take more,
    /// so that many stars cost no more than one.
    func matches(_ text: String) -> Bool {
        var pattern = bytes[...]
        var text = Array(text.utf8)[...]
        var star: (behind: ArraySlice<UInt8>, text: ArraySlice<UInt8>)?
        while true {
            if pattern.first == UInt8(ascii: "*") {
                pattern = pattern.drop { $0 == UInt8(ascii: "*") }
                star = (pattern, text)
            } else if pattern.isEmpty, text.isEmpty {
                return true
            } else if !pattern.isEmpty, let byte = text.first, let (takes, rest) = Self.one(pattern, byte), takes {
                pattern = rest
                text.removeFirst()
            } else {
                guard let last = star, let byte = last.text.first, byte != UInt8(ascii: "/") else { return false }
                star = (last.behind, last.text.dropFirst())
                (pattern, text) = (last.behind, last.text.dropFirst())
            }
        }
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
