extension HCL.Body {
    /// Puts `extra` over this body, the content of a block of `type`.
    ///
    /// An attribute replaces the one of its name, a map is completed key by key. A block that may stand once is merged
    /// with the one that is there, a block with labels with the one of the same labels; any other block is added.
    mutating func merge(_ extra: HCL.Body, as type: NomadSchema.BlockType?) {
        for item in extra.items {
            switch item {
            case .attribute(let attribute): merge(attribute, nested: type?.nested(attribute.name))
            case .block(let block): merge(block, nested: type?.nested(block.type))
            case .blankLine, .comment: items.append(item)
            }
        }
    }

    /// Puts `extra` over this body, the content of a block of the schema type `type`.
    mutating func merge(_ extra: HCL.Body, as type: String) {
        if extra.isEmpty { return }
        merge(extra, as: NomadSchema.types[type])
    }

    private mutating func merge(_ attribute: HCL.Attribute, nested: NomadSchema.Nested?) {
        if let nested, case .map = nested.kind, case .object(let entries) = attribute.value {
            mergeMap(nested, entries, comment: attribute.comment)
            return
        }
        items.removeAll { item in
            if case .block(let block) = item { return block.type == attribute.name && block.labels.isEmpty }
            return false
        }
        for index in items.indices {
            if case .attribute(let old) = items[index], old.name == attribute.name {
                items[index] = .attribute(attribute)
                return
            }
        }
        insert(attribute)
    }

    /// Attributes stand before blocks.
    private mutating func insert(_ attribute: HCL.Attribute) {
        let end = items.lastIndex { if case .attribute = $0 { true } else { false } }
        items.insert(.attribute(attribute), at: end.map { $0 + 1 } ?? 0)
    }

    private mutating func merge(_ block: HCL.Block, nested: NomadSchema.Nested?) {
        if let nested, case .map = nested.kind {
            mergeMap(
                nested,
                block.body.attributes.map { HCL.ObjectEntry($0.name, $0.value) },
                comment: block.comment
            )
            return
        }
        var mergesWith: NomadSchema.BlockType?
        switch nested?.kind {
        case .once(let type)?:
            mergesWith = NomadSchema.types[type]
        case .many(let type)?:
            let candidate = NomadSchema.types[type]
            if candidate?.labels.isEmpty == false { mergesWith = candidate }
        case .map?, nil:
            break
        }
        if let mergesWith {
            for index in items.indices {
                guard case .block(var old) = items[index], old.type == block.type, old.labels == block.labels else {
                    continue
                }
                old.body.merge(block.body, as: mergesWith)
                old.comment += block.comment
                items[index] = .block(old)
                return
            }
        }
        let last = items.lastIndex { if case .block(let old) = $0 { old.type == block.type } else { false } }
        items.insert(.block(block), at: last.map { $0 + 1 } ?? items.endIndex)
    }

    /// Completes a map, whether it is written as a block or as an attribute; writes it as a block where that can be.
    private mutating func mergeMap(_ nested: NomadSchema.Nested, _ entries: [HCL.ObjectEntry], comment: [String]) {
        let name = nested.name
        var merged: [HCL.ObjectEntry] = []
        var lines: [String] = []
        var position: Int?
        for index in items.indices {
            switch items[index] {
            case .attribute(let old) where old.name == name:
                if case .object(let entries) = old.value { merged = entries }
                lines = old.comment
                position = index
            case .block(let old) where old.type == name:
                merged = old.body.attributes.map { HCL.ObjectEntry($0.name, $0.value) }
                lines = old.comment
                position = index
            default: break
            }
        }
        for entry in entries {
            if let index = merged.firstIndex(where: { $0.key == entry.key }) {
                merged[index] = entry
            } else {
                merged.append(entry)
            }
        }
        lines += comment
        if merged.allSatisfy({ HCL.isIdentifier($0.key, withDashes: !nested.orAttribute) }) {
            let body = HCL.Body(merged.map { .attribute(HCL.Attribute($0.key, $0.value)) })
            let block = HCL.Item.block(HCL.Block(name, comment: lines, body: body))
            if let position, case .block = items[position] {
                items[position] = block
            } else {
                if let position { items.remove(at: position) }
                items.append(block)
            }
        } else {
            if let position { items.remove(at: position) }
            insert(HCL.Attribute(name, .object(merged), comment: lines))
        }
    }
}
