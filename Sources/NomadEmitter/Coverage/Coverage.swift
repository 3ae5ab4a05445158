public import ComposeParser

/// How every attribute of the Compose Specification fares on its way to Nomad: the one table that diagnostics,
/// documentation and tests come from.
public enum Coverage {
    /// All rows: attributes in the order of `Attribute`, the variants of each before its general row.
    public static let rows: [CoverageRow] = Attribute.allCases.flatMap { Coverage.rows(of: $0) }

    /// The rows of one attribute.
    public static func rows(of attribute: Attribute) -> [CoverageRow] { table[attribute] ?? [] }

    /// Attributes whose diagnostics the translation gives itself, as their truth depends on more than the value:
    /// which ports clash, which files are there to embed, which checks can be understood.
    ///
    /// The table still says how they fare; `CoverageDiagnostics` stays silent about them.
    public static let reportedByTranslation: Set<Attribute> = [
        .name, .service,
        .servicePort, .servicePortPublished, .servicePortHostIp, .servicePortProtocol, .serviceExpose,
        .serviceVolume, .serviceVolumeSource, .volume,
        .serviceDependencyCondition, .serviceDependencyRequired,
        .serviceHealthcheckTest, .serviceHealthcheckRetries,
        .serviceCommand, .serviceEntrypoint,
    ]

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
