/// Gives plain scalars their types, as Compose's YAML library does: the core schema of YAML 1.2, and from YAML 1.1 the
/// octals with a leading zero, binary numbers, underscores and timestamps. `yes`, `no`, `on`, `off` stay strings.
enum ScalarResolver {
    /// What a plain scalar means.
    enum Resolved: Equatable {
        case content(Compose.Node.Content)
        /// An integer that only an unsigned one holds.
        case unsigned(UInt64)
    }

    /// The meaning of a plain scalar.
    static func resolve(_ bytes: UnsafeBufferPointer<UInt8>) -> Resolved {
        guard let first = bytes.first else { return .content(.null) }
        switch first {
        case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "n"),
            UInt8(ascii: "N"), UInt8(ascii: "~"):
            return .content(word(bytes))
        case UInt8(ascii: "."):
            if let special = special(bytes[...]) { return .content(.float(special)) }
            return .content(fraction(bytes))
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            if let special = special(bytes[1...]), bytes.count > 1, !special.isNaN {
                return .content(.float(first == UInt8(ascii: "-") ? -special : special))
            }
            return number(bytes)
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            if isTimestamp(bytes) { return .content(.timestamp) }
            return number(bytes)
        default:
            return .content(.string)
        }
    }

    private static func word(_ bytes: UnsafeBufferPointer<UInt8>) -> Compose.Node.Content {
        guard bytes.count <= 5 else { return .string }
        return switch String(decoding: bytes, as: UTF8.self) {
        case "true", "True", "TRUE": .bool(true)
        case "false", "False", "FALSE": .bool(false)
        case "null", "Null", "NULL", "~": .null
        default: .string
        }
    }

    /// `.inf` and `.nan`.
    private static func special(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
        guard bytes.count == 4 else { return nil }
        return switch String(decoding: bytes, as: UTF8.self) {
        case ".inf", ".Inf", ".INF": .infinity
        case ".nan", ".NaN", ".NAN": .nan
        default: nil
        }
    }

    /// A float that starts with its point; here underscores stand only between digits.
    private static func fraction(_ bytes: UnsafeBufferPointer<UInt8>) -> Compose.Node.Content {
        var digits: [UInt8] = []
        for (offset, byte) in bytes.enumerated() {
            guard byte == UInt8(ascii: "_") else {
                digits.append(byte)
                continue
            }
            guard isDigit(bytes[offset - 1]), offset + 1 < bytes.count, isDigit(bytes[offset + 1]) else {
                return .string
            }
        }
        return digits.withUnsafeBufferPointer { float($0) } ?? .string
    }

    // MARK: - Numbers

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Resolved {
        guard bytes.contains(UInt8(ascii: "_")) else { return plainNumber(bytes) }
        return bytes.filter { $0 != UInt8(ascii: "_") }.withUnsafeBufferPointer { plainNumber($0) }
    }

    private static func plainNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Resolved {
        if let integer = integer(bytes) { return integer }
        return .content(float(bytes) ?? .string)
    }

    private static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Resolved? {
        var position = 0
        let isNegative = bytes.first == UInt8(ascii: "-")
        let isSigned = isNegative || bytes.first == UInt8(ascii: "+")
        if isSigned { position = 1 }
        var radix: UInt64 = 10
        if bytes.count > position + 1, bytes[position] == UInt8(ascii: "0") {
            switch bytes[position + 1] | 0x20 {
            case UInt8(ascii: "x"): (radix, position) = (16, position + 2)
            case UInt8(ascii: "o"): (radix, position) = (8, position + 2)
            case UInt8(ascii: "b"): (radix, position) = (2, position + 2)
            default: (radix, position) = (8, position + 1)
            }
        }
        guard position < bytes.count else { return nil }
        var magnitude: UInt64 = 0
        while position < bytes.count {
            guard let digit = digit(bytes[position]), digit < radix else { return nil }
            let (product, overflows) = magnitude.multipliedReportingOverflow(by: radix)
            let (sum, carries) = product.addingReportingOverflow(digit)
            if overflows || carries { return nil }
            magnitude = sum
            position += 1
        }
        if isNegative {
            guard magnitude <= UInt64(Int.max) + 1 else { return nil }
            return .content(.int(Int(truncatingIfNeeded: 0 &- magnitude)))
        }
        if let value = Int(exactly: magnitude) { return .content(.int(value)) }
        return isSigned ? nil : .unsigned(magnitude)
    }

    private static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    /// A decimal float: sign, digits with a point in or around them, exponent. `nil` where it is none or too large.
    private static func float(_ bytes: UnsafeBufferPointer<UInt8>) -> Compose.Node.Content? {
        var position = 0
        func skipDigits() -> Int {
            let start = position
            while position < bytes.count, isDigit(bytes[position]) { position += 1 }
            return position - start
        }
        func skip(_ characters: StaticString) -> Bool {
            guard position < bytes.count else { return false }
            let found = characters.withUTF8Buffer { $0.contains(bytes[position]) }
            if found { position += 1 }
            return found
        }
        _ = skip("+-")
        let whole = skipDigits()
        let fraction = skip(".") ? skipDigits() : 0
        guard whole + fraction > 0 else { return nil }
        if skip("eE") {
            _ = skip("+-")
            guard skipDigits() > 0 else { return nil }
        }
        guard position == bytes.count, let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite
        else { return nil }
        return .float(value)
    }

    // MARK: - Timestamps

    /// Whether a scalar is a date (`2024-1-31`) or a date with a time (`2024-01-31T10:00:00Z`, `2024-01-31 10:00:00`).
    static func isTimestamp(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count >= 8, bytes[4] == UInt8(ascii: "-") else { return false }
        var scanner = TimestampScanner(bytes: bytes)
        return scanner.scan()
    }
}
