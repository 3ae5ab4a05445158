/// Removes the items of a list that a later item restates: one environment variable, one mount target, one port.
///
/// Compose Specification, chapter "Merge", "Unique resources". The later item takes the place of the earlier one.
enum Repeats {
    /// Removes repeated items from a merged document, before or after its short forms are expanded.
    static func remove(from root: inout Compose.Node) {
        remove(from: &root, .project)
    }

    private static func remove(from node: inout Compose.Node, _ shape: Shape) {
        if let key = shape.itemKey { keepLast(&node, by: key) }
        switch shape.form {
        case .object(let fields) where fields.concerns.contains(.repeats):
            node.editEntries { entry in
                guard let position = fields.position(of: entry.key),
                    fields.rows[position].concerns.contains(.repeats)
                else { return }
                remove(from: &entry.value, fields.rows[position].shape)
            }
        case .table(let element, _) where element.concerns.contains(.repeats):
            node.editEntries { remove(from: &$0.value, element) }
        case .list(let item, _) where item.concerns.contains(.repeats):
            node.editItems { remove(from: &$1, item) }
        default: break
        }
    }

    /// Items whose key is `nil` stay as they are: whatever is wrong with them, validation says.
    private static func keepLast(_ node: inout Compose.Node, by key: Shape.ItemKey) {
        guard case .sequence(let items) = node.content, items.count > 1 else { return }
        var positions: [String: Int] = [:]
        var kept: [Compose.Node] = []
        for item in items {
            guard let key = key.key(of: item) else {
                kept.append(item)
                continue
            }
            if let position = positions[key] {
                kept[position] = item
            } else {
                positions[key] = kept.count
                kept.append(item)
            }
        }
        if kept.count < items.count { node.content = .sequence(kept) }
    }
}

extension Shape.ItemKey {
    /// What tells `item` apart; `nil` where it is no such item.
    fileprivate func key(of item: Compose.Node) -> String? {
        switch self {
        case .assignment:
            guard let string = item.stringValue else { return nil }
            guard let equals = string.utf8.firstIndex(of: UInt8(ascii: "=")) else { return string }
            return String(string[..<equals])
        case .scalar: return item.isScalar ? item.text.string : nil
        case .field(let key): return item.stringValue ?? item[key]?.stringValue
        case .mount:
            if item.content == .string { return (try? VolumeShortSyntax(item.text))?.target.string }
            return item["target"]?.stringValue.map(PosixPath.clean)
        case .grant(let directory):
            if let string = item.stringValue { return "\(directory)/\(string)" }
            if let target = item["target"]?.stringValue { return target }
            return item["source"]?.stringValue.map { "\(directory)/\($0)" }
        case .port:
            guard item.isMapping else { return item.isScalar ? item.text.string : nil }
            guard let target = item["target"] else { return nil }
            let host = item["host_ip"].map(Self.said) ?? "0.0.0.0"
            // Null is none here.
            let published = item["published"].map { $0.isNull ? "-" : Self.said($0) } ?? "-"
            // Here the number is the same as the string.
            let number = target.stringValue ?? Self.said(target, of: "")
            return "\(host):\(published):\(number)/\(item["protocol"].map(Self.said) ?? "tcp")"
        }
    }

    /// A value as Compose compares it: a number is something else than the string.
    private static func said(_ node: Compose.Node) -> String { node.stringValue ?? said(node, of: "#") }

    private static func said(_ node: Compose.Node, of integer: String) -> String {
        let mark = if case .int = node.content { integer } else { "#\(node.kindName) " }
        return mark + (GoFormat.text(of: node)?.string ?? "")
    }
}
