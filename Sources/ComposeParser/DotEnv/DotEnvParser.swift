/// Reads environment files as Compose does, quirks included: a value in quotes may be followed by the next variable on
/// the same line, a comment needs a space before its `#`, `KEY: value` works as well.
struct DotEnvParser {
    private let scalars: [Unicode.Scalar]
    private let lineStarts: [Int]
    private let file: SourceFileID
    private var position = 0

    init(_ bytes: [UInt8], file: SourceFileID) {
        var scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        var lineStarts = [0]
        for (offset, scalar) in scalars.enumerated() where scalar == "\n" { lineStarts.append(offset + 1) }
        self.scalars = scalars
        self.lineStarts = lineStarts
        self.file = file
    }

    mutating func parse(
        into entries: inout DotEnv.Collected,
        _ interpolator: inout Interpolator,
        _ diagnostics: inout Diagnostics
    ) throws(Diagnostic) {
        while skipToStatement() {
            let key = try key()
            if key.isInherited {
                if !key.name.isEmpty { entries.inherit(key.name, at: key.range, from: interpolator.lookup) }
                continue
            }
            var value = try value()
            if value.isInterpolated {
                // The environment beats what the file says above.
                let environment = interpolator.lookup
                let above = entries
                var scoped = Interpolator(reported: interpolator.reported) { environment($0) ?? above.value($0) }
                value.text = try scoped.interpolate(value.text, diagnostics: &diagnostics)
                interpolator.reported = scoped.reported
            }
            guard !key.name.isEmpty else {
                diagnostics.add(
                    Diagnostic(
                        LoadingIssue.invalidEnvFile,
                        .warning,
                        "there is no name before this value, which is skipped",
                        at: value.text.range,
                        hint: "write NAME=value"
                    )
                )
                continue
            }
            entries.set(key.name, at: key.range, to: value.text)
        }
    }

    /// Goes to the next name; `false` at the end of the file.
    private mutating func skipToStatement() -> Bool {
        while position < scalars.count {
            if scalars[position].properties.isWhitespace {
                position += 1
            } else if scalars[position] == "#" {
                while position < scalars.count, scalars[position] != "\n" { position += 1 }
            } else {
                return true
            }
        }
        return false
    }

    // MARK: - Names

    private struct Key {
        var name: String
        var range: SourceRange
        /// Whether it has no value of its own.
        var isInherited: Bool
    }

    private mutating func key() throws(Diagnostic) -> Key {
        skipExport()
        let start = position
        var end = start
        while position < scalars.count {
            let scalar = scalars[position]
            switch scalar {
            case "=", ":", "\n":
                end = position
                position += 1
                while end > start, scalars[end - 1].properties.isWhitespace { end -= 1 }
                let range = range(start..<end)
                guard !scalars[start..<end].contains(" ") else {
                    throw invalid("a name cannot contain a space", range, hint: "write NAME=value")
                }
                skipBlanks()
                return Key(name: string(start..<end), range: range, isInherited: scalar == "\n")
            default:
                guard Self.isBlank(scalar) || Self.isNameScalar(scalar) else {
                    throw invalid(
                        "unexpected character `\(scalar)` in the name of a variable",
                        range(position..<(position + 1)),
                        hint: "write NAME=value; a comment starts with #"
                    )
                }
                position += 1
            }
        }
        // A name at the very end of the file, without a line feed.
        end = scalars.count
        while end > start, scalars[end - 1].properties.isWhitespace { end -= 1 }
        return Key(name: string(start..<end), range: range(start..<end), isInherited: true)
    }

    private mutating func skipExport() {
        let word: [Unicode.Scalar] = ["e", "x", "p", "o", "r", "t"]
        let after = position + word.count
        guard after < scalars.count, scalars[position..<after].elementsEqual(word),
            scalars[after].properties.isWhitespace
        else { return }
        position = after
        skipBlanks()
    }

    // MARK: - Values

    private struct Value {
        var text: Compose.Text
        var isInterpolated: Bool
    }

    private mutating func value() throws(Diagnostic) -> Value {
        guard position < scalars.count, scalars[position] == "\"" || scalars[position] == "'" else {
            return unquoted()
        }
        let quote = scalars[position]
        let start = position
        var content: [Unicode.Scalar] = []
        var isEscaped = false
        position += 1
        while position < scalars.count {
            let scalar = scalars[position]
            position += 1
            if isEscaped {
                isEscaped = false
                if scalar != quote { content.append("\\") }
                content.append(scalar)
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == quote {
                let isDouble = quote == "\""
                if isDouble { content = Self.unescaped(content) }
                var text = Compose.Text("", range: range(start..<position))
                text.string.unicodeScalars.append(contentsOf: content)
                return Value(text: text, isInterpolated: isDouble)
            } else {
                content.append(scalar)
            }
        }
        throw invalid(
            "this quote is never closed",
            range(start..<(start + 1)),
            hint: "close the quote, or put a value that starts with a quote in quotes of the other kind"
        )
    }

    private mutating func unquoted() -> Value {
        let start = position
        while position < scalars.count, scalars[position] != "\n" { position += 1 }
        var end = position
        for offset in start..<end where scalars[offset] == "#" && offset > start && scalars[offset - 1] == " " {
            end = offset - 1
            break
        }
        while end > start, scalars[end - 1].properties.isWhitespace { end -= 1 }
        return Value(text: Compose.Text(string(start..<end), range: range(start..<end)), isInterpolated: true)
    }

    /// Resolves the escapes of double quotes. `\$` becomes `$$`, which interpolation turns into one dollar sign.
    private static func unescaped(_ content: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var out: [Unicode.Scalar] = []
        var position = 0
        while position < content.count {
            guard content[position] == "\\", position + 1 < content.count else {
                out.append(content[position])
                position += 1
                continue
            }
            let escape = content[position + 1]
            position += 2
            switch escape {
            case "a": out.append("\u{07}")
            case "b": out.append("\u{08}")
            case "f": out.append("\u{0C}")
            case "n": out.append("\n")
            case "r": out.append("\r")
            case "t": out.append("\t")
            case "v": out.append("\u{0B}")
            case "\\", "\"": out.append(escape)
            case "$": out += ["$", "$"]
            case "0":
                var digits: [Unicode.Scalar] = []
                while digits.count < 3, position < content.count, ("0"..."9").contains(content[position]) {
                    digits.append(content[position])
                    position += 1
                }
                // Three octal digits make a character; of anything else only the zero is lost, as in Compose.
                if digits.count == 3, let value = octal(digits) {
                    out.append(value)
                } else {
                    out.append("\\")
                    out += digits
                }
            default:
                out += ["\\", escape]
            }
        }
        return out
    }

    private static func octal(_ digits: [Unicode.Scalar]) -> Unicode.Scalar? {
        var value: UInt32 = 0
        for digit in digits {
            guard digit.value >= 0x30, digit.value < 0x38 else { return nil }
            value = value * 8 + (digit.value - 0x30)
        }
        return value < 256 ? Unicode.Scalar(value) : nil
    }

    // MARK: - Scalars and places

    private mutating func skipBlanks() {
        while position < scalars.count, Self.isBlank(scalars[position]) { position += 1 }
    }

    /// White space that does not end a line.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\t", "\u{0B}", "\u{0C}", "\r", " ", "\u{85}", "\u{A0}": true
        default: false
        }
    }

    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "_", ".", "-", "[", "]", "a"..."z", "A"..."Z", "0"..."9": return true
        default: break
        }
        return switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            true
        default: false
        }
    }

    private func string(_ span: Range<Int>) -> String {
        var out = ""
        out.unicodeScalars.append(contentsOf: scalars[span])
        return out
    }

    private func mark(_ offset: Int) -> Mark {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return Mark(line: UInt32(low + 1), column: UInt32(offset - lineStarts[low] + 1))
    }

    private func range(_ span: Range<Int>) -> SourceRange {
        SourceRange(file: file, start: mark(span.lowerBound), end: mark(span.upperBound))
    }

    private func invalid(_ message: String, _ range: SourceRange, hint: String) -> Diagnostic {
        Diagnostic(LoadingIssue.invalidEnvFile, .error, message, at: range, hint: hint)
    }
}
