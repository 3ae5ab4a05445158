package import ComposeParser

/// How every attribute of the Compose Specification fares on its way to Nomad: the one table that diagnostics,
/// documentation and tests come from.
package enum Coverage {
    /// All rows: attributes in the order of `Attribute`, the variants of each before its general row.
    package static let rows: [CoverageRow] = Attribute.allCases.flatMap { Coverage.rows(of: $0) }

    /// The rows of one attribute.
    package static func rows(of attribute: Attribute) -> [CoverageRow] {
        var rows = areas.lazy.map { $0(attribute) }.first { !$0.isEmpty } ?? []
        for index in rows.indices { rows[index].attribute = attribute }
        return rows
    }

    /// The rows of an attribute; none where nobody hears of any of them, whatever its value.
    static func speakingRows(of attribute: Attribute, for version: NomadVersion) -> [CoverageRow] {
        let rows = rows(of: attribute)
        let speaks = rows.contains { row in
            let row = row.holds(for: version)
            if case .ignored = row.fate { return true }
            return row.severity != nil
        }
        return speaks ? rows : []
    }

    /// Attributes that the translation reports itself in all that they lose: their rows are `reported(as:)`, and
    /// `CoverageDiagnostics` stays silent about them.
    package static let reportedByTranslation: Set<Attribute> = Set(
        Attribute.allCases.filter { attribute in
            let rows = rows(of: attribute)
            return rows.allSatisfy { $0.severity == nil } && rows.contains { !$0.reportedAs.isEmpty }
        }
    )

    /// The row that is about `subject`: the first that matches, as it holds for the Nomad of the choices.
    static func row(for subject: CoverageSubject) -> CoverageRow? {
        row(for: subject, among: rows(of: subject.present.attribute))
    }

    /// The same among the rows of its attribute, where they are there already.
    static func row(for subject: CoverageSubject, among rows: [CoverageRow]) -> CoverageRow? {
        for index in rows.indices where rows[index].matches(subject) {
            return rows[index].holds(for: subject.facts.options.nomadVersion)
        }
        return nil
    }

    /// The rows of each area of the specification; an attribute has its rows in one of them.
    private static let areas: [@Sendable (Attribute) -> [CoverageRow]] = [
        { projectRows($0) }, { containerRows($0) }, { resourceRows($0) }, { buildRows($0) }, { rightsRows($0) },
        { lifecycleRows($0) }, { configRows($0) }, { dependencyRows($0) }, { deployRows($0) },
        { deployResourceRows($0) }, { gpuRows($0) }, { developRows($0) }, { serviceNetworkRows($0) },
        { portRows($0) }, { healthRows($0) }, { modelRows($0) }, { hookRows($0) }, { providerRows($0) },
        { restartRows($0) }, { secretRows($0) }, { mountRows($0) }, { networkRows($0) }, { volumeRows($0) },
    ]
}
