/// Diagnostics for programs: one JSON object a line.
///
/// The keys are `id`, `severity`, `message`, then, where they are known, `hint`, `file`, `line`, `column`, `endLine`,
/// `endColumn`, `service`, `path` and `related` (objects with `message` and a place).
public struct DiagnosticJSON: Sendable {
    /// The files that the diagnostics point into.
    public var sources: SourceTable

    /// Makes an encoder for diagnostics that point into `sources`.
    public init(sources: SourceTable) {
        self.sources = sources
    }

    /// The object of one diagnostic, without a line feed.
    public func encode(_ diagnostic: Diagnostic) -> String {
        var fields = [
            ("id", JSONText.quoted(diagnostic.id)),
            ("severity", JSONText.quoted(diagnostic.severity.rawValue)),
            ("message", JSONText.quoted(diagnostic.message)),
        ]
        if let hint = diagnostic.hint { fields.append(("hint", JSONText.quoted(hint))) }
        fields += place(diagnostic.range)
        if let service = diagnostic.service { fields.append(("service", JSONText.quoted(service))) }
        if let path = diagnostic.path { fields.append(("path", JSONText.quoted(path))) }
        if !diagnostic.related.isEmpty {
            let related = diagnostic.related.map {
                JSONText.object([("message", JSONText.quoted($0.message))] + place($0.range))
            }
            fields.append(("related", "[\(related.joined(separator: ","))]"))
        }
        return JSONText.object(fields)
    }

    /// One line for each of several diagnostics, in their order.
    public func encode(_ diagnostics: [Diagnostic]) -> String {
        var out = ""
        for diagnostic in diagnostics {
            out += encode(diagnostic)
            out += "\n"
        }
        return out
    }

    private func place(_ range: SourceRange) -> [(String, String)] {
        guard let file = sources[range.file] else { return [] }
        let path = ("file", JSONText.quoted(file.path))
        guard range.start.line > 0 else { return [path] }
        return [
            path,
            ("line", "\(range.start.line)"), ("column", "\(range.start.column)"),
            ("endLine", "\(range.end.line)"), ("endColumn", "\(range.end.column)"),
        ]
    }
}

/// The few pieces of JSON that reports are made of.
package enum JSONText {
    /// `text` as a JSON string.
    package static func quoted(_ text: String) -> String {
        var out: [UInt8] = [UInt8(ascii: "\"")]
        let digits = Array("0123456789abcdef".utf8)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
            case 0x0A: out += Array("\\n".utf8)
            case 0x0D: out += Array("\\r".utf8)
            case 0x09: out += Array("\\t".utf8)
            case 0..<0x20, 0x7F: out += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: out.append(byte)
            }
        }
        out.append(UInt8(ascii: "\""))
        return String(decoding: out, as: UTF8.self)
    }

    /// An object on one line; the values are JSON already.
    package static func object(_ fields: [(String, String)]) -> String {
        "{\(fields.map { "\(quoted($0.0)):\($0.1)" }.joined(separator: ","))}"
    }
}
