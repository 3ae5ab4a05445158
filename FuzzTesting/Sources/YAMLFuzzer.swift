@testable import ComposeParser
@testable import NomadEmitter

/// Bytes to nodes: YAML, and JSON as the file of the images is.
enum YAMLFuzzer {
    static func run(_ bytes: [UInt8]) {
        let limits = YAMLLimits(nodes: 100_000)
        let documents = read(bytes, limits)
        // Not by comparison, since no not-a-number equals another one.
        expect("\(documents as Any)" == "\(read(bytes, limits) as Any)", "two readings differ")
        for document in documents ?? [] {
            let json = NodeJSONEncoder.encode(document, escapingDollar: false)
            let fromJSON = parsed("the JSON of a document") { () throws(Diagnostic) in
                try JSONReader.read(json, file: .none)
            }
            let yaml = NodeYAMLEncoder.encode(document, escapingDollar: false)
            let again = parsed("the YAML of a document") { () throws(Diagnostic) in
                try YAMLReader.read(yaml, file: .none)
            }
            expect(again.count == 1, "the YAML of a document holds \(again.count)")
            let values = NodeJSONEncoder.encode(withoutNegativeZero(document), escapingDollar: false)
            expect(
                NodeJSONEncoder.encode(again[0], escapingDollar: false).count == values.count,
                "YAML and JSON of a document differ"
            )
            expect(NodeJSONEncoder.encode(fromJSON, escapingDollar: false) == json, "JSON changes when it is read")
        }
        do throws(Diagnostic) {
            let node = try JSONReader.read(bytes, file: .none, limits: limits)
            _ = NodeJSONEncoder.encode(node, escapingDollar: true)
        } catch {
            check(error, in: bytes)
        }
    }

    /// The document as it is after its YAML: `-0.0` is written `-0`, as Docker Compose does, which is the integer 0.
    private static func withoutNegativeZero(_ node: Compose.Node) -> Compose.Node {
        var node = node
        if node.content == .float(0) { node.content = .int(0) }
        node.editEntries { $0.value = withoutNegativeZero($0.value) }
        node.editItems { $1 = withoutNegativeZero($1) }
        return node
    }

    private static func read(_ bytes: [UInt8], _ limits: YAMLLimits) -> [Compose.Node]? {
        do throws(Diagnostic) {
            return try YAMLReader.read(bytes, file: SourceFileID(index: 0), limits: limits)
        } catch {
            check(error, in: bytes)
            return nil
        }
    }

    private static func parsed<Value>(_ what: String, _ read: () throws(Diagnostic) -> Value) -> Value {
        do throws(Diagnostic) {
            return try read()
        } catch {
            failure("\(what) is not read: \(error)")
        }
    }
}

/// Takes a diagnostic that refuses something: it is an error with a message, and can be shown.
func check(_ diagnostic: Diagnostic, in bytes: [UInt8]) {
    expect(diagnostic.severity == .error && !diagnostic.message.isEmpty, "no error: \(diagnostic)")
    var sources = SourceTable()
    _ = sources.add(path: "/project/file", bytes: bytes)
    show([diagnostic], sources)
}

/// Shows diagnostics in both forms.
func show(_ diagnostics: [Diagnostic], _ sources: SourceTable) {
    for line in DiagnosticJSON(sources: sources).encode(diagnostics).utf8.split(separator: UInt8(ascii: "\n")) {
        do throws(Diagnostic) {
            _ = try JSONReader.read(Array(line), file: .none)
        } catch {
            failure("a diagnostic is no JSON: \(error)")
        }
    }
    let shown = DiagnosticRenderer(sources: sources).render(diagnostics)
    let isHidden = !shown.utf8.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F }
    expect(isHidden, "a control character is shown: \(shown)")
}
