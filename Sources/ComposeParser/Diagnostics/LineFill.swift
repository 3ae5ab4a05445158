/// Breaks text for readers into lines that fit a terminal.
package enum LineFill {
    /// The text in lines of at most `width` columns, broken at spaces only; without a width it is one line.
    ///
    /// - Parameters:
    ///   - text: the text, on one line.
    ///   - width: the columns there are; `nil` where nobody knows.
    ///   - used: the columns before the text on its first line.
    ///   - indent: the spaces before each further line.
    package static func filled(_ text: String, width: Int?, used: Int = 0, indent: Int = 0) -> String {
        guard let width else { return text }
        var out = ""
        var column = used
        var isFirst = true
        for word in text.split(at: " ", omittingEmptySubsequences: false) {
            let size = word.unicodeScalars.count
            if isFirst {
                isFirst = false
            } else if column + 1 + size > width {
                out += "\n" + String(repeating: " ", count: indent)
                column = indent
            } else {
                out += " "
                column += 1
            }
            out += word
            column += size
        }
        return out
    }
}
