public import ComposeParser

/// A YAML value to be written down in flow style, every text quoted.
public indirect enum YAML: Sendable {
    /// `null`
    case null
    /// A scalar that is printed as it stands.
    case plain(String)
    /// A text that means itself: `$` is doubled for Compose.
    case text(String)
    /// A text in which `$` keeps its meaning for Compose.
    case quoted(String)
    /// A sequence.
    case list([YAML])
    /// A mapping.
    case map([(String, YAML)])
    /// A value with a tag.
    case tagged(String, YAML)

    /// A number.
    public static func int(_ value: Int) -> YAML { .plain(String(value)) }
    /// A truth value.
    public static func bool(_ value: Bool) -> YAML { .plain(value ? "true" : "false") }
    /// A list of texts that mean themselves.
    public static func texts(_ texts: [String]) -> YAML { .list(texts.map { .text($0) }) }

    /// Whether it is an empty collection.
    public var isEmpty: Bool {
        switch self {
        case .list(let items): items.isEmpty
        case .map(let entries): entries.isEmpty
        default: false
        }
    }

    /// The document; the upper two levels have a line for each key.
    public func document() -> String {
        guard case .map(let entries) = self else { return written + "\n" }
        var out = ""
        for (key, value) in entries {
            out += YAML.quote(key) + ":"
            if case .map(let inner) = value, !inner.isEmpty {
                out += "\n"
                for (key, value) in inner { out += "  \(YAML.quote(key)): \(value.written)\n" }
            } else {
                out += " \(value.written)\n"
            }
        }
        return out
    }

    private var written: String {
        switch self {
        case .null: "null"
        case .plain(let text): text
        case .text(let text): YAML.quote(YAML.doubled(text))
        case .quoted(let text): YAML.quote(text)
        case .list(let items): "[" + items.map(\.written).joined(separator: ", ") + "]"
        case .map(let entries):
            "{" + entries.map { "\(YAML.quote($0.0)): \($0.1.written)" }.joined(separator: ", ") + "}"
        case .tagged(let tag, let value): "\(tag) \(value.written)"
        }
    }

    /// The value with the keys of all its maps in another order.
    public func shuffled(using generator: inout SeededGenerator) -> YAML {
        switch self {
        case .list(let items): return .list(items.map { $0.shuffled(using: &generator) })
        case .map(let entries):
            let entries = entries.map { ($0.0, $0.1.shuffled(using: &generator)) }
            return .map(entries.shuffled(using: &generator))
        case .tagged(let tag, let value): return .tagged(tag, value.shuffled(using: &generator))
        default: return self
        }
    }

    /// The value that a file holds.
    public init(_ node: Compose.Node) {
        var value: YAML
        switch node.content {
        case .null: value = .null
        case .bool, .int, .float, .timestamp: value = .plain(node.text.string)
        case .string: value = .quoted(node.text.string)
        case .sequence(let items): value = .list(items.map { YAML($0) })
        case .mapping(let mapping): value = .map(mapping.entries.map { ($0.key, YAML($0.value)) })
        }
        switch node.mergeTag {
        case .reset: value = .tagged("!reset", value)
        case .override: value = .tagged("!override", value)
        case nil: break
        }
        self = value
    }

    /// The text with each `$` doubled, as Compose wants it.
    public static func doubled(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "$" { out.append(scalar) }
            out.append(scalar)
        }
        return String(out)
    }

    /// A double-quoted scalar.
    public static func quote(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22, 0x5C: out += "\\" + String(scalar)
            case 0x0A: out += "\\n"
            case 0..<0x20, 0x7F..<0xA0: out += "\\x" + hex(scalar.value, 2)
            case 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: out += "\\u" + hex(scalar.value, 4)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    private static func hex(_ value: UInt32, _ width: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: width - digits.utf8.count) + digits
    }
}
