import Testing

@testable import ComposeParser

@Suite("Command strings")
struct ShellWordsTests {
    @Test(
        "Words are split as Compose splits them",
        arguments: [
            ("a b  c", ["a", "b", "c"]), ("", []), ("  ", []), ("a \"b c\" 'd e'", ["a", "b c", "d e"]),
            ("a\"b c\"d", ["ab cd"]), ("a '' b \"\"", ["a", "", "b", ""]), (#"a\ b c\\"#, ["a b", #"c\"#]),
            (#"'\x' y"#, [#"\x"#, "y"]), ("a `b c` d", ["a", "`b c`", "d"]), ("a $(b c) d", ["a", "$(b c)", "d"]),
            ("a#b # c", ["a#b", "#", "c"]), ("a && b", ["a"]), ("a;b", ["a"]), (";a", []), ("a | b", ["a"]),
            ("x 2>&1 y", ["x"]), ("echo a>b", ["echo", "a"]), ("\"; x\" y; z", ["; x", "y"]), ("é ü", ["é", "ü"]),
            ("a\tb\nc", ["a", "b", "c"]),
        ]
    )
    func words(text: String, expected: [String]) throws {
        #expect(try ShellWords.split(Compose.Text(text)).map(\.string) == expected)
    }

    @Test("What is left open is refused", arguments: ["'a", "\"a", #"a\"#, "a `b", "a )", "a ( b", "a $(b (c)) d"])
    func unbalanced(text: String) {
        #expect(throws: Diagnostic.self) { try ShellWords.split(Compose.Text(text)) }
    }

    @Test("A word keeps the variables that lie in it")
    func origins() throws {
        let text = Compose.Text(
            "run --port='80' x",
            origins: [Compose.Origin(span: 12..<14, variable: "PORT"), Compose.Origin(span: 0..<5, variable: "RUN")]
        )
        let words = try ShellWords.split(text)
        #expect(words.map(\.string) == ["run", "--port=80", "x"])
        #expect(words[1].origins == [Compose.Origin(span: 7..<9, variable: "PORT")])
        #expect(words[0].isLiteral)
    }

    @Test("The end of the command is known")
    func end() {
        #expect(ShellWords.end(of: Compose.Text("a && b")) == 2)
        #expect(ShellWords.end(of: Compose.Text("a 'b;'")) == nil)
    }
}
