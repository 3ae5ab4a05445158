internal import HCL

extension APIEncoder {
    /// A constraint or an affinity: the last of the short forms that are not empty names the operator.
    ///
    /// Nomad reads fewer of them in a constraint than it lets stand there. Source: nomad/jobspec2/hcl_conversions.go.
    func condition(_ body: HCL.Body, isAffinity: Bool) -> JSONValue {
        func text(_ name: String) -> String? {
            guard let attribute = body.attributes.first(where: { $0.name == name }),
                case .string(let text) = value(attribute.value, .string), !text.isEmpty
            else { return nil }
            return text
        }
        var members = Members()
        var (left, operation, right) = (text("attribute"), text("operator") ?? "=", text("value"))
        for name in isAffinity ? Self.shortAffinities : Self.shortConstraints {
            guard let short = text(name) else { continue }
            (operation, right) = (name, short)
        }
        if !isAffinity, let value = text("distinct_hosts") { (operation, right) = ("distinct_hosts", value) }
        if !isAffinity, let property = text("distinct_property") { (left, operation) = (property, "distinct_property") }
        if let left { members.set("LTarget", .string(left)) }
        if let right { members.set("RTarget", .string(right)) }
        members.set("Operand", .string(operation))
        if let weight = body.attributes.first(where: { $0.name == "weight" }) {
            let weight = value(weight.value, .number)
            // Nomad keeps a byte of it.
            if case .int(let number) = weight {
                members.set("Weight", .int(Int(Int8(truncatingIfNeeded: number))))
            } else {
                members.set("Weight", weight)
            }
        }
        return .object(members.list)
    }

    private static let shortConstraints = ["version", "semver", "regexp", "set_contains"]

    private static let shortAffinities = [
        "version", "semver", "regexp", "set_contains_any", "set_contains_all", "set_contains",
    ]
}
