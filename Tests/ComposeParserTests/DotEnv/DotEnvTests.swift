import Testing

@testable import ComposeParser

@Suite("Environment files")
struct DotEnvTests {
    private func parse(
        _ text: String,
        format: DotEnv.Format = .standard,
        diagnostics: inout Diagnostics
    ) throws(Diagnostic) -> DotEnv {
        var interpolator = Interpolator(values: ["SET": "s", "OTHER": "o"])
        return try DotEnv.parse(
            Array(text.utf8),
            file: .none,
            format: format,
            interpolator: &interpolator,
            diagnostics: &diagnostics
        )
    }

    private func values(_ text: String, format: DotEnv.Format = .standard) throws -> [String] {
        var diagnostics = Diagnostics()
        return try parse(text, format: format, diagnostics: &diagnostics).entries
            .map { "\($0.key)=\($0.value?.string ?? "nil")" }
    }

    private func refusal(_ text: String, format: DotEnv.Format = .standard) -> Diagnostic? {
        var diagnostics = Diagnostics()
        do throws(Diagnostic) {
            _ = try parse(text, format: format, diagnostics: &diagnostics)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "Lines are read as Compose reads them",
        arguments: [
            ("A=1\nB=2\n", ["A=1", "B=2"]),
            ("\u{FEFF}A=1\r\nB='x'\r\n", ["A=1", "B=x"]),
            ("# c\n\n  # d\nA=1 # e\nB=2#\nC=#x\nD= # x\n", ["A=1", "B=2#", "C=#x", "D=# x"]),
            ("A=x=y\nB=x:y\nC:x=y\nD: 1\nE : 2\nF = 3\n G=4", ["A=x=y", "B=x:y", "C=x=y", "D=1", "E=2", "F=3", "G=4"]),
            ("export X=1\nexport\tY=2\nexported=3\n", ["X=1", "Y=2", "exported=3"]),
            ("A=a b  c  \nB=\"  x \"\nC=\n", ["A=a b  c", "B=  x ", "C="]),
            ("A='x y'\nB='a\\'b'\nC='a\\nb'\nD='$SET'\n", ["A=x y", "B=a'b", "C=a\\nb", "D=$SET"]),
            ("A=\"a\\\"b\"\nB=\"a\\nb\\tc\\\\d\\qe\"\nC=\"\\0101\"\n", ["A=a\"b", "B=a\nb\tc\\d\\qe", "C=A"]),
            ("A=\"one\ntwo\"\nB='one\ntwo'\nC=3\n", ["A=one\ntwo", "B=one\ntwo", "C=3"]),
            ("A=\"x\" # comment\nB='1' C=2\n", ["A=x", "B=1", "C=2"]),
            ("A=x'y'\nB=''\n", ["A=x'y'", "B="]),
            ("A=1\nB=$A-${A}\nC=\"$A\"\nD=$$A\nE=\"\\$A\"\n", ["A=1", "B=1-1", "C=1", "D=$A", "E=$A"]),
            ("SET=own\nB=$SET\nC=${NONE:-d}\n", ["SET=own", "B=s", "C=d"]),
            ("SET\nNONE\nOTHER", ["SET=s", "NONE=nil", "OTHER=o"]),
            ("A=1\nB=2\nA=3\nB\n", ["A=3", "B=2"]),
            ("A.b-c[0]=1\n1A=2\né=3\n", ["A.b-c[0]=1", "1A=2", "é=3"]),
        ] as [(String, [String])]
    )
    func standard(text: String, expected: [String]) throws {
        #expect(try values(text) == expected)
    }

    @Test("Raw files are taken literally")
    func raw() throws {
        #expect(
            try values("A=\"x $SET\" # c\r\n# c\n\n  B= 2 \nSET\nNONE\nC=a=b", format: .raw) == [
                "A=\"x $SET\" # c", "B= 2 ", "SET=s", "NONE=nil", "C=a=b",
            ]
        )
        #expect(refusal("A=1\nexport B=2\n", format: .raw)?.range.start == Mark(line: 2, column: 1))
        #expect(refusal("=1\n", format: .raw)?.id == "invalid-env-file")
    }

    @Test(
        "What Compose refuses is refused at its place",
        arguments: [
            ("A=1\nA B=1\n", "a name cannot contain a space", 2, 1),
            ("A=1\n\n  A!=1\n", "unexpected character `!` in the name of a variable", 3, 4),
            ("A=1\nB=\"x\nC=2\n", "this quote is never closed", 2, 3),
            ("A='a' 'b'\n", "unexpected character `'` in the name of a variable", 1, 7),
            ("A=1\nB=${\n", "invalid interpolation format: ${", 2, 3),
            ("A=${NONE?why}\n", "required variable `NONE` is missing a value: why", 1, 3),
        ] as [(String, String, UInt32, UInt32)]
    )
    func refusals(text: String, message: String, line: UInt32, column: UInt32) throws {
        let found = try #require(refusal(text))
        #expect(found.message == message)
        #expect(found.range.start == Mark(line: line, column: column))
    }

    @Test("Values keep their origins and places")
    func origins() throws {
        var diagnostics = Diagnostics()
        let env = try parse("A=x${SET}\nSET\n", diagnostics: &diagnostics)
        #expect(env.entries[0].value?.origins == [Compose.Origin(span: 1..<2, variable: "SET")])
        #expect(env.entries[0].value?.range.start == Mark(line: 1, column: 3))
        #expect(env.entries[1].value?.origins == [Compose.Origin(span: 0..<1, variable: "SET")])
        #expect(env["A"] == "xs")
    }

    @Test("A value without name is skipped with a warning")
    func nameless() throws {
        var diagnostics = Diagnostics()
        #expect(try parse("=x\nA=$NONE\n", diagnostics: &diagnostics).entries.map(\.key) == ["A"])
        #expect(diagnostics.all.map(\.id) == ["invalid-env-file", "variable-not-set"])
    }
}
