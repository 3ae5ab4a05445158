/// An attribute that a project states, with its place.
public struct PresentAttribute: Sendable, Hashable {
    /// Which attribute.
    public var attribute: Attribute
    /// The concrete path, for example `services.web.ports[0].target`.
    public var path: String
    /// Where its value stands.
    public var range: SourceRange
    /// The service it belongs to, if it belongs to one.
    public var service: String?
    /// The text of a scalar value, `nil` for collections.
    public var value: Text?
    /// The texts of the scalar items of a sequence, or the keys of a mapping; empty for scalars.
    public var items: [Text]
    /// Whether it says nothing: null, an empty string, an empty collection.
    public var isEmpty: Bool

    /// Makes a record of `attribute` at `path`.
    public init(
        attribute: Attribute,
        path: String,
        range: SourceRange,
        service: String? = nil,
        value: Text? = nil,
        items: [Text] = [],
        isEmpty: Bool = false
    ) {
        self.attribute = attribute
        self.path = path
        self.range = range
        self.service = service
        self.value = value
        self.items = items
        self.isEmpty = isEmpty
    }
}

/// Records which attributes a project states.
public enum AttributePresence {
    /// Walks `root` (raw or canonical, short forms included) and gives each attribute it finds, in file order.
    ///
    /// Call it on the merged tree before normalisation, so that it sees what the user wrote.
    public static func record(_ root: Node) -> [PresentAttribute] {
        []
    }
}
