/// The difference of two texts, line by line, as `patch` reads it.
enum LineDiff {
    /// The most lines among which those that stayed are looked for; of more, all are shown as replaced.
    private static let longestSearch = 10_000

    /// The hunks of a unified diff from `old` to `new`, with `context` lines around each change; empty if the texts are
    /// equal.
    static func text(from old: String, to new: String, context: Int = 3) -> String {
        guard old != new else { return "" }
        let lines = merged(Self.lines(of: old), Self.lines(of: new))
        let changes = lines.indices.filter { lines[$0].mark != " " }
        var result = ""
        var next = 0
        while next < changes.count {
            var last = next
            while last + 1 < changes.count, changes[last + 1] - changes[last] <= 2 * context + 1 { last += 1 }
            let hunk = max(0, changes[next] - context)...min(lines.count - 1, changes[last] + context)
            result += header(of: hunk, in: lines)
            for line in lines[hunk] { result += line.mark + line.text }
            next = last + 1
        }
        return result
    }

    /// The lines with their ends; the one that has none is told as `diff` tells it.
    private static func lines(of text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) + "\n" }
        if let last = lines.popLast(), last != "\n" { lines.append(last + "\\ No newline at end of file\n") }
        return lines
    }

    private static func header(of hunk: ClosedRange<Int>, in lines: [(mark: String, text: String)]) -> String {
        func side(_ mark: String) -> String {
            let before = lines[..<hunk.lowerBound].count { $0.mark != mark }
            let count = lines[hunk].count { $0.mark != mark }
            return "\(count == 0 ? before : before + 1),\(count)"
        }
        return "@@ -\(side("+")) +\(side("-")) @@\n"
    }

    private static func merged(
        _ before: [String],
        _ after: [String]
    ) -> [(mark: String, text: String)] {
        // What begins and ends alike is no part of the search, which takes long for many lines.
        let start = zip(before, after).prefix { $0 == $1 }.count
        let shorter = min(before.count, after.count) - start
        let end = zip(before.reversed(), after.reversed()).prefix(shorter).prefix { $0 == $1 }.count
        let old = start..<(before.count - end)
        let new = start..<(after.count - end)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        if old.count + new.count > longestSearch {
            removed.formUnion(old)
            inserted.formUnion(new)
        } else {
            for change in after[new].difference(from: before[old]) {
                switch change {
                case .remove(let offset, _, _): removed.insert(start + offset)
                case .insert(let offset, _, _): inserted.insert(start + offset)
                }
            }
        }
        return lines(before, after, removed, inserted)
    }

    /// Both texts in one list, each line once where it is in both.
    private static func lines(
        _ before: [String],
        _ after: [String],
        _ removed: Set<Int>,
        _ inserted: Set<Int>
    ) -> [(mark: String, text: String)] {
        var lines: [(mark: String, text: String)] = []
        var old = 0
        var new = 0
        while old < before.count || new < after.count {
            if old < before.count, removed.contains(old) {
                lines.append(("-", before[old]))
                old += 1
            } else if new < after.count, inserted.contains(new) {
                lines.append(("+", after[new]))
                new += 1
            } else {
                lines.append((" ", before[old]))
                old += 1
                new += 1
            }
        }
        return lines
    }
}
