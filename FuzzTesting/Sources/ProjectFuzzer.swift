@testable import ComposeParser
@testable import NomadEmitter

/// Whole conversions of projects in memory.
///
/// An input is choices, a compose file, and paths with their contents, with a zero byte between them: see `Scripts/fuzz`.
enum ProjectFuzzer {
    static func run(_ bytes: [UInt8]) {
        let parts = bytes.split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
        let options = options(parts[0])
        let files = files(parts.dropFirst())
        var load = LoadOptions(workingDirectory: "/project")
        load.environment = InterpolationFuzzer.values.merging(["HOME": "/home/user"]) { first, _ in first }
        let conversion = Conversion(of: load, options: options, files: files)
        check(conversion)
        // As slow as the rest, and hardly ever another answer.
        guard bytes.count % 4 == 0 else { return }
        let again = Conversion(of: load, options: options, files: files)
        expect(conversion.deployment?.files() == again.deployment?.files(), "two conversions differ")
        expect(conversion.diagnostics.all == again.diagnostics.all, "the diagnostics of two conversions differ")
    }

    private static func check(_ conversion: Conversion) {
        let diagnostics = conversion.diagnostics
        for diagnostic in diagnostics.all {
            expect(diagnostic.id != "invalid-job", "\(diagnostic)")
            expect(!diagnostic.message.isEmpty, "\(diagnostic.id) has no message")
        }
        show(diagnostics.all, conversion.sources)
        guard let deployment = conversion.deployment else {
            expect(diagnostics.hasErrors, "neither jobs nor an error")
            return
        }
        expect(!diagnostics.hasErrors, "jobs and an error")
        _ = deployment.summary?.json
        for file in deployment.files(.hcl) + deployment.jobFiles(.json) {
            if file.name.hasSuffix(".json") {
                do throws(Diagnostic) {
                    _ = try JSONReader.read(file.contents, file: .none)
                } catch {
                    failure("\(file.name) is no JSON: \(error)")
                }
            } else if file.name.hasSuffix(".hcl") {
                let violations = FormatLaw.violations(in: String(decoding: file.contents, as: UTF8.self))
                expect(violations.isEmpty, "\(file.name): \(violations.first ?? "")")
            }
        }
    }

    /// A byte for each choice; the digit 0 is the first of all.
    private static func options(_ bytes: [UInt8]) -> ConversionOptions {
        var rest = bytes[...]
        func one<Choice>(_ choices: [Choice]) -> Choice { choices[Int((rest.popFirst() ?? 48) &- 48) % choices.count] }
        var options = ConversionOptions()
        options.network = one(ConversionOptions.Network.allCases)
        options.layout = one(ConversionOptions.Layout.allCases)
        options.volumes = one(ConversionOptions.Volumes.allCases)
        options.provider = one(ConversionOptions.Provider.allCases)
        options.secrets = one(ConversionOptions.Secrets.allCases)
        options.variables = one(ConversionOptions.Variables.allCases)
        options.format = one(ConversionOptions.Format.allCases)
        options.environmentSecrets = one([false, true])
        options.cni = one([nil, "flat"])
        options.privateNetwork = one([nil, "lan"])
        options.nodes = one([nil, 1, 3])
        options.node = one([nil, "n"])
        options.nomadVersion = one(NomadVersion.lines)
        options.outputFolder = one([nil, "/project/nomad", "/out"])
        return options
    }

    private static func files(_ parts: ArraySlice<[UInt8]>) -> MemoryFiles {
        var files = MemoryFiles()
        files.files["/project/compose.yaml"] = parts.first ?? []
        var rest = parts.dropFirst()
        while let path = rest.popFirst(), let content = rest.popFirst() {
            files.files[PosixPath.clean("/project/" + String(decoding: path, as: UTF8.self))] = content
        }
        return files
    }
}
