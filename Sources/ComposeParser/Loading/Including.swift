/// Following `include`.
///
/// Compose Specification, chapter "include": an included file is a project of its own, with its own directory and
/// environment file, whose resources are copied into the including one.
extension ModelReader {
    /// One entry of `include`.
    private struct Inclusion {
        var paths: [Compose.Node]
        var projectDirectory: Compose.Node?
        var envFiles: [Compose.Node]
        var range: SourceRange
    }

    /// Copies the resources of the files that `document` includes into it, and removes the `include`.
    mutating func include(into document: inout Compose.Node, surroundings: Surroundings) throws(Diagnostic) {
        guard let list = document["include"] else { return }
        document.set("include", nil)
        if list.isNull { return }
        guard let entries = list.sequence else {
            throw Diagnostic(
                ProjectIssue.invalidInclude,
                .error,
                "include is a list, not \(list.kindName)",
                at: list.range
            )
        }
        for entry in entries {
            let inclusion = try inclusion(entry)
            let imported = try model(including: inclusion, in: surroundings)
            try copy(imported, into: &document, at: inclusion.range)
        }
    }

    private mutating func inclusion(_ entry: Compose.Node) throws(Diagnostic) -> Inclusion {
        func invalid(_ node: Compose.Node, _ message: String) -> Diagnostic {
            Diagnostic(
                ProjectIssue.invalidInclude,
                .error,
                message,
                at: node.range,
                hint: "write the path of a file, or {path: …, project_directory: …, env_file: …}"
            )
        }
        func strings(_ node: Compose.Node?) throws(Diagnostic) -> [Compose.Node] {
            guard let node, !node.isNull else { return [] }
            if node.content == .string { return [node] }
            guard let items = node.sequence, items.allSatisfy({ $0.content == .string }) else {
                throw invalid(node, "this is a path or a list of paths")
            }
            return items
        }
        if entry.content == .string {
            return Inclusion(paths: [entry], projectDirectory: nil, envFiles: [], range: entry.range)
        }
        guard let mapping = entry.mapping else { throw invalid(entry, "an include is a path or a mapping") }
        for unknown in mapping.entries
        where !["path", "project_directory", "env_file"].contains(unknown.key) && !unknown.key.hasPrefix("x-") {
            diagnostics.add(
                Diagnostic(
                    ProjectIssue.invalidInclude,
                    .warning,
                    "include has no attribute \(unknown.key); it is ignored",
                    at: unknown.keyRange
                )
            )
        }
        let paths = try strings(entry["path"])
        guard !paths.isEmpty else { throw invalid(entry, "an include needs a path") }
        let directory = entry["project_directory"]
        if let directory, directory.content != .string { throw invalid(directory, "project_directory is a path") }
        return Inclusion(
            paths: paths,
            projectDirectory: directory,
            envFiles: try strings(entry["env_file"]),
            range: entry.range
        )
    }

    private mutating func model(
        including inclusion: Inclusion,
        in surroundings: Surroundings
    ) throws(Diagnostic) -> Compose.Node {
        var paths: [(String, SourceRange)] = []
        for node in inclusion.paths {
            let stated = node.text.string
            if let remote = RemoteAddress(stated) { throw remote.refusal(stated, at: node.range) }
            paths.append((PosixPath.absolute(stated, in: surroundings.lookupDirectory), node.range))
        }
        let main = paths[0]
        let chain = surroundings.includeChain
        if chain.contains(main.0) || chain.count >= Self.deepest {
            let files = (chain + [main.0]).map(shown).joined(separator: " -> ")
            throw Diagnostic(
                ProjectIssue.includeCycle,
                .error,
                "files include one another: \(files)",
                at: main.1,
                hint: "remove one of the includes"
            )
        }
        let directory = directories(of: inclusion, main: main.0, in: surroundings)
        let inner = Surroundings(
            directory: directory.model,
            lookupDirectory: directory.lookup,
            statedDirectory: PosixPath.relative(directory.model, to: surroundings.lookupDirectory),
            variables: try variables(of: inclusion, lookup: directory.lookup, in: surroundings),
            includeChain: chain
        )
        return try model(of: paths, in: inner)
    }

    /// The directory that paths in the included model start from, and the one that the files it names are looked up
    /// in: they are told apart as Compose does.
    private func directories(
        of inclusion: Inclusion,
        main: String,
        in surroundings: Surroundings
    ) -> (model: String, lookup: String) {
        guard let stated = inclusion.projectDirectory?.text.string, !stated.isEmpty else {
            let directory = PosixPath.directory(of: main)
            return (directory, directory)
        }
        if PosixPath.isAbsolute(stated) {
            let directory = PosixPath.clean(stated)
            return (directory, directory)
        }
        let path = PosixPath.join(surroundings.lookupDirectory, stated)
        return (
            files.status(path)?.kind == .directory ? path : PosixPath.directory(of: path),
            PosixPath.absolute(PosixPath.join(surroundings.statedDirectory, stated), in: currentDirectory)
        )
    }

    /// The variables that an included model is interpolated with.
    private mutating func variables(
        of inclusion: Inclusion,
        lookup: String,
        in surroundings: Surroundings
    ) throws(Diagnostic) -> Variables {
        var variables = surroundings.variables
        if inclusion.envFiles.isEmpty {
            let path = PosixPath.join(lookup, ".env")
            if let status = files.status(path), status.kind != .directory {
                try addVariables(of: [(path, .none)], to: &variables)
            }
        } else {
            let paths = inclusion.envFiles.map { node in
                let stated = PosixPath.absolute(node.text.string, in: surroundings.statedDirectory)
                return (PosixPath.absolute(stated, in: currentDirectory), node.range)
            }
            try addVariables(of: paths, to: &variables)
        }
        return variables
    }

    /// Copies resources; the same resource in both files is fine as long as both say the same.
    private func copy(_ imported: Compose.Node, into document: inout Compose.Node, at range: SourceRange)
        throws(Diagnostic)
    {
        for section in Shape.sections {
            let resources = imported.entries(of: section)
            guard let from = imported[section], from.isMapping else { continue }
            if document[section].map(\.isNull) ?? true {
                document.set(section, Compose.Node(.mapping(Compose.Mapping()), range: from.range))
            }
            try document.edit(section) { (node) throws(Diagnostic) in
                try node.editMapping { (mapping) throws(Diagnostic) in
                    var entries = UniqueEntries(mapping.entries)
                    defer { mapping.entries = entries.entries }
                    for resource in resources {
                        guard let position = entries.position(of: resource.key) else {
                            entries.append(resource)
                            continue
                        }
                        let own = entries.entries[position]
                        if own.value.hasSameValue(as: resource.value) { continue }
                        throw Diagnostic(
                            ProjectIssue.includeConflict,
                            .error,
                            "\(section).\(resource.key) conflicts with the included one",
                            at: own.keyRange,
                            hint: "change it in a file given by a further -f, or in the list of paths of the include",
                            related: [
                                .init("included here", at: range), .init("the other one", at: resource.keyRange),
                            ]
                        )
                    }
                }
            }
        }
    }
}
