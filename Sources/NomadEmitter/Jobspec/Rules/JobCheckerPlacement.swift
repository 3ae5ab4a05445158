internal import HCL

// Constraints, affinities and spreads. Source: Nomad docs, job specification, and its rules at submit.
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

    /// Operators that can also stand as an attribute with the value.
    private static let attributes = [
        "regexp", "version", "semver", "set_contains", "set_contains_all", "set_contains_any",
    ]

    private mutating func check(constraint body: HCL.Body, inTask: Bool) {
        if body.truth("distinct_hosts").known == true || body.text("operator").known == "distinct_hosts" {
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
                    "a constraint with \(name) takes a number as its value, not \"\(count)\"",
                    at: "value"
                )
            }
            checkTarget(body.value(name) ?? body.value("attribute"))
            return
        }
        guard let name = operatorName(of: body) else { return }
        switch name {
        case "is_set", "is_not_set":
            require(!body.has("value"), .constraint, "a constraint with \(name) takes no value", at: "value")
        default:
            guard AttributeFact.comparisons.contains(name) else { return }
            checkValue(of: body, name, "a constraint")
        }
        checkTarget(body.value("attribute"))
    }

    private mutating func check(affinity body: HCL.Body) {
        if let name = operatorName(of: body), AttributeFact.comparisons.contains(name) {
            checkValue(of: body, name, "an affinity")
        }
        checkTarget(body.value("attribute"))
    }

    private mutating func check(spread body: HCL.Body) {
        checkTarget(body.value("attribute"))
        let targets = body.inners("target")
        requireUnique(targets.map { ($0.label, $0.origin) }, .constraint) { "a spread has two targets \"\($0)\"" }
        let shares = targets.compactMap { $0.body.number("percent").known }
        if shares.contains(where: { !(0...100).contains($0) }) { return }
        let sum = shares.reduce(0) { $0.addingReportingOverflow($1).partialValue }
        require(sum <= 100, .constraint, "the targets of a spread add up to \(sum) percent", at: "target")
    }

    /// How a constraint or an affinity compares; `nil` if that cannot be known.
    private func operatorName(of body: HCL.Body) -> String? {
        JobChecker.attributes.first { body.has($0) } ?? body.text("operator").or("=")
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
                    JobChecker.isVersionRange(text),
                    .constraint,
                    "\(owner) with \(name): \"\(text)\" is no range of versions such as \">= 1.8, < 2.0\"",
                    at: key
                )
            case "regexp":
                require(
                    JobChecker.isExpression(text),
                    .constraint,
                    "\(owner) with regexp: \"\(text)\" is no regular expression of RE2",
                    at: key
                )
            default: break
            }
        }
    }

    private mutating func checkTarget(_ target: HCL.Expression?) {
        guard let target, target.text?.isEmpty != true else {
            return add(.constraint, "there is no attribute to compare")
        }
        let nodes = ["node.unique.id", "node.unique.name", "node.datacenter", "node.class", "node.pool"]
        for name in target.runtimeReferences {
            let isKnown = ["attr.", "meta.", "device."].contains { name.hasPrefix($0) } || nodes.contains(name)
            require(
                isKnown,
                .constraint,
                "nodes have nothing that is called ${\(name)}",
                at: "attribute",
                "distinct_property"
            )
        }
    }

    /// Whether a text is a list of versions, each with an optional comparison in front.
    static func isVersionRange(_ text: String) -> Bool {
        text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { part in
            let version = part.drop { " \t=!<>~".contains($0) }.drop { $0 == "v" }
            guard let first = version.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
                return false
            }
            return version.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || ".-+~ \t".utf8.contains(byte)
            }
        }
    }

    /// Whether the brackets of a regular expression match, and it has nothing that RE2 does not know.
    static func isExpression(_ text: String) -> Bool {
        if text.contains("\\Q") { return true }
        if ["(?=", "(?!", "(?<=", "(?<!", "(?>"].contains(where: { text.contains($0) }) { return false }
        var depth = 0
        var isEscaped = false
        // The place in a class in brackets, counted from its opening; a bracket that comes first is a member.
        var place: Int?
        var last: Character?
        for character in text {
            defer { last = character }
            if isEscaped {
                isEscaped = false
                if let inside = place { place = inside + 1 }
                continue
            }
            if character == "\\" {
                isEscaped = true
                continue
            }
            if let inside = place {
                if character == "]", inside > 0 {
                    place = nil
                } else if !(character == "^" && inside == 0 && last == "[") {
                    place = inside + 1
                }
                continue
            }
            switch character {
            case "[": place = 0
            case "(": depth += 1
            case ")":
                depth -= 1
                if depth < 0 { return false }
            case "*", "+", "?":
                if last == nil || last == "|" || last == "(" && character != "?" { return false }
            default: break
            }
        }
        return depth == 0 && !isEscaped && place == nil
    }
}
