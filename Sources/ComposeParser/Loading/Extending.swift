/// Following `extends`.
///
/// Compose Specification, chapter "extends".
extension ModelReader {
    /// One step of an `extends` chain.
    private struct Step: Hashable {
        var file: String
        var service: String
    }

    /// Replaces each service of `document` that extends another by the two merged.
    mutating func extendServices(
        in document: inout Compose.Node,
        of file: String,
        tags: MergeTags,
        surroundings: Surroundings
    ) throws(Diagnostic) {
        guard let services = document["services"] else { return }
        guard let mapping = services.mapping else {
            if services.isNull { return }
            throw Diagnostic(
                LoadingIssue.invalidYAML,
                .error,
                "services is a mapping, not \(services.kindName)",
                at: services.range
            )
        }
        guard mapping.entries.contains(where: { $0.value["extends"] != nil }) else { return }
        var entries = UniqueEntries(mapping.entries)
        for entry in mapping.entries {
            _ = try extended(
                entry.key,
                in: &entries,
                of: file,
                directory: surroundings.lookupDirectory,
                tags: tags,
                variables: surroundings.variables,
                trail: []
            )
        }
        document.edit("services") { $0.content = .mapping(Compose.Mapping(entries.entries)) }
    }

    /// The service `name` with what it extends; also put into `services`.
    ///
    /// - Parameters:
    ///   - directory: The absolute directory that file names in `extends` start from.
    ///   - trail: The services that extend one another down to this one.
    private mutating func extended(
        _ name: String,
        in services: inout UniqueEntries,
        of file: String,
        directory: String,
        tags: MergeTags,
        variables: Variables,
        trail: [Step]
    ) throws(Diagnostic) -> Compose.Node? {
        guard let service = services[name], service.isMapping, let extends = service["extends"] else {
            return services[name]
        }
        let step = Step(file: file, service: name)
        if trail.contains(step) || trail.count >= Self.deepest {
            let chain = (trail + [step]).map(\.service).joined(separator: " -> ")
            throw Diagnostic(
                ProjectIssue.extendsCycle,
                .error,
                "services extend one another: \(chain)",
                at: extends.range,
                hint: "a service cannot extend itself, directly or through others",
                service: name
            )
        }
        let reference = try self.reference(extends, of: name)
        let base: Compose.Node?
        if let fileNode = reference.file {
            base = try baseFromFile(
                reference.service,
                fileNode,
                for: name,
                directory: directory,
                variables: variables,
                trail: trail + [step]
            )
        } else {
            guard services.position(of: reference.service) != nil else {
                throw notFound(
                    reference.service,
                    among: services.entries.map(\.key),
                    for: name,
                    in: file,
                    at: extends.range
                )
            }
            base = try extended(
                reference.service,
                in: &services,
                of: file,
                directory: directory,
                tags: tags,
                variables: variables,
                trail: trail + [step]
            )
        }
        guard var base, !base.isNull else { return service }
        tags.apply(toService: name, &base)
        var merged = try Merger.extend(base, with: service, name: name)
        merged.set("extends", nil)
        services[name] = merged
        try size.add(merged, at: extends.range)
        return merged
    }

    private mutating func baseFromFile(
        _ service: String,
        _ fileNode: Compose.Node,
        for name: String,
        directory: String,
        variables: Variables,
        trail: [Step]
    ) throws(Diagnostic) -> Compose.Node? {
        let stated = fileNode.text.string
        if let remote = RemoteAddress(stated) { throw remote.refusal(stated, at: fileNode.range) }
        let path = PosixPath.absolute(stated, in: directory)
        var (root, tags) = try extendedModel(of: path, namedAt: fileNode.range, variables: variables)
        guard let services = root["services"], services.isMapping else {
            throw Diagnostic(
                ProjectIssue.invalidExtends,
                .error,
                "service `\(name)` extends `\(service)` of `\(shown(path))`, which has no services",
                at: fileNode.range,
                service: name
            )
        }
        guard services[service] != nil else {
            throw notFound(
                service,
                among: services.mapping?.entries.map(\.key) ?? [],
                for: name,
                in: path,
                at: fileNode.range
            )
        }
        // Paths stay relative to the project, so that they are the same as those that it states itself.
        let folder = PosixPath.relative(PosixPath.directory(of: path), to: directory)
        try RelativePaths(directory: folder, home: home, isMerged: false, files: files).resolve(in: &root)
        guard let mapping = root["services"]?.mapping else { return nil }
        var entries = UniqueEntries(mapping.entries)
        return try extended(
            service,
            in: &entries,
            of: path,
            directory: directory,
            tags: tags,
            variables: variables,
            trail: trail
        )
    }

    private func reference(_ extends: Compose.Node, of name: String) throws(Diagnostic) -> (
        service: String, file: Compose.Node?
    ) {
        if let service = extends.stringValue { return (service, nil) }
        guard extends.isMapping, let service = extends["service"]?.stringValue else {
            throw Diagnostic(
                ProjectIssue.invalidExtends,
                .error,
                "extends of service `\(name)` does not name a service",
                at: extends.range,
                hint: "write extends: {service: NAME}, with file: PATH for another file",
                service: name
            )
        }
        guard let file = extends["file"], !file.isNull else { return (service, nil) }
        guard file.content == .string else {
            throw Diagnostic(
                ProjectIssue.invalidExtends,
                .error,
                "extends.file is a path, not \(file.kindName)",
                at: file.range,
                service: name
            )
        }
        return (service, file)
    }

    private func notFound(
        _ service: String,
        among services: [String],
        for name: String,
        in file: String,
        at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            ProjectIssue.invalidExtends,
            .error,
            "service `\(name)` extends `\(service)`, which `\(shown(file))` does not define",
            at: range,
            hint: Spelling.question(about: service, among: services),
            service: name
        )
    }
}
