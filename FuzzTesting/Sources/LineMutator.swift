/// Changes a text of indented lines as a person would who edits YAML without care: most of what comes out still is YAML.
struct LineMutator {
    private var lines: [ArraySlice<UInt8>]
    private var random: SeededGenerator

    /// Values that are odd somewhere.
    private static let oddValues: [String] = [
        "", "null", "~", "true", "no", "0", "-1", "1", "65535", "65536", "9223372036854775807", "1e400", ".nan", "0x1F",
        "\"\"", "\" \"", "'*'", "[]", "{}", "[a, b]", "{a: b}", "[[]]", "[null]", "- a", "|", ">-", "&a x", "*a",
        "!!binary x",
        "!reset null", "!override []", "2024-01-01", "1m30s", "-1s", "0s", "100000h", "64m", "-64m", "1e30g", "80:80",
        "1-65535", "80-81:80-81", "[::1]:80:80", "./x:/x", "/:/", "a:b:c:d", "host", "none", "service:web",
        "container:x",
        "on-failure:3", "unless-stopped", "always", "global", "replicated-job", "${A}", "${B:-b}", "${C:?c}", "$$",
        "${A:-${B}}",
        "${", "é", "\u{202E}", "\u{1F600}", "a=b", "=", "a.b-c_d", "../..", "/", "~/x", "http://web:80/", "CMD", "NONE",
        "\"a\\nb\\0c\\x1b\"", "{{ x }}", "'%{ if x }'", "\"\\\"\"",
    ]

    init(_ bytes: [UInt8], seed: UInt64) {
        lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        random = SeededGenerator(seed: seed)
    }

    /// The text.
    var bytes: [UInt8] { Array(lines.joined(separator: [UInt8(ascii: "\n")])) }

    /// Makes one change.
    mutating func mutate() {
        let index = place()
        switch Int.random(in: 0..<16, using: &random) {
        case 0: lines.remove(at: index)
        case 1: lines.removeSubrange(block(at: index))
        case 2: lines.insert(contentsOf: lines[block(at: index)], at: place())
        case 3: move(block(at: index))
        case 4: rename(index)
        case 5: indent(index)
        case 6: lines.swapAt(index, place())
        case 7: lines.insert(indentation(of: index) + odd(), at: index)
        case 8...10: lines.replaceSubrange(block(at: index), with: [head(of: index) + value(of: place())])
        default: lines.replaceSubrange(block(at: index), with: [head(of: index) + odd()])
        }
        if lines.isEmpty { lines = [[]] }
    }

    private mutating func place() -> Int { Int.random(in: 0..<lines.count, using: &random) }

    private mutating func odd() -> ArraySlice<UInt8> {
        Array((Self.oddValues.randomElement(using: &random) ?? "").utf8)[...]
    }

    private func indentation(of index: Int) -> ArraySlice<UInt8> { lines[index].prefix { $0 == UInt8(ascii: " ") } }

    /// A line with those below it that are indented further.
    private func block(at index: Int) -> Range<Int> {
        let depth = indentation(of: index).count
        let end = lines[(index + 1)...].firstIndex { line in
            !line.isEmpty && line.prefix { $0 == UInt8(ascii: " ") }.count <= depth
        }
        return index..<(end ?? lines.endIndex)
    }

    /// Moves a block to another place and gives it the indentation there.
    private mutating func move(_ block: Range<Int>) {
        let moved = lines[block]
        lines.removeSubrange(block)
        guard !lines.isEmpty else { return }
        let target = place()
        let depth = moved.first?.prefix { $0 == UInt8(ascii: " ") }.count ?? 0
        let indentation = indentation(of: target)
        lines.insert(contentsOf: moved.map { indentation + $0.dropFirst(depth) }, at: target)
    }

    /// Where the value of a line starts: behind `key: ` or `- `.
    private func valueStart(of index: Int) -> Int {
        let line = lines[index]
        let colon = line.indices.first {
            line[$0] == UInt8(ascii: ":") && ($0 + 1 == line.endIndex || line[$0 + 1] == 0x20)
        }
        if let colon { return min(colon + 2, line.endIndex) }
        let dash = line.firstIndex { $0 != 0x20 }
        return dash.map { line[$0] == UInt8(ascii: "-") ? min($0 + 2, line.endIndex) : $0 } ?? line.endIndex
    }

    private func head(of index: Int) -> ArraySlice<UInt8> {
        let head = lines[index][..<valueStart(of: index)]
        return head.last == UInt8(ascii: ":") ? head + [0x20] : head
    }

    private func value(of index: Int) -> ArraySlice<UInt8> { lines[index][valueStart(of: index)...] }

    /// Gives a line the key of another one.
    private mutating func rename(_ index: Int) {
        let other = place()
        let key = head(of: other).drop { $0 == 0x20 }
        lines[index] = indentation(of: index) + key + value(of: index)
    }

    private mutating func indent(_ index: Int) {
        let block = block(at: index)
        let isDeeper = Bool.random(using: &random)
        for index in block {
            let line = lines[index]
            lines[index] = isDeeper ? [0x20, 0x20] + line : line.dropFirst(min(2, indentation(of: index).count))
        }
    }
}
