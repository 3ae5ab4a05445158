import ComposeParser
import Foundation
import TestSupport

@testable import NomadEmitter

/// Puts hostile texts into a resolved project, in one place at a time, and converts it: what comes out is text in every
/// language that is written, and nothing of it is ever run or read as anything else.
///
/// The places are those of the model itself, so that none is forgotten: each value, each key of each mapping.
struct HostileLaw {
    /// Texts that break out where a language is written without care. `c2nhack` is what must not come alive.
    static let texts = [
        "a\nc2nhack\nc2nhack=1\nc2nhack = 1\n}\nEOT\nEOF\nc2nhack\nb",
        "./a'b\"c$(c2nhack)`c2nhack`;c2nhack;c2nhack|c2nhack&c2nhack>c2nfile\\",
        "a{{c2nhack}}\"}}{{c2nhack}}`}}{{ c2nhack }}${c2nhack}%{ if c2nhack }$${c2nhack}$c2nhack",
        "--c2nhack='x' -c2nhack\u{2028}c2nhack = 1\u{2029}c2nhack\u{85}c2nhack=1\rc2nhack = 1\u{1B}[31m\u{7}\u{202E}*/ c2nhack",
        "/a b\u{0}c'd\"$(c2nhack)\n\"\nc2nhack\n'\nc2nhack\n",
    ]

    /// What came of the trials.
    struct Report {
        var trials = 0
        /// Trials that left no project to convert.
        var refused = 0
    }

    private let law: AttributeLaw
    private let folder: String

    init(_ law: AttributeLaw, writingTo folder: String) {
        self.law = law
        self.folder = folder
    }

    /// Writes what comes of each trial into a folder of its own.
    ///
    /// - Parameters:
    ///   - count: how many texts each place gets.
    ///   - isWanted: whether a place is tried, by the way to it without names of services and other elements.
    func run(texts count: Int, isWanted: (String) -> Bool) throws -> Report {
        var places: [[Int]] = []
        Self.collect(law.model, [], into: &places)
        places.removeAll { !isWanted(kind(of: $0)) }
        var report = Report()
        for (index, place) in places.enumerated() {
            for number in 0..<count {
                let choice = (index + number) % Self.texts.count
                // A text may come from a variable as well.
                for isVariable in [false, true] where count > 1 || isVariable == (index % 3 == 0) {
                    report.trials += 1
                    if try !attempt(place, choice, isVariable: isVariable, number: report.trials) {
                        report.refused += 1
                    }
                }
            }
        }
        return report
    }

    /// The ways to all scalars; a last step below zero means the key of the entry before.
    private static func collect(_ node: Compose.Node, _ steps: [Int], into places: inout [[Int]]) {
        switch node.content {
        case .mapping(let mapping):
            for (index, entry) in mapping.entries.enumerated() {
                places.append(steps + [index, -1])
                collect(entry.value, steps + [index], into: &places)
            }
        case .sequence(let items):
            for (index, item) in items.enumerated() { collect(item, steps + [index], into: &places) }
        case .null: break
        default: places.append(steps)
        }
    }

    /// The way to a place, without the name of the service or another element and without numbers.
    private func kind(of place: [Int]) -> String {
        var about = ""
        _ = Self.model(law.model, replacing: place[...], by: "", &about)
        var parts = about.split(separator: ".").map { String($0.prefix { $0 != "[" }) }
        if parts.count > 2 { parts[1] = "" }
        return parts.joined(separator: ".") + (place.last == -1 ? " (key)" : "")
    }

    private func attempt(_ place: [Int], _ choice: Int, isVariable: Bool, number: Int) throws -> Bool {
        let text = Self.texts[choice]
        let isKey = place.last == -1
        let value = isVariable && !isKey ? "${C2NTEXT}" : text.replacingOccurrences(of: "$", with: "$$")
        var about = ""
        let model = Self.model(law.model, replacing: place[...], by: isKey ? text : value, &about)
        var loading = law.loading
        loading.environment["C2NTEXT"] = text
        let file = AttributeLaw.Overlay(path: law.overlay, text: NodeJSONEncoder.encode(model, escapingDollar: false))
        var sources = SourceTable()
        var diagnostics = Diagnostics()
        var outcome: [Deployment.File]?
        var summary = ""
        do throws(Diagnostic) {
            let resolved = try ProjectLoader.load(
                loading,
                files: file,
                sources: &sources,
                diagnostics: &diagnostics
            )
            let names = resolved.variables.names.map { ($0, resolved.variables[$0] ?? "") }
            let converter = NomadConverter(
                options: law.options,
                environment: Dictionary(names, uniquingKeysWith: { first, _ in first })
            )
            let deployment = try converter.convert(
                Compose.Project(resolved),
                presence: resolved.presence,
                files: file,
                diagnostics: &diagnostics
            )
            summary = deployment.summary?.text ?? ""
            outcome = deployment.files(.hcl) + deployment.jobFiles(.json)
        } catch {
            if !diagnostics.all.contains(error) { diagnostics.add(error) }
        }
        let shown = summary + DiagnosticRenderer(sources: sources).render(diagnostics)
        let files = (outcome ?? []).filter { String(decoding: $0.contents, as: UTF8.self).contains("c2nhack") }
        guard !files.isEmpty || shown.contains("c2nhack") else { return outcome != nil }
        let path = "\(folder)/\(number)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        // The script needs what it reads.
        let needsAll = files.contains { $0.name == "deploy.sh" || $0.name.hasSuffix(".build.env") }
        for file in needsAll ? outcome ?? [] : files {
            try Data(file.contents).write(to: URL(filePath: "\(path)/\(file.name)"))
        }
        try Data(shown.utf8).write(to: URL(filePath: "\(path)/diagnostics.txt"))
        try Data("\(about), text \(choice)\(isVariable ? " of a variable" : "")".utf8)
            .write(to: URL(filePath: "\(path)/about"))
        return outcome != nil
    }

    private static func model(
        _ node: Compose.Node,
        replacing steps: ArraySlice<Int>,
        by text: String,
        _ about: inout String
    ) -> Compose.Node {
        var node = node
        switch (node.content, steps.first) {
        case (.mapping(var mapping), let index?):
            about += ".\(mapping.entries[index].key)"
            if steps.dropFirst().first == -1 {
                about += " (key)"
                mapping.entries[index].key = text
            } else {
                mapping.entries[index].value = model(
                    mapping.entries[index].value,
                    replacing: steps.dropFirst(),
                    by: text,
                    &about
                )
            }
            node.content = .mapping(mapping)
        case (.sequence(var items), let index?):
            about += "[\(index)]"
            items[index] = model(items[index], replacing: steps.dropFirst(), by: text, &about)
            node.content = .sequence(items)
        default:
            node = Compose.Node(.string, text: Compose.Text(text))
        }
        return node
    }
}
