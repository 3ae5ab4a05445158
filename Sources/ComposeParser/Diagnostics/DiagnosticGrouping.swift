/// Makes long lists of diagnostics short for a reader at a terminal. Programs get each of them, see `DiagnosticJSON`.
package enum DiagnosticGrouping {
    /// The most services that one line names.
    private static let mostNames = 4

    /// One diagnostic in place of those that say the same of several services.
    ///
    /// It stands where the first of them stood, at that one's place, and names the services. Errors stay apart.
    package static func grouped(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        struct Key: Hashable {
            var id: String
            var severity: Severity
            var message: String
            var hint: String?
        }
        var positions: [Key: Int] = [:]
        var groups: [(first: Diagnostic, services: [String])] = []
        for diagnostic in diagnostics {
            guard diagnostic.severity != .error, diagnostic.related.isEmpty, let service = diagnostic.service else {
                groups.append((diagnostic, []))
                continue
            }
            let key = Key(
                id: diagnostic.id,
                severity: diagnostic.severity,
                message: diagnostic.message,
                hint: diagnostic.hint
            )
            if let position = positions[key] {
                if !groups[position].services.contains(service) { groups[position].services.append(service) }
            } else {
                positions[key] = groups.count
                groups.append((diagnostic, [service]))
            }
        }
        return groups.map { group in
            guard group.services.count > 1 else { return group.first }
            var diagnostic = group.first
            diagnostic.message += " (\(names(group.services)))"
            return diagnostic
        }
    }

    /// A last line that counts the diagnostics, in all and by service; `nil` where there are none.
    package static func summary(_ diagnostics: [Diagnostic]) -> String? {
        guard !diagnostics.isEmpty else { return nil }
        var order: [String] = []
        var byService: [String: [Diagnostic]] = [:]
        var ofProject: [Diagnostic] = []
        for diagnostic in diagnostics {
            guard let service = diagnostic.service else {
                ofProject.append(diagnostic)
                continue
            }
            if byService[service] == nil { order.append(service) }
            byService[service, default: []].append(diagnostic)
        }
        var parts = order.prefix(2 * mostNames).map { "\($0): \(counts(byService[$0] ?? []))" }
        if order.count > parts.count {
            let others = order.dropFirst(parts.count)
            parts.append("\(others.count) more services: \(counts(others.flatMap { byService[$0] ?? [] }))")
        }
        if !ofProject.isEmpty, !order.isEmpty { parts.append("project: \(counts(ofProject))") }
        return counts(diagnostics) + (parts.isEmpty ? "" : " (\(parts.joined(separator: "; ")))")
    }

    private static func names(_ services: [String]) -> String {
        guard services.count > mostNames + 1 else { return services.listed() }
        return "\(services.prefix(mostNames).joined(separator: ", ")) and \(services.count - mostNames) more services"
    }

    private static func counts(_ diagnostics: [Diagnostic]) -> String {
        Severity.allCases.reversed().compactMap { severity in
            let count = diagnostics.count { $0.severity == severity }
            return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }.joined(separator: ", ")
    }
}
