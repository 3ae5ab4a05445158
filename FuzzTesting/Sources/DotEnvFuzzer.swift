@testable import ComposeParser

/// Environment files in both formats.
enum DotEnvFuzzer {
    static func run(_ bytes: [UInt8]) {
        for format in [DotEnv.Format.standard, .raw] {
            let entries = read(bytes, format)
            expect(entries == read(bytes, format), "two readings differ")
            var names: Set<String> = []
            for entry in entries?.entries ?? [] {
                expect(names.insert(entry.key).inserted, "\(entry.key) stands twice")
                if let value = entry.value { InterpolationFuzzer.check(value, [:]) }
            }
        }
    }

    private static func read(_ bytes: [UInt8], _ format: DotEnv.Format) -> DotEnv? {
        var interpolator = Interpolator(values: InterpolationFuzzer.values)
        var diagnostics = Diagnostics()
        do throws(Diagnostic) {
            return try DotEnv.parse(
                bytes,
                file: SourceFileID(index: 0),
                format: format,
                earlier: ["EARLIER": "${A}"],
                interpolator: &interpolator,
                diagnostics: &diagnostics
            )
        } catch {
            check(error, in: bytes)
            return nil
        }
    }
}
