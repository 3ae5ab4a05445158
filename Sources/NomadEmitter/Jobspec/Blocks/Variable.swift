public import HCL

extension Jobspec {
    /// `variable`: an input of the job file, given with `-var` or `-var-file`.
    public struct Variable: Sendable, Hashable {
        /// What values it takes.
        public enum ValueType: String, Sendable, Hashable, CaseIterable {
            /// A text.
            case string
            /// A number.
            case number
            /// A truth value.
            case bool
            /// A list of texts.
            case strings = "list(string)"
        }

        /// A value of a variable. Texts are literal: `${…}` in them reaches the job as it stands.
        public enum Value: Sendable, Hashable {
            /// A text.
            case string(String)
            /// A number.
            case number(Int)
            /// A truth value.
            case bool(Bool)
            /// A list of texts.
            case strings([String])

            /// The type that fits the value.
            public var type: ValueType {
                switch self {
                case .string: .string
                case .number: .number
                case .bool: .bool
                case .strings: .strings
                }
            }

            /// The value as HCL, for a default or for a file of variables.
            public var expression: HCL.Expression {
                switch self {
                case .string(let text): .string(text)
                case .number(let number): .number(number)
                case .bool(let value): .bool(value)
                case .strings(let texts): .strings(texts)
                }
            }
        }

        /// The name: an identifier.
        public var name: String
        /// What values it takes.
        public var type: ValueType
        /// The value that holds if none is given; without it the operator must give one.
        public var defaultValue: Value?
        /// What it is for.
        public var description: String?
        /// Whether Nomad keeps its value out of its own output.
        public var sensitive: Bool
        /// Whether `${` and `%{` in its value mean themselves to the docker driver, too.
        ///
        /// The driver reads its configuration once more. Where the value may hold such signs, the job escapes it
        /// there: `regex_replace(var.NAME, "([$%]){", "$1$1{")`.
        public var isEscapedForDriver: Bool
        /// Lines above it.
        public var comment: [String]

        /// Declares a variable.
        public init(
            name: String,
            type: ValueType = .string,
            default defaultValue: Value? = nil,
            description: String? = nil,
            sensitive: Bool = false,
            isEscapedForDriver: Bool = false,
            comment: [String] = []
        ) {
            self.name = name
            self.type = type
            self.defaultValue = defaultValue
            self.description = description
            self.sensitive = sensitive
            self.isEscapedForDriver = isEscapedForDriver
            self.comment = comment
        }

        var block: HCL.Block {
            HCL.Block("variable", name, comment: comment) { body in
                body.attribute("type", .reference(type.rawValue))
                body.attribute("default", defaultValue?.expression)
                body.attribute("description", string: description)
                if sensitive { body.attribute("sensitive", true) }
            }
        }
    }
}
