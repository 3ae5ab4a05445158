/// The few questions about bytes that the value parsers share.
enum ASCII {
    /// Whether `byte` is `0` to `9`.
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// Whether `byte` is an ASCII letter.
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

    /// Whether `byte` may stand in the name of a service, network, volume, config, secret or model.
    static func isNameByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F
    }

    /// Whether `scalar` is alphabetic to Unicode.
    static func isAlphabetic(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? isLetter(UInt8(ascii: scalar)) : scalar.properties.isAlphabetic
    }

    /// `string` with its ASCII letters in lower case.
    static func lowercased(_ string: String) -> String {
        String(decoding: string.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    /// Whether Go's `unicode.IsSpace` takes a byte, read as a character, for a space: of a letter such as `à` the last
    /// byte is one.
    static func isSpaceOfGo(_ byte: UInt8) -> Bool {
        (0x09...0x0D).contains(byte) || byte == 0x20 || byte == 0x85 || byte == 0xA0
    }
}

extension Substring {
    /// The parts between the bytes that are one of `separators`, ASCII characters.
    ///
    /// The standard library's `split` asks where characters end, which takes ten times as long.
    package func split(
        at separators: String,
        maxSplits: Int = .max,
        omittingEmptySubsequences: Bool = true
    ) -> [Substring] {
        var text = self
        let ends = text.withUTF8 { bytes in bytes.indices.filter { separators.utf8.contains(bytes[$0]) } }
        var parts: [Substring] = []
        parts.reserveCapacity(ends.count + 1)
        var start = text.startIndex
        for offset in ends where parts.count < maxSplits {
            let end = text.utf8.index(text.startIndex, offsetBy: offset)
            if start < end || !omittingEmptySubsequences { parts.append(text[start..<end]) }
            start = text.utf8.index(after: end)
        }
        if start < text.endIndex || !omittingEmptySubsequences { parts.append(text[start...]) }
        return parts
    }
}

extension String {
    /// The parts between the bytes that are one of `separators`, ASCII characters.
    package func split(
        at separators: String,
        maxSplits: Int = .max,
        omittingEmptySubsequences: Bool = true
    ) -> [Substring] {
        self[...].split(
            at: separators,
            maxSplits: maxSplits,
            omittingEmptySubsequences: omittingEmptySubsequences
        )
    }
}

extension String {
    /// Where the bytes of `word` stand first.
    package func firstIndex(ofBytes word: String) -> Index? {
        utf8.indices.first { utf8[$0...].starts(with: word.utf8) }
    }

    /// Whether it holds the bytes of `word`.
    package func contains(bytesOf word: String) -> Bool { firstIndex(ofBytes: word) != nil }
}

extension Compose.Text {
    /// The parts between the bytes equal to `separator`, with their origins.
    func split(at separator: UInt8) -> [Compose.Text] {
        var parts: [Compose.Text] = []
        var start = 0
        var offset = 0
        for byte in string.utf8 {
            if byte == separator {
                parts.append(slice(start..<offset))
                start = offset + 1
            }
            offset += 1
        }
        parts.append(slice(start..<offset))
        return parts
    }

    /// The text with another string in its place: without origins where the string differs.
    func replacing(with string: String) -> Compose.Text {
        string == self.string ? self : Compose.Text(string, range: range)
    }
}
