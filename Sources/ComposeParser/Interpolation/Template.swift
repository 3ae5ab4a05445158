/// One `$X` or `${X…}` in a text, as offsets into its UTF-8 bytes.
struct Substitution {
    /// What follows the name in braces.
    enum Operator {
        /// `${X:-operand}`, `${X-operand}`: the operand where X has no value.
        case fallback
        /// `${X:+operand}`, `${X+operand}`: the operand where X has a value.
        case alternative
        /// `${X:?operand}`, `${X?operand}`: an error with the operand where X has no value.
        case required
    }

    var name: String
    var operation: Operator?
    /// Whether an empty value counts as none (`:-`, `:+`, `:?`).
    var treatsEmptyAsUnset: Bool
    /// The operand, empty without an operator.
    var operand: Range<Int>
    /// All of it, from the dollar sign to the closing brace.
    var span: Range<Int>
}

/// Finds the substitutions of a text: the interpolation chapter of the Compose Specification.
///
/// Expects `$` at a position and tells what it starts. A dollar sign before anything but a name, a brace or another
/// dollar sign stands for itself, as in Compose.
enum Template {
    /// What a dollar sign starts.
    enum Element {
        /// `$$`: one dollar sign.
        case escape
        /// A dollar sign that stands for itself.
        case literal
        case substitution(Substitution)
        /// `${` without a form that Compose knows, up to the end of what belongs to it.
        case invalid(Range<Int>)
    }

    /// What the dollar sign at `dollar` starts; nothing from `end` on is looked at.
    static func element(at dollar: Int, before end: Int, in bytes: [UInt8]) -> Element {
        let next = dollar + 1
        guard next < end else { return .literal }
        switch bytes[next] {
        case UInt8(ascii: "$"):
            return .escape
        case UInt8(ascii: "{"):
            return braced(at: dollar, before: end, in: bytes)
        case let byte where isNameStart(byte):
            let stop = nameEnd(from: next, before: end, in: bytes)
            return .substitution(
                Substitution(
                    name: string(bytes, next..<stop),
                    operation: nil,
                    treatsEmptyAsUnset: false,
                    operand: stop..<stop,
                    span: dollar..<stop
                )
            )
        default:
            return .literal
        }
    }

    private static func braced(at dollar: Int, before end: Int, in bytes: [UInt8]) -> Element {
        guard let close = closingBrace(from: dollar, before: end, in: bytes) else { return .invalid(dollar..<end) }
        let start = dollar + 2
        let span = dollar..<(close + 1)
        guard isNameStart(bytes[start]) else { return .invalid(span) }
        var position = nameEnd(from: start, before: close, in: bytes)
        let name = string(bytes, start..<position)
        guard position < close else {
            return .substitution(
                Substitution(name: name, operation: nil, treatsEmptyAsUnset: false, operand: close..<close, span: span)
            )
        }
        let treatsEmptyAsUnset = bytes[position] == UInt8(ascii: ":")
        if treatsEmptyAsUnset { position += 1 }
        let operation: Substitution.Operator
        switch bytes[position] {
        case UInt8(ascii: "-"): operation = .fallback
        case UInt8(ascii: "+"): operation = .alternative
        case UInt8(ascii: "?"): operation = .required
        default: return .invalid(span)
        }
        return .substitution(
            Substitution(
                name: name,
                operation: operation,
                treatsEmptyAsUnset: treatsEmptyAsUnset,
                operand: (position + 1)..<close,
                span: span
            )
        )
    }

    /// The brace that closes `${`. Only `${` opens another level: a `{` alone does not, as in Compose.
    private static func closingBrace(from dollar: Int, before end: Int, in bytes: [UInt8]) -> Int? {
        var level = 0
        var position = dollar
        while position < end {
            if bytes[position] == UInt8(ascii: "}") {
                level -= 1
                if level == 0 { return position }
            } else if bytes[position] == UInt8(ascii: "$"), position + 1 < end, bytes[position + 1] == UInt8(ascii: "{")
            {
                level += 1
                position += 1
            }
            position += 1
        }
        return nil
    }

    private static func nameEnd(from start: Int, before end: Int, in bytes: [UInt8]) -> Int {
        var position = start
        while position < end, isNameStart(bytes[position]) || isDigit(bytes[position]) { position += 1 }
        return position
    }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        default: false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    /// The text of a span.
    static func string(_ bytes: [UInt8], _ span: Range<Int>) -> String {
        String(decoding: bytes[span], as: UTF8.self)
    }
}
