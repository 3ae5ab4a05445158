/// An attribute that a project states, with its place.
package struct PresentAttribute: Sendable, Hashable {
    /// Which attribute.
    package var attribute: Attribute
    /// The concrete path, for example `services.web.ports[0].target`.
    package var path: String
    /// The service it belongs to, if it belongs to one.
    package var service: String?
    /// What is stated.
    private let node: Compose.Node

    /// Makes a record of `attribute`, whose value is `node`, at `path`.
    package init(attribute: Attribute, path: String, service: String?, node: Compose.Node) {
        self.attribute = attribute
        self.path = path
        self.service = service
        self.node = node
    }

    /// Where its value stands.
    package var range: SourceRange { node.range }

    /// The text of a scalar value, `nil` for collections.
    package var value: Compose.Text? { node.isScalar ? node.text : nil }

    /// The texts of the scalar items of a sequence, or the keys of a mapping; empty for scalars.
    package var items: [Compose.Text] {
        switch node.content {
        case .sequence(let items): items.compactMap { GoFormat.text(of: $0) }
        case .mapping(let mapping): mapping.entries.map { Compose.Text($0.key, range: $0.keyRange) }
        default: []
        }
    }

    /// Whether it says nothing: null, an empty string, an empty collection.
    package var isEmpty: Bool {
        node.isNull || node.isEmptyCollection || node.content == .string && node.text.string.isEmpty
    }
}

/// Records which attributes a project states.
package enum AttributePresence {
    /// Walks `root`, raw or canonical, and gives each attribute that a file states, in file order.
    ///
    /// A short syntax states the attributes of its parts: `8080:80` states `target` and `published`. What Compose adds
    /// by itself has no range and is not recorded, nor is what normalisation adds, as long as it has none either.
    package static func record(_ root: Compose.Node) -> [PresentAttribute] {
        var expander = Expander(addsDefaults: false)
        var expanded = root
        // What cannot be read is recorded as it stands; the error is the business of other passes.
        let isReadable = (try? expander.expand(&expanded, .project)) != nil
        return record(expanded: isReadable ? expanded : root)
    }

    /// The same of a tree whose short syntaxes are expanded.
    static func record(expanded root: Compose.Node) -> [PresentAttribute] {
        var pass = PresencePass()
        pass.record(root, .project)
        return pass.found
    }
}

private struct PresencePass {
    var found: [PresentAttribute] = []
    private var path: [UInt8] = []
    private var service: String?

    mutating func record(_ node: Compose.Node, _ shape: Shape) {
        guard node.range.isKnown || node.hasKnownPart else { return }
        if let attribute = shape.attribute { add(attribute, node) }
        switch (shape.form, node.content) {
        case (.object(let fields), .mapping(let mapping)):
            for index in mapping.entries.indices {
                let key = mapping.entries[index].key
                descend(key) { pass in
                    if let position = fields.position(of: key) {
                        pass.record(mapping.entries[index].value, fields.rows[position].shape)
                    } else if key.utf8.starts(with: "x-".utf8) {
                        pass.add(.extensionField, mapping.entries[index].value)
                    }
                }
            }
        case (.table(let element, _), .mapping(let mapping)):
            for entry in mapping.entries {
                if shape.attribute == .services { service = entry.key }
                descend(entry.key) { pass in pass.recordElement(entry.value, element, of: shape) }
                if shape.attribute == .services { service = nil }
            }
        case (.table, .sequence(let items)):
            recordEach(items, shape.element)
        case (.list(let item, _), .sequence(let items)):
            for (index, value) in items.enumerated() { descend(index) { pass in pass.record(value, item) } }
        case (.pairs, .mapping(let mapping)), (.hosts, .mapping(let mapping)):
            guard let attribute = shape.element else { break }
            for entry in mapping.entries where attribute.isStated(by: entry.value) {
                descend(entry.key) { pass in pass.add(attribute, entry.value) }
            }
        case (.hosts, .sequence(let items)) where shape.element?.isItem == false:
            recordEach(items, shape.element)
        default: break
        }
    }

    private mutating func recordElement(_ node: Compose.Node, _ element: Shape, of table: Shape) {
        guard let name = table.element else { return record(node, element) }
        let isShort = node.isNull || (node.mapping?.entries.allSatisfy { !$0.value.range.isKnown } ?? false)
        if isShort, node.mapping?.entries.isEmpty != true {
            add(name, node)
        } else {
            record(node, element)
        }
    }

    private mutating func recordEach(_ items: [Compose.Node], _ attribute: Attribute?) {
        guard let attribute else { return }
        for (index, value) in items.enumerated() { descend(index) { pass in pass.add(attribute, value) } }
    }

    private mutating func add(_ attribute: Attribute, _ node: Compose.Node) {
        guard node.range.isKnown else { return }
        let path = String(decoding: path, as: UTF8.self)
        found.append(PresentAttribute(attribute: attribute, path: path, service: service, node: node))
    }

    private mutating func descend(_ key: String, _ body: (inout PresencePass) -> Void) {
        let length = path.count
        if !path.isEmpty { path.append(UInt8(ascii: ".")) }
        path.append(contentsOf: key.utf8)
        body(&self)
        path.removeLast(path.count - length)
    }

    private mutating func descend(_ index: Int, _ body: (inout PresencePass) -> Void) {
        let length = path.count
        path.append(contentsOf: "[\(index)]".utf8)
        body(&self)
        path.removeLast(path.count - length)
    }
}

extension Attribute {
    /// Whether it is an item of a list.
    fileprivate var isItem: Bool { rawValue.hasSuffix("[]") }

    /// Whether one pair states the attribute: several addresses need a list.
    fileprivate func isStated(by value: Compose.Node) -> Bool { !isItem || value.sequence != nil }
}

extension Compose.Node {
    /// Whether a collection without a place of its own may hold something that a file states.
    fileprivate var hasKnownPart: Bool {
        switch content {
        case .mapping(let mapping): !mapping.entries.isEmpty
        case .sequence(let items): !items.isEmpty
        default: false
        }
    }
}
