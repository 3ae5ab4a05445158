import Testing

@testable import ComposeParser

@Suite("Reading YAML")
struct YAMLReaderTests {
    private func read(_ yaml: String, limits: YAMLLimits = YAMLLimits()) throws -> [Compose.Node] {
        try YAMLReader.read(Array(yaml.utf8), file: .none, limits: limits)
    }

    private func root(_ yaml: String) throws -> Compose.Node {
        try #require(try read(yaml).first)
    }

    private func refusal(_ yaml: String, limits: YAMLLimits = YAMLLimits()) -> Diagnostic? {
        refusal(Array(yaml.utf8), limits: limits)
    }

    private func refusal(_ bytes: [UInt8], limits: YAMLLimits = YAMLLimits()) -> Diagnostic? {
        do throws(Diagnostic) {
            _ = try YAMLReader.read(bytes, file: .none, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    // MARK: - Marks

    @Test("Lines and columns start at 1 and count Unicode scalars")
    func marks() throws {
        let node = try root("services:\n  wéb: &a\n    image: \"naïve\"   # c\n    ports: [80, 81]\n")
        let services = try #require(node.mapping?.entries.first)
        #expect(services.keyRange.start == Mark(line: 1, column: 1))
        #expect(services.keyRange.end == Mark(line: 1, column: 9))
        let web = try #require(services.value.mapping?.entries.first)
        #expect(web.key == "wéb")
        #expect(web.keyRange.end == Mark(line: 2, column: 6))
        let image = try #require(web.value["image"])
        #expect(image.range.start == Mark(line: 3, column: 12))
        #expect(image.range.end == Mark(line: 3, column: 19))
        let ports = try #require(web.value["ports"])
        #expect(ports.range.start == Mark(line: 4, column: 12))
        #expect(ports.range.end == Mark(line: 4, column: 20))
        #expect(ports.sequence?[1].range.start == Mark(line: 4, column: 17))
        // A block ends with its last value, not where the next one starts.
        #expect(web.value.range.end == Mark(line: 4, column: 20))
    }

    @Test("A byte order mark and carriage returns do not shift the marks")
    func byteOrderMark() throws {
        let node = try root("\u{FEFF}a: 1\r\nb: 2\r\n")
        #expect(node.mapping?.entries.map(\.keyRange.start) == [Mark(line: 1, column: 1), Mark(line: 2, column: 1)])
    }

    // MARK: - Documents

    @Test("Each document is a node; a file without any gives none")
    func documents() throws {
        #expect(try read("").isEmpty)
        #expect(try read("# only a comment\n").isEmpty)
        #expect(try read("---\n").map(\.isNull) == [true])
        let documents = try read("a: 1\n---\nb: 2\n...\n---\nc: 3\n")
        #expect(documents.map { $0.mapping?.entries.first?.key } == ["a", "b", "c"])
    }

    @Test("An anchor holds only in its document")
    func anchorsEndWithTheirDocument() {
        #expect(refusal("a: &x 1\n---\nb: *x\n")?.message == "there is no anchor `x`")
    }

    // MARK: - Scalars

    @Test(
        "Plain scalars have the types that Compose gives them",
        arguments: [
            ("", .null), ("~", .null), ("null", .null), ("NULL", .null), ("nUll", .string),
            ("true", .bool(true)), ("True", .bool(true)), ("FALSE", .bool(false)), ("tRUE", .string),
            ("yes", .string), ("no", .string), ("on", .string), ("off", .string), ("y", .string),
            ("0", .int(0)), ("-0", .int(0)), ("+1", .int(1)), ("12", .int(12)), ("1_000", .int(1000)),
            ("017", .int(15)), ("0o17", .int(15)), ("-0o7", .int(-7)), ("0x1F", .int(31)), ("-0X1f", .int(-31)),
            ("0b11", .int(3)), ("0b2", .string), ("0o8", .string), ("0x", .string), ("_1", .string),
            ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
            ("99999999999999999999", .float(1e20)), ("0x1FFFFFFFFFFFFFFFF", .string),
            ("08", .float(8)), ("1.", .float(1)), (".5", .float(0.5)), ("-.5", .float(-0.5)), (".5_0", .float(0.5)),
            ("._5", .string), ("1.50", .float(1.5)), ("1e3", .float(1000)), ("1e400", .string), ("1_e5", .float(1e5)),
            (".inf", .float(.infinity)), ("-.INF", .float(-.infinity)), ("+.Inf", .float(.infinity)),
            ("1:20", .string), ("190:20:30", .string), ("1.2.3", .string), ("0x1.8p1", .string),
            (".", .string), ("+", .string), ("..5", .string), (".5e", .string), ("1-2", .string),
            ("2024-01-31", .timestamp), ("2024-1-1", .timestamp), ("2024-02-30", .string), ("2024-01-011", .string),
            ("2024-01-01T10:20:30Z", .timestamp), ("2024-01-01T10:20:30.5+01:00", .timestamp),
            ("2024-01-01 10:20:30", .timestamp), ("2024-01-01T10:20:30", .string), ("2024-01-01 25:20:30", .string),
        ] as [(String, Compose.Node.Content)]
    )
    func plainScalars(text: String, content: Compose.Node.Content) throws {
        let value = try #require(try root("k: \(text)\n")["k"])
        #expect(value.content == content)
        #expect(value.text.string == text)
    }

    @Test("Not-a-number is a float")
    func notANumber() throws {
        guard case .float(let value)? = try root("k: .NaN\n")["k"]?.content else {
            Issue.record("no float")
            return
        }
        #expect(value.isNaN)
    }

    @Test("An integer beyond Int keeps its digits")
    func unsigned() throws {
        let value = try root("k: 0xFFFFFFFFFFFFFFFF\n")["k"]
        #expect(value?.content == .string)
        #expect(value?.text.string == "18446744073709551615")
    }

    @Test("Quoted scalars and block scalars are strings")
    func strings() throws {
        let node = try root("a: \"12\"\nb: 'true'\nc: |\n  1\nd: >-\n  x\n  y\ne: \"\\u00e9\\n\"\n")
        #expect(node.mapping?.entries.allSatisfy { $0.value.content == .string } == true)
        #expect(node.mapping?.entries.map(\.value.text.string) == ["12", "true", "1\n", "x y", "é\n"])
    }

    @Test("Core tags set the type, unknown tags make strings")
    func tags() throws {
        let node = try root(
            "a: !!str 12\nb: !!int \"12\"\nc: !!float 1\nd: !!bool \"true\"\ne: !!null \"\"\nf: !own 12\ng: ! 12\n"
                + "h: !!binary aGFsbG8=\ni: !!str\n"
        )
        #expect(
            node.mapping?.entries.map(\.value.content) == [
                .string, .int(12), .float(1), .bool(true), .null, .string, .int(12), .string, .string,
            ]
        )
        #expect(node["h"]?.text.string == "hallo")
        #expect(refusal("a: !!int x\n")?.id == "invalid-yaml")
        #expect(refusal("a: !!bool yes\n")?.message == "`yes` is not what its tag !!bool says")
        #expect(refusal("a: !!binary a_b\n") != nil)
    }

    @Test("A key need be no string where its value is taken away")
    func resetKeys() throws {
        #expect(try root("true: !reset {}\n1: !reset\na: 1\n").mapping?.entries.map(\.key) == ["a"])
        #expect(throws: Diagnostic.self) { try root("true: {}\n") }
    }

    @Test("Merge tags are kept on scalars, lists and mappings")
    func mergeTags() throws {
        let node = try root("a: !reset null\nb: !override [1]\nc: !override {k: v}\nd: !reset\ne: 1\n")
        #expect(node.mapping?.entries.map(\.value.mergeTag) == [.reset, .override, .override, .reset, nil])
        #expect(node["b"]?.sequence?.count == 1)
    }

    // MARK: - Keys

    @Test("Duplicate keys are refused with both places")
    func duplicateKeys() throws {
        let found = try #require(refusal("a:\n  k: 1\n  l: 2\n  \"k\": 3\n"))
        #expect(found.id == "duplicate-key")
        #expect(found.range.start == Mark(line: 4, column: 3))
        #expect(found.related.map(\.range.start) == [Mark(line: 2, column: 3)])
        let many = (0..<40).map { "k\($0): 1\n" }.joined()
        #expect(try root(many).mapping?.entries.count == 40)
        #expect(refusal(many + "k3: 2\n")?.related.first?.range.start == Mark(line: 4, column: 1))
    }

    @Test(
        "Keys that are no strings are refused",
        arguments: ["1: a", "1.5: a", "true: a", "~: a", ": a", "2024-01-01: a", "[x]: a", "{x: y}: a"]
    )
    func otherKeys(yaml: String) throws {
        let found = try #require(refusal("k:\n  \(yaml)\n"))
        #expect(found.id == "invalid-yaml")
        #expect(found.range.start == Mark(line: 2, column: 3))
    }

    @Test("Quoted numbers and aliases to strings are keys")
    func stringKeys() throws {
        #expect(try root("\"1\": a\n!!str 2: b\nyes: c\n").mapping?.entries.map(\.key) == ["1", "2", "yes"])
        #expect(try root("a: &n name\nb: {*n : 1}\n")["b"]?["name"]?.content == .int(1))
    }

    // MARK: - Aliases and merge keys

    @Test("An alias is a copy of its anchor")
    func aliases() throws {
        let node = try root("a: &x {k: [1, 2]}\nb: *x\nc: &x 7\nd: *x\n")
        #expect(node["a"] == node["b"])
        #expect(node["d"]?.content == .int(7))
        #expect(refusal("a: &x [*x]\n")?.message == "the value of the anchor `x` contains itself")
        #expect(refusal("a: *nope\n")?.range.start == Mark(line: 1, column: 4))
    }

    @Test("Merge keys: own keys win, then the earlier mapping of a list")
    func mergeKeys() throws {
        let node = try root(
            "a: &a {k: 1, l: 2}\nb: &b {k: 3, m: 4}\nc:\n  <<: [*a, *b]\n  l: 9\nd: {<<: *b, z: 0}\ne: {<<: {x: 1}}\n"
                + "f: {<<: []}\n"
        )
        let merged = try #require(node["c"]?.mapping)
        #expect(merged["k"]?.content == .int(1))
        #expect(merged["l"]?.content == .int(9))
        #expect(merged["m"]?.content == .int(4))
        #expect(merged.entries.count == 3)
        // What was merged keeps its place.
        #expect(merged["m"]?.range.start.line == 2)
        #expect(node["d"]?.mapping?.entries.map(\.key) == ["z", "k", "m"])
        #expect(node["e"]?["x"]?.content == .int(1))
        #expect(node["f"]?.mapping?.entries.isEmpty == true)
    }

    @Test("A quoted << is a plain key, two << are duplicates, and it takes mappings only")
    func mergeKeyRefusals() throws {
        #expect(try root("a: {\"<<\": {x: 1}}\n")["a"]?["<<"]?["x"] != nil)
        #expect(refusal("a: &a {k: 1}\nb:\n  <<: *a\n  <<: *a\n")?.id == "duplicate-key")
        for value in ["1", "", "[1]", "[[{a: 1}]]", "text"] {
            #expect(refusal("b: {<<: \(value)}\n")?.message == "`<<` takes a mapping or a list of mappings")
        }
    }

    // MARK: - Limits

    @Test("An alias bomb is refused at once")
    func aliasBomb() throws {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...12 {
            let alias = "*a\(level - 1)"
            yaml += "a\(level): &a\(level) [" + Array(repeating: alias, count: 10).joined(separator: ", ") + "]\n"
        }
        let start = ContinuousClock.now
        let found = try #require(refusal(yaml))
        #expect(found.id == "limit-exceeded")
        #expect(ContinuousClock.now - start < .milliseconds(200))
    }

    @Test("A merge bomb is refused as well")
    func mergeBomb() throws {
        var yaml = "a: &a {" + (0..<2000).map { "k\($0): 1" }.joined(separator: ", ") + "}\n"
        for index in 0..<1000 { yaml += "b\(index): {<<: *a}\n" }
        #expect(refusal(yaml)?.id == "limit-exceeded")
    }

    @Test("Nesting stops at the limit, in brackets, by indentation and through aliases")
    func nesting() throws {
        #expect(refusal(String(repeating: "[", count: 100_000))?.id == "limit-exceeded")
        #expect(refusal(String(repeating: "- ", count: 100_000) + "x")?.id == "limit-exceeded")
        #expect(refusal(String(repeating: "{a: ", count: 300))?.id == "limit-exceeded")
        let deep = String(repeating: "[", count: 199) + String(repeating: "]", count: 199)
        #expect(try read("a: \(deep)").count == 1)
        #expect(refusal("a: [\(deep)]")?.id == "limit-exceeded")
        var chain = "a0: &a0 []\n"
        for level in 1...150 { chain += "a\(level): &a\(level) [*a\(level - 1)]\n" }
        #expect(try read(chain).count == 1)
        for level in 151...250 { chain += "a\(level): &a\(level) [*a\(level - 1)]\n" }
        #expect(refusal(chain)?.id == "limit-exceeded")
    }

    @Test("Large files and large scalars are refused before they cost much")
    func sizes() {
        let limits = YAMLLimits(fileBytes: 1 << 20, elementBytes: 1 << 18)
        let text = String(repeating: "x", count: 1 << 19)
        #expect(refusal("a: \(text)\(text)", limits: limits)?.id == "limit-exceeded")
        #expect(refusal("a: \(text)", limits: limits)?.message.contains("single YAML element") == true)
        #expect(
            refusal("a: |\n" + String(repeating: "  line\n", count: 1 << 16), limits: limits)?.id == "limit-exceeded"
        )
        #expect(refusal("a:\n" + String(repeating: "- line\n", count: 1 << 16), limits: limits) == nil)
    }

    // MARK: - Syntax errors

    @Test(
        "Syntax errors say what is the matter at the right place",
        arguments: [
            ("a:\n  b: \"x\n  c: d\n", "this quote is never closed", 2, 6),
            ("a:\n  b: 'x\n", "this quote is never closed", 2, 6),
            ("a:\n\tb: c\n", "a tab cannot indent YAML", 2, 1),
            ("a: b: c\n", "a mapping cannot start here", 1, 5),
            ("a: [x\nb: c\n", "a `,` or `]` was expected here", 2, 2),
            ("a: {x: y\nb: c\n", "a `,` or `}` was expected here", 2, 2),
            ("a:\n  b: 1\n c: 2\n", "a key of the mapping was expected here", 3, 2),
            ("a: @x\n", "a value cannot start with `@`", 1, 4),
            ("a: \"x\" y\n", "a key of the mapping was expected here", 1, 8),
            ("a: \"\\q\"\n", "unknown escape in double quotes", 1, 5),
            ("a: 1\nbcd\nd: 2\n", "this key has no `:`", 2, 1),
            ("a: *\n", "`*` and `&` need a name", 1, 4),
            ("- a\nb: c\n", "a list item was expected here", 2, 1),
        ] as [(String, String, UInt32, UInt32)]
    )
    func syntaxErrors(yaml: String, message: String, line: UInt32, column: UInt32) throws {
        let found = try #require(refusal(yaml))
        #expect(found.id == "invalid-yaml")
        #expect(found.message == message)
        #expect(found.range.start == Mark(line: line, column: column))
    }

    @Test("An unclosed quote also shows how far the text reaches")
    func unclosedQuote() throws {
        let found = try #require(refusal("a:\n  b: \"x\n  c: d\n"))
        #expect(found.related.first?.range.start == Mark(line: 4, column: 1))
    }

    @Test("Bytes that are no text have a line and a column")
    func badBytes() throws {
        let notUTF8 = try #require(refusal(Array("a: é\nb: ü".utf8) + [0xFF] + Array("\n".utf8)))
        #expect(notUTF8.range.start == Mark(line: 2, column: 5))
        #expect(notUTF8.message == "the file is not valid UTF-8 here (byte 0xFF)")
        let control = try #require(refusal("a: 1\nb: x\u{1}y\n"))
        #expect(control.range.start == Mark(line: 2, column: 5))
        #expect(control.message == "the control character U+0001 is not allowed")
    }
}
