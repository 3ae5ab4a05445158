/// What can be the matter with a Compose project on its way to a resolved model.
package enum LoadingIssue: String, DiagnosticKind {
    case fileNotFound = "file-not-found"
    case unreadableFile = "unreadable-file"
    case emptyFile = "empty-file"
    case invalidYAML = "invalid-yaml"
    case duplicateKey = "duplicate-key"
    case limitExceeded = "limit-exceeded"
    case invalidInterpolation = "invalid-interpolation"
    case requiredVariableMissing = "required-variable-missing"
    case variableNotSet = "variable-not-set"
    case invalidEnvFile = "invalid-env-file"

    /// One sentence for the documentation: when the diagnostic appears.
    package var summary: String {
        switch self {
        case .fileNotFound: "A file that the project names does not exist."
        case .unreadableFile: "A file exists but cannot be read: a directory, missing permissions, an I/O error."
        case .emptyFile: "A compose file holds no document."
        case .invalidYAML: "A file is not valid YAML."
        case .duplicateKey: "A mapping holds the same key twice."
        case .limitExceeded: "A file is larger, deeper or expands to more nodes than the documented limits allow."
        case .invalidInterpolation: "A `${…}` expression cannot be parsed."
        case .requiredVariableMissing: "A variable of the form `${VAR:?message}` has no value."
        case .variableNotSet: "A variable has no value and no default; Compose takes an empty string."
        case .invalidEnvFile: "An environment file has a line that cannot be parsed."
        }
    }
}
