import Testing

@testable import ComposeParser

@Suite("Writing JSON and YAML")
struct NodeEncoderTests {
    private func node(_ yaml: String) throws -> Compose.Node {
        try #require(try YAMLReader.read(Array(yaml.utf8), file: .none).first)
    }

    private func json(_ node: Compose.Node, escapingDollar: Bool = false) -> String {
        String(decoding: NodeJSONEncoder.encode(node, escapingDollar: escapingDollar), as: UTF8.self)
    }

    private func yaml(_ node: Compose.Node, escapingDollar: Bool = false) -> String {
        String(decoding: NodeYAMLEncoder.encode(node, escapingDollar: escapingDollar), as: UTF8.self)
    }

    private func string(_ text: String) -> Compose.Node { Compose.Node(string: Compose.Text(text)) }

    // MARK: - JSON

    @Test("JSON has Go's indentation and no line feed at its end")
    func jsonLayout() throws {
        let tree = try node("b: {k: [1, {x: null}], e: [], m: {}}\na: true\n")
        #expect(
            json(tree) == """
                {
                  "b": {
                    "k": [
                      1,
                      {
                        "x": null
                      }
                    ],
                    "e": [],
                    "m": {}
                  },
                  "a": true
                }
                """
        )
    }

    @Test(
        "JSON strings have Go's escapes",
        arguments: [
            ("a<b>&c", "\"a\\u003cb\\u003e\\u0026c\""),
            ("\u{2028}\u{2029}\u{2027}è", "\"\\u2028\\u2029\u{2027}è\""),
            ("\"\\/", "\"\\\"\\\\/\""),
            ("\n\r\t\u{8}\u{C}\u{0}\u{1B}\u{7F}", "\"\\n\\r\\t\\b\\f\\u0000\\u001b\u{7F}\""),
            ("😀é", "\"😀é\""),
        ]
    )
    func jsonStrings(text: String, expected: String) {
        #expect(json(string(text)) == expected)
    }

    @Test("Dollar signs are doubled on demand, in keys as well")
    func dollars() throws {
        let tree = try node("$a: $$b\n")
        #expect(json(tree, escapingDollar: true) == "{\n  \"$$a\": \"$$$$b\"\n}")
        #expect(yaml(tree, escapingDollar: true) == "$$a: $$$$b\n")
        #expect(yaml(tree) == "$a: $$b\n")
        #expect(yaml(string("'$' # $"), escapingDollar: true) == "'''$$'' # $$'\n")
        #expect(yaml(string("$\n"), escapingDollar: true) == "|\n  $$\n")
    }

    @Test(
        "Numbers are printed as Go prints them",
        arguments: [
            ("2.0", "2", "2"), ("0.5", "0.5", "0.5"), ("-0.25", "-0.25", "-0.25"), ("123456.5", "123456.5", "123456.5"),
            ("1234567.5", "1234567.5", "1.2345675e+06"), ("1e5", "100000", "100000"), ("1e6", "1000000", "1e+06"),
            ("1e20", "100000000000000000000", "1e+20"), ("1e21", "1e+21", "1e+21"), ("1e-4", "0.0001", "0.0001"),
            ("1e-5", "0.00001", "1e-05"), ("1e-7", "1e-7", "1e-07"), ("1.5e-10", "1.5e-10", "1.5e-10"),
            ("-0.0", "-0", "-0"), ("5e-324", "5e-324", "5e-324"), ("12", "12", "12"), ("0x10", "16", "16"),
            (".inf", "\"+Inf\"", ".inf"), ("-.inf", "\"-Inf\"", "-.inf"), (".nan", "\"NaN\"", ".nan"),
            ("2024-1-2", "\"2024-01-02T00:00:00Z\"", "2024-01-02T00:00:00Z"),
            ("2024-01-02 3:04:05.50", "\"2024-01-02T03:04:05.5Z\"", "2024-01-02T03:04:05.5Z"),
            ("2024-01-02t03:04:05+01:00", "\"2024-01-02T03:04:05+01:00\"", "2024-01-02T03:04:05+01:00"),
        ]
    )
    func scalars(text: String, inJSON: String, inYAML: String) throws {
        let value = try #require(try node("k: \(text)\n")["k"])
        #expect(json(value) == inJSON)
        #expect(yaml(value) == inYAML + "\n")
    }

    // MARK: - YAML

    @Test("YAML indents lists below their key and nests in one line")
    func yamlLayout() throws {
        let text = """
            name: shop
            services:
              web:
                command:
                  - sh
                  - -c
                  - |
                    a

                    b
                  - |-
                    c
                    d
                  - - x
                    - - z
                  - k: v
                    l:
                      - m: {}
                        o: []
                image: ""
                networks:
                  default: null
                x-a: |+
                  e

                x-b: |2-
                    f
                  g

            """
        #expect(yaml(try node(text)) == text)
    }

    @Test(
        "YAML quotes what would not read back, and what old readers take for something else",
        arguments: [
            ("plain text", "plain text"), ("a:b", "a:b"), ("a#b", "a#b"), ("it's", "it's"), ("-a", "-a"), ("é", "é"),
            ("a,b", "a,b"), ("1:99", "1:99"), ("oN", "oN"), ("1.2.3", "1.2.3"), ("<<", "<<"),
            ("a: b", "'a: b'"), ("a:", "'a:'"), ("a #b", "'a #b'"), ("- a", "'- a'"), ("-", "'-'"), ("? a", "'? a'"),
            (" a", "' a'"), ("a ", "'a '"), ("'a'", "'''a'''"), ("\"a\"", "'\"a\"'"), ("[a", "'[a'"), ("*a", "'*a'"),
            ("---", "'---'"), ("@a", "'@a'"), ("`a", "'`a'"), ("%a", "'%a'"), ("{a}", "'{a}'"), ("&a", "'&a'"),
            ("", "\"\""), ("true", "\"true\""), ("null", "\"null\""), ("~", "\"~\""), ("12", "\"12\""),
            ("0.1", "\"0.1\""),
            ("1_0", "\"1_0\""), ("0o7", "\"0o7\""), ("2024-01-01", "\"2024-01-01\""), ("12:30", "\"12:30\""),
            ("1:20:30.5", "\"1:20:30.5\""), ("y", "\"y\""), ("No", "\"No\""), ("off", "\"off\""), ("ON", "\"ON\""),
            ("a\tb", "\"a\\tb\""), ("a\r", "\"a\\r\""), ("\u{7F}", "\"\\x7F\""), ("😀", "\"\\U0001F600\""),
            ("\u{FEFF}", "\"\\uFEFF\""), ("\u{85}", "\"\\N\""), ("\u{2028}", "\"\\L\""), ("\u{0}\u{1B}", "\"\\0\\e\""),
            ("a \nb", "\"a \\nb\""), ("a\nb ", "\"a\\nb \""), ("\ta\nb", "\"\\ta\\nb\""),
        ]
    )
    func yamlStrings(text: String, expected: String) throws {
        let written = yaml(string(text))
        #expect(written == expected + "\n")
        #expect(try node("k: \(written)")["k"]?.text.string == text)
    }

    @Test("Blocks keep their line ends")
    func blocks() throws {
        for text in ["a\nb", "a\nb\n", "a\n\nb\n\n", "\na", "\n", "\n\n", " a\nb", "a\n  b\n"] {
            let written = yaml(
                Compose.Node(
                    .mapping(Compose.Mapping([.init(key: "k", keyRange: .none, value: string(text))])),
                    range: .none
                )
            )
            #expect(try node(written)["k"]?.text.string == text, "\(written)")
        }
    }

    @Test("Maps are sorted as yaml.v3 sorts them, objects keep their order")
    func order() throws {
        let map = try node("X: 1\n_: 1\na: 1\na01b: 1\na1b: 1\nweb10: 1\nweb2: 1\nweb_x: 1\n")
        #expect(yaml(map) == "_: 1\nX: 1\na: 1\na1b: 1\na01b: 1\nweb_x: 1\nweb2: 1\nweb10: 1\n")
        let object = try node("target: 1\nsource: 1\nx-10: 1\nx-2: 1\n")
        #expect(yaml(object) == "target: 1\nsource: 1\nx-2: 1\nx-10: 1\n")
    }

    @Test("Keys that are long or have several lines get a question mark")
    func longKeys() throws {
        let long = String(repeating: "k", count: 129)
        let tree = try node("? \(long)\n: {a: b, c: [d]}\n? \"x\\ny\"\n: 1\n")
        let written = yaml(tree)
        #expect(written == "? \(long)\n: a: b\n  c:\n    - d\n? |-\n  x\n  y\n: 1\n")
        #expect(try node(written).mapping?.entries.map(\.key) == [long, "x\ny"])
    }

    @Test("Trees without collections and empty trees")
    func roots() throws {
        #expect(yaml(try node("{}")) == "{}\n")
        #expect(yaml(try node("[]")) == "[]\n")
        #expect(yaml(try node("[a, {b: c}]")) == "- a\n- b: c\n")
        #expect(json(try node("{}")) == "{}")
    }
}
