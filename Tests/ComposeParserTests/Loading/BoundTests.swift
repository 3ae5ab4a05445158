import Testing

@testable import ComposeParser

/// A little input cannot stand for very much.
@Suite("Bounds of what is put together")
struct BoundTests {
    private func refusal(_ compose: String, _ others: [String: String] = [:]) -> String? {
        var sources = SourceTable()
        var diagnostics = Diagnostics()
        let files = MemoryFiles(["/p/compose.yaml": compose].merging(others) { $1 })
        do throws(Diagnostic) {
            _ = try ProjectLoader.load(
                LoadOptions(workingDirectory: "/p"),
                files: files,
                sources: &sources,
                diagnostics: &diagnostics
            )
            return nil
        } catch {
            return error.description
        }
    }

    @Test("Aliases of a large text")
    func aliases() {
        let text = String(repeating: "a", count: 1 << 20)
        func compose(_ count: Int) -> String {
            "services: {web: {image: a}}\nx-a:\n - &a \(text)\n" + String(repeating: " - *a\n", count: count)
        }
        #expect(
            refusal(compose(64))?.contains("larger than 64 MiB once its aliases are expanded [limit-exceeded]") == true
        )
        #expect(refusal(compose(8)) == nil)
    }

    @Test("Variables of variables")
    func variables() {
        var lines = "V0=0123456789\n"
        for number in 1...40 { lines += "V\(number)=${V\(number - 1)}${V\(number - 1)}\n" }
        let found = refusal("services: {web: {image: a}}", ["/p/.env": lines])
        #expect(found?.contains(".env:20:") == true && found?.contains("larger than 4 MiB [limit-exceeded]") == true)
    }

    @Test("Services that extend a large one")
    func extends() {
        let environment = (0..<1000).map { "   V\($0): v\n" }.joined()
        let services = (0..<2000).map { " s\($0): {extends: base}\n" }.joined()
        let found = refusal("services:\n base:\n  image: a\n  environment:\n\(environment)\(services)")
        #expect(found?.contains("values or 64 MiB once all is put together [limit-exceeded]") == true)
    }
}
