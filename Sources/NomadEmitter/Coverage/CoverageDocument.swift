package import ComposeParser

/// The coverage table for readers: what `compose2nomad coverage` prints and `Docs/coverage.md` holds.
package enum CoverageDocument {
    /// The table in Markdown.
    package static var markdown: String {
        var out = """
            # What becomes of each Compose attribute

            This page is made by `compose2nomad coverage`, from the table that the diagnostics come from. A path has \
            `*` for a name and `[]` for an item; a value or an option in parentheses marks a row that holds only for it. \
            Rows of one attribute are read from top to bottom: the first that fits holds.

            | word | meaning |
            |---|---|
            | mapped | in the job or its companion files, nothing lost |
            | approximated | there, but not in every respect: a note, or a warning where it matters |
            | operator-action | there, and works once the operator has prepared something: a note says what |
            | unsupported | dropped, with a warning |
            | loading | has done its work before the conversion, as in Docker Compose |
            | ignored | dropped, and nobody needs to hear of it |

            The last column is the first Nomad version that has the target; 1.8 is the oldest that the jobs are made for. \
            What is newer than `--nomad-version`, which is 1.8 where nobody says it, is dropped with a warning. \
            `services.*.driver_opts` is no attribute of the Compose schema: it is refused, as Docker Compose does. \
            An unknown attribute is an error.


            """
        let words = ["mapped", "approximated", "operator-action", "unsupported", "loading", "ignored"]
        let counts = words.map { word in "\(Coverage.rows.count { $0.fate.word == word }) \(word)" }
        out += "\(Attribute.allCases.count) attributes in \(Coverage.rows.count) rows: "
        out += "\(counts.joined(separator: ", ")).\n"
        for section in sections {
            out += "\n## \(section.title)\n\n"
            out += "| path | fares | in Nomad | what is lost, what to do | Nomad |\n|---|---|---|---|---|\n"
            var last: Attribute?
            for row in section.rows {
                let anchor = row.attribute == last ? "" : "<a id=\"\(Self.anchor(row.attribute))\"></a>"
                last = row.attribute
                let variant = row.variant.map { " (\(escaped($0)))" } ?? ""
                let targets = row.fate.targets.map { "`\($0)`" }.joined(separator: ", ")
                out += "| \(anchor)`\(row.attribute.rawValue)`\(variant) | \(row.fate.word) | \(targets) | "
                out += "\(escaped(remark(row))) | \(row.since?.description ?? "") |\n"
            }
        }
        return out
    }

    /// The table as a JSON array of objects with `path`, `variant`, `fares`, `nomad`, `lost`, `hint`, `severity`,
    /// `reportedWith`, `reportedAs` and `since`; keys that say nothing are left out.
    package static var json: String {
        let objects = Coverage.rows.map { row in
            var fields = [("path", JSONText.quoted(row.attribute.rawValue))]
            func add(_ key: String, _ text: String?) {
                if let text, !text.isEmpty { fields.append((key, JSONText.quoted(text))) }
            }
            add("variant", row.variant)
            add("fares", row.fate.word)
            if !row.fate.targets.isEmpty {
                fields.append(("nomad", "[\(row.fate.targets.map(JSONText.quoted).joined(separator: ","))]"))
            }
            add("lost", lost(row))
            add("hint", hint(row))
            add("severity", row.severity?.rawValue)
            add("reportedWith", row.reportedWith?.rawValue)
            if !row.reportedAs.isEmpty {
                let ids = row.reportedAs.map { JSONText.quoted($0.rawValue) }
                fields.append(("reportedAs", "[\(ids.joined(separator: ","))]"))
            }
            add("since", row.since?.description)
            return JSONText.object(fields)
        }
        return "[\n\(objects.joined(separator: ",\n"))\n]\n"
    }

    /// The anchor of an attribute on the page, for example `services.cap_add`, or `services.entry` for `services.*`.
    package static func anchor(_ attribute: Attribute) -> String {
        let parts = attribute.rawValue.split(at: ".")
        var names = parts.filter { $0 != "*" }.map { $0.hasSuffix("[]") ? $0.dropLast(2) : $0 }
        if parts.last == "*" { names.append("entry") }
        if parts.last?.hasSuffix("[]") == true { names.append("item") }
        return names.joined(separator: ".")
    }

    /// What gets lost, and why.
    static func lost(_ row: CoverageRow) -> String {
        switch row.fate {
        case .mapped, .operatorAction: ""
        case .approximated(_, let loses): loses
        case .unsupported(let because, _): because
        case .loading(let how): how
        case .ignored(let because): because
        }
    }

    /// What to do about it.
    static func hint(_ row: CoverageRow) -> String {
        switch row.fate {
        case .operatorAction(_, let action): action
        case .unsupported(_, let instead): instead
        case .mapped, .approximated, .loading, .ignored: row.hint ?? ""
        }
    }

    private static func remark(_ row: CoverageRow) -> String {
        let text = [lost(row), hint(row)].filter { !$0.isEmpty }.map { text in
            text.prefix(1).uppercased() + text.dropFirst() + "."
        }.joined(separator: " ")
        guard !row.reportedAs.isEmpty else { return text }
        let links = row.reportedAs.map { "[\($0.rawValue)](diagnostics.md#\($0.rawValue))" }
        return (text.isEmpty ? "" : text + " ") + "See \(links.joined(separator: ", "))."
    }

    private static func escaped(_ text: String) -> String {
        var out = ""
        var isCode = false
        for character in text {
            if character == "`" { isCode.toggle() }
            switch character {
            case "|": out += "\\|"
            case "<" where !isCode: out += "&lt;"
            case "*" where !isCode, "_" where !isCode: out += "\\\(character)"
            default: out.append(character)
            }
        }
        return out
    }

    private static var sections: [(title: String, rows: [CoverageRow])] {
        var sections: [(title: String, rows: [CoverageRow])] = []
        for row in Coverage.rows {
            let title =
                row.attribute.rawValue.split(at: ".").first.map { first in
                    ["version", "name", "x-*"].contains(String(first))
                        ? "The document" : first.hasSuffix("[]") ? String(first.dropLast(2)) : String(first)
                } ?? ""
            if sections.last?.title == title {
                sections[sections.count - 1].rows.append(row)
            } else {
                sections.append((title, [row]))
            }
        }
        return sections
    }
}
