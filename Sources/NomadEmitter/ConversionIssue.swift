public import ComposeParser

/// What can be the matter with a project on its way from the Compose model to Nomad jobs.
public enum ConversionIssue: String, DiagnosticKind {
    case nameCollision = "name-collision"
    case renamed = "renamed"
    case noServices = "no-services"

    /// One sentence for the documentation: when the diagnostic appears.
    public var summary: String {
        switch self {
        case .nameCollision: "Two services would have one name in Nomad."
        case .renamed: "A service has another name in Nomad because of characters that Nomad does not allow."
        case .noServices: "No service is left to convert."
        }
    }
}
