extension Shape {
    /// What may stand at a place, in the words of error messages: "a string or a list".
    var expectation: String {
        var kinds: [String] = []
        switch form {
        case .list: kinds.append("a list")
        case .words: kinds.append("a list of strings")
        case .object: kinds.append("a mapping")
        case .table:
            kinds += short == .names || short == .dependencies ? ["a mapping", "a list of names"] : ["a mapping"]
        case .pairs(let pairs): kinds += pairs.allowsList ? ["a mapping", "a list of KEY=VALUE"] : ["a mapping"]
        case .hosts: kinds += ["a mapping", "a list of HOST=ADDRESS"]
        case .scalar, .any: break
        }
        if scalars.contains(.string) { kinds.insert("a string", at: 0) }
        if scalars.contains(.number) {
            kinds.append("a number")
        } else if scalars.contains(.integer) {
            kinds.append("an integer")
        }
        if scalars.contains(.bool) { kinds.append("a boolean") }
        if scalars.contains(.null) { kinds.append("null") }
        guard let last = kinds.popLast() else { return "absent" }
        return kinds.isEmpty ? last : kinds.joined(separator: ", ") + " or " + last
    }
}

/// Strings that Compose checks with patterns. The patterns are not anchored, so that a part that fits is enough.
enum StringRules {
    /// Whether `string` holds a letter or digit followed by another character of container names.
    static func holdsContainerName(_ string: String) -> Bool {
        let bytes = Array(string.utf8)
        return zip(bytes, bytes.dropFirst()).contains { pair in
            (ASCII.isLetter(pair.0) || ASCII.isDigit(pair.0)) && ASCII.isNameByte(pair.1)
        }
    }

    /// Whether `string` holds a pull policy.
    static func holdsPullPolicy(_ string: String) -> Bool {
        let bytes = Array(string.utf8)
        let words = [
            "always", "never", "build", "if_not_present", "missing", "refresh", "daily", "weekly",
        ]
        if words.contains(where: { bytes.firstRange(of: $0) != nil }) { return true }
        guard let prefix = bytes.firstRange(of: "every_") else { return false }
        let rest = bytes[prefix.upperBound...].drop(while: ASCII.isDigit)
        guard rest.startIndex > prefix.upperBound, let unit = rest.first else { return false }
        return "wdhms".utf8.contains(unit)
    }
}

extension [UInt8] {
    /// Where `word` first stands.
    fileprivate func firstRange(of word: String) -> Range<Int>? {
        let word = Array(word.utf8)
        guard count >= word.count else { return nil }
        for start in 0...(count - word.count) where self[start..<(start + word.count)].elementsEqual(word) {
            return start..<(start + word.count)
        }
        return nil
    }
}
