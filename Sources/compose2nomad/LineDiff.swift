/// The difference of two texts, line by line, with a few lines around each change.
enum LineDiff {
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
        let difference = after.difference(from: before)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
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
