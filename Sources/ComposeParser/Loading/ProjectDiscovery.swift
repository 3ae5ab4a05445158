/// Finds out what to load: the compose files, the project directory, the variables, the profiles, the name.
///
/// Compose Specification, chapter "The Compose application model"; the `COMPOSE_*` variables are those of the Docker
/// Compose reference, "Environment variables".
struct ProjectDiscovery {
    /// The compose files, absolute or `-`.
    var files: [String]
    /// The absolute project directory.
    var directory: String
    /// The variables to interpolate with; environment before environment files.
    var variables: Variables
    /// The profiles to enable.
    var profiles: [String]

    private static let fileNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"]
    private static let overrideNames = [
        "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml",
    ]

    /// Looks around; reads only environment files.
    init<Files: FileAccess>(_ options: LoadOptions, reader: inout ModelReader<Files>) throws(Diagnostic) {
        let here = options.workingDirectory
        variables = Variables(environment: options.environment)
        variables.setIfUnset("PWD", Variables.Value(here, source: .environment))
        files = try options.files.map { (file) throws(Diagnostic) in
            if let remote = RemoteAddress(file) { throw remote.refusal(file, at: .none) }
            return file == "-" ? file : PosixPath.absolute(file, in: here)
        }
        reader.named = Set(files)
        directory = ""
        profiles = []
        // Twice, because the file that COMPOSE_FILE or the search names may stand beside another .env.
        try addEnvFiles(options, &reader)
        if files.isEmpty { try takeComposeFile(here, reader) }
        if options.environment["COMPOSE_FILE"] != nil { reader.named.formUnion(files) }
        if files.isEmpty { searchUpwards(from: projectDirectory(options), &reader) }
        guard !files.isEmpty else {
            throw Diagnostic(
                ProjectIssue.noComposeFile,
                .error,
                "no compose file found in \(here) or a folder above",
                hint: "name one with -f, or call it compose.yaml"
            )
        }
        try addEnvFiles(options, &reader)
        directory = projectDirectory(options)
        profiles = options.profiles
        if profiles.isEmpty {
            // Without any, the profile without a name is active: `profiles: ["${TOOLS-}"]` is no profile.
            let stated = variables["COMPOSE_PROFILES"] ?? ""
            profiles = stated.split(at: ",", omittingEmptySubsequences: false).map(Self.trimmed)
        }
    }

    private func projectDirectory(_ options: LoadOptions) -> String {
        if let stated = options.projectDirectory, !stated.isEmpty {
            return PosixPath.absolute(stated, in: options.workingDirectory)
        }
        if let first = files.first(where: { $0 != "-" }) { return PosixPath.directory(of: first) }
        return options.workingDirectory
    }

    private mutating func addEnvFiles<Files: FileAccess>(
        _ options: LoadOptions,
        _ reader: inout ModelReader<Files>
    ) throws(Diagnostic) {
        var stated = options.envFiles
        if stated.isEmpty {
            stated = (options.environment["COMPOSE_ENV_FILES"] ?? "").split(at: ",").map(String.init)
        }
        if !stated.isEmpty {
            let paths = stated.map { (PosixPath.absolute($0, in: options.workingDirectory), SourceRange.none) }
            reader.named.formUnion(paths.map(\.0))
            return try reader.addVariables(of: paths, to: &variables)
        }
        if let setting = options.environment["COMPOSE_DISABLE_ENV_FILE"] {
            guard let isDisabled = Self.bool(setting) else {
                throw Diagnostic(
                    LoadingIssue.invalidEnvFile,
                    .error,
                    "COMPOSE_DISABLE_ENV_FILE is neither true nor false: \(setting)"
                )
            }
            if isDisabled { return }
        }
        let path = PosixPath.join(projectDirectory(options), ".env")
        guard let status = reader.files.status(path), status.kind != .directory else { return }
        try reader.addVariables(of: [(path, .none)], to: &variables)
    }

    private mutating func takeComposeFile<Files: FileAccess>(
        _ here: String,
        _ reader: ModelReader<Files>
    ) throws(Diagnostic) {
        guard let list = variables["COMPOSE_FILE"] else { return }
        let separator = variables["COMPOSE_PATH_SEPARATOR"].flatMap { $0.isEmpty ? nil : $0 } ?? ":"
        for file in Self.split(list, at: separator) {
            if let remote = RemoteAddress(file) { throw remote.refusal(file, at: .none) }
            let path = file == "-" ? file : PosixPath.absolute(file, in: here)
            if path != "-", reader.files.status(path) == nil {
                throw Diagnostic(
                    LoadingIssue.fileNotFound,
                    .error,
                    "COMPOSE_FILE names \(path), which does not exist",
                    hint: "its parts are separated by \(separator); COMPOSE_PATH_SEPARATOR changes that"
                )
            }
            files.append(path)
        }
    }

    private mutating func searchUpwards<Files: FileAccess>(
        from start: String,
        _ reader: inout ModelReader<Files>
    ) {
        var folder = start
        while true {
            let found = Self.existing(Self.fileNames, in: folder, reader.files)
            if let winner = found.first {
                files.append(winner)
                reader.warnOfSeveral(found)
                let overrides = Self.existing(Self.overrideNames, in: folder, reader.files)
                if let override = overrides.first {
                    files.append(override)
                    reader.warnOfSeveral(overrides)
                }
                return
            }
            let parent = PosixPath.directory(of: folder)
            if parent == folder { return }
            folder = parent
        }
    }

    private static func existing(_ names: [String], in folder: String, _ files: some FileAccess) -> [String] {
        names.map { PosixPath.join(folder, $0) }.filter { files.status($0) != nil }
    }

    private static func split(_ text: String, at separator: String) -> [String] {
        var parts: [String] = []
        var rest = Substring(text)
        while !separator.isEmpty, let start = firstIndex(of: separator, in: rest) {
            parts.append(String(rest[..<start]))
            rest = rest[rest.index(start, offsetBy: separator.count)...]
        }
        return parts + [String(rest)]
    }

    private static func firstIndex(of part: String, in text: Substring) -> Substring.Index? {
        text.indices.first { text[$0...].hasPrefix(part) }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }

    /// The words that Go's `strconv.ParseBool` takes.
    private static func bool(_ text: String) -> Bool? {
        switch text {
        case "1", "t", "T", "true", "TRUE", "True": true
        case "0", "f", "F", "false", "FALSE", "False": false
        default: nil
        }
    }

    // MARK: - The name

    /// The project name: given, from `COMPOSE_PROJECT_NAME`, from `name:` of the files, or that of the directory.
    func projectName<Files: FileAccess>(
        _ options: LoadOptions,
        reader: inout ModelReader<Files>
    ) throws(Diagnostic) -> String {
        if let name = options.projectName, !name.isEmpty { return try Self.checked(name) }
        if let name = variables["COMPOSE_PROJECT_NAME"], !name.isEmpty { return try Self.checked(name) }
        var stated: Compose.Node?
        for file in files {
            for document in try reader.documentsAhead(of: file) {
                if let name = document["name"], name.isScalar, !name.text.string.isEmpty { stated = name }
            }
        }
        guard let stated else {
            let name = Self.normalized(PosixPath.lastComponent(directory))
            return name.isEmpty ? try Self.checked(name) : name
        }
        var name = stated.text.string
        if options.interpolates {
            let document = Compose.Node.mapping([("name", stated)])
            name = try reader.interpolate(document, with: variables)["name"]?.text.string ?? ""
        }
        let normalized = Self.normalized(name)
        guard !normalized.isEmpty else {
            throw Diagnostic(
                ProjectIssue.invalidProjectName,
                .error,
                "the project name is empty",
                at: stated.range,
                hint: "give one with -p"
            )
        }
        return normalized
    }

    private static func checked(_ name: String) throws(Diagnostic) -> String {
        guard !name.isEmpty else {
            throw Diagnostic(
                ProjectIssue.invalidProjectName,
                .error,
                "the project name is empty",
                hint: "give one with -p"
            )
        }
        guard normalized(name) == name else {
            throw Diagnostic(
                ProjectIssue.invalidProjectName,
                .error,
                "\(name) cannot be a project name",
                hint: "use lowercase letters, digits, - and _, with a letter or digit at the start"
            )
        }
        return name
    }

    /// The name in lowercase, without the characters that a project name cannot have.
    static func normalized(_ name: String) -> String {
        var bytes = Array(name.lowercased().utf8).filter { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
        bytes.removeFirst(bytes.prefix { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }.count)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension ModelReader {
    /// Says which of several candidates was taken.
    fileprivate mutating func warnOfSeveral(_ found: [String]) {
        guard found.count > 1 else { return }
        let others = found.dropFirst().map(shown).joined(separator: ", ")
        diagnostics.add(
            Diagnostic(
                ProjectIssue.severalComposeFiles,
                .warning,
                "\(shown(found[0])) is taken, not \(others)",
                hint: "name the files with -f, or remove the others"
            )
        )
    }
}
