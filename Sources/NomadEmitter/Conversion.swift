public import ComposeParser

/// One conversion from Compose files to Nomad jobs, with all that was found on the way.
///
///     let conversion = Conversion(of: "services: {web: {image: nginx}}", project: "shop")
///     for job in conversion.deployment?.jobs ?? [] { print(job.hcl()) }
///     for diagnostic in conversion.diagnostics.all { print(diagnostic) }
public struct Conversion: Sendable {
    /// The jobs and the files beside them; `nil` if the project cannot be converted.
    public let deployment: Deployment?
    /// The project as it is resolved; `nil` if it cannot be loaded.
    public let project: Compose.Project?
    /// Errors, what is lost or approximated, and what is up to the operator.
    public let diagnostics: Diagnostics
    /// What became of the project, in a few words; `nil` if it cannot be converted.
    public var summary: Summary? { deployment?.summary }
    /// The files that were read, for showing where a diagnostic is.
    public let sources: SourceTable

    /// Loads and converts a project.
    ///
    /// - Parameters:
    ///   - project: the Compose files, and what surrounds them.
    ///   - options: the user's choices. Without them, those of `compose2nomad.yaml` in the project directory, if it is
    ///     there.
    ///   - images: the file that tells what the images say, as `--images` takes it. Without it,
    ///     `compose2nomad.images.json` in the project directory is read, if it is there.
    ///   - files: where files are read from: the disk, or memory.
    public init(
        of project: LoadOptions,
        options: ConversionOptions? = nil,
        images: String? = nil,
        files: some FileAccess = LocalFiles()
    ) {
        self.init(of: project, options: options, images: images, files: files) { _ in }
    }

    /// Loads and converts a project with its choices and those that `choose` makes over them.
    package init(
        of project: LoadOptions,
        options: ConversionOptions? = nil,
        images: String? = nil,
        files: some FileAccess = LocalFiles(),
        choosing choose: (inout ConversionOptions) -> Void
    ) {
        var sources = SourceTable()
        var diagnostics = Diagnostics()
        var resolved: Compose.Project?
        var deployment: Deployment?
        do throws(Diagnostic) {
            let loaded = try ProjectLoader.load(project, files: files, sources: &sources, diagnostics: &diagnostics)
            let model = Compose.Project(loaded)
            resolved = model
            let environment = loaded.variables.names.map { ($0, loaded.variables[$0] ?? "") }
            var chosen = options ?? ConversionOptions()
            if options == nil {
                chosen = try ChoicesFile.options(
                    in: loaded.workingDirectory,
                    from: project.workingDirectory,
                    files: files,
                    sources: &sources,
                    diagnostics: &diagnostics
                )
            }
            choose(&chosen)
            if chosen.images == nil || images != nil {
                chosen.images = try ImagesFile(images, of: loaded, from: project.workingDirectory, files: files)?
                    .table(reading: files, sources: &sources)
            }
            let converter = NomadConverter(
                options: chosen,
                environment: Dictionary(environment, uniquingKeysWith: { first, _ in first })
            )
            deployment = try converter.convert(
                model,
                presence: loaded.presence,
                files: files,
                diagnostics: &diagnostics
            )
        } catch {
            if !diagnostics.all.contains(error) { diagnostics.add(error) }
        }
        self.deployment = deployment
        self.project = resolved
        self.diagnostics = diagnostics.located(in: sources)
        self.sources = sources
    }

    /// Converts one Compose file in memory.
    ///
    /// - Parameters:
    ///   - text: the file.
    ///   - project: the project name, where the file states none.
    ///   - environment: what `${VAR}` is read from.
    ///   - options: the user's choices.
    public init(
        of text: String,
        project: String,
        environment: [String: String] = [:],
        options: ConversionOptions = ConversionOptions()
    ) {
        var load = LoadOptions(workingDirectory: "/\(project)")
        load.environment = environment
        self.init(of: load, options: options, files: MemoryFiles(["/\(project)/compose.yaml": text]))
    }
}
