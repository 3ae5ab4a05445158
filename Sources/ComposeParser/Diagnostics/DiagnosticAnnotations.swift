/// Diagnostics as annotations of GitHub Actions: one workflow command a line.
///
/// Source: GitHub Docs, Workflow commands for GitHub Actions.
package struct DiagnosticAnnotations: Sendable {
    /// The files that the diagnostics point into.
    package var sources: SourceTable

    /// Makes an encoder for diagnostics that point into `sources`.
    package init(sources: SourceTable) {
        self.sources = sources
    }

    /// One line for each of several diagnostics, in their order.
    package func encode(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map { encode($0) + "\n" }.joined()
    }

    private func encode(_ diagnostic: Diagnostic) -> String {
        let command =
            switch diagnostic.severity {
            case .note: "notice"
            case .warning: "warning"
            case .error: "error"
            }
        var properties: [(String, String)] = []
        let range = diagnostic.range
        if let file = sources[range.file] {
            properties.append(("file", file.path))
            if range.start.line > 0 {
                properties.append(("line", "\(range.start.line)"))
                properties.append(("col", "\(range.start.column)"))
                if range.end.line == range.start.line, range.end.column > range.start.column {
                    properties.append(("endColumn", "\(range.end.column)"))
                }
            }
        }
        properties.append(("title", diagnostic.id))
        let text = properties.map { "\($0)=\(Self.escaped($1, also: [":", ","]))" }.joined(separator: ",")
        let message = diagnostic.message + (diagnostic.hint.map { "\nhint: \($0)" } ?? "")
        return "::\(command) \(text)::\(Self.escaped(message))"
    }

    /// Text as the runner reads it back: it ends a command at a line end, and a property at a colon or comma.
    private static func escaped(_ text: String, also others: [Unicode.Scalar] = []) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            if (["%", "\r", "\n"] + others).contains(scalar) {
                out += Hex.percent(UInt8(ascii: scalar))
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
