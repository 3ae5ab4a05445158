extension [String] {
    /// The words as a sentence lists them: `a, b and c`.
    func listed(by word: String = "and") -> String {
        guard count > 1, let last else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " \(word) " + last
    }
}
