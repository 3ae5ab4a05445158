public import ComposeParser

/// How every attribute of the Compose Specification fares on its way to Nomad: the one table that diagnostics,
/// documentation and tests come from.
public enum Coverage {
    /// All rows: attributes in the order of `Attribute`, the variants of each before its general row.
    public static let rows: [CoverageRow] = Attribute.allCases.flatMap { Coverage.rows(of: $0) }

    /// The rows of one attribute.
    public static func rows(of attribute: Attribute) -> [CoverageRow] { table[attribute] ?? [] }

    /// Attributes that the translation reports itself in all that they lose: their rows are `reported(as:)`, and
    /// `CoverageDiagnostics` stays silent about them.
    public static let reportedByTranslation: Set<Attribute> = Set(
        Attribute.allCases.filter { attribute in
            let rows = rows(of: attribute)
            return rows.allSatisfy { $0.severity == nil } && rows.contains { !$0.reportedAs.isEmpty }
        }
    )

    /// The row that is about `subject`: the first that matches.
    static func row(for subject: CoverageSubject) -> CoverageRow? {
        table[subject.present.attribute]?.first { $0.matches(subject) }
    }

    private static let table: [Attribute: [CoverageRow]] = Dictionary(
        uniqueKeysWithValues: Attribute.allCases.map { attribute in
            (
                attribute,
                makeRows(attribute).map { row in
                    var row = row
                    row.attribute = attribute
                    return row
                }
            )
        }
    )
}
