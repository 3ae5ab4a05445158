import ComposeParser
@testable import NomadEmitter
import TestSupport
import Testing

/// Projects at random convert, or end in an error that says where and what to do: `PROPERTY_COUNT=10000` for a long run.
@Suite struct RandomProjectTests {
    private static let chunks = 4

    @Test(arguments: 0..<chunks)
    func projectsConvertOrAreRefused(chunk: Int) throws {
        let law = try SchemaLaw()
        var tally = Tally()
        let count = Conversions.count(200)
        for index in stride(from: chunk, to: count, by: Self.chunks) {
            let seed = UInt64(Conversions.firstSeed + index)
            check(seed, law, &tally)
        }
        for (fault, seeds) in tally.faults.sorted(by: { $0.key < $1.key }) {
            Issue.record("seeds \(seeds.prefix(3)) and \(seeds.count) in all: \(fault)")
        }
        if count > 200 {
            let refusals = tally.refused.sorted { $0.value > $1.value }.map { "\($0.key) \($0.value)" }
            print(
                "chunk \(chunk): \(tally.total) projects, \(tally.converted) converted, \(tally.jobs) jobs,",
                "refused: \(refusals.joined(separator: ", "))"
            )
        }
    }

    /// Shows one project: `PROPERTY_ONE=SEED`.
    @Test(.enabled(if: Subprocess.environment("PROPERTY_ONE") != nil)) func one() {
        let seed = Subprocess.environment("PROPERTY_ONE").flatMap { UInt64($0) } ?? 1
        var generator = ProjectGenerator(seed: seed)
        let project = generator.project()
        let options = ConversionOptions.random(using: &generator.random)
        print(project.document())
        print(options)
        let outcome = convert(project, options)
        for (name, text) in outcome.files.sorted(by: { $0.key < $1.key }) { print("# \(name)\n\(text)") }
        for diagnostic in outcome.diagnostics.all { print(diagnostic.severity, diagnostic.id, diagnostic.message) }
        print(outcome.error as Any)
    }

    private struct Tally {
        var total = 0
        var converted = 0
        var jobs = 0
        var refused: [String: Int] = [:]
        var faults: [String: [UInt64]] = [:]

        mutating func fault(_ text: String, _ seed: UInt64) { faults[text, default: []].append(seed) }
    }

    private func convert(_ project: YAML, _ options: ConversionOptions) -> Conversions.Outcome {
        var files = ProjectGenerator.files
        files["/work/project/compose.yaml"] = project.document()
        return Conversions.convert(MemoryFiles(files), environment: ProjectGenerator.environment, options: options)
    }

    private func check(_ seed: UInt64, _ law: SchemaLaw, _ tally: inout Tally) {
        var generator = ProjectGenerator(seed: seed)
        let project = generator.project()
        let options = ConversionOptions.random(using: &generator.random)
        let outcome = convert(project, options)
        tally.total += 1
        let shuffled = convert(project.shuffled(using: &generator.random), options)
        if outcome.files != shuffled.files {
            let names = Set(outcome.files.keys).union(shuffled.files.keys)
                .filter { outcome.files[$0] != shuffled.files[$0] }.sorted()
            if outcome.deployment != nil, shuffled.deployment != nil {
                tally.fault("the order of keys changes \(names.map(Self.kind))", seed)
            } else {
                tally.fault("the order of keys decides: \(outcome.error?.id ?? shuffled.error?.id ?? "")", seed)
            }
        }
        guard let deployment = outcome.deployment else {
            guard let error = outcome.error else {
                tally.fault("neither jobs nor an error", seed)
                return
            }
            tally.refused[error.id, default: 0] += 1
            if error.id == "invalid-job" { tally.fault("\(error.id): \(error.message)", seed) }
            if error.severity != .error { tally.fault("\(error.id): thrown as \(error.severity)", seed) }
            if error.range == .none { tally.fault("\(error.id): no place", seed) }
            if error.hint == nil, !outcome.isRefusedByLoader { tally.fault("\(error.id): no hint", seed) }
            return
        }
        tally.converted += 1
        tally.jobs += deployment.jobs.count
        if Set(deployment.jobs.map(\.job.name)).count != deployment.jobs.count {
            tally.fault("two jobs with one name", seed)
        }
        for job in deployment.jobs {
            for violation in law.violations(in: job.body()) { tally.fault("schema: \(violation)", seed) }
            // A static port of several instances is what the project asks for.
            for finding in JobspecValidator.findings(in: job)
            where !finding.message.contains("instances takes the static port") {
                tally.fault("validator: \(finding.rule) \(finding.message)", seed)
            }
            for violation in FormatLaw.violations(in: job.hcl()) { tally.fault("format: \(violation)", seed) }
            _ = job.apiJob(deployment.variables).text()
        }
    }

    /// A file name without the parts that are the project's own.
    private static func kind(_ name: String) -> String {
        name.hasSuffix(".nomad.hcl") ? "*.nomad.hcl" : name.hasSuffix(".nv.json") ? "*.nv.json" : name
    }
}
