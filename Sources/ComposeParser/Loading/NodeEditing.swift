/// Editing a tree in place, without copying what is not touched.
extension Node {
    /// Lets `body` edit the mapping in place; gives `nil` and does nothing if the node is not a mapping.
    @discardableResult
    mutating func editMapping<Result, Failure: Error>(
        _ body: (inout Mapping) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard case .mapping(var mapping) = content else { return nil }
        content = .null
        defer { content = .mapping(mapping) }
        return try body(&mapping)
    }

    /// Lets `body` edit the items in place; gives `nil` and does nothing if the node is not a sequence.
    @discardableResult
    mutating func editSequence<Result, Failure: Error>(
        _ body: (inout [Node]) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard case .sequence(var items) = content else { return nil }
        content = .null
        defer { content = .sequence(items) }
        return try body(&items)
    }

    /// Lets `body` edit the value under `key` in place; gives `nil` and does nothing if there is none.
    @discardableResult
    mutating func edit<Result, Failure: Error>(
        _ key: String,
        _ body: (inout Node) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard case .mapping(var mapping) = content, let index = mapping.index(of: key) else { return nil }
        content = .null
        defer { content = .mapping(mapping) }
        return try body(&mapping.entries[index].value)
    }

    /// Lets `body` edit each value of the mapping under `key`, in file order.
    mutating func editEach<Failure: Error>(
        in key: String,
        _ body: (_ name: String, inout Node) throws(Failure) -> Void
    ) throws(Failure) {
        try edit(key) { (node) throws(Failure) in
            try node.editMapping { (mapping) throws(Failure) in
                for index in mapping.entries.indices {
                    try body(mapping.entries[index].key, &mapping.entries[index].value)
                }
            }
        }
    }

    /// Sets or removes the value under `key`; does nothing if the node is not a mapping.
    mutating func set(_ key: String, _ value: Node?) {
        editMapping { $0[key] = value }
    }

    /// The entries of the mapping under `key`, in file order; none if there is no mapping.
    func entries(of key: String) -> [Mapping.Entry] {
        self[key]?.mapping?.entries ?? []
    }

    /// The text of a string, `nil` for any other node.
    var stringValue: String? {
        content == .string ? text.string : nil
    }

    /// Whether the node is a mapping.
    var isMapping: Bool {
        if case .mapping = content { true } else { false }
    }

    /// Whether two trees hold the same values, wherever they stand; the order of keys does not matter.
    func hasSameValue(as other: Node) -> Bool {
        switch (content, other.content) {
        case (.string, .string): return text.string == other.text.string
        case (.sequence(let a), .sequence(let b)):
            return a.count == b.count && zip(a, b).allSatisfy { $0.hasSameValue(as: $1) }
        case (.mapping(let a), .mapping(let b)):
            guard a.entries.count == b.entries.count else { return false }
            return a.entries.allSatisfy { entry in b[entry.key].map(entry.value.hasSameValue(as:)) ?? false }
        default: return content == other.content
        }
    }

    /// A string that stands nowhere, for values that no file holds.
    static func synthetic(_ string: String) -> Node { Node(string: Text(string)) }

    /// A boolean that stands nowhere.
    static func synthetic(_ value: Bool) -> Node {
        Node(.bool(value), text: Text(value ? "true" : "false"))
    }

    /// A mapping that stands nowhere.
    static func synthetic(_ entries: [(String, Node)]) -> Node {
        Node(
            .mapping(Mapping(entries.map { Mapping.Entry(key: $0.0, keyRange: $0.1.range, value: $0.1) })),
            range: .none
        )
    }

    /// A null that stands nowhere.
    static var syntheticNull: Node { Node(.null, range: .none) }
}
