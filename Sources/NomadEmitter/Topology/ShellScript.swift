/// A shell script as a list of its steps, as far as separators outside of quotes tell.
///
/// Unlike the reader of ports, it keeps what stands in quotes together: `echo 'while true'` is no loop.
struct ShellScript {
    /// The simple commands of each step: those that `|` and `||` join are one.
    private(set) var steps: [[[String]]] = []

    private var commands: [[String]] = []
    private var words: [String] = []
    private var word: [UInt8] = []
    /// Whether the word has begun, with quotes that may be empty.
    private var isInWord = false

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count { index = read(bytes, at: index) }
        endStep()
    }

    /// Reads what stands at `index`; the result is where to go on.
    private mutating func read(_ bytes: [UInt8], at index: Int) -> Int {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        switch bytes[index] {
        case UInt8(ascii: "\\"):
            // A backslash before the end of a line joins the lines.
            if next != UInt8(ascii: "\n"), next != 0 { append(next) }
            return index + 2
        case let quote where quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""):
            return readQuoted(bytes, at: index + 1, quote)
        case UInt8(ascii: "#") where !isInWord:
            return bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        case UInt8(ascii: "&") where word.last == UInt8(ascii: ">") || next == UInt8(ascii: ">"):
            append(bytes[index])
        case UInt8(ascii: "|"):
            // Of `a || b` and `a | b` both have to end.
            endCommand()
            return next == UInt8(ascii: "|") ? index + 2 : index + 1
        case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "\n"):
            endStep()
        case let byte where ASCIIBytes.isSpace(byte):
            endWord()
        case let byte:
            append(byte)
        }
        return index + 1
    }

    private mutating func readQuoted(_ bytes: [UInt8], at start: Int, _ quote: UInt8) -> Int {
        isInWord = true
        var index = start
        while index < bytes.count, bytes[index] != quote {
            if bytes[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), index + 1 < bytes.count { index += 1 }
            append(bytes[index])
            index += 1
        }
        return index + 1
    }

    private mutating func append(_ byte: UInt8) {
        word.append(byte)
        isInWord = true
    }

    private mutating func endWord() {
        if isInWord { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
        isInWord = false
    }

    private mutating func endCommand() {
        endWord()
        if !words.isEmpty { commands.append(words) }
        words = []
    }

    private mutating func endStep() {
        endCommand()
        if !commands.isEmpty { steps.append(commands) }
        commands = []
    }
}
