/// Recognises the dates and times that Compose's YAML library takes for timestamps.
struct TimestampScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Whether all of the bytes are one timestamp.
    mutating func scan() -> Bool {
        guard let year = digits(4...4), take("-"), let month = digits(1...2), (1...12).contains(month), take("-"),
            let day = digits(1...2), day >= 1, day <= Self.days(month, year)
        else { return false }
        if position == bytes.count { return true }
        let isZoned = take("T") || take("t")
        guard isZoned || take(" ") else { return false }
        guard let hour = digits(1...2), hour < 24, take(":"), let minute = digits(1...2), minute < 60, take(":"),
            let second = digits(1...2), second < 60
        else { return false }
        if take(".") || take(",") {
            guard digits(1...9) != nil else { return false }
        }
        if isZoned {
            if !take("Z") {
                guard take("+") || take("-"), let hours = digits(2...2), hours <= 24, take(":"),
                    let minutes = digits(2...2), minutes < 60
                else { return false }
            }
        }
        return position == bytes.count
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
