/// The `!reset` and `!override` tags of one document, taken out of the tree.
///
/// Compose Specification, chapter "Merge": both make what earlier files said at that place vanish; `!reset` also
/// removes the tagged value itself.
struct MergeTags {
    /// The tagged places.
    private(set) var paths: [[String]] = []

    /// No tags.
    init() {}

    /// Records the tags of `document`; removes the values under `!reset`.
    init(takingFrom document: inout Compose.Node) {
        var path: [String] = []
        if Self.collect(&document, at: &path, into: &paths) { document.content = .null }
    }

    /// Makes what earlier files said at the tagged places vanish from `root`.
    func apply(to root: inout Compose.Node) {
        for path in paths { Self.remove(path[...], from: &root) }
    }

    /// The same for a service that is about to be extended by the service `name`.
    func apply(toService name: String, _ service: inout Compose.Node) {
        for path in paths where path.count > 2 && path[0] == "services" && path[1] == name {
            Self.remove(path[2...], from: &service)
        }
    }

    /// Gives whether the value is to be removed.
    private static func collect(_ node: inout Compose.Node, at path: inout [String], into paths: inout [[String]])
        -> Bool
    {
        switch node.mergeTag {
        case .reset:
            paths.append(path)
            return true
        case .override:
            paths.append(path)
            return false
        case nil: break
        }
        switch node.content {
        case .mapping(let mapping):
            guard mapping.entries.contains(where: { $0.value.canHoldTags }) else { return false }
            node.editMapping { mapping in
                var removed: [Int] = []
                for index in mapping.entries.indices where mapping.entries[index].value.canHoldTags {
                    path.append(mapping.entries[index].key)
                    if collect(&mapping.entries[index].value, at: &path, into: &paths) { removed.append(index) }
                    path.removeLast()
                }
                for index in removed.reversed() { mapping.entries.remove(at: index) }
            }
        case .sequence(let items):
            guard items.contains(where: { $0.canHoldTags }) else { return false }
            node.editSequence { items in
                var kept: [Compose.Node] = []
                for (index, item) in items.enumerated() {
                    var item = item
                    path.append("\(index)")
                    if !collect(&item, at: &path, into: &paths) { kept.append(item) }
                    path.removeLast()
                }
                items = kept
            }
        default: break
        }
        return false
    }

    private static func remove(_ path: ArraySlice<String>, from node: inout Compose.Node) {
        guard let key = path.first else { return }
        if path.count == 1 {
            node.set(key, nil)
        } else {
            node.edit(key) { remove(path.dropFirst(), from: &$0) }
        }
    }
}

extension Compose.Node {
    /// Whether the node or something in it may have a merge tag.
    fileprivate var canHoldTags: Bool {
        if mergeTag != nil { return true }
        switch content {
        case .mapping, .sequence: return true
        default: return false
        }
    }
}
