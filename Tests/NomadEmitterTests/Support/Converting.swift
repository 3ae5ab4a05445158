import ComposeParser
@testable import NomadEmitter
import TestSupport
import Testing

/// One conversion of a compose file that stands in the test.
struct Converting {
    var jobs: [Jobspec]
    var diagnostics: [Diagnostic]
    var companions: [Deployment.File]

    /// Loads and converts `compose` for Consul's DNS; `change` sets the options.
    init(_ compose: String, _ change: (inout ConversionOptions) -> Void = { _ in }) throws {
        let files = MemoryFiles(["/shop/compose.yaml": compose])
        var sources = SourceTable()
        var diagnostics = Diagnostics()
        var options = ConversionOptions.dns
        change(&options)
        let resolved = try ProjectLoader.load(
            LoadOptions(workingDirectory: "/shop"),
            files: files,
            sources: &sources,
            diagnostics: &diagnostics
        )
        let deployment = try NomadConverter(options: options)
            .convert(Compose.Project(resolved), files: files, diagnostics: &diagnostics)
        jobs = deployment.jobs
        companions = deployment.companions
        self.diagnostics = diagnostics.all
    }

    /// The task called `name`, wherever it runs.
    func task(_ name: String) throws -> Jobspec.Task {
        try #require(jobs.flatMap(\.job.groups).flatMap(\.tasks).first { $0.name.rawValue == name })
    }

    /// The group called `name`.
    func group(_ name: String) throws -> Jobspec.Group {
        try #require(jobs.flatMap(\.job.groups).first { $0.name.rawValue == name })
    }

    /// The text of a template of a task.
    func template(_ destination: String, of task: String) throws -> String? {
        let template = try self.task(task).templates.first { $0.destination.literal == destination }
        guard case .data(let text)? = template?.content else { return nil }
        return text.description
    }

    /// The ids of what was found, notes left out.
    var complaints: [String] { diagnostics.filter { $0.severity > .note }.map(\.id) }

    /// Expects that Nomad would take every job.
    func expectValid(_ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let law = try SchemaLaw()
        for job in jobs {
            #expect(
                JobspecValidator.findings(in: job).map(\.message) == [],
                comment,
                sourceLocation: sourceLocation
            )
            #expect(law.violations(in: job.body()) == [], comment, sourceLocation: sourceLocation)
        }
    }
}

extension ConversionOptions {
    /// The default choices with Consul's DNS.
    static let dns = {
        var options = ConversionOptions()
        options.network = .dns
        return options
    }()
}

extension ConversionOptions.Network {
    /// The strategies that have a name of their own.
    static let named = allCases.filter { $0 != .auto }
}
