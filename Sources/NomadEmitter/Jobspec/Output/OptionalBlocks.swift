internal import HCL

/// Blocks that are there only if a text is not empty: `dynamic "constraint"` over `compact([var.NAME])`.
enum OptionalBlock {
    /// The block in its dynamic form. In `content` the text is `type.value`.
    static func block(
        _ type: String,
        unlessEmpty text: HCL.Expression,
        comment: [String],
        content: HCL.Body
    ) -> HCL.Block {
        HCL.Block("dynamic", type, comment: comment) { body in
            body.attribute("for_each", .call("compact", [.list([text])]))
            body.block(HCL.Block("content", body: content))
        }
    }

    /// The body with plain blocks in place of its dynamic ones, as Nomad reads it with these values of variables.
    static func expanded(_ body: HCL.Body, _ inliner: VariableInliner) -> HCL.Body {
        HCL.Body(
            body.items.compactMap { item in
                guard case .block(let block) = item, block.type == "dynamic", let type = block.labels.first,
                    let content = block.body.blocks.first,
                    case .call("compact", let arguments)? = block.body.attributes.first?.value,
                    case .list(let texts)? = arguments.first, let text = texts.first
                else { return item }
                if case .template(let parts, _) = inliner.inline(text, .once), parts.allSatisfy({ $0 == .text("") }) {
                    return nil
                }
                var plain = HCL.Block(type, comment: block.comment, body: content.body)
                for index in plain.body.items.indices {
                    guard case .attribute(var attribute) = plain.body.items[index],
                        attribute.value == .reference("\(type).value")
                    else { continue }
                    attribute.value = text
                    plain.body.items[index] = .attribute(attribute)
                }
                return .block(plain)
            }
        )
    }
}
