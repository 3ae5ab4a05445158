/// Removes the items of a list that a later item restates: one environment variable, one mount target, one port.
///
/// Compose Specification, chapter "Merge", "Unique resources". The later item takes the place of the earlier one.
enum Repeats {
    /// Removes repeated items from a merged document, before or after its short forms are expanded.
    static func remove(from root: inout Node) {
        root.editEach(in: "services") { _, service in removeFromService(&service) }
        root.editEach(in: "networks") { _, network in
            network.edit("labels") { unique(&$0, by: keyOfAssignment) }
        }
    }

    private static func removeFromService(_ service: inout Node) {
        service.editMapping { mapping in
            for index in mapping.entries.indices {
                switch mapping.entries[index].key {
                case "annotations", "cap_add", "cap_drop", "dns", "dns_opt", "dns_search", "environment", "labels",
                    "links", "profiles", "sysctls", "tmpfs":
                    unique(&mapping.entries[index].value, by: keyOfAssignment)
                case "expose": unique(&mapping.entries[index].value) { $0.isScalar ? $0.text.string : nil }
                case "env_file":
                    unique(&mapping.entries[index].value) { $0.stringValue ?? $0["path"]?.stringValue }
                case "configs": unique(&mapping.entries[index].value) { keyOfMount($0, directory: "") }
                case "secrets": unique(&mapping.entries[index].value) { keyOfMount($0, directory: "/run/secrets") }
                case "ports": unique(&mapping.entries[index].value, by: keyOfPort)
                case "volumes", "devices":
                    unique(&mapping.entries[index].value) { $0.stringValue ?? $0["target"]?.stringValue }
                case "build":
                    for key in ["additional_contexts", "args", "labels", "tags"] {
                        mapping.entries[index].value.edit(key) { unique(&$0, by: keyOfAssignment) }
                    }
                case "deploy":
                    mapping.entries[index].value.edit("labels") { unique(&$0, by: keyOfAssignment) }
                case "networks":
                    mapping.entries[index].value.editMapping { networks in
                        for network in networks.entries.indices {
                            for key in ["aliases", "link_local_ips"] {
                                networks.entries[network].value.edit(key) { unique(&$0, by: keyOfAssignment) }
                            }
                        }
                    }
                default: break
                }
            }
        }
    }

    /// Items whose key is `nil` stay as they are: whatever is wrong with them, validation says.
    private static func unique(_ node: inout Node, by key: (Node) -> String?) {
        guard case .sequence(let items) = node.content, items.count > 1 else { return }
        var positions: [String: Int] = [:]
        var kept: [Node] = []
        for item in items {
            guard let key = key(item) else {
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

    private static func keyOfAssignment(_ node: Node) -> String? {
        guard let string = node.stringValue else { return nil }
        guard let equals = string.utf8.firstIndex(of: UInt8(ascii: "=")) else { return string }
        return String(string[..<equals])
    }

    private static func keyOfMount(_ node: Node, directory: String) -> String? {
        if let string = node.stringValue { return "\(directory)/\(string)" }
        if let target = node["target"]?.stringValue { return target }
        return node["source"]?.stringValue.map { "\(directory)/\($0)" }
    }

    private static func keyOfPort(_ node: Node) -> String? {
        guard node.isMapping else { return node.isScalar ? node.text.string : nil }
        guard let target = node["target"] else { return nil }
        let host = node["host_ip"]?.stringValue ?? "0.0.0.0"
        let published = node["published"]?.text.string ?? ""
        return "\(host):\(published):\(target.text.string)/\(node["protocol"]?.stringValue ?? "tcp")"
    }
}

extension Node {
    /// Whether the node is a scalar that is not null.
    var isScalar: Bool {
        switch content {
        case .null, .sequence, .mapping: false
        default: true
        }
    }
}
