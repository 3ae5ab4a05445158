import ComposeParser
import NomadEmitter
import TestSupport
import Testing

@testable import compose2nomad

/// All messages speak with one voice: a sentence that starts with a small letter and ends without a full stop, and what
/// comes from the input or is code in backticks, in no other quotes.
@Suite("Voice of messages")
struct VoiceTests {
    /// Words that have a capital wherever they stand.
    private static let names = [
        "CPU", "CSI", "Compose", "Consul", "Docker", "Linux", "Nomad", "Vault", "COMPOSE", "REGISTRY", "KEY", "HOST",
    ]

    private func faults(in text: String) -> [String] {
        var faults: [String] = []
        let words = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined(separator: "`")
        if words.contains("\"") || words.contains(" '") { faults.append("other quotes") }
        if text.hasSuffix(".") { faults.append("a full stop") }
        if text.first?.isUppercase == true, !Self.names.contains(where: text.hasPrefix) { faults.append("a capital") }
        return faults.map { "\($0): \(text)" }
    }

    @Test("Fixtures", arguments: FixtureCase.all)
    func fixtures(of fixture: FixtureCase) throws {
        let (loading, options) = try fixture.choices
        let found = Conversion(of: loading, options: options).diagnostics.all
        #expect(found.flatMap { [$0.message, $0.hint].compactMap(\.self) }.flatMap { faults(in: $0) } == [])
    }

    @Test("What Docker Compose refuses")
    func refusals() {
        var faults: [String] = []
        for name in CommandLineCase.names(in: "Fixtures/config") {
            let folder = Repository.path("Fixtures/config/\(name)/project")
            var options = LoadOptions(workingDirectory: folder)
            options.projectName = "voice"
            for finding in Conversion(of: options).diagnostics.all {
                faults += [finding.message, finding.hint].compactMap(\.self).flatMap { self.faults(in: $0) }
            }
        }
        #expect(faults == [])
    }
}
