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
        let wanted = ASCIISet(separators)
        var text = self
        let ends = text.withUTF8 { bytes in
            var ends: [Int] = []
            for index in bytes.indices where wanted.contains(bytes[index]) { ends.append(index) }
            return ends
        }
        if ends.isEmpty { return text.isEmpty && omittingEmptySubsequences ? [] : [text] }
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
        var (text, word) = (self, word)
        let offset: Int? = text.withUTF8 { bytes in
            word.withUTF8 { word in
                guard let first = word.first, word.count <= bytes.count else { return word.isEmpty ? 0 : nil }
                for start in 0...(bytes.count - word.count) where bytes[start] == first {
                    if bytes[start..<(start + word.count)].elementsEqual(word) { return start }
                }
                return nil
            }
        }
        return offset.map { utf8.index(startIndex, offsetBy: $0) }
    }

    /// Whether it holds the bytes of `word`.
    package func contains(bytesOf word: String) -> Bool { firstIndex(ofBytes: word) != nil }

    /// Whether it has as many bytes as `other`, and is the same: most names that differ do in their lengths.
    @inlinable
    package func equals(_ other: String) -> Bool { utf8.count == other.utf8.count && self == other }
}

/// Some characters of ASCII.
private struct ASCIISet {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init(_ characters: String) {
        for byte in characters.utf8 {
            if byte < 64 { low |= 1 << byte } else { high |= 1 << (byte & 63) }
        }
    }

    func contains(_ byte: UInt8) -> Bool {
        byte < 64 ? low >> byte & 1 != 0 : byte < 128 && high >> (byte & 63) & 1 != 0
    }
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
