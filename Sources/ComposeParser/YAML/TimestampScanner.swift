/// Recognises the dates and times that Compose's YAML library takes for timestamps.
struct TimestampScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var year = 0
    private var month = 0
    private var day = 0
    private var hour = 0
    private var minute = 0
    private var second = 0
    /// The digits of the fraction of the second.
    private var fraction: Range<Int> = 0..<0
    /// The offset from UTC as written, empty for `Z` or none.
    private var offset: Range<Int> = 0..<0

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// The form of RFC 3339 in which Compose prints a timestamp; the text itself if it is none.
    static func canonical(_ text: String) -> String {
        var copy = text
        return copy.withUTF8 { bytes in
            var scanner = TimestampScanner(bytes: bytes)
            return scanner.scan() ? scanner.canonical : text
        }
    }

    /// Whether all of the bytes are one timestamp.
    mutating func scan() -> Bool {
        guard let year = digits(4...4), take("-"), let month = digits(1...2), (1...12).contains(month), take("-"),
            let day = digits(1...2), day >= 1, day <= Self.days(month, year)
        else { return false }
        (self.year, self.month, self.day) = (year, month, day)
        if position == bytes.count { return true }
        let isZoned = take("T") || take("t")
        guard isZoned || take(" ") else { return false }
        guard let hour = digits(1...2), hour < 24, take(":"), let minute = digits(1...2), minute < 60, take(":"),
            let second = digits(1...2), second < 60
        else { return false }
        (self.hour, self.minute, self.second) = (hour, minute, second)
        if take(".") || take(",") {
            let start = position
            guard digits(1...9) != nil else { return false }
            fraction = start..<position
        }
        if isZoned, !take("Z") {
            let start = position
            guard take("+") || take("-"), let hours = digits(2...2), hours <= 24, take(":"),
                let minutes = digits(2...2), minutes < 60
            else { return false }
            if hours + minutes > 0 { offset = start..<position }
        }
        return position == bytes.count
    }

    private var canonical: String {
        func padded(_ value: Int, _ width: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
        }
        var out = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
        out += "T\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
        var end = fraction.upperBound
        while end > fraction.lowerBound, bytes[end - 1] == UInt8(ascii: "0") { end -= 1 }
        if end > fraction.lowerBound {
            out += "." + String(decoding: bytes[fraction.lowerBound..<end], as: UTF8.self)
        }
        return out + (offset.isEmpty ? "Z" : String(decoding: bytes[offset], as: UTF8.self))
    }

    private static func days(_ month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private mutating func digits(_ count: ClosedRange<Int>) -> Int? {
        var value = 0
        let start = position
        while position < bytes.count, position - start < count.upperBound, bytes[position] >= UInt8(ascii: "0"),
            bytes[position] <= UInt8(ascii: "9")
        {
            value = value * 10 + Int(bytes[position] - UInt8(ascii: "0"))
            position += 1
        }
        return position - start >= count.lowerBound ? value : nil
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }
}
