internal import HCL

/// What nodes are compared by, such as `${attr.kernel.name}`: a reference that Nomad resolves when it places a group.
public struct RuntimeReference: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// What stands between `${` and `}`.
    public let name: String

    /// Takes a reference with or without `${` and `}` around it.
    public init(_ text: String) {
        name = text.hasPrefix("${") && text.hasSuffix("}") ? String(text.dropFirst(2).dropLast()) : text
    }

    /// Takes a reference with or without `${` and `}` around it.
    public init(stringLiteral value: String) { self.init(value) }

    /// A reference; `name` without `${}`.
    public static func runtime(_ name: String) -> RuntimeReference { RuntimeReference(name) }

    /// The reference as the job file says it.
    public var description: String { "${\(name)}" }

    /// A name that would end the reference is text like any other.
    var expression: HCL.Expression {
        let isPlain = !name.utf8.contains { "{}\"\\\n\r".utf8.contains($0) }
        return .template([isPlain ? .reference(name) : .text(description)], .once)
    }
}
