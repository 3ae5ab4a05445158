/// What Nomad replaces in `env` at run time.
enum RuntimeReferences {
    /// Whether `text` holds `${name}` with a name that Nomad knows: one of the task's own variables or of Nomad's.
    static func mentions(_ text: String, known: Set<String>) -> Bool {
        let bytes = Array(text.utf8)
        for index in bytes.indices.dropLast(2) {
            guard bytes[index] == UInt8(ascii: "$"), bytes[index + 1] == UInt8(ascii: "{") else { continue }
            let rest = bytes[(index + 2)...]
            guard let end = rest.firstIndex(where: { !isName($0) }), bytes[end] == UInt8(ascii: "}") else { continue }
            let name = String(decoding: bytes[(index + 2)..<end], as: UTF8.self)
            if known.contains(name) || prefixes.contains(where: { name.hasPrefix($0) }) { return true }
        }
        return false
    }

    /// Whether a byte can stand in a name that Nomad replaces.
    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// Whether an environment file can say the text: of control characters it knows tab and newline.
    static func canQuote(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\t") }
    }

    private static let prefixes = ["NOMAD_", "node.", "attr.", "meta.", "env.", "device."]

    /// The text inside the double quotes of an environment file.
    static func quoted(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
