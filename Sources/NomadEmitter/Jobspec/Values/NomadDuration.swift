/// A span of time, as Nomad reads it: Go's syntax, to the nanosecond, with no unit above the hour.
public struct NomadDuration: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The length in nanoseconds.
    public var nanoseconds: Int64

    /// Makes a span of `nanoseconds`.
    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// No time at all.
    public static let zero = NomadDuration(nanoseconds: 0)

    /// A span of `count` milliseconds.
    public static func milliseconds(_ count: Int) -> NomadDuration { scaled(count, 1_000_000) }

    /// A span of `count` seconds.
    public static func seconds(_ count: Int) -> NomadDuration { scaled(count, 1_000_000_000) }

    /// A span of `count` minutes.
    public static func minutes(_ count: Int) -> NomadDuration { scaled(count, 60_000_000_000) }

    /// A span of `count` hours.
    public static func hours(_ count: Int) -> NomadDuration { scaled(count, 3_600_000_000_000) }

    private static func scaled(_ count: Int, _ unit: Int64) -> NomadDuration {
        let (product, overflow) = Int64(count).multipliedReportingOverflow(by: unit)
        return NomadDuration(nanoseconds: overflow ? (count < 0 ? .min : .max) : product)
    }

    /// Reads Go's syntax (`1h30m`, `1.5s`, `500ms`); `nil` for anything else.
    public init?(_ text: String) {
        var text = text
        guard let nanoseconds = text.withUTF8(NomadDuration.nanoseconds) else { return nil }
        self.init(nanoseconds: nanoseconds)
    }

    private static func nanoseconds(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        var index = 0
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative || bytes.first == UInt8(ascii: "+") { index = 1 }
        if bytes.count == index + 1, bytes[index] == UInt8(ascii: "0") { return 0 }
        guard index < bytes.count else { return nil }
        var total = 0.0
        var whole: Int64 = 0
        while index < bytes.count {
            let start = index
            while index < bytes.count, isOfNumber(bytes[index]) { index += 1 }
            let number = UnsafeBufferPointer(rebasing: bytes[start..<index])
            var unit: UInt64 = 0
            while index < bytes.count, !isOfNumber(bytes[index]) {
                unit = unit << 8 | UInt64(bytes[index])
                index += 1
            }
            guard let scale = scale(of: unit) else { return nil }
            let text = String(decoding: number, as: UTF8.self)
            if let count = Int64(text) {
                let (product, tooBig) = count.multipliedReportingOverflow(by: scale)
                let (sum, tooLong) = whole.addingReportingOverflow(product)
                guard !tooBig, !tooLong else { return nil }
                whole = sum
            } else if let count = Double(text) {
                total += count * Double(scale)
            } else {
                return nil
            }
        }
        guard let fraction = Int64(exactly: total.rounded()) else { return nil }
        let (sum, overflow) = whole.addingReportingOverflow(fraction)
        return overflow ? nil : isNegative ? -sum : sum
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool { ASCIIBytes.isDigit(byte) || byte == UInt8(ascii: ".") }

    /// The nanoseconds in a unit, whose bytes make a number.
    private static func scale(of unit: UInt64) -> Int64? {
        switch unit {
        case 0x6E73: 1  // ns
        case 0x7573, 0xC2_B573, 0xCE_BC73: 1_000  // us, with the sign for micro and with the Greek letter
        case 0x6D73: 1_000_000  // ms
        case 0x73: 1_000_000_000  // s
        case 0x6D: 60_000_000_000  // m
        case 0x68: 3_600_000_000_000  // h
        default: nil
        }
    }

    /// Go's syntax without zero units: `1h30m`, `1m30s`, `1.5s`, `500ms`; `0s` for no time.
    public var description: String {
        if nanoseconds == 0 { return "0s" }
        var rest = nanoseconds.magnitude
        var text = nanoseconds < 0 ? "-" : ""
        if rest < 1_000_000_000 {
            let (unit, scale): (String, UInt64) =
                rest % 1_000_000 == 0 ? ("ms", 1_000_000) : rest % 1_000 == 0 ? ("us", 1_000) : ("ns", 1)
            return text + "\(rest / scale)\(unit)"
        }
        let hours = rest / 3_600_000_000_000
        rest %= 3_600_000_000_000
        let minutes = rest / 60_000_000_000
        rest %= 60_000_000_000
        if hours > 0 { text += "\(hours)h" }
        if minutes > 0 { text += "\(minutes)m" }
        if rest > 0 {
            text += "\(rest / 1_000_000_000)"
            var fraction = rest % 1_000_000_000
            if fraction > 0 {
                var digits = 9
                while fraction % 10 == 0 {
                    fraction /= 10
                    digits -= 1
                }
                let tail = String(fraction)
                text += "." + String(repeating: "0", count: digits - tail.utf8.count) + tail
            }
            text += "s"
        }
        return text
    }

    /// Orders by length.
    public static func < (a: NomadDuration, b: NomadDuration) -> Bool { a.nanoseconds < b.nanoseconds }

    /// The two spans in a row; at most what fits.
    static func + (a: NomadDuration, b: NomadDuration) -> NomadDuration {
        let (sum, overflow) = a.nanoseconds.addingReportingOverflow(b.nanoseconds)
        return NomadDuration(nanoseconds: overflow ? .max : sum)
    }

    /// The span, `count` times; at most what fits.
    static func * (a: NomadDuration, count: Int) -> NomadDuration { scaled(count, a.nanoseconds) }
}
