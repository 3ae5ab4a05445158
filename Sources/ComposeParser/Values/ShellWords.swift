/// Splits a command string into words as Docker Compose does.
enum ShellWords {
    /// Gives the words of `text`; a word keeps the origins that lie wholly in it.
    ///
    /// Quotes and backslashes work as in a shell. A backquoted part and `$(…)` stay as they are, in one word. The first
    /// `;`, `&`, `|`, `<` or `>` outside of quotes ends the command: what follows is lost, in Compose as well.
    /// Throws `invalid-command` where quotes or parentheses do not match.
    static func split(_ text: Compose.Text) throws(Diagnostic) -> [Compose.Text] {
        var splitter = Splitter()
        guard splitter.run(text.string.utf8) else {
            throw Diagnostic(
                SchemaIssue.invalidCommand,
                .error,
                "the command cannot be split into words: `\(text.string)`",
                at: text.range,
                hint: "close every quote and parenthesis, or write the command as a list"
            )
        }
        return splitter.words.map { $0.text(from: text) }
    }

    /// Where the command ends before the end of `text`, as a UTF-8 offset: at an unquoted `;`, `&`, `|`, `<` or `>`.
    static func end(of text: Compose.Text) -> Int? {
        var splitter = Splitter()
        return splitter.run(text.string.utf8) ? splitter.end : nil
    }
}

/// The state of splitting one command.
private struct Splitter {
    var words: [TextPiece] = []
    var end: Int?
    private var word = TextPiece()
    private var hasWord = false
    private var isEscaped = false
    private var inDouble = false
    private var inSingle = false
    private var inBackquote = false
    private var inDollar = false

    private var isQuoted: Bool { inDouble || inSingle || inBackquote || inDollar }

    /// Splits `line`; `false` means that something is left open.
    mutating func run(_ line: String.UTF8View) -> Bool {
        for (offset, byte) in line.enumerated() {
            switch step(byte, at: offset) {
            case .next: continue
            case .stop:
                end = offset
                finishWord()
                return true
            case .fail: return false
            }
        }
        finishWord()
        return !isEscaped && !isQuoted
    }

    private enum Step { case next, stop, fail }

    private mutating func step(_ byte: UInt8, at offset: Int) -> Step {
        if isEscaped {
            isEscaped = false
            return keep(byte, at: offset)
        }
        switch byte {
        case UInt8(ascii: "\\"):
            guard inSingle else {
                isEscaped = true
                return .next
            }
            // Compose does not count a lone backslash as the start of a word.
            word.append(byte, at: offset)
            return .next
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
            if isQuoted {
                word.append(byte, at: offset)
            } else {
                finishWord()
            }
            return .next
        case UInt8(ascii: "`"):
            if !inSingle, !inDouble, !inDollar { inBackquote.toggle() }
        case UInt8(ascii: ")"):
            if !inSingle, !inDouble, !inBackquote { inDollar.toggle() }
        case UInt8(ascii: "("):
            if !inSingle, !inDouble, !inBackquote {
                guard !inDollar, word.bytes.last == UInt8(ascii: "$") else { return .fail }
                inDollar = true
                word.append(byte, at: offset)
                return .next
            }
        case UInt8(ascii: "\""):
            if !inSingle, !inDollar {
                if inDouble { hasWord = true }
                inDouble.toggle()
                return .next
            }
        case UInt8(ascii: "'"):
            if !inDouble, !inDollar {
                if inSingle { hasWord = true }
                inSingle.toggle()
                return .next
            }
        case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "<"), UInt8(ascii: ">"):
            if !isQuoted {
                // The figure of `2>` belongs to the redirection.
                if byte == UInt8(ascii: ">"), let first = word.bytes.first, ASCII.isDigit(first) { hasWord = false }
                return .stop
            }
        default: break
        }
        return keep(byte, at: offset)
    }

    private mutating func keep(_ byte: UInt8, at offset: Int) -> Step {
        hasWord = true
        word.append(byte, at: offset)
        return .next
    }

    private mutating func finishWord() {
        guard hasWord else { return }
        words.append(word)
        word = TextPiece()
        hasWord = false
    }
}
