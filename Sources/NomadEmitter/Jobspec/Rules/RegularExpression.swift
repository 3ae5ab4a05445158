/// Whether Go compiles a regular expression. Source: Go, regexp/syntax, parse.go, with the flags of Perl.
struct RegularExpression {
    private var rest: [Unicode.Scalar]
    private var position = 0

    static func isValid(_ text: String) -> Bool {
        var parser = RegularExpression(rest: Array(text.unicodeScalars))
        return parser.alternation(depth: 0) != nil && parser.next == nil
    }

    private var next: Unicode.Scalar? { position < rest.count ? rest[position] : nil }

    private func looksAt(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        return rest[position...].starts(with: scalars)
    }

    private mutating func skip(_ text: String) -> Bool {
        guard looksAt(text) else { return false }
        position += text.unicodeScalars.count
        return true
    }

    /// Reads up to a `)` or the end; how often the most repeated piece is repeated, or `nil` if it is wrong.
    private mutating func alternation(depth: Int) -> Int? {
        guard depth < 1000 else { return nil }
        var most = 1
        while let scalar = next, scalar != ")" {
            var weight = 1
            switch scalar {
            case "|":
                position += 1
                continue
            case "*", "+", "?":
                return nil
            case "{":
                // A count that repeats nothing; what is no count is text.
                if repetition() != nil { return nil }
                position += 1
            case "(":
                guard let inner = group(depth) else { return nil }
                // `(?i)` is no piece.
                if inner == 0 {
                    continue
                }
                weight = inner
            case "[":
                guard bracket() else { return nil }
            case "\\":
                if skip("\\Q") {
                    while next != nil, !skip("\\E") { position += 1 }
                } else {
                    guard escape(inClass: false) else { return nil }
                }
            default: position += 1
            }
            guard let times = suffix() else { return nil }
            weight *= times
            if weight > 1000 { return nil }
            most = max(most, weight)
        }
        return most
    }

    /// Reads `*`, `+?`, `{1,2}` behind a piece: how often it is repeated, 1 without; `nil` if one stands on another.
    private mutating func suffix() -> Int? {
        var times = 1
        var isRepeated = false
        while let scalar = next {
            if scalar == "*" || scalar == "+" || scalar == "?" {
                position += 1
            } else if scalar == "{", let count = repetition() {
                if count < 0 { return nil }
                times = max(1, count)
            } else {
                break
            }
            if isRepeated { return nil }
            isRepeated = true
            if next == "?" { position += 1 }
        }
        return times
    }

    /// Reads `{2}`, `{2,}`, `{2,5}`; `nil` if it is text, -1 if Go refuses the numbers.
    private mutating func repetition() -> Int? {
        var index = position + 1
        func number() -> Int? {
            var value: Int?
            let start = index
            while index < rest.count, let digit = rest[index].asDigit {
                value = min((value ?? 0) * 10 + digit, 100_000)
                index += 1
            }
            // No number starts with a 0, but 0 itself.
            return index - start > 1 && rest[start] == "0" ? nil : value
        }
        guard let low = number(), index < rest.count else { return nil }
        var high: Int? = low
        if rest[index] == "," {
            index += 1
            guard index < rest.count else { return nil }
            if rest[index] == "}" {
                high = nil
            } else {
                guard let bound = number() else { return nil }
                high = bound
            }
        }
        guard index < rest.count, rest[index] == "}" else { return nil }
        position = index + 1
        if low > 1000 || (high ?? 0) > 1000 || high.map({ $0 < low }) == true { return -1 }
        return max(low, high ?? low)
    }

    /// Reads `(…)`: the repetition in it, 0 for flags alone.
    private mutating func group(_ depth: Int) -> Int? {
        position += 1
        if skip("?") {
            if skip("P<") || skip("<") {
                var name = 0
                while let scalar = next, scalar != ">" {
                    guard scalar.isWord else { return nil }
                    name += 1
                    position += 1
                }
                guard name > 0, skip(">") else { return nil }
            } else {
                var hasFlag = false
                var isNegative = false
                flags: while let scalar = next {
                    position += 1
                    switch scalar {
                    case "i", "m", "s", "U": hasFlag = true
                    case "-":
                        if isNegative { return nil }
                        (isNegative, hasFlag) = (true, false)
                    case ":":
                        if isNegative, !hasFlag { return nil }
                        break flags
                    case ")": return isNegative && !hasFlag ? nil : 0
                    default: return nil
                    }
                }
            }
        }
        guard let inner = alternation(depth: depth + 1), skip(")") else { return nil }
        return inner
    }

    private mutating func bracket() -> Bool {
        position += 1
        if next == "^" { position += 1 }
        var isFirst = true
        while let scalar = next, scalar != "]" || isFirst {
            // A dash stands at an end, or between two characters.
            if scalar == "-", !isFirst, position + 1 < rest.count, rest[position + 1] != "]" { return false }
            isFirst = false
            if looksAt("[:") {
                let end = (position + 2..<max(position + 2, rest.count - 1)).first {
                    rest[$0] == ":" && rest[$0 + 1] == "]"
                }
                if let end {
                    let name = String(String.UnicodeScalarView(rest[(position + 2)..<end]))
                    guard RegularExpression.classes.contains(name.hasPrefix("^") ? String(name.dropFirst()) : name)
                    else { return false }
                    position = end + 2
                    continue
                }
            }
            guard let low = member() else { return false }
            if next == "-", position + 1 < rest.count, rest[position + 1] != "]", low != RegularExpression.several {
                position += 1
                guard let high = member(), high != RegularExpression.several, high >= low else { return false }
            }
        }
        return skip("]")
    }

    private static let several: UInt32 = .max

    /// Reads one character of a class: its number, or `several`.
    private mutating func member() -> UInt32? {
        guard let scalar = next else { return nil }
        guard scalar == "\\" else {
            position += 1
            return scalar.value
        }
        let start = position
        guard escape(inClass: true) else { return nil }
        let letter = rest[start + 1]
        if "dDsSwWpP".unicodeScalars.contains(letter) { return RegularExpression.several }
        let named: [Unicode.Scalar: UInt32] = ["a": 7, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11]
        if let number = named[letter] { return number }
        let text = String(String.UnicodeScalarView(rest[(start + 2)..<position].filter { $0 != "{" && $0 != "}" }))
        if letter == "x" { return UInt32(text, radix: 16) }
        if letter.asDigit != nil { return UInt32(String(letter) + text, radix: 8) }
        return letter.value
    }

    private mutating func escape(inClass: Bool) -> Bool {
        position += 1
        guard let scalar = next else { return false }
        position += 1
        switch scalar {
        case "a", "f", "n", "r", "t", "v", "d", "D", "s", "S", "w", "W": return true
        case "A", "b", "B", "z", "C": return !inClass
        case "p", "P":
            guard skip("{") else {
                position += 1
                return position <= rest.count
            }
            while let letter = next, letter != "}" {
                guard letter.isWord || letter == "^" else { return false }
                position += 1
            }
            return skip("}")
        case "x":
            if skip("{") {
                var digits = ""
                while let digit = next, digit != "}" {
                    digits.unicodeScalars.append(digit)
                    position += 1
                }
                return skip("}") && UInt32(digits, radix: 16).map { $0 <= 0x10FFFF } == true && !digits.hasPrefix("+")
            }
            for _ in 0..<2 {
                guard let digit = next, digit.properties.isASCIIHexDigit else { return false }
                position += 1
            }
            return true
        case "0":
            for _ in 0..<2 where next.map({ ("0"..."7").contains($0) }) == true { position += 1 }
            return true
        case "1"..."7":
            // An octal number has more than one digit: else it is a reference back.
            guard let digit = next, ("0"..."7").contains(digit) else { return false }
            position += 1
            if let digit = next, ("0"..."7").contains(digit) { position += 1 }
            return true
        default: return scalar.isASCII && !scalar.isWord
        }
    }

    private static let classes = [
        "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
        "word",
        "xdigit",
    ]
}

extension Unicode.Scalar {
    fileprivate var asDigit: Int? { ("0"..."9").contains(self) ? Int(value) - 48 : nil }

    fileprivate var isWord: Bool {
        ("0"..."9").contains(self) || ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_"
    }
}
