/// Values that Compose takes where a file says nothing. They have no range.
extension Compose.Node {
    /// Adds to an object what its rows state as defaults up to `stage`.
    ///
    /// - Parameter name: The name of the resource that the object defines, if it is one.
    mutating func addDefaults(
        of fields: Shape.Fields,
        by stage: Shape.Default.Stage,
        named name: (Compose.Node) -> String? = { _ in nil }
    ) {
        for position in fields.defaults(by: stage) {
            let row = fields.rows[position]
            guard let mapping, mapping.index(of: row.key) == nil, let fallback = row.default else { continue }
            if let alternative = fallback.alternative, mapping.index(of: alternative) != nil { continue }
            let value: Compose.Node
            switch fallback.value {
            case .string(let string): value = .word(string)
            case .bool(let bool): value = .flag(bool)
            case .integer(let integer): value = .number(integer)
            case .path(let directory, let key):
                guard let source = mapping[key]?.stringValue else { continue }
                value = .word("\(directory)/\(source)")
            case .resourceName:
                guard let name = name(self) else { continue }
                value = .word(name)
            }
            set(row.key, value)
        }
    }
}
