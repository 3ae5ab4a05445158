extension HCL.Body {
    /// Puts `extra` over this body, the content of a block of the schema type `type`.
    ///
    /// An attribute replaces the one of its name. A block that may stand once is merged with the one that is there,
    /// a block with labels with the one of the same labels; any other block is added.
    mutating func merge(_ extra: HCL.Body, as type: String) {
        for item in extra.items {
            switch item {
            case .attribute(let attribute): replace(attribute)
            case .block(let block): merge(block, as: type)
            case .blankLine, .comment: items.append(item)
            }
        }
    }

    private mutating func replace(_ attribute: HCL.Attribute) {
        items.removeAll { item in
            // `env = {}` and `env {}` say the same.
            if case .block(let block) = item { return block.type == attribute.name && block.labels.isEmpty }
            return false
        }
        for index in items.indices {
            if case .attribute(let old) = items[index], old.name == attribute.name {
                items[index] = .attribute(attribute)
                return
            }
        }
        // Attributes stand before blocks.
        let end = items.lastIndex { if case .attribute = $0 { true } else { false } }
        items.insert(.attribute(attribute), at: end.map { $0 + 1 } ?? 0)
    }

    private mutating func merge(_ block: HCL.Block, as type: String) {
        items.append(.block(block))
    }
}
