/// The text of a string attribute: literal text, variables of the job file, and references that Nomad resolves when
/// it places or starts the task.
///
/// A text that is exactly one variable is printed bare (`var.NAME`), any other one as a quoted template. Literal text
/// is never escaped here: the printer escapes it for the place where it stands.
public struct Interpolated: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// A part of the text.
    public enum Part: Sendable, Hashable {
        /// Text that means itself.
        case literal(String)
        /// The variable `NAME` of the job file, read when the job is submitted: `${var.NAME}`.
        case variable(String)
        /// What stands between `${` and `}`, read by Nomad at run time: `attr.unique.network.ip-address`.
        case runtime(String)
    }

    /// The parts; neighbouring literals are joined and empty ones left out.
    public private(set) var parts: [Part] = []

    /// Makes a literal text.
    public init(_ text: String) {
        append(.literal(text))
    }

    /// Makes a text of `parts`.
    public init(parts: [Part]) {
        for part in parts { append(part) }
    }

    /// Makes a literal text.
    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// Makes a text of literals and of whatever `\(…)` holds.
    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.value
    }

    /// Literal text.
    public static func literal(_ text: String) -> Interpolated { Interpolated(text) }

    /// The value of the variable `name` of the job file.
    public static func variable(_ name: String) -> Interpolated { Interpolated(parts: [.variable(name)]) }

    /// A reference that Nomad resolves at run time; `name` without `${}`.
    public static func runtime(_ name: String) -> Interpolated { Interpolated(parts: [.runtime(name)]) }

    /// Adds a part at the end.
    public mutating func append(_ part: Part) {
        if case .literal(let text) = part {
            if text.isEmpty { return }
            if case .literal(let before)? = parts.last {
                parts[parts.count - 1] = .literal(before + text)
                return
            }
        }
        parts.append(part)
    }

    /// Adds a text at the end.
    public mutating func append(contentsOf other: Interpolated) {
        for part in other.parts { append(part) }
    }

    /// The two texts in a row.
    public static func + (a: Interpolated, b: Interpolated) -> Interpolated {
        var sum = a
        sum.append(contentsOf: b)
        return sum
    }

    /// Adds `b` at the end of `a`.
    public static func += (a: inout Interpolated, b: Interpolated) { a.append(contentsOf: b) }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { parts.isEmpty }

    /// The text, if it is all literal.
    public var literal: String? {
        switch parts.count {
        case 0: ""
        case 1: if case .literal(let text) = parts[0] { text } else { nil }
        default: nil
        }
    }

    /// The names of the variables in it, in order, with repetitions.
    var variables: [String] {
        parts.compactMap { if case .variable(let name) = $0 { name } else { nil } }
    }

    /// The text as a reader would see it, with variables as `${var.NAME}`: for messages.
    public var description: String {
        var text = ""
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .variable(let name): text += "${var.\(name)}"
            case .runtime(let name): text += "${\(name)}"
            }
        }
        return text
    }

    /// The text with `values` in place of the variables that it names.
    func resolvingVariables(_ values: [String: String]) -> Interpolated {
        Interpolated(
            parts: parts.map { part in
                if case .variable(let name) = part, let value = values[name] { return .literal(value) }
                return part
            }
        )
    }

    /// Collects what a string literal with `\(…)` says.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var value = Interpolated("")

        /// Starts with nothing.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Adds literal text.
        public mutating func appendLiteral(_ literal: String) { value.append(.literal(literal)) }

        /// Adds a text with its variables.
        public mutating func appendInterpolation(_ text: Interpolated) { value.append(contentsOf: text) }

        /// Adds literal text.
        public mutating func appendInterpolation(_ text: String) { value.append(.literal(text)) }

        /// Adds a number.
        public mutating func appendInterpolation(_ number: Int) { value.append(.literal(String(number))) }

        /// Adds a name.
        public mutating func appendInterpolation(_ name: some NomadName) { value.append(.literal(name.rawValue)) }
    }
}

/// A list of texts, or one variable that holds the whole list.
public enum StringList: Sendable, Hashable, ExpressibleByArrayLiteral {
    /// The items.
    case items([Interpolated])
    /// The variable `NAME` of the job file, of type `list(string)`.
    case variable(String)

    /// Makes a list of items.
    public init(arrayLiteral elements: Interpolated...) { self = .items(elements) }
}
