/// A random number generator that gives the same numbers for the same seed (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts at `seed`.
    public init(seed: UInt64) { state = seed }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Texts that are hard to write down in a configuration language.
public enum HardText {
    private static let pieces: [String] = [
        "", "a", "Z9", " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "\"", "\\", "\\n", "\\\"", "'", "`", "$", "$$",
        "$$$", "${", "${X}", "$${X}", "$$${", "%", "%%", "%{", "%%{", "%{ if true }", "}", "{", "{{", "}}",
        "{{ env \"X\" }}", "<<EOT", "<<-EOT\n", "EOT", "EOT\n", "\nEOT\n", "  EOT\n", "EOT2\n", "#", "//", "/*", "*/",
        "=", ":", ",", "[", "]", "\u{0}", "\u{1}", "\u{7}", "\u{8}", "\u{b}", "\u{1b}", "\u{7f}", "\u{85}", "é", "ß",
        "日本", "\u{a0}", "\u{2028}", "\u{feff}", "😀", "👩‍👩‍👧", "\u{301}", "e\u{301}", "\u{10FFFF}", "\u{202e}",
        "line\n", "  indented\n", "\tindented\n", " \n", "var.X", "null", "true", "0", "~",
    ]

    /// A text of some pieces; now and then a very long one.
    public static func make(using generator: inout SeededGenerator) -> String {
        var count = Int.random(in: 0...8, using: &generator)
        if Int.random(in: 0..<200, using: &generator) == 0 { count = 4000 }
        var text = ""
        for _ in 0..<count { text += pieces[Int.random(in: 0..<pieces.count, using: &generator)] }
        // Half of the texts of several lines end in a newline, as files do.
        if Bool.random(using: &generator), text.contains("\n") { text += "\n" }
        return text
    }
}
