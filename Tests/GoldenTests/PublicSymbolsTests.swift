import Foundation
import TestSupport
import Testing

/// What users can name is a list that a change has to show: `Scripts/public-symbols` writes it anew.
@Suite struct PublicSymbolsTests {
    @Test func listIsTheLibraries() {
        // The modules lie beside what this test was built into.
        let modules = CommandLine.arguments.lazy.compactMap { word -> String? in
            guard let end = word.range(of: "/compose2nomadPackageTests.xctest") else { return nil }
            return word[..<end.lowerBound] + "/Modules"
        }.first { FileManager.default.fileExists(atPath: "\($0)/NomadEmitter.swiftmodule") }
        guard let modules else {
            Issue.record("there are no built modules beside the tests")
            return
        }
        let result = Subprocess.run([Repository.path("Scripts/public-symbols"), "--check", modules])
        #expect(result.code == 0, "\(result.output)")
    }
}
