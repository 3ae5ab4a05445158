/// Words of a POSIX shell script.
package enum Shell {
    /// A part of a word.
    enum Part: Sendable, Hashable {
        /// Text that means itself.
        case text(String)
        /// What the shell replaces, inside of double quotes: `$PROJECT_DIR`, `$(value TAG)`.
        case expansion(String)
    }

    /// The word, quoted where the shell would read it otherwise.
    package static func quoted(_ word: String) -> String {
        if !word.isEmpty, word.utf8.allSatisfy(isPlain) { return word }
        var result = "'"
        for scalar in word.unicodeScalars where scalar != "\0" {
            if scalar == "'" { result += "'\\''" } else { result.unicodeScalars.append(scalar) }
        }
        return result + "'"
    }

    /// The word that `parts` make up.
    static func word(_ parts: [Part]) -> String {
        let isLiteral = !parts.contains { if case .expansion = $0 { true } else { false } }
        if isLiteral {
            return quoted(parts.map { if case .text(let text) = $0 { text } else { "" } }.joined())
        }
        var result = "\""
        for part in parts {
            switch part {
            case .expansion(let expansion): result += expansion
            case .text(let text):
                for scalar in text.unicodeScalars where scalar != "\0" {
                    if "\\\"$`".unicodeScalars.contains(scalar) { result += "\\" }
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    /// Functions of ours, each with an empty line behind it.
    static func functions(_ texts: [String]) -> [String] { texts.flatMap { [$0, ""] } }

    /// A comment of one line, whatever `text` holds.
    static func comment(_ text: String) -> String {
        var line = "# "
        for scalar in text.unicodeScalars {
            if scalar.value < 0x20 || scalar.value == 0x7F { line += " " } else { line.unicodeScalars.append(scalar) }
        }
        return line
    }

    /// A marker for a here-document that no line of `text` consists of.
    static func marker(for text: String) -> String {
        let lines = Set(text.utf8.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) })
        var marker = "EOF"
        var number = 2
        while lines.contains(marker) {
            marker = "EOF\(number)"
            number += 1
        }
        return marker
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: ","),
            UInt8(ascii: "+"):
            true
        default: false
        }
    }
}
