/// What may stand in a job file: the blocks of Nomad 2.0 and of its docker driver, with their names in the job API.
///
/// One table for all that needs to know: merging and checking of blocks that the typed job has no property for, and
/// the JSON of the job API.
public enum NomadSchema {
    /// What an attribute holds.
    enum ValueType: String, Sendable, Hashable {
        /// A text.
        case string
        /// A number.
        case number
        /// A truth value.
        case bool
        /// A text such as `1m30s`; nanoseconds in the API.
        case duration
        /// A list of texts.
        case strings
        /// A list of numbers.
        case numbers
        /// An object of texts.
        case map
        /// Anything.
        case any
    }

    /// An attribute of a block.
    struct Attribute: Sendable {
        /// Its name in a job file.
        let name: String
        /// What it holds.
        let type: ValueType
        /// Its name in the API.
        let apiName: String
        /// Whether the block needs it.
        let isRequired: Bool

        @inline(never)
        init(_ name: String, _ type: ValueType, api: String? = nil, isRequired: Bool = false) {
            self.name = name
            self.type = type
            self.apiName = api ?? NomadSchema.camelCase(name)
            self.isRequired = isRequired
        }
    }

    /// A block within a block.
    struct Nested: Sendable {
        /// How often it may stand, and what is in it.
        enum Kind: Sendable, Equatable {
            /// Once, of the named type.
            case once(String)
            /// Any number of times, of the named type.
            case many(String)
            /// Once, with attributes of any name.
            case map(ValueType)
        }

        /// Its name in a job file.
        let name: String
        /// How often it may stand, and what is in it.
        let kind: Kind
        /// Its name in the API.
        let apiName: String
        /// Whether a map may also be an attribute with an object, whose keys can be anything.
        let orAttribute: Bool

        @inline(never)
        init(_ name: String, _ kind: Kind, api: String? = nil, orAttribute: Bool = false) {
            self.name = name
            self.kind = kind
            self.apiName = api ?? NomadSchema.camelCase(name)
            self.orAttribute = orAttribute
        }
    }

    /// A type of block.
    struct BlockType: Sendable {
        /// Its name in Nomad's own source.
        let name: String
        /// What its labels are.
        let labels: [String]
        /// Its attributes.
        let attributes: [Attribute]
        /// The blocks in it.
        let blocks: [Nested]

        @inline(never)
        init(_ name: String, labels: [String] = [], attributes: [Attribute] = [], blocks: [Nested] = []) {
            self.name = name
            self.labels = labels
            self.attributes = attributes
            self.blocks = blocks
        }

        func attribute(_ name: String) -> Attribute? { attributes.first { $0.name == name } }

        func nested(_ name: String) -> Nested? { blocks.first { $0.name == name } }
    }

    /// All types, by name.
    static let types: [String: BlockType] = {
        var types: [String: BlockType] = [:]
        for list in [jobTypes, groupTypes, taskTypes, serviceTypes, gatewayTypes, dockerTypes] {
            for type in list { types[type.name] = type }
        }
        return types
    }()

    /// `kill_timeout` → `KillTimeout`
    static func camelCase(_ name: String) -> String {
        name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
