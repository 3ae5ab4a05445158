extension Compose {
    /// A YAML value with its place: what every loading stage takes and gives.
    public struct Node: Sendable, Hashable {
        /// What the node holds.
        public enum Content: Sendable, Hashable {
            /// `null`, `~` or nothing.
            case null
            /// `true` or `false`.
            case bool(Bool)
            /// An integer, as YAML's core schema and Compose read it (`0x1F`, `017`, `1_000`).
            case int(Int)
            /// A float.
            case float(Double)
            /// A plain date or time such as `2024-01-01`, which Compose refuses everywhere but in `x-` fields.
            case timestamp
            /// Any other scalar.
            case string
            /// A sequence.
            case sequence([Compose.Node])
            /// A mapping.
            case mapping(Compose.Mapping)
        }

        /// A tag that tells the merge what to do.
        package enum MergeTag: UInt8, Sendable, Hashable {
            /// `!reset`: the value and what it would merge with vanish.
            case reset
            /// `!override`: the value replaces instead of merging.
            case override
        }

        /// What it holds.
        public var content: Content
        /// The text of a scalar as written (after interpolation), with its origins; empty for collections.
        ///
        /// `Text.range` is the range of the node, for collections as well.
        public var text: Compose.Text
        /// The merge tag, if there is one.
        package var mergeTag: MergeTag?

        /// Where the node stands.
        public var range: SourceRange {
            get { text.range }
            set { text.range = newValue }
        }

        /// Makes a node.
        package init(_ content: Content, text: Compose.Text, mergeTag: MergeTag? = nil) {
            self.content = content
            self.text = text
            self.mergeTag = mergeTag
        }

        /// Makes a collection or a null at `range`.
        package init(_ content: Content, range: SourceRange, mergeTag: MergeTag? = nil) {
            self.init(content, text: Compose.Text("", range: range), mergeTag: mergeTag)
        }

        /// Makes a string node from a text.
        package init(string text: Compose.Text) {
            self.init(.string, text: text)
        }
    }
}

extension Compose {
    /// The entries of a mapping in file order; keys are unique.
    public struct Mapping: Sendable, Hashable {
        /// A key with its place.
        public struct Entry: Sendable, Hashable {
            /// The key. Compose does not interpolate keys, so it has no origins.
            public var key: String
            /// Where the key stands.
            public var keyRange: SourceRange
            /// Its value.
            public var value: Compose.Node

            /// The key, or the value where no file has the key.
            package var place: SourceRange { keyRange.isKnown ? keyRange : value.range }

            /// Makes an entry.
            package init(key: String, keyRange: SourceRange, value: Compose.Node) {
                self.key = key
                self.keyRange = keyRange
                self.value = value
            }
        }

        /// The entries in file order.
        public var entries: [Entry]

        /// Makes a mapping; the caller sees to it that keys are unique.
        package init(_ entries: [Entry] = []) {
            self.entries = entries
        }

        /// The position of a key.
        package func index(of key: String) -> Int? {
            for index in entries.indices where entries[index].key.equals(key) { return index }
            return nil
        }

        /// The value of a key. Setting keeps the place of the key, `nil` removes the entry.
        public subscript(key: String) -> Compose.Node? {
            get { index(of: key).map { entries[$0].value } }
            set {
                switch (index(of: key), newValue) {
                case (let index?, let node?): entries[index].value = node
                case (let index?, nil): entries.remove(at: index)
                case (nil, let node?): entries.append(Entry(key: key, keyRange: node.range, value: node))
                case (nil, nil): break
                }
            }
        }
    }
}

extension Compose.Node {
    /// The mapping, if the node is one.
    public var mapping: Compose.Mapping? {
        if case .mapping(let mapping) = content { mapping } else { nil }
    }

    /// The items, if the node is a sequence.
    public var sequence: [Compose.Node]? {
        if case .sequence(let items) = content { items } else { nil }
    }

    /// Whether the node is null.
    public var isNull: Bool { content == .null }

    /// The value under `key`, if the node is a mapping that has it.
    public subscript(key: String) -> Compose.Node? { mapping?[key] }
}
