/// What stands at one place of a Compose document: the description that merging, validation, casts, paths, defaults, the
/// canonical form, output and coverage all read.
///
/// Source: the Compose Specification with the schema and types of Docker Compose 2.40.
struct Shape: Sendable {
    /// The scalars that the raw document may hold at a place.
    struct ScalarTypes: OptionSet, Sendable, Hashable {
        let rawValue: UInt8

        init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        static let string = ScalarTypes(rawValue: 1)
        /// Whole numbers; `2.0` is one.
        static let integer = ScalarTypes(rawValue: 2)
        /// Any number.
        static let number = ScalarTypes(rawValue: 6)
        static let bool = ScalarTypes(rawValue: 8)
        static let null = ScalarTypes(rawValue: 16)
        /// No float, not even a whole one.
        static let strict = ScalarTypes(rawValue: 32)
        /// A string that the schema takes and nothing reads: another file has to replace it.
        static let strayString = ScalarTypes(rawValue: 64)
    }

    /// The canonical form of a scalar.
    enum Scalar: Sendable, Hashable {
        case string
        case bool
        case integer(ClosedRange<Int>)
        /// A float in single or double precision.
        case float(isSingle: Bool)
        /// Go's form: `1m30s`.
        case duration
        /// A string of bytes: `"1048576"`.
        case bytes
        /// An octal string: `"0440"`.
        case fileMode
        /// A number, -1 for `all`.
        case deviceCount
    }

    /// What holds `KEY=VALUE` pairs.
    struct Pairs: Sendable, Hashable {
        /// What a key without value becomes.
        enum Missing: Sendable, Hashable {
            /// It stays null: the variable has no value.
            case null
            /// An empty string.
            case empty
            /// The pair vanishes.
            case dropped
        }

        /// Which variables a key without value takes its value from.
        enum Scope: Sendable, Hashable {
            /// Those of the project.
            case project
            /// Those of the file that states it, where it stands in a list; else those of the project.
            case file
        }

        /// What a null value, or an item without `=`, becomes.
        var missing: Missing
        /// Where a key without value takes its value from, if it takes one.
        var variables: Scope?
        /// Whether a list of `KEY=VALUE` stands for the mapping.
        var allowsList = true
        /// Whether an item must have a value.
        var requiresValue = false
        /// Whether a key may be empty.
        var allowsEmptyKeys = false
        /// The scalars that a value may be.
        var values: ScalarTypes = [.string, .number, .bool, .null]
    }

    /// The names that a table of named elements allows.
    enum NameRule: Sendable, Hashable {
        /// Letters, digits, `.`, `_` and `-`.
        case identifier
        /// Those as well, but others are let through unchecked.
        case looseIdentifier
        /// Lower-case letters; others are let through unchecked.
        case looseLowercase
        /// Anything but nothing.
        case any
    }

    /// The structure of the canonical value.
    indirect enum Form: Sendable {
        case scalar(Scalar)
        /// The words of a command; null and an empty list mean different things.
        case words
        case list(of: Shape, unique: Bool)
        case object(Fields)
        /// Named elements, sorted on output.
        case table(of: Shape, names: NameRule)
        case pairs(Pairs)
        /// Hosts with one or more addresses, canonically a sorted list of `HOST=ADDRESS`.
        case hosts
        /// Anything.
        case any
    }

    /// The rule that a string obeys beyond its type.
    enum Rule: Sendable, Hashable {
        case oneOf([String])
        /// Two characters of a container name in a row, somewhere in the string.
        case containerName
        /// One of Compose's pull policies, somewhere in the string.
        case pullPolicy
        /// An integer between two bounds.
        case between(Int, Int)
    }

    /// What Compose casts a string to while it interpolates.
    enum Cast: Sendable, Hashable {
        case bool, integer, float
    }

    /// A shorter way to write the value.
    enum ShortSyntax: Sendable, Hashable {
        /// A string for a list of one.
        case item
        /// A list of names for a table of nulls.
        case names
        /// A list of names for `depends_on`.
        case dependencies
        /// `build: DIRECTORY`.
        case build
        /// `extends: SERVICE`.
        case extends
        /// The string of a healthcheck's test.
        case test
        /// `gpus: all`.
        case gpus
        /// Items such as `8080:80`.
        case ports
        /// `./dir:/path:ro`.
        case volume
        /// `/dev/x:/dev/y:rw`.
        case device
        /// The name of a config or secret.
        case grant
        /// The path of an environment file.
        case envFile
        /// The path of an included file.
        case include
        /// One number for both limits.
        case ulimit
        /// `external: {name: x}`: here it is the long form that becomes short.
        case external
        /// `- default` or `- id=path`.
        case ssh
    }

    /// The attribute that the place stands for; `nil` for items that are no attributes of their own.
    var attribute: Attribute?
    /// The structure of the canonical value.
    var form: Form
    /// The scalars that the schema takes here.
    var scalars: ScalarTypes = []
    /// The rule that a scalar obeys beyond its type.
    var rule: Rule?
    /// What strings are cast to during interpolation.
    var cast: Cast?
    /// The shorter way to write it.
    var short: ShortSyntax?
    /// The attribute of each pair, host, or name of a short list.
    var element: Attribute?
    /// Whether the output keeps it when it is `""`, `0`, `false` or an empty collection.
    var keepsEmpty = false
    /// Whether Compose drops the empty strings of a list, the empty lists of a table.
    var dropsEmptyItems = false
    /// How a later value merges with an earlier one.
    var merge = Merge.deep
    /// What tells the items of a list apart; `nil` where they may repeat.
    var itemKey: ItemKey?
    /// What a path in it, in its items or in its pairs, is relative to; `nil` where it holds none.
    var path: Path?
    /// Another word for one of its values.
    var synonym: Synonym?

    /// Makes a shape.
    init(_ attribute: Attribute?, _ form: Form, _ scalars: ScalarTypes = []) {
        self.attribute = attribute
        self.form = form
        self.scalars = scalars
    }
}
