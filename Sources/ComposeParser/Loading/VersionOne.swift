/// Compose files of version 1, which have their services at the top level.
enum VersionOne {
    /// Why such a file is refused, `nil` for any other document.
    static func refusal(of document: Compose.Node) -> Diagnostic? {
        guard let entries = document.mapping?.entries, document["services"] == nil else { return nil }
        let services = entries.filter { entry in
            Shape.projectFields.position(of: entry.key) == nil && !entry.key.hasPrefix("x-")
                && (entry.value["image"] != nil || entry.value["build"] != nil)
        }
        guard let first = services.first else { return nil }
        return Diagnostic(
            ProjectIssue.versionOneFile,
            .error,
            "\(services.map(\.key).quoted.listed(most: 4)) \(services.count == 1 ? "stands" : "stand") at the top level, "
                + "as services did in version 1 of the format",
            at: first.keyRange,
            hint:
                "write `services:` above, and indent what follows; `links` can go, as services find each other by name",
            path: first.key
        )
    }
}
