/// Reads and writes numbers as Go does, on whose printing users of Compose rely: `1e+06`, `+Inf`.
enum GoFormat {
    /// A float as Go prints it: shortest digits, with an exponent below 1e-4 and from 1e6 on (`1e+06`).
    static func string(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return Decimal(value).general
    }

    /// A float as Go's JSON encoder prints it: plain digits from 1e-6 up to 1e21, an exponent beyond.
    static func json(_ value: Double) -> String {
        Decimal(value).json
    }

    /// The scalar of `node` as a string, as Go prints its value; `nil` for collections and null.
    static func text(of node: Compose.Node) -> Compose.Text? {
        switch node.content {
        case .string, .timestamp: node.text
        case .bool(let value): node.text.replacing(with: value ? "true" : "false")
        case .int(let value): node.text.replacing(with: "\(value)")
        case .float(let value): node.text.replacing(with: string(of: value))
        case .null, .sequence, .mapping: nil
        }
    }

    /// The integer that a string of decimal digits with an optional sign stands for, in 64 bits.
    static func integer(_ string: String, radix: Int = 10) -> Int? {
        var rest = string.utf8[...]
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        guard let first = rest.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else { return nil }
        return Int(string, radix: radix)
    }

    /// The float that a string stands for, without surrounding space; underscores may stand between digits.
    static func float(_ string: String) -> Double? {
        let pieces = string.split(at: "_", omittingEmptySubsequences: false)
        if pieces.count > 1 {
            let areJoints = zip(pieces, pieces.dropFirst()).allSatisfy { before, after in
                before.utf8.last.map(ASCII.isDigit) == true && after.utf8.first.map(ASCII.isDigit) == true
            }
            return areJoints ? float(pieces.joined()) : nil
        }
        guard let first = string.utf8.first, first != 0x20 else { return nil }
        // Go wants an exponent after hexadecimal digits.
        let isHex = string.utf8.contains { $0 | 0x20 == UInt8(ascii: "x") }
        guard !isHex || string.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "p") }) else { return nil }
        return Double(string)
    }
}

/// A float's shortest decimal digits.
private struct Decimal {
    private var sign: String
    private var digits: [UInt8]
    /// The point stands after this many digits.
    private var point: Int

    init(_ value: Double) {
        sign = value.sign == .minus ? "-" : ""
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        let bytes = Array("\(value.magnitude)".utf8)
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: ".") {
                point = digits.count
            } else if byte == UInt8(ascii: "e") {
                exponent = Int(String(decoding: bytes[(index + 1)...], as: UTF8.self)) ?? 0
                break
            } else {
                digits.append(byte)
            }
        }
        var place = (point ?? digits.count) + exponent
        while digits.count > 1, digits.first == UInt8(ascii: "0") {
            digits.removeFirst()
            place -= 1
        }
        while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
        if digits == [UInt8(ascii: "0")] { place = 1 }
        self.digits = digits
        self.point = place
    }

    var general: String {
        let exponent = point - 1
        return exponent < -4 || exponent >= 6 ? scientific : plain
    }

    var json: String {
        let exponent = point - 1
        return exponent < -6 || exponent >= 21 ? jsonScientific : plain
    }

    private var plain: String {
        let text = String(decoding: digits, as: UTF8.self)
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + text }
        if point >= digits.count { return sign + text + String(repeating: "0", count: point - digits.count) }
        let whole = String(decoding: digits[..<point], as: UTF8.self)
        return sign + whole + "." + String(decoding: digits[point...], as: UTF8.self)
    }

    private func scientific(exponentDigits: Int) -> String {
        let exponent = point - 1
        var text = sign + String(decoding: digits[..<1], as: UTF8.self)
        if digits.count > 1 { text += "." + String(decoding: digits[1...], as: UTF8.self) }
        let figures = "\(exponent.magnitude)"
        let padding = String(repeating: "0", count: max(0, exponentDigits - figures.utf8.count))
        return text + "e" + (exponent < 0 ? "-" : "+") + padding + figures
    }

    private var scientific: String { scientific(exponentDigits: 2) }
    /// Go's JSON encoder writes `1e-7`, not `1e-07`, but keeps `1e+21`.
    private var jsonScientific: String { scientific(exponentDigits: 1) }
}
