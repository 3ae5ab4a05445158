extension Compose {
    /// A decoded value together with the text that it was written as: its place and the variables it came from.
    public struct Located<Value: Sendable & Hashable>: Sendable, Hashable {
        /// The value.
        public var value: Value
        /// The text as written (after interpolation), with its origins and its place.
        public var text: Compose.Text

        /// Where it stands.
        public var range: SourceRange { text.range }

        /// Makes a value that was written as `text`.
        package init(_ value: Value, text: Compose.Text) {
            self.value = value
            self.text = text
        }
    }
}

extension Compose {
    /// One `key: value` pair of a map of texts. A value is absent where Compose keeps a key without one.
    public struct Pair: Sendable, Hashable {
        /// The key.
        public var key: String
        /// Where the key stands.
        public var keyRange: SourceRange
        /// The value, `nil` for a key without one.
        public var value: Compose.Text?

        /// Makes a pair.
        package init(key: String, keyRange: SourceRange = .none, value: Compose.Text?) {
            self.key = key
            self.keyRange = keyRange
            self.value = value
        }
    }
}

extension [Compose.Pair] {
    /// The value of `key`, if the key is there and has one.
    public subscript(key: String) -> Compose.Text? {
        first { $0.key == key }?.value
    }
}
