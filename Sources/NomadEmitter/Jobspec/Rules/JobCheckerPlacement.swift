internal import HCL

// Constraints, affinities and spreads. Source: Nomad, nomad/structs/structs.go.
extension JobChecker {
    mutating func checkPlacement(of body: HCL.Body, inTask: Bool) {
        for item in body.items {
            guard case .block(let block) = item else { continue }
            switch block.type {
            case "constraint": within(block) { $0.check(constraint: block.body, inTask: inTask) }
            case "affinity": within(block) { $0.check(affinity: block.body) }
            case "spread": within(block) { $0.check(spread: block.body) }
            default: break
            }
        }
    }

    /// Operators that can also stand as an attribute with the value. Source: Nomad, jobspec2/hcl_conversions.go,
    /// decodeConstraint and decodeAffinity, which throw the other short forms of a constraint away.
    private static let attributes = ["regexp", "version", "semver", "set_contains"]

    private static let attributesOfAffinity = attributes + ["set_contains_all", "set_contains_any"]

    /// Source: Nomad, nomad/structs/structs.go, Constraint.Validate.
    private mutating func check(constraint body: HCL.Body, inTask: Bool) {
        checkShortForms(of: body)
        // Written as an attribute it is the operator even if it is false.
        if body.has("distinct_hosts") || body.text("operator").known == "distinct_hosts" {
            let name = "distinct_hosts"
            require(!inTask, .constraint, "a constraint with \(name) cannot stand in a task", at: name, "operator")
            return
        }
        if body.has("distinct_property") || body.text("operator").known == "distinct_property" {
            let name = "distinct_property"
            require(!inTask, .constraint, "a constraint with \(name) cannot stand in a task", at: name, "operator")
            if let count = body.text("value").known {
                require(
                    (UInt64(count) ?? 0) > 0,
                    .constraint,
                    "a constraint with \(name) takes a number as its value, not `\(count)`",
                    at: "value"
                )
            }
            checkTarget(body.value(name) ?? body.value("attribute"))
            return
        }
        guard let name = operatorName(of: body, JobChecker.attributes) else { return }
        switch name {
        case "is_set", "is_not_set":
            require(
                body.text("value").isAbsent,
                .constraint,
                "a constraint with \(name) takes no value",
                at: "value"
            )
        default:
            guard AttributeFact.comparisons.contains(name) else { return }
            checkValue(of: body, name, "a constraint")
        }
        checkTarget(body.value("attribute"))
    }

    private mutating func checkShortForms(of body: HCL.Body) {
        for name in ["is_set", "is_not_set", "set_contains_all", "set_contains_any"] where body.has(name) {
            let isSet = name.hasPrefix("is")
            add(
                .constraint,
                "Nomad does not read \(name) as an attribute of a constraint: write \(isSet ? "attribute" : "attribute, value") and operator = `\(name)`",
                at: name,
                severity: .failure
            )
        }
    }

    /// Source: Nomad, nomad/structs/structs.go, Affinity.Validate: it does not look at the attribute.
    private mutating func check(affinity body: HCL.Body) {
        if let name = operatorName(of: body, JobChecker.attributesOfAffinity),
            AttributeFact.comparisons.contains(name)
        {
            checkValue(of: body, name, "an affinity")
        }
        checkLooseTarget(body)
        guard let weight = body.number("weight").known else { return }
        // Nomad keeps the last eight bits.
        let kept = Int8(truncatingIfNeeded: weight)
        guard kept != 0, (-100...100).contains(kept) else {
            return add(
                .range,
                "the weight of an affinity is between -100 and 100 without 0, not \(weight)",
                at: "weight"
            )
        }
        require(
            Int(kept) == weight,
            .range,
            "the weight \(weight) of an affinity is taken as \(kept)",
            at: "weight",
            severity: .warning
        )
    }

    private mutating func check(spread body: HCL.Body) {
        checkLooseTarget(body)
        let targets = body.inners("target")
        requireUnique(targets.map { ($0.label, $0.origin) }, .constraint) { "a spread has two targets `\($0)`" }
        let shares = targets.compactMap { $0.body.number("percent").known }
        if shares.contains(where: { !(0...100).contains($0) }) { return }
        let sum = shares.reduce(0) { $0.addingReportingOverflow($1).partialValue }
        require(sum <= 100, .constraint, "the targets of a spread add up to \(sum) percent", at: "target")
    }

    /// How a constraint or an affinity compares; `nil` if that cannot be known.
    private func operatorName(of body: HCL.Body, _ short: [String]) -> String? {
        short.first { body.has($0) } ?? body.text("operator").or("=")
    }

    private mutating func checkValue(of body: HCL.Body, _ name: String, _ owner: String) {
        let key = body.has(name) ? name : "value"
        switch body.text(key) {
        case .unknown: break
        case .absent: add(.constraint, "\(owner) with \(name) needs a value", at: "operator", key)
        case .known(let text):
            switch name {
            case "version", "semver":
                require(
                    VersionRange.isValid(text, isSemantic: name == "semver"),
                    .constraint,
                    "\(owner) with \(name): `\(text)` is no range of versions such as `>= 1.8, < 2.0`",
                    at: key
                )
            case "regexp":
                require(
                    RegularExpression.isValid(text),
                    .constraint,
                    "\(owner) with regexp: `\(text)` is no regular expression of RE2",
                    at: key
                )
            default: break
            }
        }
    }

    /// The names that Nomad knows of a node, and how they start.
    private static let nodeNames = ["node.unique.id", "node.unique.name", "node.datacenter", "node.class", "node.pool"]
    private static let roots = ["attr.", "meta.", "device."]

    /// Source: Nomad, nomad/structs/constraint.go.
    private mutating func checkTarget(_ target: HCL.Expression?) {
        guard let target, target.text?.isEmpty != true else {
            return add(.constraint, "there is no attribute to compare")
        }
        guard target.isSettled, let text = target.shown else { return }
        guard text.hasPrefix("${") else {
            return require(
                !text.contains("${"),
                .constraint,
                "`\(text)` is compared as it is: a reference starts at once",
                at: "attribute",
                "distinct_property",
                severity: .failure
            )
        }
        let name = text.dropFirst(2).prefix { $0 != "}" }
        let isKnown =
            JobChecker.roots.contains { name.hasPrefix($0) } || JobChecker.nodeNames.contains(String(name))
        require(
            isKnown,
            .constraint,
            "nodes have nothing that is called ${\(name)}",
            at: "attribute",
            "distinct_property"
        )
        require(
            !isKnown || text.hasSuffix("}"),
            .constraint,
            "`\(text)` goes on behind the reference",
            at: "attribute",
            "distinct_property"
        )
    }

    private mutating func checkLooseTarget(_ body: HCL.Body) {
        guard let target = body.value("attribute"), target.text?.isEmpty != true else {
            return add(.constraint, "there is no attribute to compare")
        }
        guard target.isSettled, let text = target.shown, let start = text.firstIndex(of: "$") else { return }
        let name = text[start...].dropFirst(2).prefix { $0 != "}" }
        require(
            start == text.startIndex && text.hasSuffix("}")
                && (JobChecker.roots.contains { name.hasPrefix($0) } || JobChecker.nodeNames.contains(String(name))),
            .constraint,
            "nodes have nothing that is called \(text)",
            at: "attribute",
            severity: .failure
        )
    }
}
