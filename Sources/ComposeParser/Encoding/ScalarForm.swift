/// How yaml.v3 writes a string: plain where it reads back as a string, in quotes where it must, as a block where it has
/// several lines.
struct ScalarForm {
    enum Style {
        case plain
        case single
        case double
        case literal
    }

    let style: Style

    init(_ text: String) {
        style = text.withBytes { Self.style($0) }
    }

    private static func style(_ bytes: UnsafeBufferPointer<UInt8>) -> Style {
        guard !bytes.isEmpty else { return .double }
        let analysis = Analysis(bytes)
        if bytes.contains(UInt8(ascii: "\n")) {
            // yaml.v3 would write a block that starts with a tab, which no parser reads.
            return analysis.allowsBlock && bytes[0] != UInt8(ascii: "\t") ? .literal : .double
        }
        guard ScalarResolver.resolve(bytes) == .content(.string), !isOldBoolean(bytes), !isSexagesimal(bytes) else {
            return .double
        }
        if analysis.allowsPlain { return .plain }
        return analysis.allowsSingleQuotes ? .single : .double
    }

    // MARK: - What libyaml's emitter allows

    private struct Analysis {
        var allowsPlain = true
        var allowsSingleQuotes = true
        var allowsBlock = true

        init(_ bytes: UnsafeBufferPointer<UInt8>) {
            if bytes.count >= 3, bytes[0] == bytes[1], bytes[1] == bytes[2],
                bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: ".")
            {
                allowsPlain = false
            }
            var followsBlank = true
            for position in bytes.indices {
                let byte = bytes[position]
                let next: UInt8 = position + 1 < bytes.count ? bytes[position + 1] : UInt8(ascii: " ")
                let isFollowedByBlank = next == UInt8(ascii: " ") || next == UInt8(ascii: "\t")
                if Self.isIndicator(byte, isFirst: position == 0, followsBlank, isFollowedByBlank) {
                    allowsPlain = false
                }
                switch byte {
                case UInt8(ascii: " "):
                    if next == UInt8(ascii: "\n"), position + 1 < bytes.count {
                        (allowsPlain, allowsSingleQuotes, allowsBlock) = (false, false, false)
                    }
                    if position == 0 { allowsPlain = false }
                    if position + 1 == bytes.count { (allowsPlain, allowsBlock) = (false, false) }
                case UInt8(ascii: "\n"):
                    allowsPlain = false
                    if next == UInt8(ascii: " ") { allowsSingleQuotes = false }
                case UInt8(ascii: "\t"):
                    (allowsPlain, allowsSingleQuotes) = (false, false)
                default:
                    if !ScalarForm.isPrintable(at: position, in: bytes) {
                        (allowsPlain, allowsSingleQuotes, allowsBlock) = (false, false, false)
                    }
                }
                followsBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
            }
        }

        private static func isIndicator(
            _ byte: UInt8,
            isFirst: Bool,
            _ followsBlank: Bool,
            _ isFollowedByBlank: Bool
        ) -> Bool {
            switch byte {
            case UInt8(ascii: "#"): followsBlank
            case UInt8(ascii: ":"): isFollowedByBlank
            case UInt8(ascii: "?"), UInt8(ascii: "-"): isFirst && isFollowedByBlank
            case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
                UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"),
                UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
                isFirst
            default: false
            }
        }
    }

    // MARK: - What must not be plain although it is a string

    /// The booleans of YAML 1.1, which older readers take for such.
    private static func isOldBoolean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count <= 3 else { return false }
        return switch String(decoding: bytes, as: UTF8.self) {
        case "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO": true
        case "off", "Off", "OFF": true
        default: false
        }
    }

    /// The numbers to base 60 of YAML 1.1: `12:30:45`.
    private static func isSexagesimal(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = 0
        func digits(_ isDigit: (UInt8) -> Bool) -> Int {
            let start = position
            while position < bytes.count, isDigit(bytes[position]) { position += 1 }
            return position - start
        }
        func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        func isDigitOrUnderscore(_ byte: UInt8) -> Bool { isDigit(byte) || byte == UInt8(ascii: "_") }

        if bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-") { position = 1 }
        guard position < bytes.count, isDigit(bytes[position]) else { return false }
        _ = digits(isDigitOrUnderscore)
        var groups = 0
        while position < bytes.count, bytes[position] == UInt8(ascii: ":") {
            position += 1
            let start = position
            let count = digits(isDigit)
            guard count == 1 || count == 2 && bytes[start] < UInt8(ascii: "6") else { return false }
            groups += 1
        }
        guard groups > 0 else { return false }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            _ = digits(isDigitOrUnderscore)
        }
        return position == bytes.count
    }

    // MARK: - Printable characters

    /// Whether yaml.v3 writes a scalar as it is. What lies beyond the basic plane it escapes; so it does not with the
    /// line separators, which then are lost: here they are escaped.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x20...0x7E, 0xA0..<0x2028, 0x202A..<0xD800, 0xE000..<0xFEFF, 0xFF00..<0xFFFE: true
        default: false
        }
    }

    /// The same for the scalar whose first byte is at `position`; continuation bytes count as printable.
    private static func isPrintable(at position: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if (0x20...0x7E).contains(bytes[position]) { return true }
        return bytes[position] & 0xC0 == 0x80 || UTF8Scalar.decode(bytes, at: position).map(isPrintable) ?? false
    }
}
