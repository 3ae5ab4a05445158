internal import ComposeParser

extension Summary {
    /// The summary for programs: an object in one line, with the member `summary`.
    public var json: String {
        let places = placements.map { place in
            JSONText.object([
                ("service", JSONText.quoted(place.service)), ("job", JSONText.quoted(place.job)),
                ("group", JSONText.quoted(place.group)),
            ])
        }
        let summary = JSONText.object([
            ("network", JSONText.quoted(network.rawValue)),
            ("reason", JSONText.quoted(reason)),
            ("oneNode", isOnOneNode ? "true" : "false"),
            ("nodes", String(nodes)),
            ("services", "[\(places.joined(separator: ","))]"),
            ("needs", "[\(needs.map { JSONText.quoted($0) }.joined(separator: ","))]"),
            ("warnings", String(warnings)),
        ])
        return JSONText.object([("summary", summary)])
    }
}
