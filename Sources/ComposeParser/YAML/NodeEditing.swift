/// Editing a tree in place, without copying what is not touched.
extension Compose.Node {
    /// Lets `body` edit the mapping in place; gives `nil` and does nothing if the node is not a mapping.
    @discardableResult
    mutating func editMapping<Result, Failure: Error>(
        _ body: (inout Compose.Mapping) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard case .mapping(var mapping) = content else { return nil }
        content = .null
        defer { content = .mapping(mapping) }
        return try body(&mapping)
    }

    /// Lets `body` edit the items in place; gives `nil` and does nothing if the node is not a sequence.
    @discardableResult
    mutating func editSequence<Result, Failure: Error>(
        _ body: (inout [Compose.Node]) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard case .sequence(var items) = content else { return nil }
        content = .null
        defer { content = .sequence(items) }
        return try body(&items)
    }

    /// Lets `body` edit each entry of a mapping in place, in file order.
    package mutating func editEntries<Failure: Error>(
        _ body: (inout Compose.Mapping.Entry) throws(Failure) -> Void
    ) throws(Failure) {
        try editMapping { (mapping) throws(Failure) in
            for index in mapping.entries.indices { try body(&mapping.entries[index]) }
        }
    }

    /// Lets `body` edit each item of a sequence in place, with its index.
    package mutating func editItems<Failure: Error>(
        _ body: (_ index: Int, inout Compose.Node) throws(Failure) -> Void
    ) throws(Failure) {
        try editSequence { (items) throws(Failure) in
            for index in items.indices { try body(index, &items[index]) }
        }
    }

    /// Lets `body` edit the value under `key` in place; gives `nil` and does nothing if there is none.
    @discardableResult
    mutating func edit<Result, Failure: Error>(
        _ key: String,
        _ body: (inout Compose.Node) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard case .mapping(var mapping) = content, let index = mapping.index(of: key) else { return nil }
        content = .null
        defer { content = .mapping(mapping) }
        return try body(&mapping.entries[index].value)
    }

    /// Lets `body` edit each entry of the mapping under `key`, in file order.
    mutating func editEntries<Failure: Error>(
        of key: String,
        _ body: (inout Compose.Mapping.Entry) throws(Failure) -> Void
    ) throws(Failure) {
        try edit(key) { (node) throws(Failure) in try node.editEntries(body) }
    }

    /// Sets or removes the value under `key`; does nothing if the node is not a mapping.
    mutating func set(_ key: String, _ value: Compose.Node?) {
        editMapping { $0[key] = value }
    }

    /// Sorts the entries of a mapping by the bytes of their keys.
    mutating func sortKeys() {
        editMapping { $0.entries.sort { $0.key < $1.key } }
    }

    /// The entries of the mapping under `key`, in file order; none if there is no mapping.
    package func entries(of key: String) -> [Compose.Mapping.Entry] {
        self[key]?.mapping?.entries ?? []
    }

    /// The items of the sequence under `key`; none if there is no sequence.
    package func items(of key: String) -> [Compose.Node] {
        self[key]?.sequence ?? []
    }
}

/// Questions about a node.
extension Compose.Node {
    /// The text of a string, `nil` for any other node.
    var stringValue: String? {
        content == .string ? text.string : nil
    }

    /// Whether the node is a mapping.
    var isMapping: Bool {
        if case .mapping = content { true } else { false }
    }

    /// Whether the node is a scalar that is not null.
    package var isScalar: Bool {
        switch content {
        case .null, .sequence, .mapping: false
        default: true
        }
    }

    /// Whether the node is a collection that holds nothing.
    var isEmptyCollection: Bool {
        switch content {
        case .sequence(let items): items.isEmpty
        case .mapping(let mapping): mapping.entries.isEmpty
        default: false
        }
    }

    /// Whether two trees hold the same values, wherever they stand; the order of keys does not matter.
    func hasSameValue(as other: Compose.Node) -> Bool {
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

    /// What kind of value the node is, in the words of error messages.
    var kindName: String {
        switch content {
        case .null: "null"
        case .bool: "a boolean"
        case .int: "an integer"
        case .float: "a float"
        case .timestamp: "a date"
        case .string: "a string"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

/// Nodes that no file holds.
extension Compose.Node {
    /// A string.
    static func word(_ string: String) -> Compose.Node { Compose.Node(string: Compose.Text(string)) }

    /// A boolean.
    static func flag(_ value: Bool) -> Compose.Node {
        Compose.Node(.bool(value), text: Compose.Text(value ? "true" : "false"))
    }

    /// An integer.
    static func number(_ value: Int) -> Compose.Node { Compose.Node(.int(value), text: Compose.Text("\(value)")) }

    /// A null.
    static var nothing: Compose.Node { Compose.Node(.null, range: .none) }

    /// A mapping of `pieces`, which may stand in a file; each key stands where its value stands.
    static func mapping(_ pieces: [(String, Compose.Node)], range: SourceRange = .none) -> Compose.Node {
        Compose.Node(
            .mapping(
                Compose.Mapping(pieces.map { Compose.Mapping.Entry(key: $0.0, keyRange: $0.1.range, value: $0.1) })
            ),
            range: range
        )
    }
}
