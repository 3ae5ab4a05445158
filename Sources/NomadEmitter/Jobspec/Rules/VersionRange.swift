/// Ranges of versions in constraints. Source: libraries hashicorp/go-version, constraint.go and version.go, and Nomad's
/// helper/constraints/semver.
enum VersionRange {
    /// Whether a text is a list of versions with commas, each with an optional comparison in front.
    static func isValid(_ text: String, isSemantic: Bool) -> Bool {
        text.split(at: ",", omittingEmptySubsequences: false).allSatisfy { isPart($0, isSemantic) }
    }

    private static func isPart(_ text: Substring, _ isSemantic: Bool) -> Bool {
        let operators = ["!=", ">=", "<=", "=", ">", "<"] + (isSemantic ? [] : ["~>"])
        var rest = trimmed(text)
        if let sign = operators.first(where: { rest.hasPrefix($0) }) { rest = trimmed(rest.dropFirst(sign.count)) }
        if rest.hasPrefix("v") { rest = rest.dropFirst() }
        let parts = rest.split(at: "+", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, !isList(parts[1]) { return false }
        let numbers = parts[0].utf8.prefix { isDigit($0) || $0 == UInt8(ascii: ".") }
        guard let list = String(numbers) else { return false }
        let segments = list.split(at: ".", omittingEmptySubsequences: false)
        guard !segments.isEmpty, segments.allSatisfy({ Int64($0) != nil }) else { return false }
        let tail = parts[0].dropFirst(list.count)
        if tail.isEmpty { return true }
        if tail.hasPrefix("-") { return isList(tail.dropFirst()) }
        // `1.2rc1`, but not `1.2.x`.
        return !isSemantic && isList(tail)
    }

    private static func isList(_ text: Substring) -> Bool {
        text.split(at: ".", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { isDigit($0) || (97...122).contains($0 | 0x20) || "-~".utf8.contains($0) }
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let spaces = " \t\n\r\u{0C}"
        var text = text.drop { spaces.contains($0) }
        while let last = text.last, spaces.contains(last) { text.removeLast() }
        return text
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
