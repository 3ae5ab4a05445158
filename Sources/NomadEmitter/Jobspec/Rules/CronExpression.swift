/// A cron expression as Nomad reads it. Source: library hashicorp/cronexpr, cronexpr_parse.go, which Nomad calls in
/// nomad/structs/structs.go, PeriodicConfig.Validate.
struct CronExpression {
    /// What may stand in a field.
    private struct Field {
        var name: String
        var range: ClosedRange<Int>
        /// The largest step.
        var largestStep: Int
        /// Names of values, in their order from `range.lowerBound`.
        var names: [String] = []

        static let second = Field(name: "second", range: 0...59, largestStep: 59)
        static let minute = Field(name: "minute", range: 0...59, largestStep: 59)
        static let hour = Field(name: "hour", range: 0...23, largestStep: 23)
        static let day = Field(name: "day-of-month", range: 1...31, largestStep: 31)
        static let month = Field(
            name: "month",
            range: 1...12,
            largestStep: 12,
            names: [
                "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                "november", "december",
            ]
        )
        static let weekday = Field(
            name: "day-of-week",
            range: 0...7,
            largestStep: 6,
            names: ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
        )
        static let year = Field(name: "year", range: 1970...2099, largestStep: 2099)

        func value(_ text: Substring) -> Int? {
            if let index = names.firstIndex(where: { $0 == text || $0.prefix(3) == text }) {
                return range.lowerBound + index
            }
            guard text.utf8.count <= (name == "year" ? 4 : 2), text.utf8.allSatisfy(CronExpression.isDigit),
                let number = Int(text),
                range.contains(number)
            else { return nil }
            return number
        }
    }

    /// What is wrong, in Nomad's words.
    struct Problem: Error {
        var text: String
    }

    /// Whether no time of the years to come fits.
    let isPast: Bool

    private static let words = [
        ("@yearly", "0 0 0 1 1 * *"), ("@annually", "0 0 0 1 1 * *"), ("@monthly", "0 0 0 1 * * *"),
        ("@weekly", "0 0 0 * * 0 *"), ("@daily", "0 0 0 * * * *"), ("@hourly", "0 0 * * * * *"),
    ]

    /// The first year of which a time may still come: a constant, so that the same file gives the same answer.
    private static let firstYear = 2025

    init(_ text: String) throws(Problem) {
        let full = CronExpression.words.reduce(text) { CronExpression.replace($1.0, by: $1.1, in: $0) }
        let fields = full.utf8.split { " \t\n\u{0C}\r".utf8.contains($0) }.map { String(Substring($0)) }
        guard fields.count >= 5 else { throw Problem(text: "there are five to seven fields") }
        // What comes behind the seventh is ignored.
        let rest = fields.count >= 7 ? fields[1...6] : fields[...]
        var kinds = [Field.minute, .hour, .day, .month, .weekday, .year].prefix(rest.count)
        if fields.count >= 7 { _ = try CronExpression.read(fields[0], .second) }
        var values: [String: Set<Int>] = [:]
        for field in rest {
            let kind = kinds.removeFirst()
            if let set = try CronExpression.read(field, kind) { values[kind.name] = set }
        }
        isPast = CronExpression.isPast(values)
    }

    private static func replace(_ word: String, by other: String, in text: String) -> String {
        var result = ""
        var rest = text[...]
        while let at = rest.firstIndex(of: "@") {
            result += rest[..<at]
            rest = rest[at...]
            if rest.hasPrefix(word) {
                result += other
                rest = rest.dropFirst(word.count)
            } else {
                result += "@"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }

    /// The values of a field; `nil` if it does not restrict, or restricts to days that only a calendar knows.
    private static func read(_ text: String, _ field: Field) throws(Problem) -> Set<Int>? {
        let entries = text.lowercased().split(at: ",")
        guard !entries.isEmpty else { throw Problem(text: "the \(field.name) field is empty") }
        var values: Set<Int> = []
        var isOpen = false
        // Nomad reads the steps of all entries first, and what stands behind a * not at all.
        for entry in entries { try checkStep(entry, field) }
        for entry in entries {
            if entry == "*" || entry == "?" {
                isOpen = true
                if field.name == "day-of-month" || field.name == "day-of-week" { continue }
                return nil
            }
            if let set = span(entry, field) {
                values.formUnion(set)
            } else if isCalendarDay(entry, field) {
                isOpen = true
            } else {
                throw Problem(text: "the \(field.name) field cannot have `\(entry)`")
            }
        }
        return isOpen ? nil : values
    }

    private static func checkStep(_ entry: Substring, _ field: Field) throws(Problem) {
        let parts = entry.split(at: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.allSatisfy(isDigit), !parts[1].isEmpty,
            parts[0] == "*" || bounds(parts[0], field) != nil
        else { return }
        guard let step = Int(parts[1]), (1...field.largestStep).contains(step) else {
            throw Problem(text: "the step of `\(entry)` is not between 1 and \(field.largestStep)")
        }
    }

    private static func bounds(_ text: Substring, _ field: Field) -> (Int, Int?)? {
        let ends = text.split(at: "-", omittingEmptySubsequences: false)
        guard ends.count <= 2, let first = field.value(ends[0]) else { return nil }
        guard ends.count == 2 else { return (first, nil) }
        return field.value(ends[1]).map { (first, $0) }
    }

    /// The values of `5`, `5-20`, `fri-mon`, `*/2`, `5/2`, `5-20/2`.
    private static func span(_ entry: Substring, _ field: Field) -> Set<Int>? {
        let parts = entry.split(at: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2 else { return nil }
        let whole = field.range
        var step = 1
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy(isDigit), let number = Int(parts[1]) else { return nil }
            step = number
            if parts[0] == "*" { return Set(stride(from: whole.lowerBound, through: whole.upperBound, by: step)) }
        }
        guard let (first, last) = bounds(parts[0], field) else { return nil }
        guard let last = last ?? (parts.count == 2 ? whole.upperBound : nil) else { return [first] }
        if first <= last { return Set(stride(from: first, through: last, by: step)) }
        return Set(stride(from: first, through: whole.upperBound, by: step))
            .union(stride(from: whole.lowerBound, through: last, by: step))
    }

    /// `L`, `LW`, `15W`; `5L`, `MON#1`.
    private static func isCalendarDay(_ entry: Substring, _ field: Field) -> Bool {
        if field.name == "day-of-month" {
            return entry == "l" || entry == "lw" || entry.hasSuffix("w") && field.value(entry.dropLast()) != nil
        }
        guard field.name == "day-of-week" else { return false }
        if entry.hasSuffix("l") { return field.value(entry.dropLast()) != nil }
        guard let sign = entry.firstIndex(of: "#") else { return false }
        return field.value(entry[..<sign]) != nil && ["1", "2", "3", "4", "5"].contains(entry[sign...].dropFirst())
    }

    private static func isPast(_ values: [String: Set<Int>]) -> Bool {
        let years = (values["year"] ?? Set(1970...2099)).filter { $0 >= firstYear }
        if years.isEmpty { return true }
        guard let days = values["day-of-month"], values["day-of-week"] == nil, let earliest = days.min() else {
            return false
        }
        let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return !(values["month"] ?? Set(1...12)).contains { month in
            let hasLeapYear = years.contains { $0 % 4 == 0 }
            return earliest <= (month == 2 && !hasLeapYear ? 28 : lengths[month - 1])
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
