extension HCL {
    /// A value.
    public indirect enum Expression: Sendable, Hashable {
        /// A quoted template: `"elasticsearch:${var.VERSION}"`.
        case template([TemplatePart], Escaping)
        /// A text that reads best as a heredoc; where a heredoc could not say it, it is printed as a quoted template.
        case heredoc([TemplatePart], Escaping)
        /// An integer.
        case number(Int)
        /// A number with a fraction.
        case decimal(Double)
        /// `true` or `false`
        case bool(Bool)
        /// `null`
        case null
        /// `[a, b]`
        case list([Expression])
        /// `{ a = 1 }`
        case object([ObjectEntry])
        /// A traversal, a type constraint or any other text printed as it stands: `var.NAME`, `list(string)`.
        case reference(String)
        /// `a * b`
        case product(Expression, Expression)
        /// `name(arguments)`
        case call(String, [Expression])

        /// A quoted string without references.
        public static func string(_ text: String, _ escaping: Escaping = .once) -> Expression {
            .template([.text(text)], escaping)
        }

        /// A list of quoted strings without references.
        public static func strings(_ texts: [String], _ escaping: Escaping = .once) -> Expression {
            .list(texts.map { .string($0, escaping) })
        }
    }

    /// A part of a template.
    public enum TemplatePart: Sendable, Hashable {
        /// Literal text, not escaped.
        case text(String)
        /// What stands between `${` and `}`.
        case reference(String)
    }

    /// One entry of an object.
    public struct ObjectEntry: Sendable, Hashable {
        /// The key, not escaped; quoted in print where it is not an identifier.
        public var key: String
        /// The value.
        public var value: Expression
        /// How often the key is read as a template.
        public var escaping: Escaping

        /// Makes an entry.
        public init(_ key: String, _ value: Expression, escaping: Escaping = .once) {
            self.key = key
            self.value = value
            self.escaping = escaping
        }
    }
}

extension HCL.Expression: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral
{
    /// Makes a quoted string.
    public init(stringLiteral value: String) { self = .string(value) }

    /// Makes a number.
    public init(integerLiteral value: Int) { self = .number(value) }

    /// Makes a truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }

    /// Makes a list.
    public init(arrayLiteral elements: HCL.Expression...) { self = .list(elements) }
}
