internal import HCL

/// The value of a numeric attribute.
public enum NumberValue: Sendable, Hashable, ExpressibleByIntegerLiteral {
    /// A number.
    case literal(Int)
    /// The variable `NAME` of the job file. A text that holds a number is converted by Nomad.
    case variable(String)
    /// A share of a variable, rounded down: `floor(var.NAME * factor)`; at least 1 where the share is that small.
    case scaled(variable: String, by: Double)
    /// The larger of a variable and a number: `max(var.NAME, 512)`.
    case atLeast(Int, variable: String)

    /// Makes a number.
    public init(integerLiteral value: Int) { self = .literal(value) }

    /// The number, if it is a literal.
    public var literal: Int? {
        if case .literal(let number) = self { number } else { nil }
    }

    var expression: HCL.Expression {
        switch self {
        case .literal(let number): .number(number)
        case .variable(let name): .reference("var.\(name)")
        case .scaled(let name, let factor):
            factor < 0.01 ? .call("max", [.number(1), Self.share(factor, of: name)]) : Self.share(factor, of: name)
        case .atLeast(let number, let name): .call("max", [.reference("var.\(name)"), .number(number)])
        }
    }

    private static func share(_ factor: Double, of name: String) -> HCL.Expression {
        .call("floor", [.product(.reference("var.\(name)"), .decimal(factor))])
    }
}
