internal import HCL

/// The value of a numeric attribute.
public enum NumberValue: Sendable, Hashable, ExpressibleByIntegerLiteral {
    /// A number.
    case literal(Int)
    /// The variable `NAME` of the job file. A text that holds a number is converted by Nomad.
    case variable(String)
    /// A share of a variable, rounded down: `floor(var.NAME * factor)`.
    case scaled(variable: String, by: Double)

    /// Makes a number.
    public init(integerLiteral value: Int) { self = .literal(value) }

    /// The number, if it is a literal.
    public var literal: Int? {
        if case .literal(let number) = self { number } else { nil }
    }

    /// The variable that it needs, if any.
    public var variable: String? {
        switch self {
        case .literal: nil
        case .variable(let name), .scaled(let name, _): name
        }
    }

    /// The number with `values` in place of the variable; unchanged if the value is no number.
    public func resolvingVariables(_ values: [String: String]) -> NumberValue {
        switch self {
        case .literal:
            return self
        case .variable(let name):
            guard let text = values[name], let number = Int(text) else { return self }
            return .literal(number)
        case .scaled(let name, let factor):
            guard let text = values[name], let number = Double(text),
                let product = Int(exactly: (number * factor).rounded(.down))
            else { return self }
            return .literal(product)
        }
    }

    var expression: HCL.Expression {
        switch self {
        case .literal(let number): .number(number)
        case .variable(let name): .reference("var.\(name)")
        case .scaled(let name, let factor): .call("floor", [.product(.reference("var.\(name)"), .decimal(factor))])
        }
    }
}
