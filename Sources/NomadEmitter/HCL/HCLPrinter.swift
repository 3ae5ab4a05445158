/// Lays out a body as `nomad fmt` would leave it.
///
/// Two spaces per open bracket; `=` aligned over consecutive assignments of one line; a list on one line where it
/// fits into 100 columns, else an item per line; an empty line around nested blocks and before commented attributes.
public struct HCLPrinter {
    /// The column up to which a list or an object is kept on one line.
    static let width = 100

    var out: [UInt8] = []

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
        var printer = HCLPrinter()
        printer.oneLine(expression)
        return String(decoding: printer.out, as: UTF8.self)
    }

    // MARK: Lines

    /// A line that takes part in the alignment of `=`.
    struct Line {
        /// The name as printed: bare, or quoted in an object.
        var name: [UInt8]
        var value: HCL.Expression
        var comment: [String]
        var remark: String?
        var form: Form
    }

    enum Form {
        case oneLine([UInt8])
        case heredoc(HCL.Heredoc.Form)
        case severalLines
    }

    private mutating func body(_ body: HCL.Body, indent: Int) {
        var run: [Line] = []
        var previous = Previous.nothing

        for item in body.items {
            switch item {
            case .attribute(let attribute):
                if previous == .block || (previous == .attribute && !attribute.comment.isEmpty) {
                    flush(&run, indent: indent)
                    out.append(UInt8(ascii: "\n"))
                }
                run.append(
                    line(
                        name: Array(attribute.name.utf8),
                        value: attribute.value,
                        comment: attribute.comment,
                        remark: attribute.remark,
                        indent: indent
                    )
                )
                previous = .attribute
            case .block(let block):
                flush(&run, indent: indent)
                if previous == .attribute || previous == .block { out.append(UInt8(ascii: "\n")) }
                self.block(block, indent: indent)
                previous = .block
            case .blankLine:
                flush(&run, indent: indent)
                if previous != .nothing && previous != .blankLine { out.append(UInt8(ascii: "\n")) }
                previous = .blankLine
            case .comment(let text):
                flush(&run, indent: indent)
                if previous == .block { out.append(UInt8(ascii: "\n")) }
                comment([text], indent: indent)
                previous = .comment
            }
        }
        flush(&run, indent: indent)
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
            quoted([.text(label)], .once)
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
            let parts =
                HCLPrinter.isPlain(text[...])
                ? [text[...]] : text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            for line in parts {
                pad(indent)
                write(line.isEmpty ? "#" : "# ")
                visible(line)
                out.append(UInt8(ascii: "\n"))
            }
        }
    }

    func line(
        name: [UInt8],
        value: HCL.Expression,
        comment: [String],
        remark: String?,
        indent: Int
    ) -> Line {
        var form = Form.severalLines
        if case .heredoc(let parts, _) = value, let heredoc = HCL.Heredoc.form(for: parts) {
            form = .heredoc(heredoc)
        } else {
            var scratch = HCLPrinter()
            scratch.oneLine(value)
            let fits = indent + name.count + 3 + scratch.out.count <= HCLPrinter.width
            if (fits && !value.prefersSpread) || !value.canSpread { form = .oneLine(scratch.out) }
        }
        return Line(name: name, value: value, comment: comment, remark: remark, form: form)
    }

    /// Prints the collected assignments: runs of one-line ones aligned.
    mutating func flush(_ lines: inout [Line], indent: Int) {
        defer { lines.removeAll() }
        var start = 0
        while start < lines.count {
            // A comment line in front of an assignment ends the run before it.
            var end = start
            if case .severalLines = lines[start].form {
                end = start + 1
            } else {
                end = start + 1
                while end < lines.count, lines[end].comment.isEmpty {
                    if case .severalLines = lines[end].form { break }
                    end += 1
                }
            }
            run(lines[start..<end], indent: indent)
            start = end
        }
    }

    private mutating func run(_ lines: ArraySlice<Line>, indent: Int) {
        let nameWidth = lines.map { HCLPrinter.columns($0.name) }.max() ?? 0
        for (index, line) in zip(lines.indices, lines) {
            comment(line.comment, indent: indent)
            pad(indent)
            out.append(contentsOf: line.name)
            switch line.form {
            case .oneLine(let value):
                pad(nameWidth - HCLPrinter.columns(line.name))
                write(" = ")
                out.append(contentsOf: value)
                if let remark = line.remark {
                    pad(HCLPrinter.remarkPadding(at: index, in: lines, nameWidth: nameWidth))
                    write("# ")
                    visible(remark[...])
                }
                out.append(UInt8(ascii: "\n"))
            case .heredoc(let form):
                pad(nameWidth - HCLPrinter.columns(line.name))
                write(" = ")
                heredoc(line.value, form, indent: indent)
            case .severalLines:
                write(" = ")
                severalLines(line.value, indent: indent)
                out.append(UInt8(ascii: "\n"))
            }
        }
    }

    /// The spaces before the remark of one line: remarks of consecutive lines stand in one column.
    private static func remarkPadding(at index: Int, in lines: ArraySlice<Line>, nameWidth: Int) -> Int {
        func valueWidth(_ index: Int) -> Int? {
            guard lines.indices.contains(index), lines[index].remark != nil,
                case .oneLine(let value) = lines[index].form
            else { return nil }
            return columns(value)
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
    private static func isPlain(_ text: Substring) -> Bool { text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }

    /// The text of a comment: a control character would end the line, or the file.
    private mutating func visible(_ text: Substring) {
        if HCLPrinter.isPlain(text) { return out.append(contentsOf: text.utf8) }
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

    /// The width of a text in columns: visible characters.
    static func columns(_ bytes: [UInt8]) -> Int {
        bytes.allSatisfy { $0 < 0x80 } ? bytes.count : String(decoding: bytes, as: UTF8.self).count
    }
}
