internal import ComposeParser

/// What `compose2nomad explain` tells of a kind of diagnostic or of a Compose attribute: the texts of
/// `Docs/diagnostics.md` and `Docs/coverage.md` for a terminal.
package struct Explanation: Sendable, Hashable {
    /// The text, in lines of at most 80 columns where its words allow that.
    package let text: String

    /// Explains a word: the id of a diagnostic, or an attribute as people write it (`healthcheck.retries`,
    /// `services.web.ports[0]`); `nil` if it is neither.
    package init?(of word: String) {
        if let facts = IssueCatalog.facts[word] {
            text = Self.text(word, facts)
            return
        }
        let exact = AttributeName.attributes(of: word)
        let found = exact.isEmpty ? AttributeName.attributes(endingWith: word) : exact
        guard !found.isEmpty else { return nil }
        text =
            exact.isEmpty && found.count > 2
            ? Self.wrapped("`\(word)` is in several places: " + Self.names(found))
            : found.map { Self.text($0) }.joined(separator: "\n")
    }

    /// The id or attribute that a misspelt word probably means.
    package static func nearest(to word: String) -> String? {
        Spelling.nearest(
            to: word,
            among: IssueCatalog.entries.map(\.id) + Attribute.allCases.map { AttributeName.short($0) }
        )
    }

    /// All ids with their sentences.
    package static var list: String {
        IssueCatalog.entries.map { "\($0.id)\n" + wrapped($0.facts.summary, indent: 4) }.joined()
    }

    // MARK: - Diagnostics

    private static func text(_ id: String, _ facts: DiagnosticFacts) -> String {
        var out = "\(id)\n\n" + wrapped(facts.summary)
        if let meaning = facts.meaning { out += wrapped(meaning) }
        if facts.asksOperator { out += "It asks the operator to do something before the jobs work.\n" }
        out += "\n" + wrapped("What to do: " + facts.remedy)
        if let example = facts.example {
            out += "\nbefore:\n" + indented(example.before) + "after:\n" + indented(example.after)
        }
        let attributes = Coverage.rows.filter { $0.reportedAs.contains { $0.rawValue == id } }.map(\.attribute)
        if !attributes.isEmpty { out += "\n" + wrapped("Attributes: " + names(attributes)) }
        return out + "\nDocs/diagnostics.md#\(id)\n"
    }

    // MARK: - Attributes

    private static func text(_ attribute: Attribute) -> String {
        var out = "\(attribute.rawValue)\n"
        for row in Coverage.rows(of: attribute) {
            out += "\n"
            if let variant = row.variant { out += wrapped("\(variant):") }
            let indent = row.variant == nil ? 0 : 2
            let targets =
                row.fate.targets.isEmpty ? "" : ": " + row.fate.targets.map { "`\($0)`" }.joined(separator: ", ")
            out += wrapped(meaning(of: row.fate) + targets, indent: indent)
            let remark = CoverageDocument.lost(row)
            if !remark.isEmpty { out += wrapped(remark, indent: indent) }
            let hint = CoverageDocument.hint(row)
            if !hint.isEmpty { out += wrapped("what to do: " + hint, indent: indent) }
            if let since = row.since, !NomadVersion.oldest.has(since) {
                out += wrapped("it needs Nomad \(since)", indent: indent)
            }
            for issue in row.reportedAs {
                out += wrapped("\(issue.rawValue): \(issue.facts.summary)", indent: indent)
            }
        }
        let parts = AttributeName.parts(of: attribute)
        if !parts.isEmpty { out += "\n" + wrapped("Parts: " + names(parts)) }
        return out + "\nDocs/coverage.md#\(CoverageDocument.anchor(attribute))\n"
    }

    private static func names(_ attributes: [Attribute]) -> String {
        var seen: Set<String> = []
        return attributes.map { AttributeName.short($0) }.filter { seen.insert($0).inserted }.joined(separator: ", ")
    }

    private static func meaning(of fate: Fate) -> String {
        switch fate {
        case .mapped: "mapped, nothing lost"
        case .approximated: "approximated"
        case .operatorAction: "there, and works once the operator has done something"
        case .unsupported: "dropped, with a warning"
        case .loading: "has done its work before the conversion"
        case .ignored: "dropped, and nobody needs to hear of it"
        }
    }

    // MARK: - Lines

    /// Text in lines of at most 80 columns.
    private static func wrapped(_ text: String, indent: Int = 0) -> String {
        let margin = String(repeating: " ", count: indent)
        return margin + LineFill.filled(text, width: 80, used: indent, indent: indent) + "\n"
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)\n" }.joined()
    }
}

/// The names that people give to attributes.
enum AttributeName {
    /// The path without what is clear anyway: `healthcheck.retries` for `services.*.healthcheck.retries`.
    static func short(_ attribute: Attribute) -> String {
        var path = Substring(attribute.rawValue)
        if path.hasPrefix("services.*.") { path = path.dropFirst("services.*.".count) }
        return path.split(at: ".").map { $0.prefix { $0 != "[" } }.joined(separator: ".")
    }

    /// The attributes that have this path: names between keys may be left out, and so may `services` in front.
    static func attributes(of word: String) -> [Attribute] {
        let asked = keys(of: word)
        guard !asked.isEmpty else { return [] }
        func found(_ takesNames: Bool) -> [Attribute] {
            Attribute.allCases.filter { attribute in
                let path = keys(of: attribute.rawValue)
                return matches(asked[...], path[...], takesNames)
                    || path.starts(with: ["services", "*"]) && matches(asked[...], path.dropFirst(2), takesNames)
            }
        }
        let withoutNames = found(false)
        return withoutNames.isEmpty ? found(true) : withoutNames
    }

    /// The attributes whose path ends with this one.
    static func attributes(endingWith word: String) -> [Attribute] {
        let asked = keys(of: word)
        return Attribute.allCases.filter { !asked.isEmpty && keys(of: $0.rawValue).suffix(asked.count) == asked[...] }
    }

    /// The attributes right below one.
    static func parts(of attribute: Attribute) -> [Attribute] {
        let path = keys(of: attribute.rawValue)
        return Attribute.allCases.filter { part in
            let other = keys(of: part.rawValue)
            return other.count == path.count + 1 && other.starts(with: path)
        }
    }

    /// The keys of a path, without the numbers of items.
    private static func keys(of path: String) -> [Substring] {
        path.split(at: ".").map { part in part.prefix { $0 != "[" } }
    }

    /// Whether the keys are those of a path, where `*` is left out, or, if names are taken, any name.
    private static func matches(
        _ asked: ArraySlice<Substring>,
        _ path: ArraySlice<Substring>,
        _ takesNames: Bool
    ) -> Bool {
        guard let key = path.first else { return asked.isEmpty }
        let rest = path.dropFirst()
        if let word = asked.first, word == key { return matches(asked.dropFirst(), rest, takesNames) }
        guard key == "*" else { return false }
        return matches(asked, rest, takesNames)
            || takesNames && !asked.isEmpty && matches(asked.dropFirst(), rest, takesNames)
    }
}
