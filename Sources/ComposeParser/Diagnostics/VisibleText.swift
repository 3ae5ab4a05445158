extension Unicode.Scalar {
    /// How a character is shown that would end a line, drive a terminal, hide itself, or turn what stands around it: as
    /// JSON writes it. `nil` for all others, which show themselves.
    var escape: String? {
        switch self {
        case " "..."~": nil
        case "\t": "\\t"
        case "\n": "\\n"
        case "\r": "\\r"
        default: isHidden ? utf16.map { "\\u" + Hex.digits($0) }.joined() : nil
        }
    }

    private var isHidden: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: properties.isDefaultIgnorableCodePoint
        }
    }
}

extension String {
    /// The text made safe to show, on one line: what looks like a diagnostic is one, and nothing reaches the terminal
    /// but characters.
    package var visible: String { visible { $0.escape } }

    /// The text made safe to show, with its lines and tabs.
    package var visibleLines: String { visible { $0 == "\n" || $0 == "\t" ? nil : $0.escape } }

    private func visible(_ escape: (Unicode.Scalar) -> String?) -> String {
        guard unicodeScalars.contains(where: { escape($0) != nil }) else { return self }
        var out = ""
        for scalar in unicodeScalars {
            if let escape = escape(scalar) { out += escape } else { out.unicodeScalars.append(scalar) }
        }
        return out
    }
}
