internal import ComposeParser

/// Reads JSON (RFC 8259) into nodes with marks.
///
/// The YAML reader does not do: libyaml refuses the surrogate pairs of JSON, and takes much that no JSON is.
struct JSONReader {
    private let bytes: [UInt8]
    private let file: SourceFileID
    private let limits: YAMLLimits
    private var position: Int
    private var mark = Mark(line: 1, column: 1)
    private var nodes = 0

    /// Reads the one value that a file holds.
    ///
    /// - Throws: `invalid-json`, `duplicate-key` or `limit-exceeded`.
    static func read(
        _ bytes: [UInt8],
        file: SourceFileID,
        limits: YAMLLimits = YAMLLimits()
    ) throws(Diagnostic) -> Compose.Node {
        var reader = JSONReader(bytes, file: file, limits: limits)
        guard bytes.count <= limits.fileBytes else {
            throw reader.exceeded("the file has \(bytes.count) bytes; at most \(limits.fileBytes) are read")
        }
        reader.skipSpace()
        let root = try reader.value(depth: 1)
        reader.skipSpace()
        guard reader.next == nil else {
            throw reader.invalid("the file goes on after its value", hint: "put several values into one array")
        }
        return root
    }

    private init(_ bytes: [UInt8], file: SourceFileID, limits: YAMLLimits) {
        self.bytes = bytes
        self.file = file
        self.limits = limits
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    // MARK: - Bytes

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func advance() {
        guard let byte = next else { return }
        position += 1
        if byte == UInt8(ascii: "\n") {
            mark = Mark(line: mark.line + 1, column: 1)
        } else if byte & 0xC0 != 0x80 {
            mark.column += 1
        }
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        advance()
        return true
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { advance() }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private func range(from start: Mark) -> SourceRange { SourceRange(file: file, start: start, end: mark) }

    // MARK: - Values

    private mutating func value(depth: Int) throws(Diagnostic) -> Compose.Node {
        nodes += 1
        guard nodes <= limits.nodes else { throw exceeded("the file holds more than \(limits.nodes) values") }
        guard depth <= limits.depth else { throw exceeded("the value nests deeper than \(limits.depth) levels") }
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return Compose.Node(string: try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case let byte? where byte == UInt8(ascii: "-") || Self.isDigit(byte): return try number()
        default: throw noValue()
        }
    }

    private mutating func array(depth: Int) throws(Diagnostic) -> Compose.Node {
        let start = mark
        var items: [Compose.Node] = []
        advance()
        skipSpace()
        if skip(UInt8(ascii: "]")) { return Compose.Node(.sequence([]), range: range(from: start)) }
        while true {
            skipSpace()
            items.append(try value(depth: depth + 1))
            skipSpace()
            if skip(UInt8(ascii: "]")) { return Compose.Node(.sequence(items), range: range(from: start)) }
            guard skip(UInt8(ascii: ",")) else { throw unclosed("a `,` or `]` was expected here", "array", start) }
        }
    }

    private mutating func object(depth: Int) throws(Diagnostic) -> Compose.Node {
        let start = mark
        var entries: [Compose.Mapping.Entry] = []
        var places: [String: SourceRange] = [:]
        advance()
        skipSpace()
        if skip(UInt8(ascii: "}")) { return Compose.Node(.mapping(Compose.Mapping()), range: range(from: start)) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else {
                throw unclosed("a name in quotes was expected here", "object", start)
            }
            let key = try string()
            if let first = places.updateValue(key.range, forKey: key.string) {
                throw Diagnostic(
                    LoadingIssue.duplicateKey,
                    .error,
                    "\"\(key.string)\" stands twice in one object",
                    at: key.range,
                    related: [.init("it stands here, too", at: first)]
                )
            }
            skipSpace()
            guard skip(UInt8(ascii: ":")) else { throw invalid("a `:` was expected here") }
            skipSpace()
            entries.append(
                Compose.Mapping.Entry(key: key.string, keyRange: key.range, value: try value(depth: depth + 1))
            )
            skipSpace()
            if skip(UInt8(ascii: "}")) {
                return Compose.Node(.mapping(Compose.Mapping(entries)), range: range(from: start))
            }
            guard skip(UInt8(ascii: ",")) else { throw unclosed("a `,` or `}` was expected here", "object", start) }
        }
    }

    private mutating func word(_ word: String, _ content: Compose.Node.Content) throws(Diagnostic) -> Compose.Node {
        let start = mark
        guard bytes[position...].starts(with: word.utf8) else { throw noValue() }
        for _ in word.utf8 { advance() }
        return Compose.Node(content, text: Compose.Text(word, range: range(from: start)))
    }

    private mutating func number() throws(Diagnostic) -> Compose.Node {
        let start = mark
        let first = position
        _ = skip(UInt8(ascii: "-"))
        if !skip(UInt8(ascii: "0")) { try skipDigits() }
        if skip(UInt8(ascii: ".")) { try skipDigits() }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
            try skipDigits()
        }
        let text = String(decoding: bytes[first..<position], as: UTF8.self)
        let content = Int(text).map { Compose.Node.Content.int($0) } ?? .float(Double(text) ?? .infinity)
        return Compose.Node(content, text: Compose.Text(text, range: range(from: start)))
    }

    private mutating func skipDigits() throws(Diagnostic) {
        let start = position
        while let byte = next, Self.isDigit(byte) { advance() }
        guard position > start else { throw invalid("a digit was expected here") }
    }

    // MARK: - Strings

    private mutating func string() throws(Diagnostic) -> Compose.Text {
        let start = mark
        var out: [UInt8] = []
        advance()
        while let byte = next, byte != UInt8(ascii: "\"") {
            switch byte {
            case UInt8(ascii: "\\"): try escape(to: &out)
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                throw invalid("this quote is not closed on its line", at: start)
            case 0..<0x20:
                throw invalid("a control character in a string", hint: "write it as an escape such as \\t")
            default:
                out.append(byte)
                advance()
            }
        }
        guard skip(UInt8(ascii: "\"")) else { throw invalid("this quote is never closed", at: start) }
        let text = String(decoding: out, as: UTF8.self)
        guard text.utf8.elementsEqual(out) else {
            throw invalid("this string is not valid UTF-8", at: start, hint: "save the file as UTF-8")
        }
        return Compose.Text(text, range: range(from: start))
    }

    private mutating func escape(to out: inout [UInt8]) throws(Diagnostic) {
        let start = mark
        advance()
        let byte: UInt8
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte = next ?? 0
        case UInt8(ascii: "b"): byte = 0x08
        case UInt8(ascii: "f"): byte = 0x0C
        case UInt8(ascii: "n"): byte = 0x0A
        case UInt8(ascii: "r"): byte = 0x0D
        case UInt8(ascii: "t"): byte = 0x09
        case UInt8(ascii: "u"):
            guard let unit = codeUnit(at: position + 1) else {
                throw invalid("`\\u` needs four hexadecimal digits", at: start)
            }
            return append(unit, to: &out)
        default: throw invalid("unknown escape", at: start, hint: "write a backslash twice")
        }
        advance()
        out.append(byte)
    }

    /// Appends the character of a `\u` escape at whose `u` the reader stands, and of the one after it if they are a pair.
    private mutating func append(_ unit: UInt32, to out: inout [UInt8]) {
        var value = unit
        var length = 5
        if unit >= 0xD800, unit < 0xDC00, bytes[(position + 5)...].starts(with: [0x5C, 0x75]),
            let low = codeUnit(at: position + 7), low >= 0xDC00, low < 0xE000
        {
            value = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
            length = 11
        }
        for _ in 0..<length { advance() }
        // Half a pair stands for no character: as in Go, it becomes the replacement character.
        out += Array(String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8)
    }

    /// The four hexadecimal digits at an offset.
    private func codeUnit(at offset: Int) -> UInt32? {
        guard offset + 4 <= bytes.count else { return nil }
        var unit: UInt32 = 0
        for byte in bytes[offset..<(offset + 4)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    // MARK: - Failure

    private func noValue() -> Diagnostic {
        switch next {
        case nil: invalid("the file ends where a value was expected")
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            invalid("a value was expected here", hint: "remove the comma before the bracket")
        case let byte? where byte >= 0x80: invalid("a value was expected here", hint: "save the file as UTF-8")
        default: invalid("a value was expected here")
        }
    }

    private func unclosed(_ message: String, _ what: String, _ start: Mark) -> Diagnostic {
        var failure = invalid(message)
        let opening = SourceRange(file: file, start: start, end: Mark(line: start.line, column: start.column + 1))
        failure.related = [.init("the \(what) opens here", at: opening)]
        return failure
    }

    private func invalid(_ message: String, at start: Mark? = nil, hint: String? = nil) -> Diagnostic {
        Diagnostic(ConversionIssue.invalidJSON, .error, message, at: place(start ?? mark), hint: hint)
    }

    private func exceeded(_ message: String) -> Diagnostic {
        Diagnostic(LoadingIssue.limitExceeded, .error, message, at: place(mark))
    }

    private func place(_ mark: Mark) -> SourceRange {
        SourceRange(file: file, start: mark, end: Mark(line: mark.line, column: mark.column + 1))
    }
}
