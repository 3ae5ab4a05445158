public import ComposeParser

/// Converts Compose projects to Nomad jobs.
public struct NomadConverter: Sendable {
    /// The user's choices.
    public var options: ConversionOptions
    /// The environment that `environment:` of configs and secrets is read from.
    public var environment: [String: String]

    /// Makes a converter with these choices.
    public init(options: ConversionOptions = ConversionOptions(), environment: [String: String] = [:]) {
        self.options = options
        self.environment = environment
    }

    /// Converts a project.
    ///
    /// - Parameters:
    ///   - project: the resolved project.
    ///   - presence: what the user stated, so that nothing is lost in silence.
    ///   - files: where the files that the project mounts are read from.
    ///   - diagnostics: takes what is lost, approximated, or up to the operator.
    /// - Returns: the jobs and the files that go with them.
    /// - Throws: the first error, if the project cannot be converted.
    public func convert(
        _ project: Project,
        presence: [PresentAttribute] = [],
        files: any FileAccess,
        diagnostics: inout Diagnostics
    ) throws(Diagnostic) -> Deployment {
        guard !project.services.isEmpty else {
            throw Diagnostic(
                ConversionIssue.noServices,
                .error,
                "no service is left to convert",
                at: project.servicesRange.isKnown ? project.servicesRange : project.name.range,
                hint: project.disabledServices.isEmpty
                    ? "start with services:" : "enable a profile with --profile: all services belong to one"
            )
        }
        for finding in options.images?.findings(for: project) ?? [] { diagnostics.add(finding) }
        var ambiguities = VariableTable.Ambiguities()
        while true {
            var translation = Translation(
                project: project,
                options: options,
                environment: environment,
                files: files,
                ambiguities: ambiguities
            )
            let deployment = translation.diagnostics.hasErrors ? nil : translation.deployment()
            let found = ambiguities.adding(translation.variables.conflicts)
            guard deployment == nil || found == ambiguities else {
                ambiguities = found
                continue
            }
            diagnostics.add(
                contentsOf: CoverageDiagnostics.diagnostics(
                    for: presence,
                    of: project,
                    servers: translation.topology.servers,
                    options: options
                )
            )
            diagnostics.add(contentsOf: translation.diagnostics)
            try diagnostics.throwFirstError()
            if let deployment { return deployment }
        }
    }
}
