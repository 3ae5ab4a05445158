/// A text that is put together from bytes of another one, such as a word without its quotes.
struct TextPiece {
    /// The bytes so far.
    private(set) var bytes: [UInt8] = []
    /// For each of them, where it stood.
    private var offsets: [Int] = []

    /// Adds the byte that stood at `offset`.
    mutating func append(_ byte: UInt8, at offset: Int) {
        bytes.append(byte)
        offsets.append(offset)
    }

    /// The piece as a text, with those origins of `source` that came over whole and in one run.
    func text(from source: Compose.Text) -> Compose.Text {
        var origins: [Compose.Origin] = []
        for origin in source.origins where !origin.span.isEmpty {
            guard let start = offsets.firstIndex(of: origin.span.lowerBound) else { continue }
            let end = start + origin.span.count
            guard end <= offsets.count, offsets[end - 1] == origin.span.upperBound - 1 else { continue }
            var moved = origin
            moved.span = start..<end
            origins.append(moved)
        }
        return Compose.Text(String(decoding: bytes, as: UTF8.self), origins: origins, range: source.range)
    }
}
