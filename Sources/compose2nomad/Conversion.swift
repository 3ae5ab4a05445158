import ArgumentParser
import ComposeParser
import NomadEmitter

/// One run from files to jobs, with what was found on the way.
struct Conversion {
    /// The jobs and their companions; `nil` if the project cannot be converted.
    var deployment: Deployment?
    /// The project's name in Nomad, for file names.
    var diagnostics = Diagnostics()
    /// The files that were read.
    var sources = SourceTable()

    /// Loads and converts a project.
    ///
    /// - Parameter images: the file of images, as written.
    init(
        loading loadOptions: LoadOptions,
        options: ConversionOptions,
        images: String? = nil,
        files: some FileAccess = LocalFiles()
    ) {
        do throws(Diagnostic) {
            let resolved = try ProjectLoader.load(
                loadOptions,
                files: files,
                sources: &sources,
                diagnostics: &diagnostics
            )
            let project = Project(resolved)
            var options = options
            options.images = try ImagesFile(images, of: resolved, from: loadOptions.workingDirectory, files: files)?
                .table(reading: files, sources: &sources)
            let converter = NomadConverter(
                options: options,
                environment: Dictionary(
                    resolved.variables.names.map { ($0, resolved.variables[$0] ?? "") },
                    uniquingKeysWith: { a, _ in a }
                )
            )
            deployment = try converter.convert(
                project,
                presence: resolved.presence,
                files: files,
                diagnostics: &diagnostics
            )
        } catch {
            if !diagnostics.all.contains(error) { diagnostics.add(error) }
        }
    }
}
