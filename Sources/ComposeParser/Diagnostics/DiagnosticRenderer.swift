/// Turns diagnostics into the text that a terminal shows.
///
/// The form is that of compilers: `file:line:column: severity: message [id]`, the line, a caret under the place, a
/// hint, and the further places.
public struct DiagnosticRenderer: Sendable {
    /// The files that the diagnostics point into.
    public var sources: SourceTable
    /// Whether to colour the text with ANSI escapes; for terminals only.
    public var colors: Bool
    /// The columns of the terminal; `nil` breaks no lines.
    package var width: Int?

    /// The longest part of a source line that is shown, in Unicode scalars.
    private static let widestLine = 160

    /// Makes a renderer for diagnostics that point into `sources`.
    public init(sources: SourceTable, colors: Bool = false) {
        self.sources = sources
        self.colors = colors
    }

    /// The text of one diagnostic, with a line feed at its end.
    public func render(_ diagnostic: Diagnostic) -> String {
        var out = ""
        render(diagnostic, showsLine: true, to: &out)
        return out
    }

    /// Adds the text of one diagnostic, with or without the lines that it points at.
    func render(_ diagnostic: Diagnostic, showsLine: Bool, to out: inout String) {
        head(
            diagnostic.severity.rawValue,
            style: Style(diagnostic.severity),
            message: diagnostic.message,
            id: diagnostic.id,
            at: diagnostic.range,
            to: &out
        )
        if showsLine {
            excerpt(diagnostic.range, style: Style(diagnostic.severity), to: &out)
            for related in diagnostic.related {
                head("note", style: .note, message: related.message, id: nil, at: related.range, to: &out)
                excerpt(related.range, style: .note, to: &out)
            }
        }
        if let hint = diagnostic.hint {
            out += "  "
            out += paint("hint:", .hint)
            out += " " + LineFill.filled(hint.visible, width: width, used: 8, indent: 4) + "\n"
        }
    }

    /// The text of several diagnostics, in their order.
    public func render(_ diagnostics: [Diagnostic]) -> String {
        var out = ""
        for diagnostic in diagnostics { out += render(diagnostic) }
        return out
    }

    /// The text of what the stages have found.
    public func render(_ diagnostics: Diagnostics) -> String { render(diagnostics.all) }

    /// `file:line:column`, only the file where the line is not known, `nil` where nothing is.
    package func place(_ range: SourceRange) -> String? {
        guard let file = sources[range.file] else { return nil }
        guard range.start.line > 0 else { return file.path.visible }
        return "\(file.path.visible):\(range.start.line):\(range.start.column)"
    }

    // MARK: - Parts

    private func head(
        _ label: String,
        style: Style,
        message: String,
        id: String?,
        at range: SourceRange,
        to out: inout String
    ) {
        var used = label.utf8.count + 2
        if let place = place(range) {
            out += paint("\(place):", .strong)
            out += " "
            used += place.unicodeScalars.count + 2
        }
        out += paint("\(label):", style)
        let text = message.visible + (id.map { " [\($0)]" } ?? "")
        out += " " + LineFill.filled(text, width: width, used: used, indent: 4) + "\n"
    }

    /// The line of a place and a caret under it.
    private func excerpt(_ range: SourceRange, style: Style, to out: inout String) {
        guard range.start.line > 0, range.start.column > 0 else { return }
        // A long line is cut so that its marked part is seen.
        let wanted = Int(range.start.column) - 1
        let first = wanted < Self.widestLine ? 0 : wanted - Self.widestLine / 2
        guard
            let scalars = sources.scalars(
                at: first..<(first + Self.widestLine),
                ofLine: range.start.line,
                of: range.file
            )
        else { return }
        let column = min(wanted - first, scalars.count)
        var end = scalars.count
        if range.end.line == range.start.line { end = min(max(Int(range.end.column) - 1 - first, 0), end) }
        while end > column + 1, scalars[end - 1] == " " || scalars[end - 1] == "\t" { end -= 1 }
        let number = "\(range.start.line)"
        let gutter = String(repeating: " ", count: number.utf8.count)

        out += " \(number) | "
        var shown = ""
        for scalar in scalars {
            if let escape = Self.escape(scalar) { shown += escape } else { shown.unicodeScalars.append(scalar) }
        }
        out += shown
        out += "\n \(gutter) | "
        var pad = ""
        // Tabs stay tabs, so that the caret stands under its column whatever their width.
        for scalar in scalars[..<column] {
            pad += scalar == "\t" ? "\t" : String(repeating: " ", count: Self.width(scalar))
        }
        out += pad
        var marker = "^"
        if column + 1 < end {
            for scalar in scalars[(column + 1)..<end] {
                marker += String(repeating: "~", count: max(Self.width(scalar), 1))
            }
        }
        out += paint(marker, style)
        out += "\n"
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String? { scalar == "\t" ? nil : scalar.escape }

    /// Columns that a scalar takes on a terminal: 2 for East Asian wide ones and emoji, 0 for combining marks.
    private static func width(_ scalar: Unicode.Scalar) -> Int {
        if let escape = escape(scalar) { return escape.utf8.count }
        return switch scalar.value {
        case 0..<0x300: 1
        case 0x300...0x36F: 0
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }

    // MARK: - Colours

    private enum Style: String {
        case error = "1;31"
        case warning = "1;35"
        case note = "1;36"
        case hint = "1;32"
        case strong = "1"

        init(_ severity: Severity) {
            switch severity {
            case .note: self = .note
            case .warning: self = .warning
            case .error: self = .error
            }
        }
    }

    private func paint(_ text: String, _ style: Style) -> String {
        colors ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}
