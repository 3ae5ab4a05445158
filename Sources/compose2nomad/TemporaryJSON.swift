import ComposeParser

enum TemporaryJSON {
    static func write(_ node: Node, indent: Int, to out: inout [UInt8]) {
        switch node.content {
        case .null: out += "null".utf8
        case .bool(let value): out += (value ? "true" : "false").utf8
        case .int(let value): out += "\(value)".utf8
        case .float(let value): out += GoFormat.json(value).utf8
        case .string, .timestamp: string(node.text.string, to: &out)
        case .sequence(let items):
            out += "[".utf8
            for (index, item) in items.enumerated() {
                if index > 0 { out += ",".utf8 }
                write(item, indent: indent + 1, to: &out)
            }
            out += "]".utf8
        case .mapping(let mapping):
            out += "{".utf8
            for (index, entry) in mapping.entries.enumerated() {
                if index > 0 { out += ",".utf8 }
                string(entry.key, to: &out)
                out += ":".utf8
                write(entry.value, indent: indent + 1, to: &out)
            }
            out += "}".utf8
        }
    }
    static func string(_ text: String, to out: inout [UInt8]) {
        out += "\"".utf8
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "$"): out += "$$".utf8
            case UInt8(ascii: "\""): out += "\\\"".utf8
            case UInt8(ascii: "\\"): out += "\\\\".utf8
            case 0..<0x20:
                let hex = Array("0123456789abcdef".utf8)
                out += "\\u00".utf8
                out.append(hex[Int(byte >> 4)])
                out.append(hex[Int(byte & 15)])
            default: out.append(byte)
            }
        }
        out += "\"".utf8
    }
}
