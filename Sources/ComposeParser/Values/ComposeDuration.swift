/// A duration as Compose writes it: `1m30s`, `1d2h`, `0.5s`.
package struct ComposeDuration: Sendable, Hashable {
    /// The length in nanoseconds.
    package var nanoseconds: Int64

    /// Makes a duration of `nanoseconds`.
    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Reads numbers with the units `ns`, `us`, `ms`, `s`, `m`, `h`, `d` and `w`; a unit is required, but for `0`.
    ///
    /// See the chapter "Specifying durations" of the Compose Specification. `nil` where the text is no duration.
    package init?(_ string: String) {
        var bytes = Array(string.utf8)[...]
        var isNegative = false
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            bytes.removeFirst()
        }
        if bytes.elementsEqual("0".utf8) {
            self.init(nanoseconds: 0)
            return
        }
        guard !bytes.isEmpty else { return nil }
        var total: UInt64 = 0
        while !bytes.isEmpty {
            guard let part = Self.part(&bytes) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            guard !overflow, sum <= 1 << 63 else { return nil }
            total = sum
        }
        if isNegative {
            self.init(nanoseconds: total == 1 << 63 ? .min : -Int64(total))
        } else {
            guard total <= UInt64(Int64.max) else { return nil }
            self.init(nanoseconds: Int64(total))
        }
    }

    /// Takes one number with its unit from the front of `bytes` and gives its nanoseconds.
    private static func part(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
        var whole: UInt64 = 0
        var digits = 0
        while let byte = bytes.first, ASCII.isDigit(byte) {
            let (product, overflow) = whole.multipliedReportingOverflow(by: 10)
            guard !overflow, product <= 1 << 63 else { return nil }
            whole = product + UInt64(byte - 0x30)
            digits += 1
            bytes.removeFirst()
        }
        var fraction: UInt64 = 0
        var scale = 1.0
        if bytes.first == UInt8(ascii: ".") {
            bytes.removeFirst()
            while let byte = bytes.first, ASCII.isDigit(byte) {
                if scale < 1e17 {
                    fraction = fraction * 10 + UInt64(byte - 0x30)
                    scale *= 10
                }
                digits += 1
                bytes.removeFirst()
            }
        }
        guard digits > 0 else { return nil }
        let unit = bytes.prefix { !ASCII.isDigit($0) && $0 != UInt8(ascii: ".") }
        guard let size = Self.size(ofUnit: String(decoding: unit, as: UTF8.self)) else { return nil }
        bytes.removeFirst(unit.count)
        let (value, overflow) = whole.multipliedReportingOverflow(by: size)
        guard !overflow else { return nil }
        guard fraction > 0 else { return value }
        let (sum, sumOverflow) = value.addingReportingOverflow(UInt64(Double(fraction) * (Double(size) / scale)))
        return sumOverflow ? nil : sum
    }

    private static func size(ofUnit unit: String) -> UInt64? {
        switch unit {
        case "ns": 1
        case "us", "µs", "μs": 1_000
        case "ms": 1_000_000
        case "s": 1_000_000_000
        case "m": 60_000_000_000
        case "h": 3_600_000_000_000
        case "d": 86_400_000_000_000
        case "w": 604_800_000_000_000
        default: nil
        }
    }
}

extension ComposeDuration: CustomStringConvertible {
    /// The duration in Go's form, as `docker compose config` shows it: `1m30s`, `500ms`, `26h0m0s`.
    package var description: String {
        let size = nanoseconds.magnitude
        let sign = nanoseconds < 0 ? "-" : ""
        switch size {
        case 0: return "0s"
        case ..<1_000: return "\(sign)\(size)ns"
        case ..<1_000_000: return sign + Self.decimal(size, unit: 1_000) + "µs"
        case ..<1_000_000_000: return sign + Self.decimal(size, unit: 1_000_000) + "ms"
        default:
            let seconds = Self.decimal(size % 60_000_000_000, unit: 1_000_000_000) + "s"
            let minutes = size / 60_000_000_000
            if minutes == 0 { return sign + seconds }
            if minutes < 60 { return "\(sign)\(minutes)m\(seconds)" }
            return "\(sign)\(minutes / 60)h\(minutes % 60)m\(seconds)"
        }
    }

    private static func decimal(_ value: UInt64, unit: UInt64) -> String {
        let whole = value / unit
        var rest = value % unit
        guard rest > 0 else { return "\(whole)" }
        var digits = ""
        var place = unit / 10
        while rest > 0 {
            digits += "\(rest / place)"
            rest %= place
            place /= 10
        }
        return "\(whole).\(digits)"
    }
}
