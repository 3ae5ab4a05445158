internal import ComposeParser
internal import HCL

// What is wrong in x-nomad.
extension OverrideReader {
    /// Reports something once, however many jobs the value goes into.
    mutating func reportOverride(
        _ issue: ConversionIssue,
        _ message: String,
        at range: SourceRange,
        hint: String? = nil,
        place: OverridePlace,
        severity: Severity = .error
    ) {
        let diagnostic = Diagnostic(
            issue,
            severity,
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
            "`\(place.path)`: Nomad has no `\(entry.key)` here",
            at: entry.keyRange,
            hint: nearest.map { "did you mean \($0)?" },
            place: place
        )
    }

    /// A key that the driver does not know: it says so when the task starts.
    mutating func reportUnknownKey(_ entry: Compose.Mapping.Entry, among known: [String], at place: OverridePlace) {
        reportOverride(
            .deadOverride,
            "`\(place.path)`: the docker driver has no `\(entry.key)` and refuses the task when it starts",
            at: entry.keyRange,
            hint: Spelling.nearest(to: entry.key, among: known).map { "did you mean \($0)?" },
            place: place,
            severity: .warning
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
            // The rest is told of the finished job, where all that bears on it is known.
            guard problem.severity == .error else { continue }
            places[index].isTold = true
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
            text.string.utf8.count <= 40 ? "the text `\(text.string)`" : "a text"
        case .sequence: "a list"
        case .mapping: "a map"
        }
    }
}
