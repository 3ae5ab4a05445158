/// Reading canonical nodes. The tree has passed the schema, so what does not fit is simply absent.
extension Compose.Node {
    /// The scalar's text, `nil` for null, collections and absent nodes.
    var scalarText: Compose.Text? {
        switch content {
        case .null, .sequence, .mapping: nil
        default: text
        }
    }

    func text(_ key: String) -> Compose.Text? { self[key]?.scalarText }

    func bool(_ key: String) -> Compose.Located<Bool>? {
        guard let node = self[key] else { return nil }
        switch node.content {
        case .bool(let value): return Compose.Located(value, text: node.text)
        case .string where node.text.string == "true": return Compose.Located(true, text: node.text)
        case .string where node.text.string == "false": return Compose.Located(false, text: node.text)
        default: return nil
        }
    }

    /// An integer, also where the canonical form spells it as a string (`"67108864"`).
    func int(_ key: String) -> Compose.Located<Int>? { self[key]?.locatedInt }

    var locatedInt: Compose.Located<Int>? {
        switch content {
        case .int(let value): Compose.Located(value, text: text)
        case .float(let value) where value == value.rounded() && abs(value) < 9e15:
            Compose.Located(Int(value), text: text)
        case .string: Int(text.string).map { Compose.Located($0, text: text) }
        default: nil
        }
    }

    func double(_ key: String) -> Compose.Located<Double>? {
        guard let node = self[key] else { return nil }
        switch node.content {
        case .int(let value): return Compose.Located(Double(value), text: node.text)
        case .float(let value): return Compose.Located(value, text: node.text)
        case .string: return Double(node.text.string).map { Compose.Located($0, text: node.text) }
        default: return nil
        }
    }

    /// A duration in Go's form, as nanoseconds.
    func duration(_ key: String) -> Compose.Located<Int64>? {
        guard let text = text(key), let duration = ComposeDuration(text.string) else { return nil }
        return Compose.Located(duration.nanoseconds, text: text)
    }

    /// A list of scalars; a single scalar counts as a list of one.
    func texts(_ key: String) -> [Compose.Text] {
        guard let node = self[key] else { return [] }
        if let items = node.sequence { return items.compactMap(\.scalarText) }
        return node.scalarText.map { [$0] } ?? []
    }

    /// A list whose absence differs from emptiness.
    func optionalTexts(_ key: String) -> [Compose.Text]? {
        guard let node = self[key], !node.isNull else { return nil }
        return texts(key)
    }

    /// A map of texts, sorted by key.
    func pairs(_ key: String) -> [Compose.Pair] { self[key]?.sortedPairs ?? [] }

    var sortedPairs: [Compose.Pair] {
        sortedEntries.map { Compose.Pair(key: $0.key, keyRange: $0.keyRange, value: $0.value.scalarText) }
    }

    /// The entries of a mapping by key, without extensions.
    var sortedEntries: [Compose.Mapping.Entry] {
        guard let mapping else { return [] }
        return mapping.entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    func sortedEntries(of key: String) -> [Compose.Mapping.Entry] { self[key]?.sortedEntries ?? [] }

    /// What stands under `key`, unless it is null.
    func stated(_ key: String) -> Compose.Node? { self[key].flatMap { $0.isNull ? nil : $0 } }

    /// `host=ip` items, or a map of a host to one or several addresses.
    func hosts(_ key: String) -> [Compose.Pair] {
        guard let node = self[key] else { return [] }
        if node.mapping != nil {
            return node.sortedEntries.flatMap { entry in
                (entry.value.sequence?.compactMap(\.scalarText) ?? entry.value.scalarText.map { [$0] } ?? [])
                    .map { Compose.Pair(key: entry.key, keyRange: entry.keyRange, value: $0) }
            }
        }
        return (node.sequence ?? []).compactMap { item in
            guard let text = item.scalarText else { return nil }
            let bytes = Array(text.string.utf8)
            guard
                let cut = bytes.firstIndex(of: UInt8(ascii: "=")) ?? bytes.firstIndex(of: UInt8(ascii: ":"))
            else { return nil }
            return Compose.Pair(
                key: text.slice(0..<cut).string,
                keyRange: text.range,
                value: text.slice((cut + 1)..<bytes.count)
            )
        }
    }

    /// The `x-…` entries.
    var extensionEntries: Compose.Mapping {
        let entries = mapping?.entries.filter { $0.key.utf8.starts(with: "x-".utf8) } ?? []
        return Compose.Mapping(entries.sorted { $0.key < $1.key })
    }
}
