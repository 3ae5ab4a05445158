/// The entries of a mapping while it is being read or changed: finds a key fast, however many there are.
struct UniqueEntries {
    private(set) var entries: [Compose.Mapping.Entry] = []
    /// The positions of the keys, once there are so many that looking at each would be slow.
    private var positions: [String: Int] = [:]

    private static let indexedFrom = 16

    init(_ entries: [Compose.Mapping.Entry] = []) {
        self.entries = entries
        if entries.count >= Self.indexedFrom { index() }
    }

    /// The value of a key. Setting does nothing where there is no such key.
    subscript(key: String) -> Compose.Node? {
        get { position(of: key).map { entries[$0].value } }
        set {
            guard let position = position(of: key), let newValue else { return }
            entries[position].value = newValue
        }
    }

    /// Lets `body` edit the entry at a position in place; its key stays.
    mutating func edit<Failure: Error>(
        at position: Int,
        _ body: (inout Compose.Mapping.Entry) throws(Failure) -> Void
    ) throws(Failure) {
        try body(&entries[position])
    }

    private mutating func index() {
        for (position, entry) in entries.enumerated() where positions[entry.key] == nil {
            positions[entry.key] = position
        }
    }

    func position(of key: String) -> Int? {
        if entries.count >= Self.indexedFrom { return positions[key] }
        return entries.firstIndex { $0.key == key }
    }

    mutating func append(_ entry: Compose.Mapping.Entry) {
        entries.append(entry)
        if entries.count > Self.indexedFrom {
            positions[entry.key] = entries.count - 1
        } else if entries.count == Self.indexedFrom {
            index()
        }
    }

    /// Makes `value` that of a key, which keeps its place.
    mutating func set(_ key: String, _ value: Compose.Node) {
        if let position = position(of: key) {
            entries[position].value = value
        } else {
            append(Compose.Mapping.Entry(key: key, keyRange: value.range, value: value))
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
