internal import ComposeParser

/// The short form of a tmpfs mount: `/run:size=64m,mode=1777`.
struct TmpfsOptions: Sendable, Hashable {
    /// The path in the container.
    var target: Compose.Text
    /// Bytes.
    var size: Int?
    /// The number that the octal text stands for.
    var mode: Int?
    /// Options that Nomad has no place for.
    var lost: [String] = []

    init(_ text: Compose.Text) {
        let bytes = Array(text.string.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
            target = text
            return
        }
        target = text.slice(0..<colon)
        for option in text.slice((colon + 1)..<bytes.count).string.split(separator: ",") {
            if option.hasPrefix("size=") {
                size = TmpfsOptions.bytes(String(option.dropFirst("size=".count)))
            } else if option.hasPrefix("mode=") {
                mode = Int(option.dropFirst("mode=".count), radix: 8)
            } else if option != "rw" {
                lost.append(String(option))
            }
        }
    }

    /// The `size=` of a mount option string such as `size=64m,uid=1000`.
    static func size(in options: String?) -> NumberValue? {
        for option in (options ?? "").split(separator: ",") where option.hasPrefix("size=") {
            return bytes(String(option.dropFirst("size=".count))).map { .literal($0) }
        }
        return nil
    }

    /// Bytes of `64m`, `1g`, `1048576`.
    static func bytes(_ text: String) -> Int? {
        let digits = text.prefix { $0.isNumber }
        guard let number = Int(digits) else { return nil }
        let factor: Int
        switch text.dropFirst(digits.count).lowercased() {
        case "", "b": factor = 1
        case "k", "kb": factor = 1 << 10
        case "m", "mb": factor = 1 << 20
        case "g", "gb": factor = 1 << 30
        default: return nil
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor)
        return overflow ? nil : product
    }
}
