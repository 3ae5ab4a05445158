/// The difference of two texts, line by line, with a few lines around each change.
enum LineDiff {
    /// The most lines among which those that stayed are looked for; of more, all are shown as replaced.
    private static let longestSearch = 10_000

    /// Lines with `-` are only in `old`, those with `+` only in `new`; empty if the texts are equal.
    static func text(from old: String, to new: String, context: Int = 2) -> String {
        guard old != new else { return "" }
        let before = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let after = new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let lines = merged(before, after)
        var shown = [Bool](repeating: false, count: lines.count)
        for (index, line) in lines.enumerated() where line.mark != " " {
            for near in max(0, index - context)...min(lines.count - 1, index + context) { shown[near] = true }
        }
        var result = ""
        var wasShown = true
        for (index, line) in lines.enumerated() {
            if shown[index] {
                if !wasShown || index == 0 { result += "@@ line \(line.number)\n" }
                result += "\(line.mark)\(line.text)\n"
            }
            wasShown = shown[index]
        }
        return result
    }

    private static func merged(
        _ before: [String],
        _ after: [String]
    ) -> [(mark: String, text: String, number: Int)] {
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
    ) -> [(mark: String, text: String, number: Int)] {
        var lines: [(mark: String, text: String, number: Int)] = []
        var old = 0
        var new = 0
        while old < before.count || new < after.count {
            if old < before.count, removed.contains(old) {
                lines.append(("-", before[old], old + 1))
                old += 1
            } else if new < after.count, inserted.contains(new) {
                lines.append(("+", after[new], old + 1))
                new += 1
            } else {
                lines.append((" ", before[old], old + 1))
                old += 1
                new += 1
            }
        }
        return lines
    }
}
