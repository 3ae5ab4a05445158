// How values are laid out.
extension HCLPrinter {
    mutating func severalLines(_ value: HCL.Expression, indent: Int) {
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

    mutating func oneLine(_ value: HCL.Expression) {
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

    mutating func heredoc(_ value: HCL.Expression, _ form: HCL.Heredoc.Form, indent: Int) {
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

    mutating func quoted(_ parts: [HCL.TemplatePart], _ escaping: HCL.Escaping) {
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
