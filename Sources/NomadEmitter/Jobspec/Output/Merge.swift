internal import HCL

extension HCL.Body {
    /// Puts `extra` over this body, the content of a block of `type`.
    ///
    /// An attribute replaces the one of its name, a map is completed key by key. `null` takes away what has the name,
    /// `{ label = null }` the block with the label. A block that may stand once is merged
    /// with the one that is there, a block with labels with the one of the same labels; any other block is added.
    private mutating func merge(_ extra: HCL.Body, as type: NomadSchema.BlockType) {
        for item in extra.items {
            switch item {
            case .attribute(let attribute):
                merge(attribute, nested: type.nested(attribute.name), order: type.name.order)
            case .block(let block): merge(block, nested: type.nested(block.type), order: type.name.order)
            case .blankLine, .comment: items.append(item)
            }
        }
    }

    /// Puts `extra` over this body, the content of a block of the schema type `type`.
    mutating func merge(_ extra: HCL.Body, as type: BlockName) {
        if extra.isEmpty { return }
        merge(extra, as: NomadSchema[type])
    }

    private mutating func merge(_ attribute: HCL.Attribute, nested: NomadSchema.Nested?, order: [String]) {
        if attribute.value == .null {
            remove(attribute.name)
            return
        }
        if case .many? = nested?.kind, case .object(let entries) = attribute.value {
            for entry in entries where entry.value == .null { remove(attribute.name, label: entry.key) }
            return
        }
        if let nested, case .map = nested.kind, case .object(let entries) = attribute.value {
            mergeMap(nested, entries, order: order, comment: attribute.comment, origin: attribute.origin)
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

    /// Takes away an attribute and the blocks of its name, or the blocks of one label only.
    private mutating func remove(_ name: String, label: String? = nil) {
        items.removeAll { item in
            switch item {
            case .attribute(let old): label == nil && old.name == name
            case .block(let old): old.type == name && (label == nil || old.labels.first == label)
            case .blankLine, .comment: false
            }
        }
    }

    /// Attributes stand before blocks.
    private mutating func insert(_ attribute: HCL.Attribute) {
        let end = items.lastIndex { if case .attribute = $0 { true } else { false } }
        items.insert(.attribute(attribute), at: end.map { $0 + 1 } ?? 0)
    }

    private mutating func merge(_ block: HCL.Block, nested: NomadSchema.Nested?, order: [String]) {
        if let nested, case .map = nested.kind {
            mergeMap(
                nested,
                block.body.attributes.map { HCL.ObjectEntry($0.name, $0.value) },
                order: order,
                comment: block.comment,
                origin: block.origin
            )
            return
        }
        var mergesWith: BlockName?
        switch nested?.kind {
        case .once(let type)?:
            mergesWith = type
        case .many(let type)?:
            if nested?.labels != 0 { mergesWith = type }
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
        insert(block, order: order)
    }

    /// The body without what takes away: a new block has nothing to lose.
    private var withoutRemovals: HCL.Body {
        HCL.Body(
            items.compactMap { item in
                switch item {
                case .attribute(let attribute):
                    if attribute.value == .null { return nil }
                    if case .object(let entries) = attribute.value, entries.contains(where: { $0.value == .null }) {
                        var attribute = attribute
                        let kept = entries.filter { $0.value != .null }
                        attribute.value = .object(kept)
                        return kept.isEmpty ? nil : .attribute(attribute)
                    }
                    return item
                case .block(var block):
                    block.body = block.body.withoutRemovals
                    return .block(block)
                case .blankLine, .comment: return item
                }
            }
        )
    }

    /// A block stands behind those of its type, else where the job would have it.
    private mutating func insert(_ block: HCL.Block, order: [String]) {
        var block = block
        block.body = block.body.withoutRemovals
        let last = items.lastIndex { if case .block(let old) = $0 { old.type == block.type } else { false } }
        if let last { return items.insert(.block(block), at: last + 1) }
        guard let rank = order.firstIndex(of: block.type) else { return items.append(.block(block)) }
        let next = items.firstIndex { item in
            guard case .block(let other) = item else { return false }
            return order.firstIndex(of: other.type).map { $0 > rank } ?? false
        }
        items.insert(.block(block), at: next ?? items.endIndex)
    }

    /// Completes a map, whether it is written as a block or as an attribute; writes it as a block where that can be.
    private mutating func mergeMap(
        _ nested: NomadSchema.Nested,
        _ entries: [HCL.ObjectEntry],
        order: [String],
        comment: [String],
        origin: Int?
    ) {
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
            if entry.value == .null {
                merged.removeAll { $0.key == entry.key }
            } else if let index = merged.firstIndex(where: { $0.key == entry.key }) {
                merged[index] = entry
            } else {
                merged.append(entry)
            }
        }
        lines += comment
        if merged.isEmpty {
            if let position { items.remove(at: position) }
            return
        }
        if merged.allSatisfy({ HCL.isIdentifier($0.key, withDashes: !nested.orAttribute) }) {
            let body = HCL.Body(merged.map { .attribute(HCL.Attribute($0.key, $0.value)) })
            var block = HCL.Block(name, comment: lines, body: body)
            block.origin = origin
            if let position, case .block = items[position] {
                items[position] = .block(block)
            } else {
                if let position { items.remove(at: position) }
                insert(block, order: order)
            }
        } else {
            if let position { items.remove(at: position) }
            var attribute = HCL.Attribute(name, .object(merged), comment: lines)
            attribute.origin = origin
            insert(attribute)
        }
    }
}

extension BlockName {
    /// The order in which the blocks of a typed job stand.
    fileprivate var order: [String] {
        switch self {
        case .job:
            [
                "constraint", "affinity", "spread", "update", "migrate", "reschedule", "periodic", "parameterized",
                "multiregion", "vault", "meta", "ui", "secret", "group",
            ]
        case .taskGroup:
            [
                "constraint", "affinity", "spread", "restart", "reschedule", "update", "migrate", "disconnect",
                "ephemeral_disk", "scaling", "consul", "vault", "meta", "secret", "volume", "network", "service",
                "task",
            ]
        case .task:
            [
                "lifecycle", "constraint", "affinity", "restart", "config", "env", "artifact", "template", "identity",
                "secret", "consul", "vault", "volume_mount", "service", "action", "meta", "logs", "resources",
            ]
        default: []
        }
    }
}
