import Testing

@testable import ComposeParser

@Suite("Interpolation")
struct InterpolatorTests {
    private static let values = ["SET": "s", "EMPTY": "", "MONEY": "a$b"]

    private func interpolate(_ text: String) throws -> Compose.Text {
        var interpolator = Interpolator(values: Self.values)
        var diagnostics = Diagnostics()
        return try interpolator.interpolate(Compose.Text(text), diagnostics: &diagnostics)
    }

    private func refusal(_ text: String) -> Diagnostic? {
        var interpolator = Interpolator(values: Self.values)
        var diagnostics = Diagnostics()
        do throws(Diagnostic) {
            _ = try interpolator.interpolate(Compose.Text(text), diagnostics: &diagnostics)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "Each form gives what Compose gives",
        arguments: [
            ("plain", "plain"), ("$SET", "s"), ("${SET}", "s"), ("$SET-x", "s-x"), ("pre${SET}post", "prespost"),
            ("$UNSET.", "."), ("${UNSET}", ""), ("${EMPTY}", ""),
            ("${SET:-d}", "s"), ("${UNSET:-d}", "d"), ("${EMPTY:-d}", "d"), ("${EMPTY-d}", ""), ("${UNSET-d}", "d"),
            ("${SET:+a}", "a"), ("${EMPTY:+a}", ""), ("${EMPTY+a}", "a"), ("${UNSET+a}", ""), ("${UNSET:+a}", ""),
            ("${SET:?m}", "s"), ("${EMPTY?m}", ""),
            ("${UNSET:-${SET}}", "s"), ("${UNSET:-a${UNSET:-b}c}", "abc"),
            ("${UNSET:-a ${SET} b} c ${SET}", "a s b c s"),
            ("${UNSET:-$SET}", "s"), ("${UNSET:-}", ""), ("${UNSET:-a:b}", "a:b"), ("${UNSET-a?b}", "a?b"),
            ("${UNSET:-a\nb}", "a\nb"), ("${UNSET:-{a}}", "{a}"), ("${UNSET:-a}b}", "ab}"),
            ("$$SET", "$SET"), ("$${SET}", "${SET}"), ("$$$SET", "$s"), ("$$$$SET", "$$SET"),
            ("${UNSET:-$$SET}", "$SET"),
            ("a $ b", "a $ b"), ("^x$", "^x$"), ("$1", "$1"), ("$-", "$-"), ("$}", "$}"), ("$é", "$é"), ("$$$", "$$"),
            ("${MONEY}", "a$b"), ("${UNSET:-$MONEY}", "a$b"), ("${_x1:-ok}", "ok"),
        ]
    )
    func forms(text: String, expected: String) throws {
        #expect(try interpolate(text).string == expected)
    }

    @Test(
        "Other forms are refused",
        arguments: [
            "${", "${}", "${ }", "${ SET}", "${SET }", "${SET!}", "${SET:x}", "${SET:}", "${SET:=a}", "${1A}",
            "${SET[0]}", "${UNSET:-a", "${SET:-x} ${", "${SET:-${}}", "x:${TAG",
        ]
    )
    func invalidForms(text: String) throws {
        #expect(try #require(refusal(text)).id == "invalid-interpolation")
    }

    @Test("A required variable without value is an error, also in a default that is not used")
    func required() throws {
        #expect(refusal("${UNSET:?set it}")?.message == "required variable `UNSET` is missing a value: set it")
        #expect(refusal("${EMPTY:?}")?.message == "required variable `EMPTY` is missing a value")
        #expect(refusal("${UNSET?a: $SET}")?.message == "required variable `UNSET` is missing a value: a: s")
        #expect(refusal("${SET:-${UNSET:?x}}")?.id == "required-variable-missing")
    }

    @Test("Deep nesting is refused, not followed")
    func deepNesting() {
        let text = String(repeating: "${UNSET:-", count: 5000) + String(repeating: "}", count: 5000)
        #expect(refusal(text)?.id == "invalid-interpolation")
    }

    @Test(
        "Origins tell which part came from which variable",
        arguments: [
            ("${SET}:80", [Compose.Origin(span: 0..<1, variable: "SET")]),
            (
                "é${SET}${UNSET-ü}",
                [
                    Compose.Origin(span: 2..<3, variable: "SET"),
                    Compose.Origin(span: 3..<5, variable: "UNSET", fallback: "ü"),
                ]
            ),
            ("$$${SET}", [Compose.Origin(span: 1..<2, variable: "SET")]),
            ("${SET:-d}", [Compose.Origin(span: 0..<1, variable: "SET", fallback: "d")]),
            ("${EMPTY:-d}", [Compose.Origin(span: 0..<1, variable: "EMPTY", fallback: "d")]),
            ("${SET:?m}", [Compose.Origin(span: 0..<1, variable: "SET")]),
            ("x$UNSET", [Compose.Origin(span: 1..<1, variable: "UNSET")]),
            // A default that holds a variable: that variable is where the part comes from.
            ("a${UNSET:-b${SET}c}", [Compose.Origin(span: 2..<3, variable: "SET")]),
            ("${SET:-b${EMPTY}c}", [Compose.Origin(span: 0..<1, variable: "SET")]),
            // The alternative is not the value of the variable.
            ("${SET:+alt}", []),
            ("${SET:+-$SET}", [Compose.Origin(span: 1..<2, variable: "SET")]),
            ("$$x", []),
        ]
    )
    func origins(text: String, expected: [Compose.Origin]) throws {
        #expect(try interpolate(text).origins == expected)
    }

    @Test("A variable without value is reported once, at its place")
    func notSet() throws {
        var sources = SourceTable()
        let yaml = Array("a: \"x $ONE\"\nb: [$ONE, '${TWO}']\nc: ${SET:-$THREE}\n".utf8)
        let file = sources.add(path: "compose.yaml", bytes: yaml)
        let tree = try #require(try YAMLReader.read(yaml, file: file).first)
        var interpolator = Interpolator(values: Self.values)
        var diagnostics = Diagnostics()
        let result = try interpolator.interpolate(tree, diagnostics: &diagnostics)
        #expect(result["a"]?.text.string == "x ")
        #expect(diagnostics.all.map(\.id) == ["variable-not-set", "variable-not-set"])
        #expect(diagnostics.all[0].range.start == Mark(line: 1, column: 7))
        #expect(diagnostics.all[0].range.end == Mark(line: 1, column: 11))
        #expect(diagnostics.all[1].range.start == Mark(line: 2, column: 12))
        #expect(interpolator.reported == ["ONE", "TWO"])
    }

    @Test("Values are interpolated, keys and other scalars are not")
    func trees() throws {
        let yaml = "${SET}: $SET\nn: 1\nl: [a, {k: \"${SET}\"}]\nt: $$x\n"
        let tree = try #require(try YAMLReader.read(Array(yaml.utf8), file: .none).first)
        var interpolator = Interpolator(values: Self.values)
        var diagnostics = Diagnostics()
        let result = try interpolator.interpolate(tree, diagnostics: &diagnostics)
        #expect(result.mapping?.entries.map(\.key) == ["${SET}", "n", "l", "t"])
        #expect(result["${SET}"]?.text.string == "s")
        #expect(result["n"]?.content == .int(1))
        #expect(result["l"]?.sequence?[1]["k"]?.text.origins.count == 1)
        #expect(result["t"]?.text.string == "$x")
    }

    @Test("An error knows the path of its value")
    func path() throws {
        let yaml = "services:\n  web:\n    ports: [80, \"${\"]\n"
        let tree = try #require(try YAMLReader.read(Array(yaml.utf8), file: .none).first)
        var interpolator = Interpolator(values: [:])
        var diagnostics = Diagnostics()
        #expect(throws: Diagnostic.self) { try interpolator.interpolate(tree, diagnostics: &diagnostics) }
        do throws(Diagnostic) {
            _ = try interpolator.interpolate(tree, diagnostics: &diagnostics)
        } catch {
            #expect(error.path == "services.web.ports[1]")
        }
    }

    @Test("The variables of a tree are listed with what the file says about them")
    func variables() throws {
        let yaml = """
            a: "x:${TAG:-1} ${A:-a ${B:-${C}}} ${D:?m} $$Z"
            b: ["${A:-second}", {k: "${TAG}", l: "${D}"}]
            c: ${G:+z} ${A:?needed}
            ${KEY}: 1
            """
        let tree = try #require(try YAMLReader.read(Array(yaml.utf8), file: .none).first)
        let found = Interpolator.variables(in: tree)
        #expect(found.map(\.name) == ["TAG", "A", "B", "C", "D", "G"])
        #expect(found.map(\.fallback) == ["1", "a ${B:-${C}}", "${C}", nil, nil, nil])
        #expect(found.map(\.isRequired) == [false, true, false, false, true, false])
        #expect(found.last?.alternative == "z")
    }
}
