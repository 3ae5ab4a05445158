internal import ComposeParser
internal import HCL

// What is wrong in x-nomad.
extension OverrideReader {
    /// Reports an error once, however many jobs the value goes into.
    mutating func reportOverride(
        _ issue: ConversionIssue,
        _ message: String,
        at range: SourceRange,
        hint: String? = nil,
        place: OverridePlace
    ) {
        let diagnostic = Diagnostic(
            issue,
            .error,
            message,
            at: range,
            hint: hint,
            service: place.service?.name,
            path: place.path
        )
        if !diagnostics.all.contains(diagnostic) { diagnostics.add(diagnostic) }
    }

    mutating func reportUnknownOverride(_ entry: Compose.Mapping.Entry, among known: [String], at place: OverridePlace)
    {
        let nearest = Spelling.nearest(to: entry.key, among: known)
        reportOverride(
            .unknownNomadAttribute,
            "`\(place.path)`: Nomad has no \"\(entry.key)\" here",
            at: entry.keyRange,
            hint: nearest.map { "did you mean \($0)?" },
            place: place
        )
    }

    mutating func refuseType(_ node: Compose.Node, _ expected: String, at place: OverridePlace) {
        reportOverride(
            .wrongNomadType,
            "`\(place.path)` must be \(expected), not \(node.kindName)",
            at: node.range,
            place: place
        )
    }

    /// Refuses values that the rows of the schema do not allow, each where it stands.
    mutating func refuseValues(in body: HCL.Body, as type: NomadSchema.BlockType) {
        var checker = SchemaChecker(.values, variables: variables.jobValues)
        checker.check(body, as: type)
        for problem in checker.problems {
            guard let breach = problem.breach, let index = problem.origin else { continue }
            places[index].isRefused = true
            let origin = places[index]
            reportOverride(
                .wrongNomadValue,
                "`\(origin.path)` \(breach.text)",
                at: origin.valueRange,
                hint: breach.hint,
                place: OverridePlace(path: origin.path, service: origin.service)
            )
        }
    }
}

extension Compose.Node {
    /// What it is, for a message.
    fileprivate var kindName: String {
        switch content {
        case .null: "nothing"
        case .bool: "the truth value \(text.string)"
        case .int, .float: "the number \(text.string)"
        case .timestamp, .string:
            text.string.utf8.count <= 40 ? "the text \"\(text.string)\"" : "a text"
        case .sequence: "a list"
        case .mapping: "a map"
        }
    }
}
