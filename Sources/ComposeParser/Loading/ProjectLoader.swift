/// Loads a Compose project as Docker Compose does, down to the last value.
///
/// `Docs/loading.md` tells the passes and their order.
public enum ProjectLoader {
    /// Loads the project that `options` name.
    ///
    /// - Parameters:
    ///   - options: The files and settings.
    ///   - files: Where files are read from.
    ///   - sources: Receives each file that was read, so that diagnostics can show its lines.
    ///   - diagnostics: Receives the findings; errors among them are also thrown.
    /// - Throws: What makes Docker Compose refuse the project, too.
    public static func load(
        _ options: LoadOptions,
        files: some FileAccess,
        sources: inout SourceTable,
        diagnostics: inout Diagnostics
    ) throws(Diagnostic) -> ResolvedProject {
        var reader = ModelReader(
            files: files,
            currentDirectory: options.workingDirectory,
            home: options.home,
            interpolates: options.interpolates,
            sources: sources,
            diagnostics: diagnostics
        )
        defer {
            sources = reader.sources
            diagnostics = reader.diagnostics.located(in: sources)
        }
        do throws(Diagnostic) {
            return try load(options, with: &reader)
        } catch {
            throw error.located(in: reader.sources)
        }
    }

    private static func load<Files: FileAccess>(
        _ options: LoadOptions,
        with reader: inout ModelReader<Files>
    ) throws(Diagnostic) -> ResolvedProject {
        var (discovery, name, root) = try model(options, with: &reader)
        let stated = root
        root.editEntries(of: "configs") { config in
            // Compose looks the content up and does not show it.
            if config.value["environment"] != nil { config.value.set("content", nil) }
        }
        Normalization.apply(to: &root, name: name, variables: discovery.variables)
        if options.interpolates {
            root = try Canonicalizer.canonicalize(consume root, diagnostics: &reader.diagnostics)
            try reader.diagnostics.throwFirstError()
        }
        var disabled = Compose.Mapping()
        if options.interpolates {
            disabled = Profiles.disableInactive(in: &root, active: discovery.profiles)
            Consistency.check(root, disabled: disabled, diagnostics: &reader.diagnostics)
            try reader.diagnostics.throwFirstError()
            Normalization.shareScale(in: &root)
            try reader.readEnvFiles(in: &root, variables: discovery.variables)
            try reader.readLabelFiles(in: &root)
            disabled = try Profiles.select(
                options.services,
                in: &root,
                disabled: disabled,
                active: discovery.profiles
            )
            // Compose reads no more than these of a service that runs only because it is named.
            try reader.readEnvFiles(in: &root, variables: discovery.variables)
            Profiles.removeUnusedResources(from: &root)
            Consistency.checkContainerNames(root, diagnostics: &reader.diagnostics)
            try reader.diagnostics.throwFirstError()
        }
        var size = ModelSize()
        try size.add(root, at: .none)
        return ResolvedProject(
            name: name,
            workingDirectory: discovery.directory,
            composeFiles: discovery.files,
            root: root,
            stated: stated,
            disabledServices: disabled,
            variables: discovery.variables,
            usedVariables: reader.usedVariables.sorted()
        )
    }

    /// The expanded model with absolute paths, before normalisation.
    private static func model<Files: FileAccess>(
        _ options: LoadOptions,
        with reader: inout ModelReader<Files>
    ) throws(Diagnostic) -> (ProjectDiscovery, String, Compose.Node) {
        var discovery = try ProjectDiscovery(options, reader: &reader)
        let name = try discovery.projectName(options, reader: &reader)
        discovery.variables.set("COMPOSE_PROJECT_NAME", Variables.Value(name, source: .project))
        let surroundings = ModelReader<Files>.Surroundings(
            directory: discovery.directory,
            lookupDirectory: discovery.directory,
            statedDirectory: discovery.directory,
            variables: discovery.variables,
            includeChain: []
        )
        var root = try reader.model(of: discovery.files.map { ($0, .none) }, in: surroundings)
        // What is missing has no place but the start of the first file.
        let mark = Mark(line: 1, column: 1)
        let file = try reader.source(discovery.files[0], namedAt: .none)
        let start = SourceRange(file: file, start: mark, end: mark)
        guard root.mapping?.entries.isEmpty == false else {
            throw Diagnostic(
                LoadingIssue.emptyFile,
                .error,
                "\(discovery.files.map(reader.shown).joined(separator: ", ")) is empty",
                at: start,
                hint: "start with services:"
            )
        }
        root.set("name", .word(name))
        if root["services"] == nil { root.set("services", Compose.Node(.mapping(Compose.Mapping()), range: start)) }
        return (discovery, name, root)
    }
}

extension LoadOptions {
    /// The home directory that `~` stands for.
    var home: String? {
        environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
    }
}
