import Testing

@testable import ComposeParser

@Suite("Base64 and JSON strings")
struct TextEncodingTests {
    @Test(
        "Base64 as RFC 4648 shows it, there and back",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ]
    )
    func base64(text: String, encoded: String) {
        #expect(Base64.encode(Array(text.utf8)) == encoded)
        #expect(Array(encoded.utf8).withUnsafeBufferPointer(Base64.decode) == Array(text.utf8))
    }

    @Test("Strings are escaped as their reader wants it")
    func json() {
        let text = "\"\\\n\u{8}\u{1}\u{7F}<$ü\u{2028}"
        #expect(JSONText.quoted(text) == #""\"\\\n\u0008\u0001\u007f<$ü\u2028""#)
        var out: [UInt8] = []
        JSONText.write(text, as: .go(doublingDollar: true), to: &out)
        #expect(String(decoding: out, as: UTF8.self) == #""\"\\\n\b\u0001"# + "\u{7F}" + #"\u003c$$ü\u2028""#)
    }
}
