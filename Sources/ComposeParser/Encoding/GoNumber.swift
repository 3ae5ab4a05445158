/// Floats as Go prints them: the shortest digits that give the same number back, and Go's choice of exponents.
enum GoNumber {
    /// As Go's `%v` and `strconv.FormatFloat(value, 'g', -1, 64)`: an exponent below 1e-4 and from 1e6 on.
    static func general(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf" }
        let decimal = Decimal(value)
        let exponent = decimal.point - 1
        return exponent < -4 || exponent >= 6 ? decimal.scientific : decimal.plain
    }

    /// As Go's JSON encoder: an exponent below 1e-6 and from 1e21 on, of one digit where one is enough.
    static func json(_ value: Double) -> String {
        let magnitude = abs(value)
        let decimal = Decimal(value)
        guard magnitude != 0, magnitude < 1e-6 || magnitude >= 1e21 else { return decimal.plain }
        var text = decimal.scientific
        if let e = text.utf8.lastIndex(of: UInt8(ascii: "e")) {
            let tail = text[e...]
            if tail.hasPrefix("e-0"), tail.utf8.count == 4 {
                text = "\(text[..<e])e-\(tail.last.map(String.init) ?? "")"
            }
        }
        return text
    }

    /// The shortest decimal digits of a finite number: `0.d₁d₂… × 10^point`.
    private struct Decimal {
        var isNegative: Bool
        var digits: [UInt8]
        var point: Int

        init(_ value: Double) {
            var digits: [UInt8] = []
            var point = 0
            var exponent = 0
            var isFraction = false
            let text = Array(value.magnitude.description.utf8)
            var position = 0
            while position < text.count {
                switch text[position] {
                case UInt8(ascii: "."):
                    isFraction = true
                case UInt8(ascii: "e"):
                    exponent = Int(String(decoding: text[(position + 1)...], as: UTF8.self)) ?? 0
                    position = text.count
                default:
                    digits.append(text[position])
                    if !isFraction { point += 1 }
                }
                position += 1
            }
            let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
            digits.removeFirst(zeros)
            while digits.last == UInt8(ascii: "0") { digits.removeLast() }
            self.isNegative = value.sign == .minus
            self.digits = digits
            self.point = digits.isEmpty ? 1 : point - zeros + exponent
        }

        private var sign: String { isNegative ? "-" : "" }

        private func text(_ digits: ArraySlice<UInt8>) -> String { String(decoding: digits, as: UTF8.self) }

        /// Without exponent.
        var plain: String {
            if digits.isEmpty { return sign + "0" }
            if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + text(digits[...]) }
            if point >= digits.count {
                return sign + text(digits[...]) + String(repeating: "0", count: point - digits.count)
            }
            return sign + text(digits[..<point]) + "." + text(digits[point...])
        }

        /// One digit before the point, an exponent of two digits at least.
        var scientific: String {
            let exponent = digits.isEmpty ? 0 : point - 1
            let magnitude = String(abs(exponent))
            let padded = magnitude.utf8.count < 2 ? "0" + magnitude : magnitude
            let fraction = digits.count > 1 ? "." + text(digits[1...]) : ""
            let first = digits.isEmpty ? "0" : text(digits[..<1])
            return sign + first + fraction + (exponent < 0 ? "e-" : "e+") + padded
        }
    }
}
