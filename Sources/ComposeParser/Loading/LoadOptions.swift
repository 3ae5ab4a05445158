/// What a project is loaded from: the options of the command line and the surroundings.
public struct LoadOptions: Sendable {
    /// Compose files in `-f` order, as written; `-` is standard input. Empty: `COMPOSE_FILE`, or found by name.
    public var files: [String] = []
    /// The project name (`-p`), if it is given.
    public var projectName: String?
    /// The project directory (`--project-directory`), if it is given.
    public var projectDirectory: String?
    /// Environment files (`--env-file`) in order. Empty: `COMPOSE_ENV_FILES`, or `.env` of the project directory.
    public var envFiles: [String] = []
    /// Profiles to enable (`--profile`). Empty: `COMPOSE_PROFILES`.
    public var profiles: [String] = []
    /// Services to keep, with what they depend on. Empty: all.
    public var services: [String] = []
    /// The environment of the process: for variables and `COMPOSE_*` settings.
    public var environment: [String: String] = [:]
    /// The absolute directory that relative paths of the command line start from.
    public var workingDirectory: String
    /// Whether `${VAR}` is replaced. Without it the model is only partly resolved, as in Docker Compose.
    public var interpolates = true

    /// Makes options that load from `workingDirectory`, an absolute path.
    public init(workingDirectory: String) {
        self.workingDirectory = workingDirectory
    }
}
