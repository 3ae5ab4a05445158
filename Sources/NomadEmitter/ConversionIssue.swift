public import ComposeParser

/// What can be the matter with a project on its way from the Compose model to Nomad jobs.
public enum ConversionIssue: String, DiagnosticKind {
    case nameCollision = "name-collision"
    case renamed = "renamed"
    case noServices = "no-services"
    case tooManyPorts = "too-many-ports"
    case unsupportedProtocol = "unsupported-protocol"
    case portCollision = "port-collision"
    case portRangeLost = "port-range-lost"
    case inferredPort = "inferred-port"
    case unknownPort = "unknown-port"

    /// One sentence for the documentation: when the diagnostic appears.
    public var summary: String {
        switch self {
        case .nameCollision: "Two services would have one name in Nomad."
        case .renamed: "A service has another name in Nomad because of characters that Nomad does not allow."
        case .noServices: "No service is left to convert."
        case .tooManyPorts: "A service publishes or exposes more ports than a job should name one by one."
        case .unsupportedProtocol: "A port uses a protocol that Nomad does not map."
        case .portCollision: "Two ports ask for one host port."
        case .portRangeLost: "A range of possible host ports becomes any free port."
        case .inferredPort: "A port that no attribute declares is inferred from what names it."
        case .unknownPort: "A service is named by others, but nothing says which port it serves."
        }
    }
}
