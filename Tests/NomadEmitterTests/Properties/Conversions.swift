import ComposeParser
import TestSupport

@testable import NomadEmitter

/// Conversions of projects that stand in memory.
enum Conversions {
    /// What came of a conversion.
    struct Outcome {
        var deployment: Deployment?
        var error: Diagnostic?
        /// Whether Compose's own rules refuse the project.
        var isRefusedByLoader = false
        var diagnostics = Diagnostics()

        /// The files, as they would be written.
        var files: [String: String] {
            var files: [String: String] = [:]
            for job in deployment?.jobs ?? [] { files["\(job.job.name.rawValue).nomad.hcl"] = job.hcl() }
            for companion in deployment?.companions ?? [] {
                files[companion.name] = String(decoding: companion.contents, as: UTF8.self)
            }
            return files
        }
    }

    static let folder = "/work/project"

    /// Converts `/work/project/compose.yaml`.
    static func convert(
        _ files: some FileAccess,
        folder: String = folder,
        environment: [String: String] = [:],
        options: ConversionOptions = .dns,
        composeFiles: [String] = []
    ) -> Outcome {
        var outcome = Outcome()
        var loading = LoadOptions(workingDirectory: folder)
        loading.files = composeFiles
        loading.projectName = "shop"
        loading.environment = environment
        var sources = SourceTable()
        let resolved: ResolvedProject
        do throws(Diagnostic) {
            resolved = try ProjectLoader.load(
                loading,
                files: files,
                sources: &sources,
                diagnostics: &outcome.diagnostics
            )
        } catch {
            outcome.error = error
            outcome.isRefusedByLoader = true
            return outcome
        }
        let converter = NomadConverter(
            options: options,
            environment: Dictionary(
                uniqueKeysWithValues: resolved.variables.names.map { ($0, resolved.variables[$0] ?? "") }
            )
        )
        do throws(Diagnostic) {
            outcome.deployment = try converter.convert(
                Compose.Project(resolved),
                presence: resolved.presence,
                files: files,
                diagnostics: &outcome.diagnostics
            )
        } catch {
            outcome.error = error
        }
        return outcome
    }

    /// The template that a file of this content becomes.
    static func template(rendering text: String) -> Jobspec.Template {
        Jobspec.Template(rendering: Array(text.utf8), at: "local/x")
    }

    /// How often the property tests run: `PROPERTY_COUNT`, else `usual`.
    static func count(_ usual: Int) -> Int {
        Subprocess.environment("PROPERTY_COUNT").flatMap { Int($0) } ?? usual
    }

    /// Where the seeds start: `PROPERTY_SEED`, else 1.
    static var firstSeed: Int { Subprocess.environment("PROPERTY_SEED").flatMap { Int($0) } ?? 1 }
}

/// Choices at random.
extension ConversionOptions {
    static func random(using generator: inout SeededGenerator) -> ConversionOptions {
        func one<Choice: CaseIterable>(_: Choice.Type, _ generator: inout SeededGenerator) -> Choice {
            let all = Array(Choice.allCases)
            return all[Int.random(in: 0..<all.count, using: &generator)]
        }
        var options = ConversionOptions()
        options.layout = one(Layout.self, &generator)
        options.network = one(Network.self, &generator)
        options.provider = Int.random(in: 0..<3, using: &generator) == 0 ? .nomad : .consul
        if options.provider == .nomad { options.network = .hosts }
        options.volumes = one(Volumes.self, &generator)
        options.secrets = one(Secrets.self, &generator)
        options.variables = one(Variables.self, &generator)
        if options.network == .container, Bool.random(using: &generator) { options.cni = "flat" }
        if options.volumes == .dynamic { options.privateNetwork = "lan" }
        return options
    }
}
