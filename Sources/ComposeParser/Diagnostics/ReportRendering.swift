extension DiagnosticRenderer {
    /// The most names that one entry tells.
    private static let mostNames = 4

    /// The text of a report: its entries, without a line that counts.
    package func render(_ report: DiagnosticReport) -> String {
        var out = ""
        for entry in report.entries {
            var diagnostic = entry.first
            if let others = others(of: entry) { diagnostic.message += " (\(others))" }
            switch entry.hint {
            case .below: break
            case .behind:
                if let hint = diagnostic.hint { diagnostic.message += "; \(hint)" }
                diagnostic.hint = nil
            case .nowhere: diagnostic.hint = nil
            }
            render(diagnostic, showsLine: entry.showsLine, to: &out)
        }
        return out
    }

    /// What the further findings of a cause are about, and where: the services of what is said alike, else what
    /// each of them quotes in place of the first.
    private func others(of entry: DiagnosticReport.Entry) -> String? {
        guard !entry.others.isEmpty else { return nil }
        let quoted = QuotedText.quoted(in: entry.first.message)
        let isAlike = entry.others.allSatisfy { $0.message == entry.first.message }
        var names: [String] = []
        for other in isAlike ? [entry.first] + entry.others : entry.others {
            let own = QuotedText.quoted(in: other.message)
            let differing = zip(own, quoted).first { $0 != $1 }.map { String($0.0) }
            guard let name = differing ?? other.service else { continue }
            names.append("`\(name)`" + (place(of: other.range, besides: entry.first.range).map { " at \($0)" } ?? ""))
        }
        var seen: Set<String> = []
        names.removeAll { !seen.insert($0).inserted }
        if names.isEmpty {
            let places = entry.others.compactMap { place(of: $0.range, besides: entry.first.range) }
            names = places.isEmpty ? [] : ["at \(places.listed(most: Self.mostNames))"]
        }
        guard isAlike ? names.count > 1 || names.first?.hasPrefix("at ") == true : !names.isEmpty else { return nil }
        return (isAlike && names.count > 1 ? "" : "also ") + names.listed(most: Self.mostNames)
    }

    /// A further place as a reader of the first one needs it.
    private func place(of range: SourceRange, besides first: SourceRange) -> String? {
        guard range.isKnown, range.start.line > 0, range != first else { return nil }
        return range.file == first.file ? "\(range.start.line):\(range.start.column)" : place(range)
    }
}
