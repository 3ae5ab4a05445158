internal import ComposeParser

/// The file beside the compose file that holds the choices of a project: options by their names, without dashes.
package enum ChoicesFile {
    /// The file of the project directory that is read.
    package static let name = "compose2nomad.yaml"

    /// The choices of a project; the standard ones without a file.
    ///
    /// - Parameters:
    ///   - folder: the project directory.
    ///   - directory: the directory that diagnostics show paths from.
    ///   - files: where the file is read from.
    ///   - sources: receives the file, so that diagnostics can show its lines.
    ///   - diagnostics: takes everything that is wrong with it.
    /// - Throws: the first error.
    static func options(
        in folder: String,
        from directory: String,
        files: some FileAccess,
        sources: inout SourceTable,
        diagnostics: inout Diagnostics
    ) throws(Diagnostic) -> ConversionOptions {
        var options = ConversionOptions()
        let path = PosixPath.join(folder, name)
        guard files.status(path) != nil else { return options }
        let shown = PosixPath.shown(path, from: directory)
        let bytes: [UInt8]
        do throws(FileAccessError) {
            bytes = try files.read(path, limit: YAMLLimits().fileBytes)
        } catch {
            throw Diagnostic(LoadingIssue.unreadableFile, .error, "cannot read \(shown): \(error.reason)")
        }
        let documents = try YAMLReader.read(bytes, file: sources.add(path: shown, bytes: bytes))
        guard let root = documents.first, !root.isNull else { return options }
        guard let entries = root.mapping?.entries, documents.count == 1 else {
            throw refusal("\(name) holds one map of choices", at: root.range)
        }
        for entry in entries {
            if let finding = choose(entry, in: &options) { diagnostics.add(finding) }
        }
        if let contradiction = options.contradiction {
            diagnostics.add(refusal(contradiction, at: root.range))
        }
        try diagnostics.throwFirstError()
        return options
    }

    private static func choose(_ entry: Compose.Mapping.Entry, in options: inout ConversionOptions) -> Diagnostic? {
        guard let choice = Choice.all.first(where: { $0.name == entry.key }) else {
            let near = Spelling.question(about: entry.key, among: Choice.all.map(\.name))
            let names = Choice.all.map(\.name).listed()
            return refusal(
                "`\(entry.key)` is no choice of a conversion",
                at: entry.keyRange,
                near ?? "there are \(names)"
            )
        }
        guard entry.value.isScalar, choice.choose(entry.value.text.string, &options) else {
            return refusal("`\(choice.name)` must be \(choice.values)", at: entry.value.range)
        }
        return nil
    }

    private static func refusal(_ message: String, at range: SourceRange, _ hint: String? = nil) -> Diagnostic {
        Diagnostic(ConversionIssue.invalidChoice, .error, message, at: range, hint: hint)
    }

    /// The file that states these choices, and the others as comments.
    package static func text(of options: ConversionOptions) -> String {
        let standard = ConversionOptions()
        var made = "# The choices of compose2nomad for this project. An option of the command line wins.\n"
        var others = ""
        for choice in Choice.all {
            let value = choice.spelled(options)
            let line = "\(choice.name):" + (value.map { " " + spelled($0) } ?? "")
            let meaning = "\(choice.meaning): \(choice.values)"
            if value != choice.spelled(standard) {
                made += "\n# \(meaning)\n\(line)\n"
            } else {
                let space = String(repeating: " ", count: max(1, 28 - line.utf8.count))
                others += "# \(line)\(space)\(meaning)\n"
            }
        }
        return made + (others.isEmpty ? "" : "\n# The other choices, as they are where nobody makes them:\n") + others
    }

    /// A value as YAML: plain where nothing in it means anything there.
    private static func spelled(_ value: String) -> String {
        let isPlain =
            value.utf8.first.map(ASCIIBytes.isLetterOrDigit) == true && !value.hasSuffix(":")
            && value.utf8.allSatisfy { ASCIIBytes.isHost($0) || "/:".utf8.contains($0) }
            && ASCIIBytes.lowercased(value) != "null"
        return isPlain ? value : JSONText.quoted(value)
    }
}
