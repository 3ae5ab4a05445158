/// Lays out a body as `nomad fmt` would leave it.
///
/// Two spaces per open bracket; `=` aligned over consecutive assignments of one line; a list on one line where it
/// fits into 100 columns, else an item per line; an empty line around nested blocks and before commented attributes.
public struct HCLPrinter {
    /// The column up to which a list or an object is kept on one line.
    static let width = 100

    private var out: [UInt8] = []

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
    private struct Line {
        /// The name as printed: bare, or quoted in an object.
        var name: [UInt8]
        var value: HCL.Expression
        var comment: [String]
        var remark: String?
        var form: Form
    }

    private enum Form {
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
            for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
                pad(indent)
                write(line.isEmpty ? "#" : "# ")
                write(String(line))
                out.append(UInt8(ascii: "\n"))
            }
        }
    }

    private func line(
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
    private mutating func flush(_ lines: inout [Line], indent: Int) {
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
                    write(remark)
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

    // MARK: Values

    private mutating func severalLines(_ value: HCL.Expression, indent: Int) {
        switch value {
        case .list(let items):
            write("[\n")
            for item in items {
                pad(indent + 2)
                element(item, indent: indent + 2, extra: 1)
                write(",\n")
            }
            pad(indent)
            write("]")
        case .object(let entries):
            write("{\n")
            var lines = entries.map { entry in
                line(
                    name: HCLPrinter.key(entry),
                    value: entry.value.withoutHeredoc,
                    comment: [],
                    remark: nil,
                    indent: indent + 2
                )
            }
            flush(&lines, indent: indent + 2)
            pad(indent)
            write("}")
        default:
            oneLine(value)
        }
    }

    /// An item of a list: on one line where it fits.
    private mutating func element(_ value: HCL.Expression, indent: Int, extra: Int) {
        var scratch = HCLPrinter()
        scratch.oneLine(value)
        if indent + scratch.out.count + extra <= HCLPrinter.width || !value.canSpread {
            out.append(contentsOf: scratch.out)
        } else {
            severalLines(value, indent: indent)
        }
    }

    private mutating func oneLine(_ value: HCL.Expression) {
        switch value {
        case .template(let parts, let escaping), .heredoc(let parts, let escaping):
            quoted(parts, escaping)
        case .number(let number):
            write(String(number))
        case .decimal(let number):
            let text = "\(number)"
            write(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
        case .bool(let value):
            write(value ? "true" : "false")
        case .null:
            write("null")
        case .list(let items):
            write("[")
            commaSeparated(items)
            write("]")
        case .object(let entries):
            if entries.isEmpty {
                write("{}")
                return
            }
            write("{ ")
            for (index, entry) in entries.enumerated() {
                if index > 0 { write(", ") }
                out.append(contentsOf: HCLPrinter.key(entry))
                write(" = ")
                oneLine(entry.value)
            }
            write(" }")
        case .reference(let text):
            write(text)
        case .product(let a, let b):
            oneLine(a)
            write(" * ")
            oneLine(b)
        case .call(let name, let arguments):
            write(name)
            write("(")
            commaSeparated(arguments)
            write(")")
        }
    }

    private mutating func commaSeparated(_ items: [HCL.Expression]) {
        for (index, item) in items.enumerated() {
            if index > 0 { write(", ") }
            oneLine(item)
        }
    }

    private static func key(_ entry: HCL.ObjectEntry) -> [UInt8] {
        if HCL.isIdentifier(entry.key) { return Array(entry.key.utf8) }
        var printer = HCLPrinter()
        printer.quoted([.text(entry.key)], entry.escaping)
        return printer.out
    }

    private mutating func heredoc(_ value: HCL.Expression, _ form: HCL.Heredoc.Form, indent: Int) {
        guard case .heredoc(let parts, let escaping) = value else { return }
        write(form.isFlush ? "<<-" : "<<")
        write(form.marker)
        out.append(UInt8(ascii: "\n"))

        var text: [UInt8] = []
        template(parts, escaping, to: &text, inQuotes: false)
        for line in text.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            // The flush form leaves blank lines as they are.
            if form.isFlush, !HCL.Heredoc.trimmed(line).isEmpty { pad(indent + 2) }
            out.append(contentsOf: line)
            out.append(UInt8(ascii: "\n"))
        }
        pad(indent)
        write(form.marker)
        out.append(UInt8(ascii: "\n"))
    }

    private mutating func quoted(_ parts: [HCL.TemplatePart], _ escaping: HCL.Escaping) {
        out.append(UInt8(ascii: "\""))
        template(parts, escaping, to: &out, inQuotes: true)
        out.append(UInt8(ascii: "\""))
    }

    /// Writes the parts of a template.
    private func template(
        _ parts: [HCL.TemplatePart],
        _ escaping: HCL.Escaping,
        to out: inout [UInt8],
        inQuotes: Bool
    ) {
        var index = parts.startIndex
        while index < parts.endIndex {
            switch parts[index] {
            case .reference(let reference):
                out.append(contentsOf: "${".utf8)
                out.append(contentsOf: reference.utf8)
                out.append(UInt8(ascii: "}"))
                index += 1
            case .text(var text):
                index += 1
                while index < parts.endIndex, case .text(let more) = parts[index] {
                    text += more
                    index += 1
                }
                // `$` in front of a reference would read as the escape `$${`.
                var dollars = 0
                if index < parts.endIndex {
                    while text.utf8.last == UInt8(ascii: "$") {
                        text.unicodeScalars.removeLast()
                        dollars += 1
                    }
                }
                escaping.append(text, to: &out, inQuotes: inQuotes)
                for _ in 0..<dollars { lonelyDollar(escaping, to: &out, inQuotes: inQuotes) }
            }
        }
    }

    /// Writes `$` as a template of its own, so that what follows is still read as a reference: by each reader.
    private func lonelyDollar(_ escaping: HCL.Escaping, to out: inout [UInt8], inQuotes: Bool) {
        if escaping == .twice {
            HCL.Escaping.once.append("${\"$\"}", to: &out, inQuotes: inQuotes)
        } else {
            out.append(contentsOf: "${\"$\"}".utf8)
        }
    }

    // MARK: Bytes

    private mutating func write(_ text: String) {
        out.append(contentsOf: text.utf8)
    }

    private mutating func pad(_ count: Int) {
        if count > 0 { out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count)) }
    }

    /// The width of a text in columns: visible characters.
    private static func columns(_ bytes: [UInt8]) -> Int {
        bytes.allSatisfy { $0 < 0x80 } ? bytes.count : String(decoding: bytes, as: UTF8.self).count
    }
}

extension HCL.Expression {
    /// Whether the value can be laid out over several lines.
    var canSpread: Bool {
        switch self {
        case .list(let items): !items.isEmpty
        case .object(let entries): !entries.isEmpty
        default: false
        }
    }

    /// Whether it reads better over several lines even if it fits into one.
    var prefersSpread: Bool {
        if case .object(let entries) = self { return entries.count > 1 }
        return false
    }

    /// Inside of an object, texts are quoted: a heredoc there would need a line of its own.
    var withoutHeredoc: HCL.Expression {
        if case .heredoc(let parts, let escaping) = self { return .template(parts, escaping) }
        return self
    }
}
