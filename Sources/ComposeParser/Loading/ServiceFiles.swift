/// Reads `env_file` and `label_file` into `environment` and `labels`.
///
/// Compose Specification, chapters "env_file" and "label_file": later files win over earlier ones, and what the
/// service states itself wins over all files.
extension ModelReader {
    /// Reads the environment files of each service in a canonical model, and removes the attribute.
    mutating func readEnvFiles(in root: inout Compose.Node, variables: Variables) throws(Diagnostic) {
        root.editEntries(of: "services") { service in
            guard service.value["env_file"] != nil else { return }
            do throws(Diagnostic) {
                try readEnvFiles(&service.value, of: service.key, variables: variables)
            } catch {
                diagnostics.add(error)
            }
        }
        try diagnostics.throwFirstError()
    }

    /// Reads the label files of each service in a canonical model, and removes the attribute.
    mutating func readLabelFiles(in root: inout Compose.Node) throws(Diagnostic) {
        root.editEntries(of: "services") { service in
            guard service.value["label_file"] != nil else { return }
            do throws(Diagnostic) {
                try readLabelFiles(&service.value, of: service.key)
            } catch {
                diagnostics.add(error)
            }
        }
        try diagnostics.throwFirstError()
    }

    private mutating func readEnvFiles(
        _ service: inout Compose.Node,
        of name: String,
        variables: Variables
    ) throws(Diagnostic) {
        let stated = service["environment"]?.mapping ?? Compose.Mapping()
        var values: [String: Compose.Text] = [:]
        var ranges: [String: SourceRange] = [:]
        for entry in stated.entries where !entry.value.isNull { values[entry.key] = entry.value.text }
        for file in service.items(of: "env_file") {
            let node = file["path"] ?? file
            let path = node.text.string
            if files.status(path) == nil {
                if file["required"]?.content == .bool(false) { continue }
                throw Diagnostic(
                    LoadingIssue.fileNotFound,
                    .error,
                    "env_file `\(shown(path))` does not exist",
                    at: node.range,
                    hint: "create it, or state `required: false`",
                    service: name
                )
            }
            let read = try entries(
                ofEnvFile: path,
                namedAt: node.range,
                format: format(file["format"]),
                earlier: values.mapValues(\.string)
            ) { key in
                if let value = variables[key] { return value }
                return stated[key].flatMap { $0.isNull ? nil : $0.text.string }
            }
            for (key, value) in read {
                values[key] = Self.keptOut(value, of: key)
                ranges[key] = value.range
            }
        }
        var merged = stated
        let known = Set(stated.entries.map(\.key))
        for key in values.keys.sorted() where !known.contains(key) {
            guard let value = values[key] else { continue }
            merged.entries.append(
                Compose.Mapping.Entry(key: key, keyRange: ranges[key] ?? .none, value: Compose.Node(string: value))
            )
        }
        try size.add(Compose.Node(.mapping(merged), range: .none), at: service["env_file"]?.range ?? .none)
        service.set("env_file", nil)
        guard !merged.entries.isEmpty else { return }
        if service["environment"] == nil { service.set("environment", .mapping([])) }
        service.edit("environment") { $0.content = .mapping(merged) }
    }

    /// The value with its key as the variable that it came from: the compose file keeps it out of itself.
    private static func keptOut(_ value: Compose.Text, of key: String) -> Compose.Text {
        guard !value.string.isEmpty else { return value }
        var value = value
        value.origins = [Compose.Origin(span: 0..<value.string.utf8.count, variable: key)]
        return value
    }

    private mutating func readLabelFiles(_ service: inout Compose.Node, of name: String) throws(Diagnostic) {
        var values: [String: Compose.Text] = [:]
        for file in service.items(of: "label_file") {
            let known = values
            let read = try entries(ofEnvFile: file.text.string, namedAt: file.range) { known[$0]?.string }
            for (key, value) in read { values[key] = value }
        }
        var labels = service["labels"]?.mapping ?? Compose.Mapping()
        let stated = Set(labels.entries.map(\.key))
        for key in values.keys.sorted() where !stated.contains(key) {
            guard let value = values[key] else { continue }
            labels.entries.append(
                Compose.Mapping.Entry(key: key, keyRange: value.range, value: Compose.Node(string: value))
            )
        }
        service.set("label_file", nil)
        guard !labels.entries.isEmpty else { return }
        if service["labels"] == nil { service.set("labels", .mapping([])) }
        service.edit("labels") { $0.content = .mapping(labels) }
    }

    private func format(_ node: Compose.Node?) throws(Diagnostic) -> DotEnv.Format {
        switch node?.text.string {
        case nil, "": return .standard
        case "raw": return .raw
        default:
            throw Diagnostic(
                LoadingIssue.invalidEnvFile,
                .error,
                "env_file has no format \(node?.text.string ?? "")",
                at: node?.range ?? .none,
                hint: "the one format with a name is raw"
            )
        }
    }
}
