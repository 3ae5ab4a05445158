internal import HCL

extension HCL.Body {
    /// The body with the values that `change` gives in place of its own; `nil` if it gives none. What does not change is
    /// not copied.
    ///
    /// - Parameters:
    ///   - parent: the type of the block around.
    ///   - isInDriver: whether the driver reads the body, after Nomad.
    ///   - change: another value for an attribute, which the driver may read.
    func changed(
        of parent: String,
        isInDriver: Bool = false,
        _ change: (_ value: HCL.Expression, _ isInDriver: Bool) -> HCL.Expression?
    ) -> HCL.Body? {
        var changed: HCL.Body?
        for index in items.indices {
            let item: HCL.Item
            switch items[index] {
            case .attribute(let attribute):
                guard let value = change(attribute.value, isInDriver) else { continue }
                var attribute = attribute
                attribute.value = value
                item = .attribute(attribute)
            case .block(let block):
                let isConfig = block.type == "config" && (parent == "task" || parent == "sidecar_task")
                guard let body = block.body.changed(of: block.type, isInDriver: isInDriver || isConfig, change) else {
                    continue
                }
                var block = block
                block.body = body
                item = .block(block)
            case .blankLine, .comment: continue
            }
            if changed == nil { changed = self }
            changed?.items[index] = item
        }
        return changed
    }
}
