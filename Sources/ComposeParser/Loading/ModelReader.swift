/// Reads compose files into one expanded model: the passes that run for each file.
///
/// In order, for each document: read, take the merge tags, interpolate, cast, extend, include, merge, remove repeats,
/// validate, expand, remove repeats. `Docs/loading.md` tells why in this order.
struct ModelReader<Files: FileAccess> {
    /// Where files come from.
    let files: Files
    /// The directory that paths of the command line start from.
    let currentDirectory: String
    /// The home directory that `~` stands for.
    let home: String?
    /// Whether `${VAR}` is replaced.
    let interpolates: Bool
    /// The files read so far.
    var sources: SourceTable
    /// The findings so far.
    var diagnostics: Diagnostics
    /// The names of the variables that interpolation asked for.
    var usedVariables: Set<String> = []
    /// The variables of which a warning has said that they are not set.
    var reportedVariables: Set<String> = []
    /// The number of each file in `sources`, by path, so that no file is read twice.
    private var known: [String: SourceFileID] = [:]
    /// What `extends` and environment files have multiplied so far.
    var size = ModelSize()
    /// The files that a person named, which need not be regular ones.
    var named: Set<String> = []
    /// What was read ahead of its turn, to find the project's name.
    private var readAhead: [String: [Compose.Node]] = [:]
    /// The files whose `version` was spoken of.
    private var warnedVersions: Set<String> = []

    /// How deep `extends` and `include` may nest.
    static var deepest: Int { 64 }

    /// What a file is read under.
    struct Surroundings {
        /// The absolute directory that relative paths in the model start from.
        var directory: String
        /// The absolute directory that the other files named in the file are looked up in.
        var lookupDirectory: String
        /// The directory as Compose writes it down, relative in included files. Env files and project directories of
        /// includes start from it, so that Compose finds those of a nested include only from the main directory.
        var statedDirectory: String
        /// The variables to interpolate with.
        var variables: Variables
        /// The files that include one another down to this one.
        var includeChain: [String]
    }

    /// Makes a reader that goes on with the sources and findings so far.
    init(
        files: Files,
        currentDirectory: String,
        home: String?,
        interpolates: Bool,
        sources: SourceTable,
        diagnostics: Diagnostics
    ) {
        self.files = files
        self.currentDirectory = currentDirectory
        self.home = home
        self.interpolates = interpolates
        self.sources = sources
        self.diagnostics = diagnostics
    }

    // MARK: - Files

    /// The number of a file whose bytes are in `sources` afterwards.
    ///
    /// - Parameter place: Where the file is named, for the error message.
    mutating func source(_ path: String, namedAt place: SourceRange) throws(Diagnostic) -> SourceFileID {
        if let id = known[path] { return id }
        let bytes: [UInt8]
        do throws(FileAccessError) {
            let limit = YAMLLimits().fileBytes
            bytes = try named.contains(path) ? files.readAny(path, limit: limit) : files.read(path, limit: limit)
        } catch {
            let issue: LoadingIssue = error == .notFound ? .fileNotFound : .unreadableFile
            throw Diagnostic(
                issue,
                .error,
                "cannot read \(shown(path)): \(error.reason)",
                at: place,
                hint: error == .notFound ? "relative paths start from the folder of the file that names them" : nil
            )
        }
        let id = sources.add(path: path == "-" ? "(standard input)" : shown(path), bytes: bytes)
        known[path] = id
        return id
    }

    /// A path as messages show it: relative where it is below the current directory.
    func shown(_ path: String) -> String {
        PosixPath.shown(path, from: currentDirectory)
    }

    /// The raw documents of a file.
    mutating func documents(of path: String, namedAt place: SourceRange) throws(Diagnostic) -> [Compose.Node] {
        if let documents = readAhead.removeValue(forKey: path) { return documents }
        let id = try source(path, namedAt: place)
        return try YAMLReader.read(sources[id]?.bytes ?? [], file: id)
    }

    /// The raw documents of a file, which are kept for the time when the model is read.
    mutating func documentsAhead(of path: String) throws(Diagnostic) -> [Compose.Node] {
        let documents = try documents(of: path, namedAt: .none)
        readAhead[path] = documents
        return documents
    }

    // MARK: - Models

    /// Reads several files, each over the one before, and finishes the model: checks, absolute paths,
    /// variables of list entries.
    mutating func model(of paths: [(String, SourceRange)], in surroundings: Surroundings) throws(Diagnostic)
        -> Compose.Node
    {
        var root = Compose.Node(.mapping(Compose.Mapping()), range: .none)
        for (path, place) in paths {
            var surroundings = surroundings
            surroundings.includeChain.append(path)
            root = try merge(path, namedAt: place, over: root, in: surroundings)
        }
        ResourceChecks.check(root, diagnostics: &diagnostics)
        try diagnostics.throwFirstError()
        try RelativePaths(directory: surroundings.directory, home: home, files: files).resolve(in: &root)
        resolveListedVariables(in: &root, from: surroundings.variables)
        return root
    }

    /// Reads the documents of a file over `base`, with all that they extend and include.
    private mutating func merge(
        _ path: String,
        namedAt place: SourceRange,
        over base: Compose.Node,
        in surroundings: Surroundings
    ) throws(Diagnostic) -> Compose.Node {
        var root = base
        // Each passes through without a second holder, so that no pass has to copy it.
        var documents = Array(try documents(of: path, namedAt: place).reversed())
        while var document = documents.popLast() {
            let tags = MergeTags(takingFrom: &document)
            document = try interpolated(consume document, with: surroundings.variables, file: path)
            try extendServices(in: &document, of: path, tags: tags, surroundings: surroundings)
            try include(into: &document, surroundings: surroundings)
            tags.apply(to: &root)
            root = try Merger.merge(consume document, over: root)
            Repeats.remove(from: &root)
            SchemaValidator.validate(root, diagnostics: &diagnostics)
            try diagnostics.throwFirstError()
            if let version = root["version"] {
                if warnedVersions.insert(path).inserted {
                    diagnostics.add(
                        Diagnostic(
                            ProjectIssue.obsoleteVersion,
                            .note,
                            "the attribute version is obsolete and ignored",
                            at: version.range,
                            hint: "remove it"
                        )
                    )
                }
                root.set("version", nil)
            }
            root = try expanded(consume root)
            Repeats.remove(from: &root)
        }
        return root
    }

    /// `root` with its short forms expanded. What cannot be parsed is an error, unless variables are kept: then
    /// `${PORT}:80` stays as it is.
    private mutating func expanded(_ root: consuming Compose.Node) throws(Diagnostic) -> Compose.Node {
        if interpolates { return try Canonicalizer.expand(root, diagnostics: &diagnostics) }
        var root = root
        var kept: [(service: String, entry: Compose.Mapping.Entry)] = []
        root.editEntries(of: "services") { service in
            let name = service.key
            service.value.editMapping { mapping in
                mapping.entries.removeAll { entry in
                    if Self.isExpandable(entry) { return false }
                    kept.append((name, entry))
                    return true
                }
            }
        }
        root = try Canonicalizer.expand(consume root, diagnostics: &diagnostics)
        for (service, entry) in kept {
            root.edit("services") { services in
                services.edit(service) { $0.editMapping { $0.entries.append(entry) } }
            }
        }
        return root
    }

    /// Whether the short forms in an entry of a service can be read.
    private static func isExpandable(_ entry: Compose.Mapping.Entry) -> Bool {
        var probe = Compose.Node.mapping([(entry.key, entry.value)])
        var expander = Expander()
        return (try? expander.expand(&probe, .service)) != nil && !expander.diagnostics.hasErrors
    }

    /// The services of a file that a service of another file extends: expanded, not validated, their own `extends`
    /// still to be followed.
    mutating func extendedModel(
        of path: String,
        namedAt place: SourceRange,
        variables: Variables
    ) throws(Diagnostic) -> (root: Compose.Node, tags: MergeTags) {
        var root = Compose.Node(.mapping(Compose.Mapping()), range: .none)
        var last = MergeTags()
        // Each passes through without a second holder, so that no pass has to copy it.
        var documents = Array(try documents(of: path, namedAt: place).reversed())
        while var document = documents.popLast() {
            let tags = MergeTags(takingFrom: &document)
            document = try interpolated(consume document, with: variables, file: path)
            tags.apply(to: &root)
            root = try Merger.merge(consume document, over: root)
            Repeats.remove(from: &root)
            root = try expanded(consume root)
            Repeats.remove(from: &root)
            last = tags
        }
        return (root, last)
    }

    private mutating func interpolated(
        _ document: consuming Compose.Node,
        with variables: Variables,
        file: String
    ) throws(Diagnostic) -> Compose.Node {
        guard document.isMapping else {
            throw Diagnostic(
                document.isNull ? LoadingIssue.emptyFile : .invalidYAML,
                .error,
                document.isNull
                    ? "\(shown(file)) holds an empty document"
                    : "a compose file is a mapping, not \(document.kindName)",
                at: document.range,
                hint: "start with services:"
            )
        }
        if let refusal = VersionOne.refusal(of: document) { throw refusal }
        guard interpolates else { return document }
        document = try interpolate(document, with: variables)
        var found = Diagnostics()
        let cast = TypeCaster.cast(document, diagnostics: &found)
        diagnostics.add(contentsOf: found)
        if found.hasErrors { addViolations(of: cast, besides: found) }
        try found.throwFirstError()
        return cast
    }

    /// What else is the matter with a document that stops here: not what another file may add to it, nor twice what is
    /// known of one place.
    private mutating func addViolations(of document: Compose.Node, besides found: Diagnostics) {
        var violations = Diagnostics()
        SchemaValidator.validate(document, diagnostics: &violations)
        let known = Set(found.all.map(\.range))
        for violation in violations.all
        where violation.id != SchemaIssue.missingAttribute.rawValue && !known.contains(violation.range) {
            diagnostics.add(violation)
        }
    }

    // MARK: - Variables of list entries

    /// Takes `- KEY` of a service's environment, and the content of configs and secrets, from the variables of the
    /// file that states them.
    private func resolveListedVariables(in root: inout Compose.Node, from variables: Variables) {
        for (key, pairs) in Shape.pairsFromFileVariables {
            root.editEntries(of: "services") { service in
                service.value.edit(key) { if $0.sequence != nil { pairs.resolve(&$0, from: variables) } }
            }
        }
        root.editEntries(of: "configs") { config in
            guard let name = config.value["environment"], let value = name.stringValue.flatMap({ variables[$0] })
            else { return }
            let origin = Compose.Origin(span: 0..<value.utf8.count, variable: name.text.string)
            config.value.set("content", Compose.Node(string: Compose.Text(value, origins: [origin], range: name.range)))
        }
    }
}

extension Shape {
    /// The pairs of a service that take values from the variables of the file that states them.
    fileprivate static let pairsFromFileVariables: [(key: String, pairs: Pairs)] = {
        guard case .object(let fields) = service.form else { return [] }
        return fields.rows.compactMap { row in
            if case .pairs(let pairs) = row.shape.form, pairs.variables == .file { (row.key, pairs) } else { nil }
        }
    }()
}
