/// Finds hosts that stand apart from their ports, as values of keys: `Host=db;Port=5433`, `Data Source=db,1433`,
/// `"host": "db", "port": 5434`.
enum ConnectionWords {
    private struct Entry {
        var name: VariableName
        var value: String
        /// A port behind the value: `Server=db,1433`.
        var port: Int?
    }

    /// The hosts in `text`, with their ports where the text tells them.
    static func references(in text: String) -> [ReferenceScanner.Reference] {
        var text = text
        let entries: [Entry] = text.withUTF8 { ConnectionWords.entries($0) }
        var found: [ReferenceScanner.Reference] = []
        for (index, entry) in entries.enumerated() where isHost(entry.name) && ASCIIBytes.port(entry.value) == nil {
            var port = entry.port
            if port == nil {
                let near = entries[max(0, index - 3)..<min(entries.count, index + 5)]
                port =
                    near.lazy.filter { entry.name.isHost(of: $0.name) || isPort($0.name, of: entry.name) }
                    .compactMap { ASCIIBytes.port($0.value) }.first
            }
            found.append(ReferenceScanner.Reference(host: entry.value, port: port))
        }
        return found
    }

    private static func isHost(_ name: VariableName) -> Bool {
        name.namesHost || name.words == ["source"] || name.words == ["datasource"]
    }

    /// A key without a subject goes with any host: `Data Source=db;Port=1`.
    private static func isPort(_ name: VariableName, of host: VariableName) -> Bool {
        name.words == ["port"] && host.subject.isEmpty
    }

    private static func entries(_ bytes: UnsafeBufferPointer<UInt8>) -> [Entry] {
        var entries: [Entry] = []
        for index in bytes.indices {
            let isColon = bytes[index] == UInt8(ascii: ":")
            guard isColon || bytes[index] == UInt8(ascii: "=") else { continue }
            // `host: db` and `"host": "db"`; `host:db` is an address.
            if isColon {
                guard index + 1 < bytes.count, ASCIIBytes.isSpace(bytes[index + 1]) || isQuote(bytes[index + 1]) else {
                    continue
                }
            }
            guard let key = key(bytes, before: index), let entry = value(bytes, from: index + 1, key: key) else {
                continue
            }
            entries.append(entry)
        }
        return entries
    }

    private static func key(_ bytes: UnsafeBufferPointer<UInt8>, before index: Int) -> VariableName? {
        var end = index
        while end > 0, bytes[end - 1] == UInt8(ascii: " ") || isQuote(bytes[end - 1]) { end -= 1 }
        var start = end
        while start > 0, ASCIIBytes.isHost(bytes[start - 1]) { start -= 1 }
        guard start < end else { return nil }
        let name = VariableName(String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self))
        return name.words.isEmpty ? nil : name
    }

    private static func value(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from index: Int,
        key: VariableName
    ) -> Entry? {
        var start = index
        while start < bytes.count, bytes[start] == UInt8(ascii: " ") || isQuote(bytes[start]) { start += 1 }
        // `Server=tcp:db,1433`
        if bytes.count > start + 4, bytes[start..<(start + 4)].elementsEqual("tcp:".utf8) { start += 4 }
        var end = start
        while end < bytes.count, ASCIIBytes.isHost(bytes[end]) { end += 1 }
        guard end > start else { return nil }
        let value = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
        guard end < bytes.count else { return Entry(name: key, value: value) }
        var port: Int?
        if bytes[end] == UInt8(ascii: ",") {
            var stop = end + 1
            while stop < bytes.count, ASCIIBytes.isDigit(bytes[stop]) { stop += 1 }
            port = ASCIIBytes.port(
                String(decoding: UnsafeBufferPointer(rebasing: bytes[(end + 1)..<stop]), as: UTF8.self)
            )
        } else if ![UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "]")]
            .contains(bytes[end]) && !ASCIIBytes.isSpace(bytes[end]) && !isQuote(bytes[end])
        {
            return nil
        }
        return Entry(name: key, value: value, port: port)
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
}
