/// Diagnostics as SARIF 2.1.0, the form that code scanning reads.
///
/// Source: OASIS Static Analysis Results Interchange Format 2.1.0. Columns count Unicode scalars, as everywhere here.
package struct DiagnosticSARIF: Sendable {
    /// The files that the diagnostics point into.
    package var sources: SourceTable
    /// What is known of the kinds of diagnostics, by id.
    package var facts: [String: DiagnosticFacts]

    /// Makes an encoder for diagnostics that point into `sources`.
    package init(sources: SourceTable, facts: [String: DiagnosticFacts]) {
        self.sources = sources
        self.facts = facts
    }

    /// One log with one run that holds the diagnostics in their order.
    package func encode(_ diagnostics: [Diagnostic]) -> String {
        let ids = Set(diagnostics.map(\.id)).sorted()
        let positions = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
        let driver = JSONText.object([
            ("name", JSONText.quoted("compose2nomad")), ("rules", array(ids.map { rule($0) })),
        ])
        let results = diagnostics.map { result($0, rule: positions[$0.id] ?? 0) }
        let run = JSONText.object([
            ("tool", JSONText.object([("driver", driver)])),
            ("columnKind", JSONText.quoted("unicodeCodePoints")),
            ("results", array(results)),
        ])
        return JSONText.object([
            ("$schema", JSONText.quoted("https://json.schemastore.org/sarif-2.1.0.json")),
            ("version", JSONText.quoted("2.1.0")), ("runs", array([run])),
        ]) + "\n"
    }

    private func rule(_ id: String) -> String {
        var fields = [("id", JSONText.quoted(id))]
        if let facts = facts[id] {
            fields.append(("shortDescription", text(facts.summary)))
            if let meaning = facts.meaning { fields.append(("fullDescription", text(meaning))) }
            fields.append(("help", text(facts.remedy)))
        }
        return JSONText.object(fields)
    }

    private func result(_ diagnostic: Diagnostic, rule: Int) -> String {
        var fields = [
            ("ruleId", JSONText.quoted(diagnostic.id)), ("ruleIndex", "\(rule)"),
            ("level", JSONText.quoted(diagnostic.severity.rawValue)),
            ("message", text(diagnostic.message + (diagnostic.hint.map { "; \($0)" } ?? ""))),
        ]
        if let place = place(diagnostic.range) {
            fields.append(("locations", array([JSONText.object([("physicalLocation", place)])])))
        }
        let related = diagnostic.related.enumerated().compactMap { index, related in
            place(related.range).map {
                JSONText.object([
                    ("id", "\(index + 1)"), ("physicalLocation", $0), ("message", text(related.message)),
                ])
            }
        }
        if !related.isEmpty { fields.append(("relatedLocations", array(related))) }
        return JSONText.object(fields)
    }

    private func place(_ range: SourceRange) -> String? {
        guard let file = sources[range.file] else { return nil }
        var fields = [("artifactLocation", JSONText.object([("uri", JSONText.quoted(Self.uri(file.path)))]))]
        if range.start.line > 0 {
            var region = [("startLine", "\(range.start.line)"), ("startColumn", "\(max(range.start.column, 1))")]
            if range.end > range.start {
                region += [("endLine", "\(range.end.line)"), ("endColumn", "\(max(range.end.column, 1))")]
            }
            fields.append(("region", JSONText.object(region)))
        }
        return JSONText.object(fields)
    }

    /// A path as a reference: relative, as the run names it, or with the scheme `file`.
    private static func uri(_ path: String) -> String {
        (path.hasPrefix("/") ? "file://" : "") + Hex.percentEncoded(path, keeping: "/")
    }

    private func text(_ text: String) -> String { JSONText.object([("text", JSONText.quoted(text))]) }

    private func array(_ items: [String]) -> String { "[\(items.joined(separator: ","))]" }
}
