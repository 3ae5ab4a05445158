/// The order that yaml.v3 gives the keys of maps: letters by code point after everything else, runs of digits by value.
enum NaturalOrder {
    /// The entries as yaml.v3 writes them: sorted where they are those of a map, which the model holds sorted by byte.
    static func sorted(_ entries: [Compose.Mapping.Entry]) -> [Compose.Mapping.Entry] {
        if isSortedByByte(entries[...]) {
            return isSorted(entries[...]) ? entries : reordered(entries[...])
        }
        let extensions = entries.lastIndex { !$0.key.hasPrefix("x-") }.map { $0 + 1 } ?? 0
        guard entries.count - extensions > 1, !isSorted(entries[extensions...]) else { return entries }
        return entries[..<extensions] + reordered(entries[extensions...])
    }

    private static func isSortedByByte(_ entries: ArraySlice<Compose.Mapping.Entry>) -> Bool {
        zip(entries, entries.dropFirst()).allSatisfy { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    private static func isSorted(_ entries: ArraySlice<Compose.Mapping.Entry>) -> Bool {
        zip(entries, entries.dropFirst()).allSatisfy { precedes($0.key, $1.key) }
    }

    private static func reordered(_ entries: ArraySlice<Compose.Mapping.Entry>) -> [Compose.Mapping.Entry] {
        let keys = entries.map { Array($0.key.unicodeScalars) }
        let order = keys.indices.sorted { precedes(keys[$0], keys[$1]) }
        return order.map { entries[entries.startIndex + $0] }
    }

    /// Whether a key comes before another.
    static func precedes(_ a: String, _ b: String) -> Bool {
        // Most keys tell by their first difference, two letters of ASCII.
        guard let different = zip(a.utf8, b.utf8).first(where: { $0 != $1 }) else { return a.utf8.count < b.utf8.count }
        if ASCII.isLetter(different.0), ASCII.isLetter(different.1) { return different.0 < different.1 }
        return precedes(Array(a.unicodeScalars), Array(b.unicodeScalars))
    }

    private static func precedes(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
        var followsDigit = false
        for position in 0..<min(a.count, b.count) {
            if a[position] == b[position] {
                followsDigit = isDigit(a[position])
                continue
            }
            let aIsLetter = isLetter(a[position])
            let bIsLetter = isLetter(b[position])
            if aIsLetter, bIsLetter { return a[position] < b[position] }
            if aIsLetter || bIsLetter { return followsDigit ? aIsLetter : bIsLetter }
            var aNumber = Number()
            var bNumber = Number()
            if a[position] == "0" || b[position] == "0" {
                // A zero inside of a number counts; one that leads it does not.
                let digits = a[..<position].reversed().prefix(while: isDigit)
                if digits.contains(where: { $0 != "0" }) {
                    aNumber.value = 1
                    bNumber.value = 1
                }
            }
            aNumber.read(a[position...])
            bNumber.read(b[position...])
            if aNumber.value != bNumber.value { return aNumber.value < bNumber.value }
            if aNumber.length != bNumber.length { return aNumber.length < bNumber.length }
            return a[position] < b[position]
        }
        return a.count < b.count
    }

    private struct Number {
        var value: Int64 = 0
        var length = 0

        mutating func read(_ scalars: ArraySlice<Unicode.Scalar>) {
            for scalar in scalars {
                guard NaturalOrder.isDigit(scalar) else { return }
                value = value &* 10 &+ (Int64(scalar.value) - 0x30)
                length += 1
            }
        }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return ("0"..."9").contains(scalar) }
        return scalar.properties.generalCategory == .decimalNumber
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return ASCII.isLetter(UInt8(ascii: scalar)) }
        return switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }
}
