internal import ComposeParser

/// What a service's variables stand for in its command, its healthcheck and its files.
struct Variables: Sendable {
    private let values: [String: String]

    init(_ service: Compose.Service) {
        values = Dictionary(
            service.environment.compactMap { pair in pair.value.map { (pair.key, $0.string) } },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// `text` with `$PORT`, `${PORT}` and `${PORT:-8080}` replaced, where the variable or a default is known.
    func expand(_ text: String) -> String {
        let dollar = UInt8(ascii: "$")
        guard text.utf8.contains(dollar) else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == dollar, let (value, end) = value(bytes, at: index + 1) {
                result += value.utf8
                index = end
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private func value(_ bytes: [UInt8], at start: Int) -> (String, end: Int)? {
        var index = start
        let isBraced = index < bytes.count && bytes[index] == UInt8(ascii: "{")
        if isBraced { index += 1 }
        let nameStart = index
        while index < bytes.count, ASCIIBytes.isLetterOrDigit(bytes[index]) || bytes[index] == UInt8(ascii: "_") {
            index += 1
        }
        guard index > nameStart else { return nil }
        var value = values[String(decoding: bytes[nameStart..<index], as: UTF8.self)]
        guard isBraced else { return value.map { ($0, index) } }
        guard let close = bytes[index...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
        let tail = String(decoding: bytes[index..<close], as: UTF8.self)
        for sign in [":-", "-"] where value == nil && tail.hasPrefix(sign) {
            value = String(tail.dropFirst(sign.count))
        }
        return value.map { ($0, close + 1) }
    }
}
