/// A syntax error as libyaml sees it, and what to tell the reader about it.
struct YAMLProblem {
    var problem: String
    var context: String
    var mark: Mark
    var contextMark: Mark
    /// The byte at `mark`.
    var byte: UInt8
    var file: SourceFileID

    /// The error in the words of somebody who writes Compose files.
    var diagnostic: Diagnostic {
        switch problem {
        case "found unexpected end of stream" where context.contains("quoted scalar"),
            "found unexpected document indicator" where context.contains("quoted scalar"):
            return error(
                "this quote is never closed",
                at: contextMark,
                hint: "close the quote; inside single quotes a quote is written twice",
                related: .init("the text goes on up to here", at: range(mark))
            )
        case "found character that cannot start any token":
            return unstartable
        case _ where problem.hasPrefix("found a tab character"):
            return error("a tab cannot indent YAML", at: mark, hint: "indent with spaces")
        case "mapping values are not allowed in this context":
            return error(
                "a mapping cannot start here",
                at: mark,
                hint: "put a value that contains `: ` in quotes, or give the line the indentation of its neighbours"
            )
        case "could not find expected ':'":
            return error(
                "this key has no `:`",
                at: contextMark == Mark(line: 1, column: 1) && mark.line > 1 ? mark : contextMark,
                hint: "write `key: value`; a text of several lines needs `|` or quotes",
                related: .init("a `:` was expected by here", at: range(mark))
            )
        case "block sequence entries are not allowed in this context":
            return error(
                "a list item cannot start here",
                at: mark,
                hint: "put the `-` on a line of its own below the key"
            )
        case "found unknown escape character":
            return error(
                "unknown escape in double quotes",
                at: mark,
                hint: "write the backslash twice, or use single quotes",
                related: .init("the quote opens here", at: range(contextMark))
            )
        case "did not find expected key":
            return error(
                "a key of the mapping was expected here",
                at: mark,
                hint: "give the keys of one mapping the same indentation, and quote values that hold quotes",
                related: .init("the mapping starts here", at: range(contextMark))
            )
        case "did not find expected '-' indicator":
            return error(
                "a list item was expected here",
                at: mark,
                hint: "give the `-` of one list the same indentation",
                related: .init("the list starts here", at: range(contextMark))
            )
        case "did not find expected ',' or ']'":
            return error(
                "a `,` or `]` was expected here",
                at: mark,
                hint: "close the list with `]`",
                related: .init("the list opens here", at: range(contextMark))
            )
        case "did not find expected ',' or '}'":
            return error(
                "a `,` or `}` was expected here",
                at: mark,
                hint: "close the mapping with `}`; a value that starts with `{` needs quotes",
                related: .init("the mapping opens here", at: range(contextMark))
            )
        case "did not find expected alphabetic or numeric character":
            return error(
                "`*` and `&` need a name",
                at: contextMark,
                hint: "put a value that starts with `*` or `&` in quotes"
            )
        case "did not find expected node content":
            return error("a value was expected here", at: mark)
        case "did not find expected <document start>":
            return error(
                "the document ends before this line",
                at: mark,
                hint: "indent the line as its neighbours, or start a new document with `---`"
            )
        default:
            return error(
                context.isEmpty || context == "block mapping" ? problem : "\(problem) \(context)",
                at: mark
            )
        }
    }

    private var unstartable: Diagnostic {
        switch byte {
        case UInt8(ascii: "\t"):
            return error("a tab cannot indent YAML", at: mark, hint: "indent with spaces")
        case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"):
            return error(
                "a value cannot start with `\(Unicode.Scalar(byte))`",
                at: mark,
                hint: "put the value in quotes"
            )
        default:
            return error("this character cannot start a value", at: mark, hint: "put the value in quotes")
        }
    }

    private func range(_ mark: Mark) -> SourceRange {
        SourceRange(file: file, start: mark, end: Mark(line: mark.line, column: mark.column + 1))
    }

    private func error(
        _ message: String,
        at mark: Mark,
        hint: String? = nil,
        related: Diagnostic.Related? = nil
    ) -> Diagnostic {
        Diagnostic(
            LoadingIssue.invalidYAML,
            .error,
            message,
            at: range(mark),
            hint: hint,
            related: related.map { [$0] } ?? []
        )
    }

    // MARK: - Bytes that are no text

    /// The error for bytes that libyaml's reader refuses, which it knows only by their offset.
    static func unreadable(
        _ problem: String,
        offset: Int,
        value: Int,
        in bytes: UnsafeBufferPointer<UInt8>,
        file: SourceFileID
    ) -> Diagnostic {
        let mark = Self.mark(offset: offset, in: bytes)
        let range = SourceRange(file: file, start: mark, end: Mark(line: mark.line, column: mark.column + 1))
        if problem == "control characters are not allowed" {
            return Diagnostic(
                LoadingIssue.invalidYAML,
                .error,
                "the control character U+\(hexadecimal(value, digits: 4)) is not allowed",
                at: range,
                hint: "remove it, or write it as an escape such as \"\\x\(hexadecimal(value & 0xFF, digits: 2))\""
            )
        }
        let byte = bytes.indices.contains(offset) ? " (byte 0x\(hexadecimal(Int(bytes[offset]), digits: 2)))" : ""
        return Diagnostic(
            LoadingIssue.invalidYAML,
            .error,
            "the file is not valid UTF-8 here\(byte)",
            at: range,
            hint: "save the file as UTF-8"
        )
    }

    private static func hexadecimal(_ value: Int, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    /// The line and column of a byte offset.
    static func mark(offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Mark {
        var mark = Mark(line: 1, column: 1)
        let hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        var position = hasByteOrderMark ? 3 : 0
        while position < min(offset, bytes.count) {
            switch bytes[position] {
            case UInt8(ascii: "\n"): mark = Mark(line: mark.line + 1, column: 1)
            case 0x80..<0xC0: break
            default: mark.column += 1
            }
            position += 1
        }
        return mark
    }

    /// The offset of a line and column, both from 0.
    static func position(line: Int, column: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var line = line
        var column = column
        while position < bytes.count {
            if line == 0, column == 0 { return position }
            let byte = bytes[position]
            if line > 0 {
                if byte == UInt8(ascii: "\n") { line -= 1 }
            } else {
                column -= 1
                // Continuation bytes belong to the scalar that they continue.
                while position + 1 < bytes.count, bytes[position + 1] & 0xC0 == 0x80 { position += 1 }
            }
            position += 1
        }
        return nil
    }
}
