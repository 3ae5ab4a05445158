package import ComposeParser

/// Every kind of diagnostic of every stage, with what is known of it.
package enum IssueCatalog {
    private static let kinds: [any DiagnosticKind.Type] = [
        LoadingIssue.self, SchemaIssue.self, ProjectIssue.self, ConversionIssue.self,
    ]

    /// The ids with their facts, in alphabetical order.
    package static let entries: [(id: String, facts: DiagnosticFacts)] = kinds.flatMap { entries(of: $0) }
        .sorted { $0.id < $1.id }

    /// The facts by id.
    package static let facts: [String: DiagnosticFacts] = Dictionary(
        entries.map { ($0.id, $0.facts) },
        uniquingKeysWith: { first, _ in first }
    )

    private static func entries<Kind: DiagnosticKind>(of kind: Kind.Type) -> [(id: String, facts: DiagnosticFacts)] {
        Kind.allCases.map { ($0.rawValue, $0.facts) }
    }
}
