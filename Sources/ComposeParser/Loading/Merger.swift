/// Merges what a later file states over what earlier ones did, by the rule in each attribute's row.
///
/// Compose Specification, chapter "Merge". Nodes keep the marks of the file they came from.
enum Merger {
    /// `later` over `earlier`, two whole documents.
    static func merge(_ later: Compose.Node, over earlier: Compose.Node) throws(Diagnostic) -> Compose.Node {
        var path: [String] = []
        return try merge(later, over: earlier, .project, at: &path)
    }

    /// A service over the service that it extends.
    static func extend(_ base: Compose.Node, with service: Compose.Node, name: String) throws(Diagnostic)
        -> Compose.Node
    {
        var path = ["services", name]
        return try merge(service, over: base, .service, at: &path)
    }

    /// Merges two values of one place; `shape` is `nil` where the table says nothing.
    private static func merge(
        _ later: Compose.Node,
        over earlier: Compose.Node,
        _ shape: Shape?,
        at path: inout [String]
    ) throws(Diagnostic) -> Compose.Node {
        guard let shape else { return try mergeDeep(later, over: earlier, nil, at: &path) }
        switch shape.merge {
        case .replace: return later
        case .lists: return Compose.Node(.sequence(list(earlier) + list(later)), range: later.range)
        case .newItems:
            let first = list(earlier)
            let known = Set(first.map(\.text.string))
            return Compose.Node(
                .sequence(first + list(later).filter { !known.contains($0.text.string) }),
                range: later.range
            )
        case .long:
            return try mergeMappings(longForm(later, shape), over: longForm(earlier, shape), shape, at: &path)
        case .driver:
            guard earlier.isMapping, later.isMapping else { return later.isNull ? earlier : later }
            if let a = earlier["driver"], let b = later["driver"], !a.hasSameValue(as: b) { return later }
            return try mergeMappings(later, over: earlier, shape, at: &path)
        case .subnet: return try mergePools(later, over: earlier, shape, at: &path)
        case .single:
            // What was expanded stands where its only item stands.
            if let items = earlier.sequence, items.count == 1, items[0].range == earlier.range { return later }
            return try mergeDeep(later, over: earlier, shape, at: &path)
        case .deep: return try mergeDeep(later, over: earlier, shape, at: &path)
        }
    }

    private static func mergeDeep(
        _ later: Compose.Node,
        over earlier: Compose.Node,
        _ shape: Shape?,
        at path: inout [String]
    ) throws(Diagnostic) -> Compose.Node {
        if later.isNull { return earlier }
        switch (earlier.content, later.content) {
        case (.mapping, .mapping): return try mergeMappings(later, over: earlier, shape, at: &path)
        case (.sequence(let a), .sequence(let b)):
            var merged = later
            merged.content = .sequence(a + b)
            return merged
        case (.mapping, _), (.sequence, _):
            throw Diagnostic(
                ProjectIssue.cannotMerge,
                .error,
                "`\(path.joined(separator: "."))` is \(earlier.kindName) in one place and \(later.kindName) in another",
                at: later.range,
                hint: "write both in one form",
                path: path.joined(separator: "."),
                related: earlier.range.isKnown ? [.init("the other one", at: earlier.range)] : []
            )
        default: return later
        }
    }

    private static func mergeMappings(
        _ later: Compose.Node,
        over earlier: Compose.Node,
        _ shape: Shape?,
        at path: inout [String]
    ) throws(Diagnostic) -> Compose.Node {
        guard case .mapping(let mappingBefore) = earlier.content else { return later }
        guard let mapping = later.mapping else { return earlier }
        var merged = UniqueEntries(mappingBefore.entries)
        for entry in mapping.entries {
            guard let position = merged.position(of: entry.key) else {
                merged.append(entry)
                continue
            }
            path.append(entry.key)
            let value = try merge(
                entry.value,
                over: merged.entries[position].value,
                shape?.under(entry.key),
                at: &path
            )
            merged.edit(at: position) {
                $0.value = value
                $0.keyRange = entry.keyRange
            }
            path.removeLast()
        }
        var node = later
        node.content = .mapping(Compose.Mapping(merged.entries))
        return node
    }

    /// A value in its long form, an empty mapping if it has none.
    private static func longForm(_ node: Compose.Node, _ shape: Shape) -> Compose.Node {
        let long = shape.short?.mapping(of: node) ?? node
        return long.isMapping ? long : Compose.Node(.mapping(Compose.Mapping()), range: node.range)
    }

    /// A value as the list that it is short for: `KEY: value` becomes `KEY=value`, sorted; a string is one item.
    private static func list(_ node: Compose.Node) -> [Compose.Node] {
        switch node.content {
        case .sequence(let items): return items
        case .string: return [node]
        case .mapping(let mapping):
            var items: [Compose.Node] = []
            for entry in mapping.entries {
                switch entry.value.content {
                case .null: items.append(Compose.Node(string: Compose.Text(entry.key, range: entry.keyRange)))
                case .sequence(let values):
                    for value in values { items.append(assignment(entry.key, value)) }
                default: items.append(assignment(entry.key, entry.value))
                }
            }
            return items.sorted { $0.text.string.utf8.lexicographicallyPrecedes($1.text.string.utf8) }
        default: return []
        }
    }

    private static func assignment(_ key: String, _ value: Compose.Node) -> Compose.Node {
        let text = GoFormat.text(of: value) ?? value.text
        let origins = text.origins.map { $0.moved(by: key.utf8.count + 1) }
        return Compose.Node(string: Compose.Text("\(key)=\(text.string)", origins: origins, range: value.range))
    }

    private static func mergePools(
        _ later: Compose.Node,
        over earlier: Compose.Node,
        _ shape: Shape,
        at path: inout [String]
    ) throws(Diagnostic) -> Compose.Node {
        guard let first = earlier.sequence, let second = later.sequence else {
            throw Diagnostic(
                ProjectIssue.cannotMerge,
                .error,
                "\(path.joined(separator: ".")) must be a list",
                at: later.range
            )
        }
        // Docker Compose changes the earlier pool in place while it compares it with each later one, so that a pool
        // can take the subnet of another. `boxes` stands for the maps that it shares.
        var boxes = first + second
        var chosen: [Int] = []
        func subnet(_ box: Int) -> String? { boxes[box]["subnet"]?.text.string }
        for base in first.indices {
            for over in first.count..<boxes.count {
                let known = chosen.firstIndex { subnet($0) == subnet(over) }
                if subnet(over) != subnet(base), known == nil {
                    chosen.append(over)
                    continue
                }
                boxes[base] = try mergeMappings(boxes[over], over: boxes[base], shape.item, at: &path)
                if let position = chosen.firstIndex(where: { subnet($0) == subnet(base) }) {
                    chosen[position] = base
                } else {
                    chosen.append(base)
                }
            }
        }
        let pools = chosen.map { boxes[$0] }
        var merged = later
        merged.content = .sequence(pools)
        return merged
    }
}

extension Shape {
    /// What stands under a key of the value; `nil` where the table says nothing of it.
    fileprivate func under(_ key: String) -> Shape? {
        switch form {
        case .object(let fields): fields[key]?.shape
        case .table(let element, _): element
        default: nil
        }
    }

    /// What an item of the value is.
    fileprivate var item: Shape? {
        if case .list(let item, _) = form { item } else { nil }
    }
}
