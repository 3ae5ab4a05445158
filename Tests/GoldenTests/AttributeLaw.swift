import ComposeParser
import Foundation
import TestSupport

@testable import NomadEmitter

/// Takes attributes out of a resolved project, one at a time, converts again, and holds the coverage table against
/// what changes: an attribute is in the files, or in a diagnostic.
struct AttributeLaw {
    /// What came of the trials of one project, or of several.
    struct Report {
        var trials = 0
        /// Trials that left no project to convert.
        var refused = 0
        /// Trials that may change nothing, by reason.
        var excused: [String: Int] = [:]
        var violations: [String] = []

        mutating func add(_ other: Report) {
            trials += other.trials
            refused += other.refused
            excused.merge(other.excused, uniquingKeysWith: +)
            violations += other.violations
        }
    }

    /// What a conversion gives, without the places of diagnostics, as these move.
    struct Outcome {
        struct Finding: Hashable {
            var id: String
            var severity: Severity
            var message: String
            var service: String?
            var path: String?
        }

        var files: [String: [UInt8]] = [:]
        var findings: [Finding: Int] = [:]
        var resolved: ResolvedProject
        /// The places of `update-lost`, whose warning stands for a whole block.
        var dropped: Set<SourceRange> = []
    }

    let loading: LoadOptions
    let options: ConversionOptions
    /// The resolved model, which the trials take attributes out of.
    let model: Compose.Node
    let base: Outcome
    /// Where in `base.resolved.presence` each path stands.
    let stated: [String: Int]
    let facts: CoverageFacts
    let overlay: String

    /// `nil` if the project does not convert.
    init?(_ loading: LoadOptions, _ options: ConversionOptions) {
        self.options = options
        guard let original = Self.convert(loading, options, files: LocalFiles()) else { return nil }
        var loading = loading
        overlay = original.resolved.workingDirectory + "/resolved-model.json"
        loading.files = [overlay]
        loading.projectDirectory = original.resolved.workingDirectory
        loading.projectName = nil
        self.loading = loading
        let text = NodeJSONEncoder.encode(original.resolved.root, escapingDollar: true)
        guard let model = try? YAMLReader.read(text, file: .none).first,
            let base = Self.convert(loading, options, files: Overlay(path: overlay, text: text))
        else { return nil }
        self.model = model
        self.base = base
        facts = Self.facts(of: base, options, files: Overlay(path: overlay, text: text))
        stated = Dictionary(
            base.resolved.presence.enumerated().map { ($0.element.path, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The rows of the table that a project shows, as it is loaded and as its files are written.
    static func shownRows(_ loading: LoadOptions, _ options: ConversionOptions) -> Set<String> {
        guard let original = convert(loading, options, files: LocalFiles()) else { return [] }
        let facts = facts(of: original, options, files: LocalFiles())
        var records = [original.resolved.presence]
        var sources = SourceTable()
        for name in (try? FileManager.default.subpathsOfDirectory(atPath: loading.workingDirectory)) ?? []
        where name.hasSuffix(".yaml") {
            guard let bytes = FileManager.default.contents(atPath: "\(loading.workingDirectory)/\(name)"),
                let documents = try? YAMLReader.read(Array(bytes), file: sources.add(path: name, bytes: Array(bytes)))
            else { continue }
            records += documents.map { AttributePresence.record($0) }
        }
        var shown: Set<String> = []
        for presence in records {
            for (index, present) in presence.enumerated() {
                let subject = CoverageSubject(
                    present: present,
                    index: index,
                    presence: presence,
                    facts: facts
                )
                if let row = Coverage.row(for: subject) { shown.insert(row.key) }
            }
        }
        return shown
    }

    /// Runs the trials, or `limit` of them in even steps.
    func run(limit: Int = .max) -> Report {
        var places: [Place] = []
        collect(model, Place(path: "", steps: [], node: model), into: &places)
        var report = Report()
        let count = min(limit, places.count)
        for number in 0..<count { attempt(places[number * places.count / count], &report) }
        return report
    }
}

extension AttributeLaw {
    /// The files of a project, with the resolved model among them.
    struct Overlay: FileAccess {
        var path: String
        var text: [UInt8]
        let disk = LocalFiles()

        func read(_ path: String, limit: Int) throws(FileAccessError) -> [UInt8] {
            path == self.path ? text : try disk.read(path, limit: limit)
        }

        func status(_ path: String) -> FileStatus? {
            path == self.path ? FileStatus(kind: .regular, size: text.count) : disk.status(path)
        }

        func entries(of path: String) throws(FileAccessError) -> [String] { try disk.entries(of: path) }

        func resolvingLinks(_ path: String) -> String { path == self.path ? path : disk.resolvingLinks(path) }
    }

    /// What the plan of a project decides.
    private static func facts(
        of outcome: Outcome,
        _ options: ConversionOptions,
        files: some FileAccess
    ) -> CoverageFacts {
        CoverageFacts(Plan(Compose.Project(outcome.resolved), options: options, files: files))
    }

    static func convert(
        _ loading: LoadOptions,
        _ options: ConversionOptions,
        files: some FileAccess
    ) -> Outcome? {
        var sources = SourceTable()
        var diagnostics = Diagnostics()
        do throws(Diagnostic) {
            let resolved = try ProjectLoader.load(
                loading,
                files: files,
                sources: &sources,
                diagnostics: &diagnostics
            )
            let converter = NomadConverter(
                options: options,
                environment: Dictionary(
                    resolved.variables.names.map { ($0, resolved.variables[$0] ?? "") },
                    uniquingKeysWith: { first, _ in first }
                )
            )
            let deployment = try converter.convert(
                Compose.Project(resolved),
                presence: resolved.presence,
                files: files,
                diagnostics: &diagnostics
            )
            var outcome = Outcome(resolved: resolved)
            for job in deployment.jobs { outcome.files["\(job.job.name.rawValue).nomad.hcl"] = Array(job.hcl().utf8) }
            for companion in deployment.companions { outcome.files[companion.name] = companion.contents }
            for diagnostic in diagnostics.all {
                let finding = Outcome.Finding(
                    id: diagnostic.id,
                    severity: diagnostic.severity,
                    message: diagnostic.message,
                    service: diagnostic.service,
                    path: diagnostic.path
                )
                outcome.findings[finding, default: 0] += 1
                if diagnostic.id == ConversionIssue.updateLost.rawValue { outcome.dropped.insert(diagnostic.range) }
            }
            return outcome
        } catch {
            return nil
        }
    }
}
