package import ComposeParser

/// Converts Compose projects to Nomad jobs.
package struct NomadConverter: Sendable {
    /// The user's choices.
    package var options: ConversionOptions
    /// The environment that `environment:` of configs and secrets is read from.
    package var environment: [String: String]

    /// Makes a converter with these choices.
    package init(options: ConversionOptions = ConversionOptions(), environment: [String: String] = [:]) {
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
    package func convert(
        _ project: Compose.Project,
        presence: [PresentAttribute] = [],
        files: any FileAccess,
        diagnostics: inout Diagnostics
    ) throws(Diagnostic) -> Deployment {
        guard !project.services.isEmpty else {
            throw Diagnostic(
                ConversionIssue.noServices,
                .error,
                "no service is left to convert",
                at: project.servicesRange,
                hint: project.disabledServices.isEmpty
                    ? "start with services:" : "enable a profile with --profile: all services belong to one"
            )
        }
        let plan = Plan(project, options: options, environment: environment, files: files)
        let translation = plan.diagnostics.hasErrors ? nil : ProjectTranslation(plan)
        diagnostics.add(contentsOf: CoverageDiagnostics.diagnostics(for: presence, of: plan))
        diagnostics.add(contentsOf: plan.diagnostics)
        if let translation { diagnostics.add(contentsOf: translation.diagnostics) }
        try diagnostics.throwFirstError()
        guard let translation else { return Deployment(jobs: [], blocks: []) }
        var deployment = translation.deployment(of: plan)
        let warnings = diagnostics.all.count { $0.severity == .warning }
        deployment.summary = Summary(plan, translation, warnings: warnings)
        return deployment
    }
}
