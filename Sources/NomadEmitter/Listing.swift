/// Lists of names for readers.
enum Listing {
    /// `a, b and c`; beyond `most` only how many more.
    static func of(_ items: [String], most: Int = .max) -> String {
        let shown = items.count > most ? Array(items.prefix(most)) + ["\(items.count - most) more"] : items
        return shown.listed()
    }

    /// The same with each name in quotes.
    static func quoted(_ names: [String]) -> String { of(names.map { "\"\($0)\"" }) }
}

extension [String] {
    /// The words as a sentence lists them: `a, b and c`.
    func listed(by word: String = "and") -> String {
        guard count > 1, let last else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " \(word) " + last
    }
}
