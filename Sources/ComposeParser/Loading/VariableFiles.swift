/// Interpolation of documents, and the environment files that give it values.
extension ModelReader {
    /// `document` with each `${VAR}` replaced.
    mutating func interpolate(_ document: Compose.Node, with variables: Variables) throws(Diagnostic) -> Compose.Node {
        for mention in Interpolator.variables(in: document) { usedVariables.insert(mention.name) }
        var interpolator = Interpolator(reported: reportedVariables) { variables[$0] }
        defer { reportedVariables = interpolator.reported }
        return try interpolator.interpolate(document, diagnostics: &diagnostics)
    }

    /// Adds the variables of environment files: later files win over earlier ones, what is set already over all.
    ///
    /// - Parameter paths: Absolute paths, and where they are named.
    mutating func addVariables(
        of paths: [(String, SourceRange)],
        to variables: inout Variables
    ) throws(Diagnostic) {
        var read: [String: Variables.Value] = [:]
        for (path, place) in paths {
            let known = read.mapValues(\.text)
            let outer = variables
            for (key, value) in try entries(ofEnvFile: path, namedAt: place, earlier: known, lookup: { outer[$0] }) {
                read[key] = Variables.Value(value.string, source: .file(path))
            }
        }
        for (key, value) in read { variables.setIfUnset(key, value) }
    }

    /// The variables of one environment file.
    ///
    /// - Parameters:
    ///   - earlier: Values of earlier files, which the lines of this one override.
    ///   - lookup: Values that win over both where the file mentions variables.
    mutating func entries(
        ofEnvFile path: String,
        namedAt place: SourceRange,
        format: DotEnv.Format = .standard,
        earlier: [String: String] = [:],
        lookup: @escaping @Sendable (String) -> String?
    ) throws(Diagnostic) -> [(String, Compose.Text)] {
        let id = try source(path, namedAt: place)
        var interpolator = Interpolator(reported: reportedVariables, lookup: lookup)
        defer { reportedVariables = interpolator.reported }
        let file = try DotEnv.parse(
            sources[id]?.bytes ?? [],
            file: id,
            format: format,
            earlier: earlier,
            interpolator: &interpolator,
            diagnostics: &diagnostics
        )
        return file.entries.compactMap { entry in entry.value.map { (entry.key, $0) } }
    }
}
