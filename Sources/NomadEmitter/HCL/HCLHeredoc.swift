extension HCL {
    /// Whether and how a text can be said as a heredoc.
    enum Heredoc {
        /// How a heredoc is written.
        struct Form: Equatable {
            /// Whether it is the flush form `<<-`, whose lines are indented with the file.
            var isFlush: Bool
            /// The marker, which the text does not contain.
            var marker: String
        }

        /// The form for the template, or `nil` if only a quoted string can say it.
        ///
        /// A heredoc ends in a newline, knows no backslash escapes, and keeps carriage returns and control characters
        /// out of sight. The flush form drops the indentation that all lines share, counted in visible characters, so
        /// it is taken only if a line starts at the margin and none starts with something that joins a space.
        static func form(for parts: [TemplatePart]) -> Form? {
            var text: [UInt8] = []
            for part in parts {
                switch part {
                case .text(let literal):
                    text.append(contentsOf: literal.utf8)
                    if literal.unicodeScalars.contains(where: isHidden) { return nil }
                case .reference(let reference):
                    if reference.utf8.contains(UInt8(ascii: "\n")) { return nil }
                    // A reference is never blank: it holds the place of a visible character.
                    text.append(UInt8(ascii: "$"))
                }
            }
            guard text.last == UInt8(ascii: "\n") else { return nil }
            if case .reference? = parts.last { return nil }

            let lines = text.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            var marker = "EOT"
            var number = 1
            while contains(text, marker.utf8) {
                number += 1
                marker = "EOT\(number)"
            }
            var marginSeen = false
            var joins = false
            for line in lines {
                guard let first = line.first, !trimmed(line).isEmpty else { continue }
                if first != UInt8(ascii: " "), first != UInt8(ascii: "\t") { marginSeen = true }
                if let lead = line.first(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }), lead >= 0x80 {
                    joins = true
                }
            }
            return Form(isFlush: marginSeen && !joins, marker: marker)
        }

        /// Whether `text` contains `word` anywhere: the parser trims spaces of all scripts around a marker.
        private static func contains(_ text: [UInt8], _ word: String.UTF8View) -> Bool {
            guard let first = word.first else { return true }
            return text.indices.contains { text[$0] == first && text[$0...].starts(with: word) }
        }

        /// Whether a scalar would not be seen in a heredoc, or would be read as something else.
        static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.value {
            case 0x09, 0x0A: false
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
            default: false
            }
        }

        static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
            var line = line
            while let first = line.first, first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
                line.removeFirst()
            }
            while let last = line.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") { line.removeLast() }
            return line
        }
    }
}
