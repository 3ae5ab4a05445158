import ComposeParser
import Testing

@testable import NomadEmitter

@Suite("Reading JSON")
struct JSONReaderTests {
    private func read(_ json: String, limits: YAMLLimits = YAMLLimits()) throws -> Compose.Node {
        try JSONReader.read(Array(json.utf8), file: .none, limits: limits)
    }

    private func refusal(_ bytes: [UInt8], limits: YAMLLimits = YAMLLimits()) -> Diagnostic? {
        do throws(Diagnostic) {
            _ = try JSONReader.read(bytes, file: .none, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test("Values have their kinds")
    func values() throws {
        let node = try read(" [null, true, false, 0, -12, 1.5, 2e3, \"\", [], {}] \n")
        let items = try #require(node.sequence)
        #expect(
            items.map(\.content) == [
                .null, .bool(true), .bool(false), .int(0), .int(-12), .float(1.5), .float(2000), .string,
                .sequence([]), .mapping(Compose.Mapping()),
            ]
        )
    }

    @Test("A number that no integer holds is a float")
    func bigNumbers() throws {
        #expect(try read("9223372036854775807").content == .int(.max))
        #expect(try read("9223372036854775808").content == .float(9_223_372_036_854_775_808))
        #expect(try read("1e999").content == .float(.infinity))
        #expect(try read("-0").content == .int(0))
    }

    @Test(
        "Escapes stand for characters",
        arguments: [
            (#""a\/b""#, "a/b"), (#""\"\\\b\f\n\r\t""#, "\"\\\u{8}\u{C}\n\r\t"), (#""\u00e9\u20AC""#, "é€"),
            (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"), (#""\ud83dx""#, "\u{FFFD}x"),
            (#""\ude00\ud83d\u0041""#, "\u{FFFD}\u{FFFD}A"), (#""\u0000""#, "\0"),
            ("\"naïve \u{7F} 😀\"", "naïve \u{7F} 😀"),
            (#""<<""#, "<<"), (#""~""#, "~"),
        ]
    )
    func escapes(json: String, text: String) throws {
        let node = try read(json)
        #expect(node.content == .string)
        #expect(node.text.string == text)
    }

    @Test("Lines and columns start at 1 and count Unicode scalars, whatever indents")
    func marks() throws {
        let node = try read("\u{FEFF}{\r\n\t\"ä😀\": [1,\n\t\t\"é\"]\n}")
        let entry = try #require(node.mapping?.entries.first)
        #expect(node.range.start == Mark(line: 1, column: 1))
        #expect(node.range.end == Mark(line: 4, column: 2))
        #expect(entry.keyRange.start == Mark(line: 2, column: 2))
        #expect(entry.keyRange.end == Mark(line: 2, column: 6))
        #expect(entry.value.sequence?[1].range.start == Mark(line: 3, column: 3))
        #expect(entry.value.sequence?[1].range.end == Mark(line: 3, column: 6))
    }

    @Test(
        "What is no JSON is refused where it stops being some",
        arguments: [
            ("", 1, 1), ("  ", 1, 3), ("[1,]", 1, 4), ("[1 2]", 1, 4), ("{\"a\" 1}", 1, 6), ("{a: 1}", 1, 2),
            ("{\"a\": 1,}", 1, 9), ("[1]\n[2]", 2, 1), ("nul", 1, 1), ("True", 1, 1), ("'a'", 1, 1), ("\"a", 1, 1),
            ("[\"a\n\"]", 1, 2), ("\"a\tb\"", 1, 3), (#""\x""#, 1, 2), (#""\u12g4""#, 1, 2), (#""\u12"#, 1, 2),
            ("01", 1, 2), ("1.", 1, 3), ("-", 1, 2), ("1e+", 1, 4), ("+1", 1, 1), (".5", 1, 1), ("NaN", 1, 1),
            ("# no", 1, 1), ("[1, /* no */ 2]", 1, 5), ("{", 1, 2), ("[", 1, 2), ("{\"a\":", 1, 6), ("\u{A0}1", 1, 1),
            (#""\ud83d\"#, 1, 8),
        ]
    )
    func refusals(json: String, line: UInt32, column: UInt32) throws {
        let found = try #require(refusal(Array(json.utf8)))
        #expect(found.id == "invalid-json")
        #expect(found.range.start == Mark(line: line, column: column))
    }

    @Test("Bytes that are no UTF-8 are refused")
    func invalidText() {
        #expect(refusal([0x22, 0xFF, 0x22])?.id == "invalid-json")
        #expect(refusal([0x22, 0xC3, 0x22])?.id == "invalid-json")
        #expect(refusal([0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00])?.hint == "save the file as UTF-8")
    }

    @Test("A name that stands twice in one object is refused")
    func duplicates() throws {
        let found = try #require(refusal(Array("{\"a\": 1, \"b\": {\"a\": 2},\n \"\\u0061\": 3}".utf8)))
        #expect(found.id == "duplicate-key")
        #expect(found.range.start == Mark(line: 2, column: 2))
        #expect(found.related.map(\.range.start) == [Mark(line: 1, column: 2)])
    }

    @Test("What is too large, too deep or too much is refused")
    func limits() throws {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        #expect(refusal(deep)?.id == "limit-exceeded")
        #expect(try read("[[1]]", limits: YAMLLimits(depth: 3)).sequence?.count == 1)
        #expect(refusal(Array("[[1]]".utf8), limits: YAMLLimits(depth: 2))?.id == "limit-exceeded")
        #expect(refusal(Array("[1,2,3]".utf8), limits: YAMLLimits(nodes: 3))?.id == "limit-exceeded")
        #expect(refusal(Array("[1]".utf8), limits: YAMLLimits(fileBytes: 2))?.id == "limit-exceeded")
    }

    @Test("No prefix of a file and no changed byte traps")
    func mutations() {
        let bytes = Array(#"{"a": [1, -2.5e3, "\ud83d\ude00\n"], "ä": {"b": null, "c": true}}"#.utf8)
        for length in bytes.indices { #expect(refusal(Array(bytes[..<length])) != nil) }
        for index in bytes.indices {
            for byte in [0x00, 0x22, 0x2C, 0x5C, 0x7D, 0xC3, 0xFF] as [UInt8] {
                var changed = bytes
                changed[index] = byte
                _ = refusal(changed)
            }
        }
    }
}
