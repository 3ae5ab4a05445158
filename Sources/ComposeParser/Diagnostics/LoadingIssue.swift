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

    /// What is known of each, for the documentation and `explain`.
    package var facts: DiagnosticFacts {
        switch self {
        case .fileNotFound:
            DiagnosticFacts(
                "A file that the project names does not exist.",
                remedy: "Correct the path, which counts from the folder of the file that names it, or create the file. "
                    + "An env_file may say `required: false`."
            )
        case .unreadableFile:
            DiagnosticFacts(
                "A file exists but cannot be read: a directory, missing permissions, an I/O error.",
                remedy: "Name a file that you may read."
            )
        case .emptyFile:
            DiagnosticFacts(
                "A compose file holds no document.",
                remedy: "Start it with `services:`.",
                before: "# services:",
                after: "services:\n  web:\n    image: nginx"
            )
        case .invalidYAML:
            DiagnosticFacts(
                "A file is not valid YAML.",
                "The place is where reading stopped; the cause may stand some lines above it.",
                remedy: "Indent with spaces, close quotes and brackets, and put values that hold `: ` or start with "
                    + "`{`, `[`, `*`, `&`, `@` or `%` in quotes.",
                before: "command: echo done: now",
                after: "command: \"echo done: now\""
            )
        case .duplicateKey:
            DiagnosticFacts(
                "A mapping holds the same key twice.",
                remedy: "Keep one of them, or put both values under one key."
            )
        case .limitExceeded:
            DiagnosticFacts(
                "A file is larger, deeper or expands to more nodes than the documented limits allow.",
                "The limits keep a hostile file from using up the machine: 64 MiB a file, 200 levels, 1,000,000 nodes "
                    + "after aliases, 64 files that include or extend one another.",
                remedy: "Split the project."
            )
        case .invalidInterpolation:
            DiagnosticFacts(
                "A `${…}` expression cannot be parsed.",
                remedy: "Write `${NAME}`, `${NAME:-default}`, `${NAME:?message}` or `${NAME:+replacement}`; a dollar "
                    + "sign that is meant as such is written twice.",
                before: "command: echo ${1}",
                after: "command: echo $${1}"
            )
        case .requiredVariableMissing:
            DiagnosticFacts(
                "A variable of the form `${VAR:?message}` has no value.",
                remedy: "Set it in the environment, in .env or in a file named with --env-file."
            )
        case .variableNotSet:
            DiagnosticFacts(
                "A variable has no value and no default; Compose takes an empty string.",
                remedy: "Set it in the environment or in .env, or give it a default. `$$` is a dollar sign.",
                before: "image: nginx:${TAG}",
                after: "image: nginx:${TAG:-1.27}"
            )
        case .invalidEnvFile:
            DiagnosticFacts(
                "An environment file has a line that cannot be parsed.",
                remedy: "Write `NAME=value`; quotes that open are closed, and a name has no spaces."
            )
        }
    }
}
