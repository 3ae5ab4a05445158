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
            let first = lines.count
            for entry in entries {
                let start = texts.count
                HCLPrinter.key(entry, to: &texts)
                add(entry.value.withoutHeredoc, nameFrom: start, indent: indent + 2)
            }
            flush(from: first, indent: indent + 2)
            pad(indent)
            write("}")
        default:
            HCLPrinter.oneLine(value, to: &out)
        }
    }

    /// An item of a list: on one line where it fits.
    private mutating func element(_ value: HCL.Expression, indent: Int, extra: Int) {
        let start = out.count
        HCLPrinter.oneLine(value, to: &out)
        if value.canSpread, indent + out.count - start + extra > HCLPrinter.width {
            out.removeLast(out.count - start)
            severalLines(value, indent: indent)
        }
    }

    static func oneLine(_ value: HCL.Expression, to out: inout [UInt8]) {
        switch value {
        case .template(let parts, let escaping), .heredoc(let parts, let escaping):
            quoted(parts, escaping, to: &out)
        case .number(let number):
            out.append(contentsOf: String(number).utf8)
        case .decimal(let number):
            let text = "\(number)"
            out.append(contentsOf: text.hasSuffix(".0") ? text.utf8.dropLast(2) : text.utf8[...])
        case .bool(let value):
            out.append(contentsOf: value ? "true".utf8 : "false".utf8)
        case .null:
            out.append(contentsOf: "null".utf8)
        case .list(let items):
            out.append(UInt8(ascii: "["))
            commaSeparated(items, to: &out)
            out.append(UInt8(ascii: "]"))
        case .object(let entries):
            if entries.isEmpty {
                out.append(contentsOf: "{}".utf8)
                return
            }
            out.append(contentsOf: "{ ".utf8)
            for (index, entry) in entries.enumerated() {
                if index > 0 { out.append(contentsOf: ", ".utf8) }
                key(entry, to: &out)
                out.append(contentsOf: " = ".utf8)
                oneLine(entry.value, to: &out)
            }
            out.append(contentsOf: " }".utf8)
        case .reference(let text):
            out.append(contentsOf: text.utf8)
        case .product(let a, let b):
            oneLine(a, to: &out)
            out.append(contentsOf: " * ".utf8)
            oneLine(b, to: &out)
        case .call(let name, let arguments):
            out.append(contentsOf: name.utf8)
            out.append(UInt8(ascii: "("))
            commaSeparated(arguments, to: &out)
            out.append(UInt8(ascii: ")"))
        }
    }

    private static func commaSeparated(_ items: [HCL.Expression], to out: inout [UInt8]) {
        for (index, item) in items.enumerated() {
            if index > 0 { out.append(contentsOf: ", ".utf8) }
            oneLine(item, to: &out)
        }
    }

    private static func key(_ entry: HCL.ObjectEntry, to out: inout [UInt8]) {
        if HCL.isIdentifier(entry.key) {
            out.append(contentsOf: entry.key.utf8)
        } else {
            quoted([.text(entry.key)], entry.escaping, to: &out)
        }
    }

    mutating func heredoc(_ value: HCL.Expression, _ form: HCL.Heredoc.Form, indent: Int) {
        guard case .heredoc(let parts, let escaping) = value else { return }
        write(form.isFlush ? "<<-" : "<<")
        write(form.marker)
        out.append(UInt8(ascii: "\n"))

        var text: [UInt8] = []
        HCLPrinter.template(parts, escaping, to: &text, inQuotes: false)
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

    static func quoted(_ parts: [HCL.TemplatePart], _ escaping: HCL.Escaping, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        template(parts, escaping, to: &out, inQuotes: true)
        out.append(UInt8(ascii: "\""))
    }

    /// Writes the parts of a template.
    private static func template(
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
    private static func lonelyDollar(_ escaping: HCL.Escaping, to out: inout [UInt8], inQuotes: Bool) {
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
