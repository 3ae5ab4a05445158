internal import ComposeParser
internal import HCL

/// Reads `x-nomad` for the job at hand.
struct OverrideReader {
    /// The job variables in use, those of the job among them.
    var variables: VariableTable
    var diagnostics = Diagnostics()
    /// Where the values stand, by the origins that they carry through the job.
    var places: [OverrideOrigin] = []

    init(variables: VariableTable) { self.variables = variables }

    /// The text with references in place of what came from variables.
    mutating func text(_ text: Compose.Text, at place: OverridePlace) -> Interpolated {
        variables.text(text, place.scope)
    }

    /// Reads HCL-shaped YAML as the content of a block; what the schema does not know is an error where it stands.
    ///
    /// Attributes come before blocks, both by name, so that the order of keys in the file does not show.
    mutating func overrideBlock(_ node: Compose.Node, as type: BlockName, at place: OverridePlace) -> HCL.Body {
        guard let mapping = node.mapping else {
            refuseType(node, "a map", at: place)
            return HCL.Body()
        }
        return overrideBlock(mapping, as: type, at: place)
    }

    mutating func overrideBlock(_ mapping: Compose.Mapping, as type: BlockName, at place: OverridePlace) -> HCL.Body {
        let body = overrideBody(mapping, as: NomadSchema[type], at: place)
        refuseValues(in: body, as: NomadSchema[type])
        return body
    }

    private mutating func overrideBody(
        _ node: Compose.Node,
        as type: NomadSchema.BlockType,
        at place: OverridePlace
    ) -> HCL.Body {
        guard let mapping = node.mapping else {
            refuseType(node, "a map", at: place)
            return HCL.Body()
        }
        return overrideBody(mapping, as: type, at: place)
    }

    private mutating func overrideBody(
        _ mapping: Compose.Mapping,
        as type: NomadSchema.BlockType,
        at place: OverridePlace
    ) -> HCL.Body {
        var attributes: [HCL.Item] = []
        var maps: [HCL.Item] = []
        var blocks: [HCL.Item] = []
        let driver = type.name == .task ? mapping["driver"].map { $0.text.string } : nil
        for entry in mapping.entries.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            let place = place.appending(entry.key)
            let node = entry.value
            if let attribute = type.attribute(entry.key) {
                guard !node.isNull else {
                    attributes.append(.attribute(HCL.Attribute(entry.key, .null)))
                    continue
                }
                if let value = overrideValue(node, as: attribute.type, at: place) {
                    var attribute = HCL.Attribute(entry.key, value)
                    attribute.origin = origin(entry.key, entry.keyRange, value: node.range, at: place)
                    attributes.append(.attribute(attribute))
                }
            } else if let nested = type.nested(entry.key) {
                guard !node.isNull else {
                    attributes.append(.attribute(HCL.Attribute(entry.key, .null)))
                    continue
                }
                let isForeign = nested.kind == .once(.dockerConfig) && driver.map { $0 != "docker" } == true
                let origin = origin(entry.key, entry.keyRange, at: place)
                for item in overrideItems(node, nested, origin, isForeignConfig: isForeign, at: place) {
                    switch (item, nested.kind) {
                    case (.attribute, _): attributes.append(item)
                    case (_, .map): maps.append(item)
                    default: blocks.append(item)
                    }
                }
            } else if type.name == .dockerConfig, HCL.isIdentifier(entry.key) {
                reportUnknownKey(entry, among: type.names, at: place)
                var attribute = HCL.Attribute(entry.key, overrideValue(node, as: .any, at: place) ?? .null)
                attribute.origin = origin(entry.key, entry.keyRange, at: place)
                places[places.count - 1].isTold = true
                attributes.append(.attribute(attribute))
            } else {
                reportUnknownOverride(entry, among: type.names, at: place)
            }
        }
        return HCL.Body(attributes + maps + blocks)
    }

    /// The blocks that a key stands for.
    private mutating func overrideItems(
        _ node: Compose.Node,
        _ nested: NomadSchema.Nested,
        _ origin: Int,
        isForeignConfig: Bool,
        at place: OverridePlace
    ) -> [HCL.Item] {
        switch nested.kind {
        case .map(let element):
            return overrideMap(node, of: element, isBlock: !nested.orAttribute, at: place).map {
                guard nested.orAttribute else {
                    let body = HCL.Body($0.map { .attribute(HCL.Attribute($0.key, $0.value)) })
                    var block = HCL.Block(nested.name, body: body)
                    block.origin = origin
                    return [.block(block)]
                }
                var attribute = HCL.Attribute(nested.name, .object($0))
                attribute.origin = origin
                return [.attribute(attribute)]
            } ?? []
        case .once(let name):
            var place = place
            if name == .dockerConfig { place.escaping = .twice }
            guard let mapping = node.mapping else {
                refuseType(node, "a map: the block stands once", at: place)
                return []
            }
            let body =
                isForeignConfig
                ? overrideAnyBody(mapping, at: place) : overrideBody(mapping, as: NomadSchema[name], at: place)
            var block = HCL.Block(nested.name, body: body)
            block.origin = origin
            return [.block(block)]
        case .many(let name):
            return nested.labels > 0
                ? labelledItems(node, nested.name, NomadSchema[name], at: place)
                : repeatedItems(node, nested.name, NomadSchema[name], origin, at: place)
        }
    }

    /// Remembers where something stands.
    private mutating func origin(
        _ key: String,
        _ range: SourceRange,
        value: SourceRange? = nil,
        at place: OverridePlace
    ) -> Int {
        places.append(
            OverrideOrigin(
                key: key,
                range: range,
                valueRange: value ?? range,
                path: place.path,
                service: place.service
            )
        )
        return places.count - 1
    }

    /// A map for one block, a list for several; `null` in the list takes away what is there.
    private mutating func repeatedItems(
        _ node: Compose.Node,
        _ name: String,
        _ schema: NomadSchema.BlockType,
        _ origin: Int,
        at place: OverridePlace
    ) -> [HCL.Item] {
        var block = HCL.Block(name)
        if node.mapping != nil {
            block.body = overrideBody(node, as: schema, at: place)
            block.origin = origin
            return [.block(block)]
        }
        guard let nodes = node.sequence else {
            refuseType(node, "a map, or a list of maps", at: place)
            return []
        }
        return nodes.map { node in
            if node.isNull { return .attribute(HCL.Attribute(name, .null)) }
            block.body = overrideBody(node, as: schema, at: place)
            block.origin = self.origin(name, node.range, at: place)
            return .block(block)
        }
    }

    /// A map from labels to blocks; `null` takes the block away.
    private mutating func labelledItems(
        _ node: Compose.Node,
        _ name: String,
        _ schema: NomadSchema.BlockType,
        at place: OverridePlace
    ) -> [HCL.Item] {
        guard let mapping = node.mapping else {
            refuseType(node, "a map from labels to blocks", at: place)
            return []
        }
        var removed: [HCL.ObjectEntry] = []
        var blocks: [HCL.Item] = []
        for entry in mapping.entries.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            if entry.value.isNull {
                removed.append(HCL.ObjectEntry(entry.key, .null))
                continue
            }
            let inner = place.appending(entry.key)
            if entry.value.mapping == nil, schema.attribute(entry.key) != nil || schema.nested(entry.key) != nil {
                refuseType(entry.value, "a map: \(name) needs a label around \(entry.key)", at: inner)
                continue
            }
            let body = overrideBody(entry.value, as: schema, at: inner)
            var block = HCL.Block(name, labels: [entry.key], body: body)
            block.origin = origin(entry.key, entry.keyRange, at: inner)
            blocks.append(.block(block))
        }
        return removed.isEmpty ? blocks : [.attribute(HCL.Attribute(name, .object(removed)))] + blocks
    }

    mutating func overrideMap(
        _ node: Compose.Node,
        of element: NomadSchema.ValueType,
        isBlock: Bool,
        at place: OverridePlace
    ) -> [HCL.ObjectEntry]? {
        guard let mapping = node.mapping else {
            refuseType(node, "a map", at: place)
            return nil
        }
        var entries: [HCL.ObjectEntry] = []
        for entry in mapping.entries.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            let inner = place.appending(entry.key)
            if isBlock, !HCL.isIdentifier(entry.key, withDashes: true) {
                reportOverride(
                    .wrongNomadValue,
                    "`\(inner.path)`: a key has only letters, digits, _ and - here",
                    at: entry.keyRange,
                    place: inner
                )
                continue
            }
            if entry.value.isNull {
                entries.append(HCL.ObjectEntry(entry.key, .null))
            } else if let value = overrideValue(entry.value, as: element, at: inner) {
                entries.append(HCL.ObjectEntry(entry.key, value, escaping: place.escaping))
            }
        }
        return entries
    }

    /// The config of another driver, which no schema here knows.
    private mutating func overrideAnyBody(_ mapping: Compose.Mapping, at place: OverridePlace) -> HCL.Body {
        var body = HCL.Body()
        var blocks: [HCL.Item] = []
        for entry in mapping.entries.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            let inner = place.appending(entry.key)
            let maps = entry.value.mapping.map { [$0] } ?? entry.value.sequence?.compactMap(\.mapping) ?? []
            let areMaps = entry.value.mapping != nil || !maps.isEmpty && maps.count == entry.value.sequence?.count
            if areMaps, maps.allSatisfy({ $0.entries.allSatisfy { HCL.isIdentifier($0.key) } }) {
                for map in maps {
                    blocks.append(.block(HCL.Block(entry.key, body: overrideAnyBody(map, at: inner))))
                }
            } else if entry.value.isNull {
                body.attribute(entry.key, .null)
            } else if HCL.isIdentifier(entry.key) {
                body.attribute(entry.key, overrideValue(entry.value, as: .any, at: inner))
            } else {
                reportUnknownOverride(entry, among: [], at: inner)
            }
        }
        body.items += blocks
        return body
    }
}
