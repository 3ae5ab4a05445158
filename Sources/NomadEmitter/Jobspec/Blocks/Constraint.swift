internal import HCL

extension Jobspec {
    /// `constraint`: which nodes may run the job.
    public struct Constraint: Sendable, Hashable {
        /// What is compared, such as `${attr.kernel.name}`.
        public var attribute: RuntimeReference?
        /// How it is compared.
        public var comparison: Comparison = .equals
        /// What it is compared with; none for `is_set` and `is_not_set`.
        public var value: Interpolated?
        /// Whether it holds only if its value, a variable of the job file, is not empty.
        public var isOptional = false
        /// Lines above the block.
        public var comment: [String] = []

        var block: HCL.Block {
            guard isOptional, let value else { return plain }
            var content = plain.body
            for index in content.items.indices {
                guard case .attribute(var attribute) = content.items[index], attribute.name == "value" else { continue }
                attribute.value = .reference("constraint.value")
                content.items[index] = .attribute(attribute)
            }
            return OptionalBlock.block(
                "constraint",
                unlessEmpty: value.expression(),
                comment: comment,
                content: content
            )
        }

        private var plain: HCL.Block {
            HCL.Block("constraint", comment: comment) { body in
                switch comparison {
                case .distinctHosts:
                    body.attribute("distinct_hosts", true)
                case .distinctProperty:
                    body.attribute("distinct_property", attribute?.expression)
                    body.attribute("value", text: value)
                default:
                    body.attribute("attribute", attribute?.expression)
                    if comparison != .equals { body.attribute("operator", string: comparison.rawValue) }
                    body.attribute("value", text: value)
                }
            }
        }

        /// No two allocations of the job or group on one node.
        public static let distinctHosts = Constraint(comparison: .distinctHosts)

        /// At most `count` allocations (1 without it) per value of `attribute`.
        public static func distinctProperty(_ attribute: RuntimeReference, count: Int? = nil) -> Constraint {
            Constraint(attribute: attribute, comparison: .distinctProperty, value: count.map { "\($0)" })
        }
    }
}

extension Jobspec {
    /// How a constraint or an affinity compares.
    public enum Comparison: String, Sendable, Hashable, CaseIterable {
        /// Equal.
        case equals = "="
        /// Not equal.
        case notEquals = "!="
        /// Less.
        case less = "<"
        /// Less or equal.
        case lessOrEqual = "<="
        /// Greater.
        case greater = ">"
        /// Greater or equal.
        case greaterOrEqual = ">="
        /// Matches a regular expression.
        case regexp
        /// Within a range of versions.
        case version
        /// Within a range of semantic versions.
        case semver
        /// Holds all of a comma-separated set.
        case setContains = "set_contains"
        /// Holds all of a comma-separated set.
        case setContainsAll = "set_contains_all"
        /// Holds one of a comma-separated set.
        case setContainsAny = "set_contains_any"
        /// Is there.
        case isSet = "is_set"
        /// Is not there.
        case isNotSet = "is_not_set"
        /// No two allocations on one node; constraints of jobs and groups only.
        case distinctHosts = "distinct_hosts"
        /// No two allocations with one value; constraints of jobs and groups only.
        case distinctProperty = "distinct_property"
    }
}

extension Jobspec.Constraint {
    /// Makes the block; what is left out is Nomad's default.
    public init(_ change: (inout Self) -> Void = { _ in }) {
        self.init(attribute: nil)
        change(&self)
    }
}
