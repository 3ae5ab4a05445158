/// Checks the spaces of a file against the rules of `nomad fmt`, apart from the printer.
public enum FormatLaw {
    private struct Assignment {
        var line: Int
        var nameWidth: Int
        var equals: Int
    }

    /// What `nomad fmt` would change in `text`; empty if nothing.
    public static func violations(in text: String) -> [String] {
        var found: [String] = []
        if !text.isEmpty && !text.hasSuffix("\n") { found.append("no newline at the end") }
        var depth = 0
        var marker: String?
        var run: [Assignment] = []

        func closeRun() {
            let width = run.map(\.nameWidth).max() ?? 0
            for assignment in run where assignment.equals != width + 1 {
                found.append("line \(assignment.line): = is in column \(assignment.equals), not \(width + 1)")
            }
            run = []
        }

        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().enumerated() {
            if let end = marker {
                if line.trimmingSpaces == end { marker = nil }
                continue
            }
            let content = line.drop { $0 == " " }
            if content.isEmpty {
                if !line.isEmpty { found.append("line \(index + 1): spaces on an empty line") }
                closeRun()
                continue
            }
            if line.last == " " { found.append("line \(index + 1): spaces at the end") }
            let scan = Scan(content)
            let closing = content.first == "}" || content.first == "]" ? 1 : 0
            let indent = line.count - content.count
            if indent != 2 * (depth - closing) {
                found.append("line \(index + 1): indented by \(indent), not \(2 * (depth - closing))")
            }
            depth += scan.brackets
            marker = scan.marker
            if let equals = scan.equals, scan.bracketsAfterEquals == 0 {
                run.append(Assignment(line: index + 1, nameWidth: scan.nameWidth, equals: equals))
            } else {
                closeRun()
                if let equals = scan.equals, scan.bracketsAfterEquals > 0, equals != scan.nameWidth + 1 {
                    found.append("line \(index + 1): more than one space before =")
                }
            }
        }
        closeRun()
        if depth != 0 { found.append("brackets do not match") }
        if marker != nil { found.append("a heredoc does not end") }
        return found
    }

    /// What one line holds outside of quotes and comments.
    private struct Scan {
        var brackets = 0
        var bracketsAfterEquals = 0
        var equals: Int?
        var nameWidth = 0
        var marker: String?

        init(_ line: Substring) {
            // Nesting of quotes and `${`: true inside of quotes.
            var quotes: [Bool] = []
            var escaped = false
            var previous: Unicode.Scalar = " "
            var before: Unicode.Scalar = " "
            // A combining mark behind a quote makes one character with it, so this goes by scalars.
            for index in line.unicodeScalars.indices {
                let character = line.unicodeScalars[index]
                defer { (before, previous) = (previous, character) }
                if quotes.last == true {
                    if escaped {
                        escaped = false
                    } else if character == "\\" {
                        escaped = true
                    } else if character == "\"" {
                        quotes.removeLast()
                    } else if character == "{" && previous == "$" && before != "$" {
                        quotes.append(false)
                    }
                    continue
                }
                switch character {
                case "\"": quotes.append(true)
                case "#" where quotes.isEmpty: return
                case "}" where !quotes.isEmpty: quotes.removeLast()
                case "{", "[", "(": add(1)
                case "}", "]", ")": add(-1)
                case "=" where equals == nil && quotes.isEmpty && index > line.startIndex:
                    equals = line[..<index].count
                    nameWidth = line[..<index].trimmingSpaces.count
                case "<" where previous == "<" && quotes.isEmpty:
                    let rest = line[line.unicodeScalars.index(after: index)...]
                    marker = String(rest.first == "-" ? rest.dropFirst() : rest)
                    return
                default: break
                }
            }
        }

        private mutating func add(_ change: Int) {
            brackets += change
            if equals != nil { bracketsAfterEquals += change }
        }
    }
}

extension StringProtocol {
    fileprivate var trimmingSpaces: String {
        var text = drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
