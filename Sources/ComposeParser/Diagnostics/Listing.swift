extension [String] {
    /// The words as a sentence lists them: `a, b and c`; beyond `most` only how many more.
    package func listed(by word: String = "and", most: Int = .max) -> String {
        let shown = count > most ? prefix(most) + ["\(count - most) more"] : self
        guard shown.count > 1, let last = shown.last else { return shown.first ?? "" }
        return shown.dropLast().joined(separator: ", ") + " \(word) " + last
    }

    /// Each word in quotes.
    package var quoted: [String] { map { "`\($0)`" } }
}
