/// Reads environment files with `format: raw`: lines of `KEY=value`, taken literally.
struct RawEnvParser {
    let file: SourceFileID

    func parse(
        _ bytes: [UInt8],
        into entries: inout DotEnv.Collected,
        _ interpolator: Interpolator
    ) throws(Diagnostic) {
        var text = Substring(decoding: bytes, as: UTF8.self)
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        var number: UInt32 = 0
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            try parse(Substring(line), number: number, into: &entries, interpolator)
        }
    }

    private func parse(
        _ whole: Substring,
        number: UInt32,
        into entries: inout DotEnv.Collected,
        _ interpolator: Interpolator
    ) throws(Diagnostic) {
        var line = whole.unicodeScalars
        if line.last == "\r" { line.removeLast() }
        let indent = line.prefix { $0.properties.isWhitespace }.count
        line = line.dropFirst(indent)
        guard let first = line.first, first != "#" else { return }
        let key = line.prefix { $0 != "=" }
        let start = Mark(line: number, column: UInt32(indent + 1))
        let end = Mark(line: number, column: UInt32(indent + key.count + 1))
        let range = SourceRange(file: file, start: start, end: end)
        guard !key.isEmpty else {
            throw Diagnostic(LoadingIssue.invalidEnvFile, .error, "there is no name before the `=`", at: range)
        }
        guard !key.contains(where: { $0.properties.isWhitespace }) else {
            throw Diagnostic(LoadingIssue.invalidEnvFile, .error, "a name cannot contain a space", at: range)
        }
        let name = String(key)
        guard key.count < line.count else {
            entries.inherit(name, at: range, from: interpolator.lookup)
            return
        }
        let value = line.dropFirst(key.count + 1)
        let valueStart = Mark(line: number, column: end.column + 1)
        let valueEnd = Mark(line: number, column: valueStart.column + UInt32(value.count))
        entries.set(
            name,
            at: range,
            to: Compose.Text(String(value), range: SourceRange(file: file, start: valueStart, end: valueEnd))
        )
    }
}
