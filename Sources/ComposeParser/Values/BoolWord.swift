/// A word that Compose takes for a boolean.
enum BoolWord {
    /// The boolean that `string` stands for in any case: `true`, `yes`, `y`, `on` and their opposites.
    static func value(of string: String) -> Bool? {
        switch ASCII.lowercased(string) {
        case "true", "yes", "y", "on": true
        case "false", "no", "n", "off": false
        default: nil
        }
    }

    /// Whether the word is one that YAML 1.2 does not know, of which Compose warns.
    static func isLegacy(_ string: String) -> Bool {
        let word = ASCII.lowercased(string)
        return word != "true" && word != "false"
    }
}
