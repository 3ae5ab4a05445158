/// What may stand in a job file: the blocks of Nomad 2.0 and of its docker driver, with their names in the job API and
/// with what Nomad asks of their values.
///
/// One table for all that needs to know: reading `x-nomad`, merging blocks that the typed job has no property for,
/// checking a job, and the JSON of the job API.
enum NomadSchema {
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
        var isRequired: Bool
        /// What its row says.
        var fact: AttributeFact?

        init(_ name: String, _ type: ValueType, api: String, isRequired: Bool = false) {
            self.name = name
            self.type = type
            self.apiName = api
            self.isRequired = isRequired
        }
    }

    /// A block within a block.
    struct Nested: Sendable {
        /// How often it may stand, and what is in it.
        enum Kind: Sendable, Equatable {
            /// Once, of the named type.
            case once(BlockName)
            /// Any number of times, of the named type.
            case many(BlockName)
            /// Once, with attributes of any name.
            case map(ValueType)
        }

        /// What is in it, but for attributes of any name.
        var type: BlockType? {
            switch kind {
            case .once(let name), .many(let name): NomadSchema[name]
            case .map: nil
            }
        }

        /// Its name in a job file.
        let name: String
        /// How often it may stand, and what is in it.
        let kind: Kind
        /// Its name in the API.
        let apiName: String
        /// How many labels it has.
        let labels: Int
        /// Whether a map may also be an attribute with an object, whose keys can be anything.
        let orAttribute: Bool

        init(_ name: String, _ kind: Kind, api: String, labels: Int = 0, orAttribute: Bool = false) {
            self.name = name
            self.kind = kind
            self.apiName = api
            self.labels = labels
            self.orAttribute = orAttribute
        }
    }

    /// A type of block.
    struct BlockType: Sendable {
        /// Its name.
        let name: BlockName
        /// Its attributes.
        fileprivate(set) var attributes: [Attribute]
        /// The positions of the attributes that it needs.
        fileprivate(set) var required: [Int] = []
        /// The blocks in it.
        let blocks: [Nested]

        init(_ name: BlockName, attributes: [Attribute] = [], blocks: [Nested] = []) {
            self.name = name
            self.attributes = attributes
            self.blocks = blocks
        }

        func attribute(_ name: String) -> Attribute? { index(ofAttribute: name).map { attributes[$0] } }

        func nested(_ name: String) -> Nested? { index(ofBlock: name).map { blocks[$0] } }

        /// The position of the attribute of a name.
        func index(ofAttribute name: String) -> Int? {
            for index in attributes.indices where attributes[index].name.equals(name) { return index }
            return nil
        }

        /// The position of the block of a name.
        func index(ofBlock name: String) -> Int? {
            for index in blocks.indices where blocks[index].name.equals(name) { return index }
            return nil
        }

        /// The names of all that may stand in it.
        var names: [String] { attributes.map(\.name) + blocks.map(\.name) }
    }

    /// All types with what the rows say of their attributes, in the order of their names.
    private static let types: [BlockType] = {
        var types = recorded
        for fact in AttributeFact.all {
            let type = fact.block.rawValue
            guard let index = types[type].attributes.firstIndex(where: { $0.name == fact.attribute }) else { continue }
            types[type].attributes[index].fact = fact
            if fact.isNeeded { types[type].attributes[index].isRequired = true }
        }
        for type in types.indices {
            types[type].required = types[type].attributes.indices.filter { types[type].attributes[$0].isRequired }
        }
        return types
    }()

    /// The type of that name.
    static subscript(_ name: BlockName) -> BlockType { types[name.rawValue] }

    /// `kill_timeout` → `KillTimeout`
    static func camelCase(_ name: String) -> String {
        name.split(at: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
