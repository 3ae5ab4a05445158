import ComposeParser

@testable import NomadEmitter

// One trial.
extension AttributeLaw {
    enum Step {
        case key(String)
        case index(Int)
    }

    /// A part of the model.
    struct Place {
        var path: String
        var steps: [Step]
        var node: Compose.Node

        /// Whether it is a scalar or a list of scalars.
        var isLeaf: Bool {
            switch node.content {
            case .mapping: false
            case .sequence(let items): items.allSatisfy { $0.mapping == nil }
            default: true
            }
        }
    }

    /// Sections whose elements are trials, not they themselves.
    static let sections: Set<String> = ["services", "networks", "volumes", "configs", "secrets", "models"]

    func collect(_ node: Compose.Node, _ place: Place, into places: inout [Place]) {
        switch node.content {
        case .mapping(let mapping):
            for entry in mapping.entries where !entry.key.hasPrefix("x-") {
                let here = Place(
                    path: place.path.isEmpty ? entry.key : "\(place.path).\(entry.key)",
                    steps: place.steps + [.key(entry.key)],
                    node: entry.value
                )
                if !place.steps.isEmpty || !Self.sections.contains(entry.key) { places.append(here) }
                collect(entry.value, here, into: &places)
            }
        case .sequence(let items):
            for (index, item) in items.enumerated() {
                let here = Place(
                    path: "\(place.path)[\(index)]",
                    steps: place.steps + [.index(index)],
                    node: item
                )
                places.append(here)
                collect(item, here, into: &places)
            }
        default: break
        }
    }

    func attempt(_ place: Place, _ report: inout Report) {
        report.trials += 1
        let text = NodeJSONEncoder.encode(Self.model(model, without: place.steps[...]), escapingDollar: false)
        guard let changed = Self.convert(loading, options, files: Overlay(path: overlay, text: text)) else {
            report.refused += 1
            return
        }
        let gone = base.findings.filter { $0.value > changed.findings[$0.key, default: 0] }.keys
        let come = changed.findings.filter { $0.value > base.findings[$0.key, default: 0] }.count
        if let lie = lie(of: place, filesChange: changed.files != base.files, gone: Array(gone), come: come) {
            report.violations.append("\(place.path): \(lie)")
        } else if changed.files == base.files, changed.findings == base.findings {
            if let reason = excuse(place) {
                report.excused[reason, default: 0] += 1
            } else {
                report.violations.append("\(place.path) = \(place.node.text.string) vanishes without a trace")
            }
        }
    }

    private static func model(_ node: Compose.Node, without steps: ArraySlice<Step>) -> Compose.Node {
        var node = node
        switch (node.content, steps.first) {
        case (.mapping(var mapping), .key(let key)?):
            guard let index = mapping.index(of: key) else { break }
            if steps.count == 1 {
                mapping.entries.remove(at: index)
            } else {
                mapping.entries[index].value = model(mapping.entries[index].value, without: steps.dropFirst())
            }
            node.content = .mapping(mapping)
        case (.sequence(var items), .index(let index)?):
            if steps.count == 1 {
                items.remove(at: index)
            } else {
                items[index] = model(items[index], without: steps.dropFirst())
            }
            node.content = .sequence(items)
        default: break
        }
        return node
    }

    /// What the table says of the attribute and the trial refutes.
    private func lie(of place: Place, filesChange: Bool, gone: [Outcome.Finding], come: Int) -> String? {
        guard let row = row(at: place.path), excuse(place) == nil else { return nil }
        let warnings = gone.filter { $0.severity == .warning }
        switch row.fate {
        case .unsupported:
            if filesChange { return "the table says unsupported, but the files change" }
            if row.reportedWith == nil, warnings.count != 1 {
                return "the table says unsupported, but there are \(warnings.count) warnings"
            }
        case .mapped:
            // What a block states are its parts; and an attribute may be what keeps a diagnostic away.
            let isReported = gone.contains { finding in row.reportedAs.contains { $0.rawValue == finding.id } }
            if !filesChange, place.isLeaf, stated["\(place.path)[0]"] == nil, come == 0, !isReported {
                return "the table says mapped, but no file changes"
            }
            if base.findings.keys.contains(where: { $0.path == place.path && $0.severity == .warning }) {
                return "the table says mapped, but there is a warning"
            }
        case .approximated, .operatorAction:
            if let severity = row.severity, !isCovered(place.path),
                !base.findings.keys.contains(where: { $0.path == place.path && $0.severity == severity })
            {
                return "the table says \(row.fate.word), but there is no \(severity)"
            }
        case .loading, .ignored: break
        }
        return nil
    }

    /// The row that is about what stands at `path`.
    func row(at path: String) -> CoverageRow? {
        guard let index = stated[path] else { return nil }
        let presence = base.resolved.presence
        return Coverage.row(
            for: CoverageSubject(
                present: presence[index],
                index: index,
                presence: presence,
                facts: facts
            )
        )
    }

    /// Whether a block around has a diagnostic that speaks for this part.
    private func isCovered(_ path: String) -> Bool {
        Self.blocks(around: path).contains { row(at: $0)?.severity != nil }
    }

    static func blocks(around path: String) -> [String] {
        var blocks: [String] = []
        var rest = path[...]
        while let end = rest.lastIndex(where: { $0 == "." || $0 == "[" }) {
            rest = rest[..<end]
            blocks.append(String(rest))
        }
        return blocks
    }
}
