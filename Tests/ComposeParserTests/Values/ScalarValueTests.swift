import Testing

@testable import ComposeParser

@Suite("Scalar values")
struct ScalarValueTests {
    @Test(
        "Durations are printed in Go's form",
        arguments: [
            ("90s", "1m30s"), ("0.5s", "500ms"), ("1us", "1µs"), ("1500us", "1.5ms"), ("1d2h", "26h0m0s"),
            ("1w", "168h0m0s"), ("1h5m", "1h5m0s"), ("0", "0s"), ("-5s", "-5s"), ("100ns", "100ns"), (".5s", "500ms"),
            ("1.s", "1s"), ("1.5h", "1h30m0s"), ("+1s", "1s"), ("1s500ms", "1.5s"),
        ]
    )
    func durations(text: String, expected: String) {
        #expect(ComposeDuration(text)?.description == expected)
    }

    @Test("What is no duration is refused", arguments: ["", "10", "1.5", "s", "1h 5m", "1D", "1y", "-", ".s"])
    func badDurations(text: String) {
        #expect(ComposeDuration(text) == nil)
    }

    @Test(
        "Sizes have binary units",
        arguments: [
            ("7", 7), ("1.5", 1), ("1k", 1024), ("5mib", 5_242_880), ("1.5g", 1_610_612_736), ("5 m", 5_242_880),
            ("512M", 536_870_912), ("2Kb", 2048), ("9b", 9), ("1e3", 1000), (".5g", 536_870_912),
        ]
    )
    func sizes(text: String, expected: Int) {
        #expect(ByteSize.bytes(text) == expected)
    }

    @Test(
        "What is no size is refused",
        arguments: ["", "m", "-1", "5q", "5mi", "5bb", "5kbb", "0x10", "5  m", " 5m", "1 2m"]
    )
    func badSizes(text: String) {
        #expect(ByteSize.bytes(text) == nil)
    }

    @Test(
        "Floats are printed as Go prints them",
        arguments: [
            (1.5, "1.5"), (1e6, "1e+06"), (100_000, "100000"), (123_456_789, "1.23456789e+08"), (0.0001, "0.0001"),
            (0.00001, "1e-05"), (1_234_567.5, "1.2345675e+06"), (-0.0, "-0"), (.infinity, "+Inf"), (2, "2"),
            (1e100, "1e+100"),
        ]
    )
    func floats(value: Double, expected: String) {
        #expect(GoFormat.string(of: value) == expected)
    }

    @Test(
        "JSON numbers have an exponent only where Go writes one",
        arguments: [
            (2, "2"), (0.5, "0.5"), (1e20, "100000000000000000000"), (1e21, "1e+21"), (1e-7, "1e-7"),
            (1e-6, "0.000001"),
        ]
    )
    func json(value: Double, expected: String) {
        #expect(GoFormat.json(value) == expected)
    }

    @Test("Numbers are read as strictly as in Go")
    func numbers() {
        #expect(GoFormat.integer("+5") == 5)
        #expect(GoFormat.integer("-5") == -5)
        for text in ["", "0x2", "2 ", "1_0", "+-1"] { #expect(GoFormat.integer(text) == nil) }
        #expect(GoFormat.integer("0440", radix: 8) == 288)
        #expect(GoFormat.float("1.5e0") == 1.5)
        #expect(GoFormat.float("1_000.5") == 1000.5)
        for text in ["", " 1", "1_", "_1", "1__0", "1_.5", "0x10", "0x1_0", "x"] {
            #expect(GoFormat.float(text) == nil)
        }
    }

    @Test("Boolean words")
    func booleans() {
        #expect(BoolWord.value(of: "True") == true)
        #expect(BoolWord.value(of: "oFF") == false)
        #expect(BoolWord.value(of: "1") == nil)
        #expect(BoolWord.isLegacy("Yes"))
        #expect(!BoolWord.isLegacy("TRUE"))
    }

    @Test(arguments: [
        ("*", "", true), ("*", "a", true), ("*", "a/b", false), ("a*b", "ab", true), ("a*b", "axbxb", true),
        ("a*b*c", "abxcbc", true), ("*b", "a/b", false), ("*/b", "a/b", true), ("a*", "b", false), ("?", "/", false),
        ("[a-c]*\\*", "bx*", true), ("[^a]", "a", false), ("[", "[", false), ("a**", "a", true),
    ])
    func patterns(pattern: String, text: String, matches: Bool) {
        #expect(GlobPattern(pattern).matches(text) == matches)
    }

    /// Each star that tried all places again would take years.
    @Test func aPatternOfManyStars() {
        let pattern = GlobPattern(String(repeating: "*a", count: 200) + "b")
        #expect(!pattern.matches(String(repeating: "a", count: 400)))
    }
}
