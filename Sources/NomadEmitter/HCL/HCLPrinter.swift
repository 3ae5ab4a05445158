/// Lays out a body as `nomad fmt` would leave it.
///
/// Two spaces per open bracket; `=` aligned over consecutive assignments of one line; a list on one line where it
/// fits into 100 columns, else an item per line; an empty line around nested blocks and before commented attributes.
public struct HCLPrinter {
    /// The column up to which a list or an object is kept on one line.
    static let width = 100

    var out: [UInt8] = []
    /// The assignments that wait for the longest name of their run: those of a body behind those of the values around.
    var lines: [Line] = []
    /// The names and values of `lines`, as printed.
    var texts: [UInt8] = []

    /// The text of a file with this body; ends in a newline unless the body is empty.
    public static func print(_ body: HCL.Body) -> String {
        String(decoding: bytes(body), as: UTF8.self)
    }

    /// The UTF-8 bytes of a file with this body.
    public static func bytes(_ body: HCL.Body) -> [UInt8] {
        var printer = HCLPrinter()
        printer.body(body, indent: 0)
        return printer.out
    }

    /// The text of one value, on one line unless it holds a heredoc.
    public static func print(_ expression: HCL.Expression) -> String {
        var out: [UInt8] = []
        oneLine(expression, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    // MARK: Lines

    /// An assignment, which takes part in the alignment of `=` unless its value has several lines.
    struct Line {
        /// Where in `texts` the name starts, as printed: bare, or quoted in an object.
        var start: Int
        /// Where the name ends, and the value of one line starts.
        var nameEnd: Int
        var end: Int
        var form: Form
        var comment: [String] = []
        var remark: String?
    }

    enum Form {
        case oneLine
        case heredoc(HCL.Expression, HCL.Heredoc.Form)
        case severalLines(HCL.Expression)
    }

    private mutating func body(_ body: HCL.Body, indent: Int) {
        let first = lines.count
        var previous = Previous.nothing

        for item in body.items {
            switch item {
            case .attribute(let attribute):
                if previous == .block || (previous == .attribute && !attribute.comment.isEmpty) {
                    flush(from: first, indent: indent)
                    out.append(UInt8(ascii: "\n"))
                }
                let start = texts.count
                texts.append(contentsOf: attribute.name.utf8)
                add(
                    attribute.value,
                    nameFrom: start,
                    comment: attribute.comment,
                    remark: attribute.remark,
                    indent: indent
                )
                previous = .attribute
            case .block(let block):
                flush(from: first, indent: indent)
                if previous == .attribute || previous == .block { out.append(UInt8(ascii: "\n")) }
                self.block(block, indent: indent)
                previous = .block
            case .blankLine:
                flush(from: first, indent: indent)
                if previous != .nothing && previous != .blankLine { out.append(UInt8(ascii: "\n")) }
                previous = .blankLine
            case .comment(let text):
                flush(from: first, indent: indent)
                if previous == .block { out.append(UInt8(ascii: "\n")) }
                comment([text], indent: indent)
                previous = .comment
            }
        }
        flush(from: first, indent: indent)
    }

    /// What was printed last: what follows a comment line belongs to it.
    private enum Previous {
        case nothing, attribute, block, blankLine, comment
    }

    private mutating func block(_ block: HCL.Block, indent: Int) {
        comment(block.comment, indent: indent)
        pad(indent)
        write(block.type)
        for label in block.labels {
            out.append(UInt8(ascii: " "))
            HCLPrinter.quoted([.text(label)], .once, to: &out)
        }
        if block.body.isEmpty {
            write(" {}\n")
            return
        }
        write(" {\n")
        body(block.body, indent: indent + 2)
        pad(indent)
        write("}\n")
    }

    private mutating func comment(_ lines: [String], indent: Int) {
        for text in lines {
            if HCLPrinter.isPlain(text) {
                pad(indent)
                write(text.isEmpty ? "#" : "# ")
                write(text)
                out.append(UInt8(ascii: "\n"))
                continue
            }
            for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
                pad(indent)
                write(line.isEmpty ? "#" : "# ")
                visible(line)
                out.append(UInt8(ascii: "\n"))
            }
        }
    }

    /// Adds an assignment whose name stands at the end of `texts`.
    mutating func add(
        _ value: HCL.Expression,
        nameFrom start: Int,
        comment: [String] = [],
        remark: String? = nil,
        indent: Int
    ) {
        let nameEnd = texts.count
        var form = Form.oneLine
        if case .heredoc(let parts, _) = value, let heredoc = HCL.Heredoc.form(for: parts) {
            form = .heredoc(value, heredoc)
        } else {
            HCLPrinter.oneLine(value, to: &texts)
            let fits = indent + 3 + texts.count - start <= HCLPrinter.width
            if value.canSpread && (!fits || value.prefersSpread) {
                form = .severalLines(value)
                texts.removeLast(texts.count - nameEnd)
            }
        }
        lines.append(
            Line(start: start, nameEnd: nameEnd, end: texts.count, form: form, comment: comment, remark: remark)
        )
    }

    /// Prints the assignments from `first`: runs of one-line ones aligned.
    mutating func flush(from first: Int, indent: Int) {
        guard first < lines.count else { return }
        let textStart = lines[first].start
        let last = lines.count
        var start = first
        while start < last {
            var end = start + 1
            if !lines[start].spreads {
                // A comment line in front of an assignment ends the run before it.
                while end < last, lines[end].comment.isEmpty, !lines[end].spreads { end += 1 }
            }
            run(start..<end, indent: indent)
            start = end
        }
        lines.removeLast(last - first)
        texts.removeLast(texts.count - textStart)
    }

    private mutating func run(_ run: Range<Int>, indent: Int) {
        var nameWidth = 0
        for index in run { nameWidth = max(nameWidth, columns(lines[index].start..<lines[index].nameEnd)) }
        for index in run {
            let line = lines[index]
            comment(line.comment, indent: indent)
            pad(indent)
            out.append(contentsOf: texts[line.start..<line.nameEnd])
            switch line.form {
            case .oneLine:
                pad(nameWidth - columns(line.start..<line.nameEnd))
                write(" = ")
                out.append(contentsOf: texts[line.nameEnd..<line.end])
                if let remark = line.remark {
                    pad(remarkPadding(at: index, in: run))
                    write("# ")
                    visible(remark[...])
                }
                out.append(UInt8(ascii: "\n"))
            case .heredoc(let value, let form):
                pad(nameWidth - columns(line.start..<line.nameEnd))
                write(" = ")
                heredoc(value, form, indent: indent)
            case .severalLines(let value):
                write(" = ")
                severalLines(value, indent: indent)
                out.append(UInt8(ascii: "\n"))
            }
        }
    }

    /// The spaces before the remark of one line: remarks of consecutive lines stand in one column.
    private func remarkPadding(at index: Int, in run: Range<Int>) -> Int {
        func valueWidth(_ index: Int) -> Int? {
            guard run.contains(index), lines[index].remark != nil, case .oneLine = lines[index].form else {
                return nil
            }
            return columns(lines[index].nameEnd..<lines[index].end)
        }
        guard let own = valueWidth(index) else { return 1 }
        var widest = own
        for step in [-1, 1] {
            var other = index + step
            while let width = valueWidth(other) {
                widest = max(widest, width)
                other += step
            }
        }
        return widest - own + 1
    }

    /// Whether a text is nothing but visible ASCII, as most are.
    private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }

    /// The text of a comment: a control character would end the line, or the file.
    private mutating func visible(_ text: Substring) {
        for scalar in text.unicodeScalars {
            let isHidden = scalar != "\t" && HCL.Heredoc.isHidden(scalar) || scalar == "\n"
            write(isHidden ? " " : String(scalar))
        }
    }

    // MARK: Bytes

    mutating func write(_ text: String) {
        out.append(contentsOf: text.utf8)
    }

    mutating func pad(_ count: Int) {
        if count > 0 { out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count)) }
    }

    /// The width of a part of `texts` in columns: visible characters.
    private func columns(_ part: Range<Int>) -> Int {
        texts[part].allSatisfy { $0 < 0x80 } ? part.count : String(decoding: texts[part], as: UTF8.self).count
    }
}

extension HCLPrinter.Line {
    fileprivate var spreads: Bool {
        if case .severalLines = form { true } else { false }
    }
}
