import ComposeParser

/// What a run does to the files of a folder.
struct FolderChanges {
    /// What becomes of a file.
    enum Fate {
        case new
        case changed
        /// It is as it would be written.
        case same
        /// An earlier run wrote it, and this one does not.
        case stale
    }

    /// The files, those that an earlier run wrote last.
    var files: [(name: String, fate: Fate)] = []

    /// The names of the files with one of these fates.
    func names(_ fates: Fate...) -> [String] { files.filter { fates.contains($0.fate) }.map(\.name) }

    /// Tells it, what the cluster must have, and the command that comes next.
    ///
    /// - Parameters:
    ///   - folder: the folder as the user calls it.
    ///   - needs: what the cluster must have.
    ///   - isDone: whether the files are written.
    ///   - prunes: whether stale files are removed.
    func text(folder: String, needs: [String], isDone: Bool, prunes: Bool) -> String {
        func part(_ word: String, _ fate: Fate) -> String? {
            let names = names(fate)
            return names.isEmpty ? nil : "\(names.count) \(word)" + (fate == .same ? "" : " (\(names.listed(most: 6)))")
        }
        var parts = [part("new", .new), part("changed", .changed), part("the same", .same)].compactMap(\.self)
        if let stale = part("stale", .stale) {
            parts.append(stale + (prunes ? "" : "; --prune removes what is stale and was not edited"))
        }
        let script = folder.hasSuffix("/") ? "\(folder)deploy.sh" : "\(folder)/deploy.sh"
        var next = isDone ? "" : "nothing is written: --dry-run\n"
        if isDone, names(.new, .changed, .same).contains("deploy.sh") { next = "next: \(script) --dry-run\n" }
        if parts.isEmpty { parts = ["no files"] }
        let needed = needs.isEmpty ? "" : "the cluster must have\n" + needs.map { "  - \($0)\n" }.joined()
        return "\(folder): \(parts.joined(separator: ", "))\n\(needed)\(next)"
    }
}
