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
