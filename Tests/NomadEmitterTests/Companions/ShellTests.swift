import Testing

@testable import NomadEmitter

@Suite("Words of a shell script")
struct ShellTests {
    @Test(
        "A word is quoted where the shell would change it",
        arguments: [
            ("plain-1.2/x", "plain-1.2/x"), ("", "''"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("$x", "'$x'"),
        ]
    )
    func quoting(_ text: String, _ word: String) {
        #expect(Shell.quoted(text) == word)
    }

    @Test("Expansions stand in double quotes, with the rest kept from the shell")
    func expansions() {
        #expect(Shell.word([.expansion("$DIR"), .text("/a$b`\"\\")]) == "\"$DIR/a\\$b\\`\\\"\\\\\"")
        #expect(Shell.word([.text("a"), .text("b")]) == "ab")
    }

    @Test("The marker of a here-document is no line of it")
    func markers() {
        #expect(Shell.marker(for: "a\nEOF\n") == "EOF2")
        #expect(Shell.marker(for: "a\r\nEOF\nb") == "EOF2")
    }

    @Test("A comment ends where its line ends")
    func comments() {
        #expect(Shell.comment("a\ntouch x\r\u{0}b") == "# a touch x  b")
    }
}
