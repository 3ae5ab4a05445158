/// The entries of a mapping while it is being read: finds a key fast, however many there are.
struct UniqueEntries {
    private(set) var entries: [Compose.Mapping.Entry] = []
    /// The positions of the keys, once there are so many that looking at each would be slow.
    private var positions: [String: Int] = [:]

    private static let indexedFrom = 16

    func position(of key: String) -> Int? {
        if entries.count >= Self.indexedFrom { return positions[key] }
        return entries.firstIndex { $0.key == key }
    }

    mutating func append(_ entry: Compose.Mapping.Entry) {
        entries.append(entry)
        if entries.count > Self.indexedFrom {
            positions[entry.key] = entries.count - 1
        } else if entries.count == Self.indexedFrom {
            for (position, entry) in entries.enumerated() { positions[entry.key] = position }
        }
    }

    /// Adds what the value of a merge key brings: a mapping or a list of them, keys that are there already win.
    mutating func merge(_ value: Compose.Node, at range: SourceRange) throws(Diagnostic) {
        switch value.content {
        case .mapping(let mapping):
            add(mapping)
        case .sequence(let items):
            for item in items {
                guard case .mapping(let mapping) = item.content else { throw Self.refused(item, at: range) }
                add(mapping)
            }
        default:
            throw Self.refused(value, at: range)
        }
    }

    /// What is reset here is not in the way: the value that the merge key brings stays, what earlier files say vanishes.
    private mutating func add(_ mapping: Compose.Mapping) {
        for entry in mapping.entries {
            guard let position = position(of: entry.key) else {
                append(entry)
                continue
            }
            guard entries[position].value.mergeTag == .reset, entry.value.mergeTag != .reset else { continue }
            entries[position].value = entry.value
            entries[position].value.mergeTag = .override
        }
    }

    private static func refused(_ value: Compose.Node, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            LoadingIssue.invalidYAML,
            .error,
            "`<<` takes a mapping or a list of mappings",
            at: range,
            related: value.range.start == range.start ? [] : [.init("this is none", at: value.range)]
        )
    }
}
