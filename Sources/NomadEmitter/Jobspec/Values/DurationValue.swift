internal import HCL

/// The value of an attribute that is a span of time.
public enum DurationValue: Sendable, Hashable {
    /// A span of time.
    case literal(NomadDuration)
    /// The variable `NAME` of the job file: a text in Go's syntax, such as `1m30s`.
    case variable(String)

    /// No time at all.
    public static let zero = DurationValue.literal(.zero)

    /// A span of `count` milliseconds.
    public static func milliseconds(_ count: Int) -> DurationValue { .literal(.milliseconds(count)) }

    /// A span of `count` seconds.
    public static func seconds(_ count: Int) -> DurationValue { .literal(.seconds(count)) }

    /// A span of `count` minutes.
    public static func minutes(_ count: Int) -> DurationValue { .literal(.minutes(count)) }

    /// A span of `count` hours.
    public static func hours(_ count: Int) -> DurationValue { .literal(.hours(count)) }

    /// The span, if it is a literal.
    public var literal: NomadDuration? {
        if case .literal(let span) = self { span } else { nil }
    }

    var expression: HCL.Expression {
        switch self {
        case .literal(let span): .string(span.description)
        case .variable(let name): .reference("var.\(name)")
        }
    }
}
