extension Shape {
    /// The fields of an object, in the order of the output.
    ///
    /// A class, as no pass changes it and all of them hold it for each object of a document.
    final class Fields: Sendable {
        /// The rows of the table.
        let rows: [Field]
        /// The keys that must be there.
        let required: [String]
        /// Whether `x-*` is allowed.
        let allowsExtensions: Bool
        /// Whether any other key is allowed and ignored.
        let allowsUnknown: Bool
        /// The passes that have something to do with the object or with something in it.
        let concerns: Concerns
        /// The positions of the fields that the output always shows.
        let alwaysThere: [Int]
        /// The positions of the fields that have or hold paths.
        let withPaths: [Int]
        /// The positions of the fields that imply a dependency.
        let implying: [Int]
        /// Whether the object is a resource with a name on the platform.
        let isNamedResource: Bool
        /// The positions of the fields that have a default, by the stage by which they have it.
        private let withDefaults: [[Int]]
        /// The positions of the fields, by the length of their keys.
        private let byLength: [[Int]]

        /// Makes an object of the fields `rows`.
        init(
            _ rows: [Field],
            required: [String] = [],
            allowsExtensions: Bool = true,
            allowsUnknown: Bool = false
        ) {
            self.rows = rows
            self.required = required
            self.allowsExtensions = allowsExtensions
            self.allowsUnknown = allowsUnknown
            concerns = rows.reduce(into: []) { $0.formUnion($1.concerns) }
            alwaysThere = rows.indices.filter { rows[$0].absent != .nothing }
            implying = rows.indices.filter { rows[$0].implies != nil }
            isNamedResource = rows.contains { $0.default?.value == .resourceName }
            withPaths = rows.indices.filter { rows[$0].concerns.contains(.paths) }
            let longest = rows.map(\.key.utf8.count).max() ?? 0
            byLength = (0...longest).map { length in rows.indices.filter { rows[$0].key.utf8.count == length } }
            withDefaults = Default.Stage.allCases.map { stage in
                rows.indices.filter { position in
                    rows[position].default.map { $0.stage.rawValue <= stage.rawValue } ?? false
                }
            }
        }

        /// The row of a key.
        subscript(key: String) -> Field? { position(of: key).map { rows[$0] } }

        /// The position of a key's row.
        func position(of key: String) -> Int? {
            let length = key.utf8.count
            return length < byLength.count ? byLength[length].first { rows[$0].key == key } : nil
        }

        /// The positions of the fields that have a default by `stage`.
        func defaults(by stage: Default.Stage) -> [Int] { withDefaults[stage.rawValue] }
    }

    /// One field of an object: the row that says all about an attribute.
    struct Field: Sendable {
        /// What the output shows where the field is absent.
        enum Absent: Sendable, Hashable {
            case nothing
            case null
            case emptyObject
            /// This string.
            case string(String)
            /// The number 0.
            case zero
            /// An object with this one key, null.
            case objectWithNull(String)
        }

        /// Which output shows the field.
        enum Output: Sendable, Hashable {
            case always, yaml, never
        }

        /// Its key.
        let key: String
        /// What it holds.
        let shape: Shape
        /// What is taken where it is absent.
        let `default`: Default?
        /// The dependency that it implies.
        let implies: Implication?
        /// What the output shows where it is absent.
        let absent: Absent
        /// Its key in JSON output, where that differs.
        let jsonKey: String?
        /// Which output shows it at all.
        let output: Output
        /// The passes that have something to do with it.
        let concerns: Concerns

        /// Makes the field `key`; `merge`, `items` and `path` say how its value merges, what tells its items apart and
        /// what its paths are.
        init(
            _ key: String,
            _ shape: Shape,
            merge: Merge = .deep,
            items: ItemKey? = nil,
            path: Path? = nil,
            default: Default? = nil,
            implies: Implication? = nil,
            absent: Absent = .nothing,
            json: String? = nil,
            output: Output = .always
        ) {
            var shape = shape
            shape.merge = merge
            shape.itemKey = items
            shape.path = path
            self.key = key
            self.shape = shape
            self.default = `default`
            self.implies = implies
            self.absent = absent
            self.jsonKey = json
            self.output = output
            var concerns = shape.concerns
            if `default` != nil || implies != nil { concerns.insert(.normalization) }
            if `default`?.stage == .resolution { concerns.insert(.paths) }
            self.concerns = concerns
        }
    }
}
